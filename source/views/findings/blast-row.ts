import {type Tie, type TieKind, type UnknownTie} from '../../domain/findings/blast-radius.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type Task} from '../../domain/resources.js';
import {isolationsIn} from '../../store/isolation.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {isEqual} from '../../store/sharing.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clusterFacts} from '../clusters/cluster-facts.js';
import {heldRow} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {type TaskRow, taskRow} from '../tasks/task-row.js';
import {type Place} from '../view.js';
import {blastRadiusIn} from './blast-facts.js';
import {findingsOfTask} from './finding-facts.js';

/** A task that shares something with the finding's, or of which it is not known. */
export type BlastRow = {
	readonly row: TaskRow;
	readonly ties: readonly Tie[];
	readonly unknown: readonly UnknownTie[];
	/** What is not known of the finding's own task: no task can be told apart by it. */
	readonly subjectUnknown: readonly UnknownTie[];
	/** Open findings of this very task. */
	readonly findings: readonly FindingSummary[];
};

/** Returns the tasks of the account's clusters that are tied to the finding's, or may be. */
export function blastRows(snapshot: Snapshot, place: Place): readonly BlastRow[] {
	const radius = blastRadiusIn(snapshot, place);
	const subjectUnknown = radius?.unknown ?? [];
	return sameRows(
		(radius?.rows ?? []).flatMap(({task, ties, unknown}) => {
			const row = rowOfTask(snapshot, task);
			return row
				? [rememberedRow(row, ties, unknown, subjectUnknown, findingsOfTask(snapshot, task.arn))]
				: [];
		}),
	);
}

const sameRows = keepSame<BlastRow>();

function rowOfTask(snapshot: Snapshot, {arn, clusterArn}: Task): TaskRow | undefined {
	const held = heldRow(snapshot.get(tasksRead, clusterArn), arn);
	return (
		held &&
		taskRow(
			held,
			clusterArn,
			clusterFacts(snapshot, clusterArn).optIn,
			undefined,
			isolationsIn(snapshot).get(arn),
		)
	);
}

const rememberedRow = memoBy(
	(
		row: TaskRow,
		ties: readonly Tie[],
		unknown: readonly UnknownTie[],
		subjectUnknown: readonly UnknownTie[],
		findings: readonly FindingSummary[],
	): BlastRow => ({row, ties, unknown, subjectUnknown, findings}),
	(before, now) => isEqual(before, now),
);

/**
 * Returns whether the two are alike in one thing; `name` where only the name of an image tells, `unknown` where it is
 * not known of either of them.
 */
export function tieOf(
	{ties, unknown, subjectUnknown}: Pick<BlastRow, 'ties' | 'unknown' | 'subjectUnknown'>,
	kind: Exclude<TieKind, 'image-name'>,
): 'same' | 'name' | 'unknown' | 'differs' {
	if (ties.some(tie => tie.kind === kind)) {
		return 'same';
	}

	if (kind === 'image-digest' && ties.some(tie => tie.kind === 'image-name')) {
		return 'name';
	}

	return [...unknown, ...subjectUnknown].some(one => one.kind === kind) ? 'unknown' : 'differs';
}

/** Returns how close two tasks are: the image weighs most, since that is what may carry the malware. */
export function closeness(row: BlastRow): number {
	const image = {same: 8, name: 6, unknown: 0, differs: 0}[tieOf(row, 'image-digest')];
	return image + row.ties.length;
}
