import {type ActionRun} from './action-run.js';

/**
 * Returns when a step of these actions ended last in this session (epoch ms): what was read before may be wrong now. The
 * run ends a little later, when the journal is written; by then all is read again already.
 */
export function lastEndOf(
	runs: readonly ActionRun[],
	isOne: (actionId: string) => boolean,
): number | undefined {
	const ends = runs.flatMap(({actionId, steps}) =>
		isOne(actionId) ? steps.flatMap(({finishedAt}) => finishedAt ?? []) : [],
	);
	return ends.length === 0 ? undefined : Math.max(...ends);
}
