import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type Collection} from '../../domain/fetched.js';
import {type Cluster, type Task} from '../../domain/resources.js';
import {type Usage, type UsageEntity, type UsageGap} from '../../domain/usage/usage.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {heldRow} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {type Place} from '../view.js';
import {levelAt} from './level.js';
import {usageClusters, usageIn} from './usage-query.js';
import {
	type EntityRow,
	type GapRow,
	gapRow,
	keyOf,
	limitOf,
	overMs,
	sizeOf,
	taskArnOf,
	type UsageRow,
} from './usage-row.js';
import {sums, untoldServices} from './usage-sums.js';

/** Returns the rows of a place of usage: what was measured, at the level of the place, then clusters with gaps. */
export function usageRows(snapshot: Snapshot, place: Place): readonly UsageRow[] {
	const usage = usageIn(snapshot, place);
	const measured = usage ? entityRows(snapshot, place, usage) : [];
	return sameRows([...measured, ...gapRows(snapshot, place, usage)]);
}

const sameRows = keepSame<UsageRow>();

/** Returns the row with that key, undefined when there is none (any more). */
export function usageRowAt(snapshot: Snapshot, place: Place): UsageRow | undefined {
	return indexOf(usageRows(snapshot, place)).get(place.item ?? '');
}

const indexOf = memoBy((rows: readonly UsageRow[]) => new Map(rows.map(row => [row.key, row])));

/** Returns one row for each agent, container and task of which there is usage, whatever the level. */
export function measuredRows(snapshot: Snapshot, usage: Usage): readonly EntityRow[] {
	return rowsOfEntities(usage.entities, tasksHeld(snapshot, usage), usage.newestAt);
}

/** Returns the agents of a place, whatever its level. */
export function agentsAt(snapshot: Snapshot, place: Place): readonly EntityRow[] {
	const usage = usageIn(snapshot, place);
	return usage ? agentsIn(rowsAt(snapshot, place, usage)) : noRows;
}

const noRows: readonly EntityRow[] = [];

/** Apart from the rows of the level, or the two would drive each other out of memory at each key. */
const agentsIn = memoBy((rows: readonly EntityRow[]) => rows.filter(({entity}) => entity.kind === 'agent'));

function rowsAt(snapshot: Snapshot, {task, service}: Place, usage: Usage): readonly EntityRow[] {
	return narrowed(measuredRows(snapshot, usage), task && shortName(task), service && shortName(service));
}

function entityRows(snapshot: Snapshot, place: Place, usage: Usage): readonly EntityRow[] {
	const level = levelAt(place);
	const here = rowsAt(snapshot, place, usage);
	switch (level) {
		case 'agents':
			return ofKinds(here, 'agent');
		case 'containers':
			return ofKinds(here, 'container');
		case 'tasks':
			return ofKinds(here, 'task');
		case 'services':
			return sums(here, 'service', usage.headcounts).concat(
				place.task ? [] : untoldServices(usage, place.service && shortName(place.service)),
			);
		case 'families':
			return sums(here, 'family', usage.headcounts);
		case 'clusters':
			return sums(here, 'cluster', usage.headcounts);
		default:
			return level satisfies never;
	}
}

/** The tasks of each cluster that has usage, as far as they were read; the same map until one of them changes. */
function tasksHeld(snapshot: Snapshot, usage: Usage): TasksByCluster {
	const clusters = clustersOf(usage.entities);
	const same = sameCollectionsOf(clusters);
	return mapOf(same(clusters.map(cluster => snapshot.get(tasksRead, cluster))), clusters);
}

type TasksByCluster = ReadonlyMap<ClusterArn, Collection<Task>>;

const clustersOf = memoBy((entities: readonly UsageEntity[]): readonly ClusterArn[] => [
	...new Set(entities.map(({cluster}) => cluster)),
]);
/** One for each set of clusters: two windows that are looked at in turn must not drive each other out of memory. */
const sameCollectionsOf = memoBy((_clusters: readonly ClusterArn[]) => keepSame<Collection<Task>>());
const mapOf = memoBy(
	(collections: readonly Collection<Task>[], clusters: readonly ClusterArn[]): TasksByCluster =>
		new Map(collections.flatMap((one, index) => (clusters[index] ? [[clusters[index], one]] : []))),
);

