import {type ActionRun} from './action-run.js';

/** Returns when a run of these actions ended last in this session (epoch ms): what was read before may be wrong now. */
export function lastEndOf(
	runs: readonly ActionRun[],
	isOne: (actionId: string) => boolean,
): number | undefined {
	const ends = runs.flatMap(({actionId, finishedAt}) =>
		finishedAt !== undefined && isOne(actionId) ? [finishedAt] : [],
	);
	return ends.length === 0 ? undefined : Math.max(...ends);
}
