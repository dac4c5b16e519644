import {type ClusterArn} from '../../../source/domain/arn.js';
import {type Cluster, type Task} from '../../../source/domain/resources.js';
import {headcountKey} from '../../../source/domain/usage/headcount.js';
import {type RecordCounts} from '../../../source/domain/usage/record.js';
import {statsOf} from '../../../source/domain/usage/stats.js';
import {
	type Headcount,
	type Usage,
	type UsageEntity,
	type UsageGap,
	type UsageMetric,
	usageMetrics,
} from '../../../source/domain/usage/usage.js';
import {
	ceilingBytes,
	defaultUsageSettings,
	type UsageSettings,
} from '../../../source/domain/usage/usage-settings.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {usageRead} from '../../../source/store/reads/usage.js';
import {type Snapshot} from '../../../source/store/snapshot.js';
import {type Place} from '../../../source/views/view.js';
import {
	aCluster,
	aSnapshot,
	clusterArn,
	type Holding,
	holding,
	listed,
	minuteMs,
	now,
	taskId,
} from '../build.js';

/** The newest record: two minutes old, as is normal. */
export const newestAt = now - 2 * minuteMs;

export const withInsights = (name: string, facts: Partial<Cluster> = {}) =>
	aCluster(name, {containerInsights: 'enabled', runningTasks: 2, ...facts});

type Points = {readonly [metric in UsageMetric]?: readonly number[]};

/** Returns points of an hour that go from one value to another in a straight line. */
export function line(from: number, to: number, count = 60): readonly number[] {
	return Array.from({length: count}, (_, index) => from + ((to - from) * index) / (count - 1));
}

/** Returns an hour of the same value. */
export const level = (value: number) => line(value, value);

/** Returns what is known of a container or a task with these points, one a minute, the last of `newestAt`. */
export function anEntity(
	cluster: string,
	task: string,
	facts: Partial<UsageEntity> & {readonly points?: Points} = {},
): UsageEntity {
	const {points = {}, ...more} = facts;
	const lastAt = more.lastAt ?? newestAt;
	const all: Points = {
		cpu: level(4),
		memory: level(50),
		rx: level(100),
		tx: level(50),
		read: level(0),
		write: level(10),
		...points,
	};
	const entries = usageMetrics.map(metric => {
		const values = Float32Array.from(all[metric] ?? []);
		return [metric, values] as const;
	});
	return {
		key: [cluster, task, more.containerName].join('\n'),
		kind: 'agent',
		cluster: clusterArn(cluster),
		taskId: taskId(task),
		lastAt,
		samples: 60,
		spanMinutes: 60,
		restarts: 0,
		status: 'RUNNING',
		stats: Object.fromEntries(
			entries.map(([metric, values]) => [metric, statsOf(values, values.at(-1) ?? Number.NaN)]),
		) as UsageEntity['stats'],
		series: Object.fromEntries(
			entries.map(([metric, values]) => [
				metric,
				{from: lastAt - (values.length - 1) * minuteMs, stepMs: minuteMs, points: values},
			]),
		) as UsageEntity['series'],
		...more,
	};
}

export type TaskFacts = {
	readonly service?: string;
	readonly family?: string;
	/** MB, from the beginning of the hour to its end; no agent when absent. */
	readonly agent?: readonly [from: number, to: number];
	readonly app?: number;
	readonly cpuUnits?: number;
	readonly memoryMiB?: number;
	readonly launchType?: string;
	readonly lastAt?: number;
};

