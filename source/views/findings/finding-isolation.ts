import {type FindingSummary} from '../../domain/findings/finding.js';
import {type Snapshot} from '../../store/snapshot.js';
import {keyNames} from '../key-names.js';
import {isolationCell, isolationHint, pastCell} from '../tasks/isolation.js';
import {type Cell} from '../view.js';
import {type FindingRow} from './finding-row.js';
import {liveTaskOf, taskStateIn} from './task-state.js';

/** Returns that the finding's task is cut off the network and how that is undone from here, where it is known. */
export function findingIsolation(snapshot: Snapshot, finding: FindingSummary): Cell | undefined {
	const {taskArn: arn, isSample, isArchived} = finding;
	if (arn === undefined || isSample) {
		return undefined;
	}

	const state = taskStateIn(snapshot, finding);
	if (state.kind === 'gone') {
		return pastCell(snapshot, arn);
	}

	return isolationCell(snapshot, {arn, task: liveTaskOf(state)}, undoText(isArchived));
}

/** Returns that for the row of a finding. */
export function rowIsolation({finding, state, isolation}: FindingRow): string | undefined {
	return finding.isSample
		? undefined
		: isolationHint(isolation, liveTaskOf(state), undoText(finding.isArchived));
}

/** On an archived finding the key that releases brings the finding back. */
function undoText(isArchived: boolean | undefined): string {
	const release = keyNames['task.release'];
	return isArchived
		? `${keyNames.tasks}, then ${release}, puts its security groups back`
		: `${release} puts its security groups back`;
}
