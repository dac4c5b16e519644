import {type ActionRun} from '../store/actions/action-run.js';

/** Returns a way to learn once of each run that has ended since. */
export function finishedRuns(): (runs: readonly ActionRun[]) => readonly ActionRun[] {
	const told = new Set<string>();
	return runs => {
		const finished = runs.filter(run => run.finishedAt !== undefined && !told.has(run.id));
		for (const run of finished) {
			told.add(run.id);
		}

		return finished;
	};
}