/** Returns the records of one Fargate task: itself, its app, its agent. */
export function taskEntities(cluster: string, task: string, facts: TaskFacts): readonly UsageEntity[] {
	const {service, family = service ?? 'job', agent, app = 300, lastAt} = facts;
	const common = {service, family, revision: '7', ...(lastAt !== undefined && {lastAt})};
	const appMemory = level(app);
	const agentMemory = agent ? line(...agent) : level(0);
	return [
		anEntity(cluster, task, {
			...common,
			kind: 'task',
			launchType: facts.launchType ?? 'FARGATE',
			reservedCpu: facts.cpuUnits ?? 512,
			reservedMemory: facts.memoryMiB ?? 1024,
			points: {
				memory: appMemory.map((value, index) => value + (agentMemory[index] ?? 0)),
				cpu: level(agent ? 104 : 100),
			},
		}),
		anEntity(cluster, task, {
			...common,
			kind: 'container',
			containerName: 'app',
			points: {memory: appMemory, cpu: level(100)},
		}),
		...(agent
			? [
					anEntity(cluster, task, {
						...common,
						kind: 'agent',
						containerName: `aws-guardduty-agent-${task}`,
						points: {memory: agentMemory},
					}),
				]
			: []),
	];
}

/** An hour in which so many tasks ran, and were to, all the time. */
const counts = (value: number | undefined) => ({
	from: newestAt - 59 * minuteMs,
	stepMs: minuteMs,
	points: Float32Array.from({length: 60}, () => value ?? Number.NaN),
});

/** Returns what the own record of a service, or without one of the cluster, counts. */
export function aHeadcount(
	cluster: string,
	service: string | undefined,
	told: RecordCounts,
	facts: Partial<Headcount> = {},
): Headcount {
	return {
		key: headcountKey(clusterArn(cluster), service),
		kind: service === undefined ? 'cluster' : 'service',
		cluster: clusterArn(cluster),
		...(service !== undefined && {service}),
		at: newestAt,
		counts: told,
		spent: {},
		running: counts(told.running),
		desired: counts(told.desired),
		leastRunning: told.running,
		...facts,
	};
}

export const noBill = {
	lastBytes: 0.7 * 1024 ** 2,
	hourBytes: 12 * 1024 ** 2,
	sessionBytes: 40 * 1024 ** 2,
	queries: 61,
	filteredBytes: 0,
};

export function aUsage(
	entities: readonly UsageEntity[],
	facts: Partial<Usage> & {
		readonly gapsOf?: readonly (readonly [cluster: string, gap: UsageGap])[];
		readonly counted?: readonly Headcount[];
	} = {},
): Usage {
	const {gapsOf = [], counted = [], ...more} = facts;
	return {
		window: '1h',
		entities,
		headcounts: new Map(counted.map(one => [one.key, one])),
		gaps: new Map(gapsOf.map(([cluster, gap]) => [clusterArn(cluster), gap])),
		newestAt,
		readAt: now - 20_000,
		askedTo: now - 20_000,
		isPartial: false,
		bill: noBill,
		query: {
			text: 'fields @timestamp, @log, @message\n| filter Type in ["Container", "Task", "Service", "Cluster"]',
			logGroups: ['/aws/ecs/containerinsights/shop/performance'],
			from: now - 3_600_000,
			to: now,
			by: 'logs:StartQuery',
		},
		...more,
	};
}

/** Returns a snapshot of these clusters with their usage in that window, and the tasks that ECS lists. */
export function usageSnapshot(
	clusters: readonly Cluster[],
	usage: Usage,
	{
		tasks = {},
		settings = defaultUsageSettings,
		more = [],
		only,
	}: {
		readonly tasks?: {readonly [cluster: string]: readonly Task[]};
		readonly settings?: UsageSettings;
		readonly more?: readonly Holding[];
		/** The usage of this cluster alone, as its own pane asks for it. */
		readonly only?: string;
	} = {},
): Snapshot {
	const asked = clusters
		.filter(({containerInsights}) => containerInsights !== 'disabled')
		.map(({arn}) => arn)
		.filter(arn => only === undefined || arn === clusterArn(only))
		.sort();
	return aSnapshot(
		[
			holding(clustersRead, undefined, listed(clusters)),
			holding(
				usageRead,
				{clusters: asked, window: usage.window, ceilingBytesPerHour: ceilingBytes(settings)},
				usage,
			),
			...Object.entries(tasks).map(([cluster, held]) =>
				holding(tasksRead, clusterArn(cluster) as ClusterArn, listed(held)),
			),
			...more,
		],
		{usageSettings: settings},
	);
}

export const usagePlace = (more: Partial<Place> = {}): Place => ({view: 'usage', ...more});
