import {type Held} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type TaskIsolation} from '../../domain/findings/isolation-record.js';
import {severityBand} from '../../domain/findings/severity.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {type Snapshot} from '../../store/snapshot.js';
import {memoBy} from '../memo.js';
import {type RowVerdict} from '../view.js';
import {liveTaskOf, stateWord, taskStateIn} from './task-state.js';

/** One finding with what has become of its task. */
export type FindingRow = {
	readonly finding: FindingSummary;
	readonly state: TaskState;
	/** Absent where nothing says that its task is cut off the network. */
	readonly isolation?: TaskIsolation;
	/** When the finding was read, and what keeps it from being read again. */
	readonly held: Pick<Held<FindingSummary>, 'at' | 'failure'>;
};

/** Returns the row of a finding; the same object until the finding, or something drawn of its task, changes. */
export function findingRow(
	snapshot: Snapshot,
	held: Held<FindingSummary>,
	isolations: ReadonlyMap<string, TaskIsolation>,
): readonly FindingRow[] {
	const {value} = held;
	return value === undefined
		? []
		: [rememberedRow(value, held, taskStateIn(snapshot, value), isolations.get(value.taskArn ?? ''))];
}

const rememberedRow = memoBy(
	(
		finding: FindingSummary,
		{at, failure}: Held<FindingSummary>,
		state: TaskState,
		isolation: TaskIsolation | undefined,
	): FindingRow => ({
		finding,
		state,
		...(isolation && {isolation}),
		held: {...(at !== undefined && {at}), ...(failure && {failure})},
	}),
	([held, state, isolation], [heldNow, stateNow, isolationNow]) =>
		isolation === isolationNow &&
		held.failure === heldNow.failure &&
		stateWord(state, false) === stateWord(stateNow, false) &&
		liveTaskOf(state) === liveTaskOf(stateNow),
);

/**
 * Returns whether somebody must act: a finding is at fault while it is open, critical or high, and no sample.
 * Where it is not told whether it is open, or how severe it is, it is unknown, which is not a pass.
 */
export function findingVerdict({finding}: Pick<FindingRow, 'finding'>): RowVerdict {
	const {severity, isArchived, isSample} = finding;
	if (isSample || isArchived === true) {
		return 'ok';
	}

	switch (severityBand(severity)) {
		case 'critical':
		case 'high':
			return isArchived === false ? 'fault' : 'unknown';
		case 'medium':
		case 'low':
			return 'ok';
		case 'unknown':
			return 'unknown';
	}
}
