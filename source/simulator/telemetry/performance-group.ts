import {type Series} from '../logs/log-event.js';
import {type LogGroup} from '../logs/log-group.js';
import {type Oddity} from '../world/telemetry.js';
import {type Cluster, type Task, type World} from '../world/types.js';
import {countEntities} from './count-entities.js';
import {odd} from './odd.js';
import {type Entity, recordsOf} from './record.js';
import {taskEntities} from './task-entities.js';

/** The group comes with the first records, a minute after the first task. */
const birthLagMs = 60_000;
/** Tasks whose series are kept. */
const mostKept = 15_000;
/** What a minute of a task and its containers takes. */
const bytesPerTaskMinute = 3300;

/** Where Container Insights writes what a cluster spends; undefined while there is no such group. */
export function performanceGroup(world: World, cluster: Cluster): LogGroup | undefined {
	const createdAt = world.logs.births.get(cluster.name) ?? birthOf(world, cluster);
	if (createdAt === undefined || createdAt > world.clock.now()) {
		return undefined;
	}

	world.logs.births.set(cluster.name, createdAt);
	const {groupClass = 'STANDARD', retentionDays = 14, queryFault} = cluster.logs;
	const series = (): readonly Series[] => seriesOf(world, cluster, createdAt);
	return {
		name: `/aws/ecs/containerinsights/${cluster.name}/performance`,
		groupClass,
		createdAt,
		retentionDays,
		...(queryFault && {queryFault}),
		storedBytes: () => storedBytes(world, cluster, retentionDays),
		series,
		seriesOf: stream => series().filter(one => one.stream === stream),
	};
}

// A cluster that nobody looked into has had its group since insights were turned on.
function birthOf(world: World, cluster: Cluster): number | undefined {
	const promised = cluster.promised();
	if (promised) {
		const since = cluster.insights.find(({value}) => value !== 'disabled')?.at;
		return promised.running > 0 ? since : undefined;
	}

	const starts = toldTasks(cluster).map(({startedAt}) => startedAt ?? world.clock.now());
	return starts.length === 0 ? undefined : starts.reduce((first, at) => Math.min(first, at)) + birthLagMs;
}

/** The tasks that began while insights were on: the setting takes effect for new tasks. */
function toldTasks(cluster: Cluster): readonly Task[] {
	if (cluster.insights.every(({value}) => value === 'disabled')) {
		return [];
	}

	return allTasks(cluster).filter(
		({createdAt, startedAt}) => startedAt !== undefined && isOnAt(cluster, createdAt),
	);
}

function allTasks(cluster: Cluster): readonly Task[] {
	return [...cluster.past, ...cluster.contents().tasks.values()];
}

function isOnAt(cluster: Cluster, at: number): boolean {
	const last = cluster.insights.findLast(change => change.at <= at) ?? cluster.insights[0];
	return last !== undefined && last.value !== 'disabled';
}

function seriesOf(world: World, cluster: Cluster, bornAt: number): readonly Series[] {
	const told = toldTasks(cluster).flatMap(task => toldBy(world, task));
	const counted = countEntities(cluster, allTasks(cluster), bornAt).map(entity =>
		recordsWith(entity.odd, whileOn(cluster, entity)),
	);
	return [...told, ...counted].sort((first, second) => first.key - second.key);
}

/** What one task tells; kept, since pages of an answer follow each other, and made anew when the task has changed. */
function toldBy(world: World, task: Task): readonly Series[] {
	const {told} = world.logs;
	const known = told.get(task);
	if (known?.version === task.version) {
		return known.series;
	}

	if (told.size >= mostKept) {
		told.clear();
	}

	const oddity = task.usage?.odd ?? task.service?.usage?.odd;
	const series = taskEntities(world, task).map(entity => recordsWith(oddity, whileOn(task.cluster, entity)));
	told.set(task, {version: task.version, series});
	return series;
}

function recordsWith(oddity: Oddity | undefined, entity: Entity): Series {
	const records = recordsOf(entity);
	return oddity ? odd(records, oddity) : records;
}

// When insights are turned off, nothing more is told.
function whileOn(cluster: Cluster, entity: Entity): Entity {
	const isOn = (at: number): boolean => cluster.insights.length === 1 || isOnAt(cluster, at);
	return {...entity, isTold: at => isOn(at) && entity.isTold(at)};
}

function storedBytes(world: World, cluster: Cluster, retentionDays: number): number {
	const promised = cluster.promised();
	const longestMinutes = retentionDays * 1440;
	if (promised) {
		return promised.running * longestMinutes * bytesPerTaskMinute;
	}

	const minutes = toldTasks(cluster).reduce((sum, {startedAt = 0, stoppingAt}) => {
		const end = stoppingAt ?? world.clock.now();
		return sum + Math.min(longestMinutes, Math.max(0, Math.floor((end - startedAt) / 60_000)));
	}, 0);
	return minutes * bytesPerTaskMinute;
}
