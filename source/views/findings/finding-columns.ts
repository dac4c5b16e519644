import {type FindingSummary} from '../../domain/findings/finding.js';
import {severityWeight} from '../../domain/findings/severity.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {ageColumn, noneCell, numberColumn, textColumn, unknownCell} from '../columns.js';
import {symbols} from '../symbols.js';
import {isolationMark} from '../tasks/isolation.js';
import {type Cell, type Column} from '../view.js';
import {type FindingRow} from './finding-row.js';
import {severityCell} from './severity-cell.js';
import {shortType} from './short-type.js';
import {lastTaskOf, liveTaskOf, stateCell} from './task-state.js';

/** Later than any time in milliseconds: the time fits behind the tenth of a severity. */
const timeScale = 1e14;

export const findingColumns: readonly Column<FindingRow>[] = [
	{
		id: 'band',
		heading: 'SEVERITY',
		align: 'left',
		min: 12,
		max: 12,
		priority: 1,
		cell: ({finding}) => severityCell(finding),
		// Of two that are as severe the one that was seen last is worse.
		value: ({finding}) => severityWeight(finding.severity) + (finding.lastSeenAt ?? 0) / timeScale,
	},
	{
		...textColumn<FindingRow>(
			{id: 'type', heading: 'TYPE', min: 32, max: 64, priority: 2, grows: true},
			({finding}) => finding.type,
		),
		shorten: shortType,
	},
	told(
		ageColumn({id: 'last', heading: 'LAST', min: 4, max: 4, priority: 3}, ({finding}) => finding.lastSeenAt),
	),
	{
		id: 'now',
		heading: 'TASK',
		align: 'left',
		min: 8,
		max: 8,
		priority: 4,
		cell: row => nowCell(row),
		value: row => nowCell(row).text,
	},
	textColumn(
		{id: 'cluster', heading: 'CLUSTER', min: 13, max: 28, priority: 5},
		({finding}) => finding.clusterName,
	),
	textColumn({id: 'service', heading: 'SERVICE', min: 15, max: 28, priority: 6}, ({finding, state}) =>
		whoseText(finding, state),
	),
	told(
		numberColumn({id: 'count', heading: 'COUNT', min: 5, max: 7, priority: 7}, ({finding}) => finding.count),
	),
	told(
		ageColumn(
			{id: 'first', heading: 'FIRST', min: 5, max: 5, priority: 8},
			({finding}) => finding.firstSeenAt,
		),
	),
	textColumn({id: 'task', heading: 'TASK ID', min: 8, max: 8, priority: 9}, ({finding}) =>
		finding.taskId?.slice(0, 8),
	),
	textColumn(
		{id: 'container', heading: 'CONTAINER', min: 9, max: 24, priority: 10},
		({finding}) => finding.containerName,
	),
	{
		id: 'state',
		heading: 'STATE',
		align: 'left',
		min: 8,
		max: 16,
		priority: 11,
		cell: ({finding}) => ({text: stateText(finding), tone: finding.isSample ? 'dim' : 'plain'}),
		value: ({finding}) => stateText(finding),
	},
	textColumn(
		{id: 'account', heading: 'ACCOUNT', min: 12, max: 12, priority: 12, isWide: true},
		({finding}) => finding.accountId,
	),
	textColumn(
		{id: 'image', heading: 'IMAGE', min: 16, max: 60, priority: 13, isWide: true},
		({finding}) => finding.image,
	),
	textColumn(
		{id: 'title', heading: 'TITLE', min: 20, max: 120, priority: 14, isWide: true},
		({finding}) => finding.title,
	),
];

/** GuardDuty tells it of every finding: where it does not, that is no "none". */
function told(column: Column<FindingRow>): Column<FindingRow> {
	return {
		...column,
		cell(row, now) {
			const cell = column.cell(row, now);
			return cell === noneCell ? unknownCell : cell;
		},
	};
}

/** While it runs cut off the network, that says more than that it runs. */
function nowCell({finding, state, isolation}: FindingRow): Cell {
	const mark = finding.isSample ? undefined : isolationMark(isolation, liveTaskOf(state));
	return mark === undefined ? stateCell(state, finding.isSample) : {text: mark, tone: 'warning'};
}

/** Returns `open`, `archived`, `sample`, `sample archived`; a question mark where GuardDuty does not say. */
export function stateText({
	isArchived,
	isSample,
}: {
	readonly isArchived?: boolean;
	readonly isSample: boolean;
}): string {
	const state = isArchived === undefined ? symbols.unknown : isArchived ? 'archived' : 'open';
	if (!isSample) {
		return state;
	}

	return state === 'open' ? 'sample' : `sample ${state}`;
}

/** Returns the service, `standalone` for a task without one, else the instance; undefined where nothing tells. */
export function whoseText(
	{serviceName, taskArn, instanceId, isSequence}: FindingSummary,
	state: TaskState,
): string | undefined {
	const task = lastTaskOf(state);
	const service = serviceName ?? task?.serviceName;
	if (service !== undefined) {
		return service;
	}

	// A sequence names its task, not what the task is of.
	const isTold = task !== undefined || (taskArn !== undefined && !isSequence);
	return isTold ? 'standalone' : instanceId;
}
