import {type ClusterArn, parseArn, shortName, type TaskArn} from '../../domain/arn.js';
import {remembered} from '../../domain/remembered.js';
import {type Task} from '../../domain/resources.js';
import {agentLimitOf, type TaskSize} from '../../domain/usage/agent-limit.js';
import {type MemoryOutlook, memoryOutlook} from '../../domain/usage/memory-outlook.js';
import {type Headcount, type UsageEntity, type UsageGap} from '../../domain/usage/usage.js';

/** The most memory that something may use, in MB, and who says so. */
export type UsageLimit = {
	/** `override`: set by GuardDuty in the task. `table`: GuardDuty's. `container`: of the task definition. `task`: the task's size. `sum`: of its tasks' sizes. */
	readonly source: 'override' | 'table' | 'container' | 'task' | 'sum' | 'unknown';
	readonly memoryMiB?: number;
};

/** One line of usage: an agent, another container, a task, a sum of tasks. */
export type EntityRow = {
	readonly kind: 'usage';
	/** No ARN: several rows are of one task. */
	readonly key: string;
	/** The service, or the family of a standalone task; the cluster of a sum over it. */
	readonly name: string;
	readonly cluster: ClusterArn;
	readonly entity: UsageEntity;
	readonly limit: UsageLimit;
	/** What its task, or its tasks, may use in all: CPU in units, memory in MB. */
	readonly size: TaskSize;
	/** The agents in it, as one, where the row is no container itself. */
	readonly agent?: UsageEntity;
	/** What AWS's own record of the service or cluster counts; undefined where the row is none, or has no such record. */
	readonly own?: Headcount;
	/** The rows that a sum is made of, to be judged one by one; none where no task of a service has a record. */
	readonly members: readonly EntityRow[];
	/** True when it has no record any more although others have newer ones. */
	readonly isOver: boolean;
	/** What ECS says of its task: undefined while that was not read. */
	readonly isListed?: boolean;
};

/** A cluster of which nothing, or not all, is known; and why. */
export type GapRow = {
	readonly kind: 'gap';
	readonly key: string;
	readonly name: string;
	readonly cluster: ClusterArn;
	readonly gap: UsageGap;
};

export type UsageRow = EntityRow | GapRow;

/** How much older than the newest record of all the newest of a row may be before it counts as over. */
export const overMs = 300_000;

/** Records come 1 to 2.5 minutes late, and are drawn by the minute: older than this they are late. */
export const normalLagMs = 240_000;

/** Returns the row of a cluster without data. */
export function gapRow(cluster: ClusterArn, gap: UsageGap): GapRow {
	return {kind: 'gap', key: keyOf('gap', cluster), name: shortName(cluster), cluster, gap};
}

/** Returns the key of a row: its kind, its cluster, and what it is there. */
export function keyOf(kind: string, cluster: ClusterArn, ...names: readonly (string | undefined)[]): string {
	return `${kind}:${[shortName(cluster), ...names].filter(name => name !== undefined).join('/')}`;
}

/** Returns the cluster's name in the key of a row. */
export function clusterInKey(key: string): string {
	return key.slice(key.indexOf(':') + 1).split('/', 1)[0] ?? '';
}

/** Returns true for a service that its own record tells of, and no record of a task. */
export function isUntold({entity}: EntityRow): boolean {
	return entity.members === 0;
}

/** Returns a row's memory against its limit; of a sum that of the member that stands worst. */
export const outlookOf = remembered((row: EntityRow): MemoryOutlook => {
	if (row.members.length > 0) {
		return worstOutlook(row.members.map(outlookOf));
	}

	const {entity, limit, isOver} = row;
	if (isUntold(row)) {
		return {kind: 'unknown', why: 'none of its tasks has a record'};
	}

	if (isOver) {
		return row.isListed === false
			? {kind: 'fine'}
			: {kind: 'unknown', why: 'it has no records any more, while others have'};
	}

	return memoryOutlook({
		now: entity.stats.memory.now,
		series: entity.series.memory,
		limitMiB: limit.memoryMiB,
	});
});

const ranks: {readonly [kind in MemoryOutlook['kind']]: number} = {near: 0, growing: 1, unknown: 2, fine: 3};

function worstOutlook(outlooks: readonly MemoryOutlook[]): MemoryOutlook {
	return outlooks.reduce((worst, one) => (ranks[one.kind] < ranks[worst.kind] ? one : worst), {
		kind: 'fine',
	} as MemoryOutlook);
}

/** Returns the share of its limit that a row uses now; undefined without either. */
export function limitShare({entity, limit}: EntityRow): number | undefined {
	const {now} = entity.stats.memory;
	return now === undefined || limit.memoryMiB === undefined ? undefined : now / limit.memoryMiB;
}

/** Returns a task's size: what ECS says, else what its records reserve. */
export function sizeOf(task: Task | undefined, record: UsageEntity | undefined): TaskSize {
	return {
		cpuUnits: task?.cpuUnits ?? record?.reservedCpu,
		memoryMiB: task?.memoryMiB ?? record?.reservedMemory,
		launchType: task?.launchType ?? record?.launchType,
	};
}

/** Returns the limit of a container or a task. */
export function limitOf(entity: UsageEntity, task: Task | undefined, size: TaskSize): UsageLimit {
	if (entity.kind === 'agent') {
		return agentLimitOf(task, size);
	}

	const own = task?.containers.find(({name}) => name === entity.containerName)?.memoryMiB;
	if (own !== undefined) {
		return {source: 'container', memoryMiB: own};
	}

	// Without a limit of its own a container may use all that the task has.
	return size.memoryMiB === undefined ? {source: 'unknown'} : {source: 'task', memoryMiB: size.memoryMiB};
}

/** Returns the ARN of the task with that id in a cluster, as ECS composes it in the new format. */
export function taskArnOf(cluster: ClusterArn, taskId: string): TaskArn | undefined {
	const parts = parseArn(cluster);
	return parts && plainId.test(taskId)
		? // Composed by the documented pattern: docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
			(`arn:${parts.partition}:ecs:${parts.region}:${parts.account}:task/${shortName(cluster)}/${taskId}` as TaskArn)
		: undefined;
}

const plainId = /^[0-9a-f-]{32,36}$/;
