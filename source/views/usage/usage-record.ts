import {shortName} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {gaugeAlias} from '../../domain/usage/aggregate-columns.js';
import {type Headcount, type UsageMetric, type UsageStats, usageMetrics} from '../../domain/usage/usage.js';
import {recordTime} from '../columns.js';
import {gapText} from './gap-text.js';
import {shareOfTask} from './usage-columns.js';
import {type EntityRow, isUntold, limitShare, outlookOf, type UsageRow} from './usage-row.js';

const statistics = ['now', 'average', 'p95', 'max'] as const;

/** `cpuNow`, `memoryP95`, `rxMax` … */
const measured: readonly (readonly [name: string, metric: UsageMetric, statistic: keyof UsageStats])[] =
	usageMetrics.flatMap(metric =>
		statistics.map(statistic => [gaugeAlias(metric, statistic), metric, statistic] as const),
	);

/** What AWS's own record of a service or a cluster counts, and when. */
const countMembers = [
	'runningTasks',
	'runningTasksMin',
	'desiredTasks',
	'pendingTasks',
	'deployments',
	'taskSets',
	'services',
	'containerInstances',
	'countedAt',
] as const;

export const usageMembers: readonly string[] = [
	'kind',
	'cluster',
	'service',
	'family',
	'revision',
	'taskId',
	'container',
	'status',
	'launchType',
	'limitMiB',
	'limitSource',
	'limitShare',
	'outlook',
	'reachesLimitInMinutes',
	'taskCpuUnits',
	'taskMemoryMiB',
	'shareOfTaskMemory',
	'shareOfTaskCpu',
	...measured.map(([name]) => name),
	'restarts',
	'samples',
	'spanMinutes',
	'lastAt',
	'tasks',
	...countMembers,
	'gap',
];

/** Returns a row of usage for scripts; null is what is not known. `gap` says why a cluster has no data. */
export function usageRecord(row: UsageRow): {readonly [member: string]: Json} {
	const values = row.kind === 'gap' ? gapValues(row) : entityValues(row);
	return Object.fromEntries(usageMembers.map(member => [member, values[member] ?? null]));
}

function gapValues({cluster, gap}: UsageRow & {kind: 'gap'}): {readonly [member: string]: Json} {
	return {kind: 'gap', cluster: shortName(cluster), gap: gapText(gap)};
}

function entityValues(row: EntityRow): {readonly [member: string]: Json | undefined} {
	const {entity, limit, size, members, own} = row;
	const outlook = outlookOf(row);
	return {
		kind: entity.kind,
		cluster: shortName(row.cluster),
		service: entity.service,
		family: entity.family,
		revision: entity.revision,
		taskId: entity.taskId,
		container: entity.containerName,
		status: entity.status,
		launchType: entity.launchType ?? size.launchType,
		limitMiB: limit.memoryMiB,
		limitSource: limit.source,
		limitShare: rounded(limitShare(row)),
		outlook: outlook.kind,
		reachesLimitInMinutes: outlook.kind === 'growing' ? Math.round(outlook.reachesInMs / 60_000) : undefined,
		taskCpuUnits: size.cpuUnits,
		taskMemoryMiB: size.memoryMiB,
		shareOfTaskMemory: rounded(shareOfTask(row, 'memory')),
		shareOfTaskCpu: rounded(shareOfTask(row, 'cpu')),
		...Object.fromEntries(
			measured.map(([name, metric, statistic]) => [name, rounded(entity.stats[metric][statistic])]),
		),
		restarts: entity.restarts,
		samples: entity.samples,
		spanMinutes: entity.spanMinutes,
		lastAt: recordTime(entity.lastAt),
		tasks: members.length > 0 || isUntold(row) ? (entity.members ?? null) : undefined,
		...(own && countValues(own)),
	};
}

function countValues(own: Headcount): {readonly [member in (typeof countMembers)[number]]: Json | undefined} {
	const {at, leastRunning, counts} = own;
	return {
		runningTasks: counts.running,
		runningTasksMin: leastRunning,
		desiredTasks: counts.desired,
		pendingTasks: counts.pending,
		deployments: counts.deployments,
		taskSets: counts.taskSets,
		services: counts.services,
		containerInstances: counts.instances,
		countedAt: recordTime(at),
	};
}

/** Series are kept in single precision: more digits than these would be noise. */
function rounded(value: number | undefined): number | undefined {
	return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}
