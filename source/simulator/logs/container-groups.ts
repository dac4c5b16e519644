import {type Task, type World} from '../world/types.js';
import {containerSeries} from './container-series.js';
import {type Series} from './log-event.js';
import {type LogGroup} from './log-group.js';
import {containerGroupName, taskIdOf} from './stream-name.js';

const retentionDays = 30;
/** What a container writes in a day, about. */
const bytesPerDay = 420_000;

/** A group for each family whose containers log to CloudWatch, in no order. */
export function containerGroups(world: World): readonly LogGroup[] {
	const births = new Map<string, number>();
	for (const definition of world.definitions.values()) {
		if (definition.containers.some(({logDriver}) => logDriver === undefined)) {
			const name = containerGroupName(definition);
			births.set(name, Math.min(births.get(name) ?? definition.registeredAt, definition.registeredAt));
		}
	}

	return [...births].map(([name, createdAt]) => containerGroup(world, name, createdAt));
}

function containerGroup(world: World, name: string, createdAt: number): LogGroup {
	return {
		name,
		groupClass: 'STANDARD',
		createdAt,
		retentionDays,
		storedBytes: () => Math.round(((world.clock.now() - createdAt) / 86_400_000) * bytesPerDay),
		series: () =>
			tasksOf(world)
				.filter(({definition}) => containerGroupName(definition) === name)
				.flatMap(containerSeries)
				.sort((first, second) => first.key - second.key),
		seriesOf: stream => seriesOf(world, name, stream),
	};
}

function tasksOf(world: World): readonly Task[] {
	return [...world.clusters.values()].flatMap(cluster => [
		...cluster.past,
		...cluster.contents().tasks.values(),
	]);
}

// A stream names its task, whose cluster has been looked into by whoever knows of it.
function seriesOf(world: World, group: string, stream: string): readonly Series[] {
	const id = taskIdOf(stream);
	for (const cluster of world.clusters.values()) {
		if (!cluster.promised()) {
			const task = cluster.contents().tasks.get(id) ?? cluster.past.find(past => past.id === id);
			if (task && containerGroupName(task.definition) === group) {
				return containerSeries(task).filter(series => series.stream === stream);
			}
		}
	}

	return [];
}