const rowsOfEntities = memoBy(
	(
		entities: readonly UsageEntity[],
		tasks: TasksByCluster,
		newestAt: number | undefined,
	): readonly EntityRow[] => {
		const records = new Map(
			entities.filter(({kind}) => kind === 'task').map(one => [recordKey(one), one] as const),
		);
		const agents = new Map(
			entities.filter(({kind}) => kind === 'agent').map(one => [recordKey(one), one] as const),
		);
		return entities.map(entity => {
			const held = tasks.get(entity.cluster);
			const arn = entity.taskId === undefined ? undefined : taskArnOf(entity.cluster, entity.taskId);
			const task = heldRow(held, arn)?.value;
			const isListed = held?.isComplete ? heldRow(held, arn) !== undefined : undefined;
			return rowOf(entity, {
				task,
				isListed,
				record: records.get(recordKey(entity)),
				agent: entity.kind === 'task' ? agents.get(recordKey(entity)) : undefined,
				isOver: newestAt !== undefined && entity.lastAt < newestAt - overMs,
			});
		});
	},
);

function recordKey({cluster, taskId}: UsageEntity): string {
	return `${cluster} ${taskId}`;
}

type Around = {
	readonly task: Task | undefined;
	readonly record: UsageEntity | undefined;
	readonly agent: UsageEntity | undefined;
	readonly isListed: boolean | undefined;
	readonly isOver: boolean;
};

/** The same object until something that it is made of changes. */
const rowOf = memoBy(
	(entity: UsageEntity, {task, record, agent, isListed, isOver}: Around): EntityRow => {
		const {cluster, kind, service, family, taskId, containerName} = entity;
		const size = sizeOf(task, record);
		return {
			kind: 'usage',
			key: keyOf(kind, cluster, taskId, containerName),
			name: service ?? family ?? record?.service ?? record?.family ?? taskId ?? '',
			cluster,
			entity,
			limit: limitOf(entity, task, size),
			size,
			...(agent && {agent}),
			members: [],
			isOver,
			...(isListed !== undefined && {isListed}),
		};
	},
	([before], [now]) =>
		before.task === now.task &&
		before.record === now.record &&
		before.agent === now.agent &&
		before.isListed === now.isListed &&
		before.isOver === now.isOver,
);

const narrowed = memoBy(
	(
		rows: readonly EntityRow[],
		taskId: string | undefined,
		service: string | undefined,
	): readonly EntityRow[] =>
		taskId === undefined && service === undefined
			? rows
			: rows.filter(
					({entity}) =>
						(taskId === undefined || entity.taskId === taskId) &&
						(service === undefined || entity.service === service),
				),
);

/** `container` is all containers, agents among them: side by side they tell who it is. */
const ofKinds = memoBy((rows: readonly EntityRow[], kind: 'agent' | 'container' | 'task') =>
	rows.filter(({entity}) => entity.kind === kind || (kind === 'container' && entity.kind === 'agent')),
);

/** Clusters of which nothing or not all is known; one where nothing runs and no data is has nothing to tell. */
function gapRows(snapshot: Snapshot, place: Place, usage: Usage | undefined): readonly UsageRow[] {
	return usageClusters(snapshot, place).flatMap(cluster => gapRowOf(cluster, usage) ?? []);
}

/** Returns the row that says why a cluster has no (or not all) usage; undefined where there is nothing to say. */
export function gapRowOf(cluster: Cluster, usage: Usage | undefined): GapRow | undefined {
	const gap = gapOf(cluster, usage);
	return gap && rememberedGap(cluster, gap);
}

/** Undefined where it has usage, or where nothing runs that could have any. */
function gapOf(cluster: Cluster, usage: Usage | undefined): UsageGap | undefined {
	const isIdle = cluster.runningTasks + cluster.pendingTasks === 0;
	const gap = cluster.containerInsights === 'disabled' ? insightsOff : usage?.gaps.get(cluster.arn);
	const isExpected =
		gap?.kind === 'insights-off' || gap?.kind === 'no-log-group' || gap?.kind === 'no-records';
	// The ceiling is everybody's: the status line says it once.
	return (isIdle && isExpected) || gap?.kind === 'ceiling' ? undefined : gap;
}

const insightsOff: UsageGap = {kind: 'insights-off'};

const rememberedGap = memoBy(({arn}: Cluster, gap: UsageGap): GapRow => gapRow(arn, gap));
