import {shortName} from '../../domain/arn.js';
import {type Task} from '../../domain/resources.js';
import {launchText} from '../../domain/task/launch.js';
import {isLive, taskPhase} from '../../domain/task/task-phase.js';
import {agentCell} from '../agents/agent-cell.js';
import {ageColumn, noneCell, numberColumn, textColumn, waitingCell} from '../columns.js';
import {bandsColumn} from '../findings/bands-cell.js';
import {platformText} from '../services/service-columns.js';
import {type Cell, type Column} from '../view.js';
import {isolationMark} from './isolation.js';
import {type TaskRow} from './task-row.js';

export const taskColumns: readonly Column<TaskRow>[] = [
	textColumn({id: 'task', heading: 'TASK', min: 8, max: 8, priority: 1}, row => row.id.slice(0, 8)),
	{
		...textColumn<TaskRow>({id: 'cluster', heading: 'CLUSTER', min: 10, max: 32, priority: 7}, row =>
			shortName(row.clusterArn),
		),
		isShownAt: place => place.cluster === undefined,
	},
	textColumn({id: 'service', heading: 'SERVICE', min: 10, max: 32, priority: 3}, ({known}) =>
		known ? serviceText(known.task) : undefined,
	),
	{
		id: 'status',
		heading: 'STATUS',
		align: 'left',
		min: 8,
		max: 16,
		priority: 4,
		cell: ({known}) => (known ? statusCell(known.task) : waitingCell),
		value: ({known}) => known && statusRank(known.task),
	},
	{
		id: 'agent',
		heading: 'AGENT',
		align: 'left',
		min: 16,
		max: 22,
		priority: 2,
		cell({known, optIn}) {
			if (!known) {
				return waitingCell;
			}

			return isLive(known.task) || known.agent.state === 'failed' ? agentCell(known.agent, optIn) : noneCell;
		},
		value: ({known}) => known?.agent.state,
	},
	{
		...textColumn<TaskRow>(
			{id: 'network', heading: 'NETWORK', min: 9, max: 9, priority: 5},
			({isolation, known}) => isolationMark(isolation, known?.task),
		),
		isOptional: true,
		cell: ({isolation, known}) => {
			const mark = isolationMark(isolation, known?.task);
			return mark === undefined ? noneCell : {text: mark, tone: 'warning'};
		},
	},
	bandsColumn(6, ({findings}) => findings),
	{
		id: 'health',
		heading: 'HEALTH',
		align: 'left',
		min: 22,
		max: 80,
		priority: 8,
		grows: true,
		cell: row => healthCell(row),
		value: ({known}) => known?.health.text,
	},
	ageColumn(
		{id: 'age', heading: 'AGE', min: 4, max: 4, priority: 9},
		({known}) => known?.task.startedAt ?? known?.task.createdAt,
	),
	textColumn({id: 'launch', heading: 'LAUNCH', min: 7, max: 18, priority: 11}, ({known}) =>
		known ? taskLaunchText(known.task) : undefined,
	),
	textColumn({id: 'platform', heading: 'PLATFORM', min: 8, max: 16, priority: 12}, ({known}) =>
		known ? platformText(known.task) : undefined,
	),
	textColumn({id: 'stopped', heading: 'STOPPED', min: 16, max: 50, priority: 10}, ({known}) =>
		known ? stoppedText(known.task) : undefined,
	),
	ageColumn(
		{id: 'ended', heading: 'ENDED', min: 5, max: 5, priority: 13, isWide: true},
		({known}) => known?.task.stoppedAt,
	),
	textColumn({id: 'taskdef', heading: 'TASKDEF', min: 10, max: 40, priority: 14, isWide: true}, ({known}) =>
		known ? shortName(known.task.taskDefinition) : undefined,
	),
	numberColumn(
		{id: 'cpu', heading: 'CPU', min: 5, max: 6, priority: 15, isWide: true},
		({known}) => known?.task.cpuUnits,
	),
	numberColumn(
		{id: 'memory', heading: 'MEM MiB', min: 7, max: 7, priority: 16, isWide: true},
		({known}) => known?.task.memoryMiB,
	),
	textColumn(
		{id: 'az', heading: 'AZ', min: 10, max: 14, priority: 17, isWide: true},
		({known}) => known?.task.availabilityZone,
	),
	textColumn(
		{id: 'ip', heading: 'IP', min: 9, max: 39, priority: 18, isWide: true},
		({known}) => known?.task.network?.privateIp,
	),
];

/** Returns the service's name; `standalone` for a task that no service started. */
export function serviceText(task: Task): string {
	return task.serviceName ?? 'standalone';
}

/** Returns how the task was launched, in the words that services have: `Fargate`, `Fargate Spot`. */
export function taskLaunchText({capacityProvider, ...task}: Task): string {
	const capacityProviders = capacityProvider === undefined ? [] : [{name: capacityProvider}];
	return launchText({...task, capacityProviders, deployments: []});
}

/** Returns why a task stopped, AWS's code and text; undefined for one that did not. */
export function stoppedText({stopCode, stoppedReason}: Task): string | undefined {
	if (stopCode === undefined && stoppedReason === undefined) {
		return undefined;
	}

	return stoppedReason === undefined || stoppedReason === '' ? stopCode : stoppedReason;
}

/** Returns the status; a running task that is to stop says so. */
export function statusCell(task: Task): Cell {
	const isLeaving = isLive(task) && task.desiredStatus === 'STOPPED';
	return {
		text: isLeaving ? `${task.lastStatus} (stop)` : task.lastStatus,
		tone: isLive(task) ? 'plain' : 'dim',
	};
}

function healthCell({known}: TaskRow): Cell {
	if (!known) {
		return waitingCell;
	}

	const {text, verdict} = known.health;
	switch (verdict) {
		case 'ok':
			return {text, tone: isLive(known.task) ? 'plain' : 'dim'};
		case 'fault':
			return {text, tone: 'fault'};
		case 'unknown':
			return {text, tone: 'warning'};
	}
}

const phaseRanks = {starting: 0, running: 0, unknown: 0, ending: 1, ended: 2} as const;

/** Running ones first, by service; stopped ones last. */
function statusRank(task: Task): string {
	return `${phaseRanks[taskPhase(task)]} ${task.serviceName ?? ''}`;
}
