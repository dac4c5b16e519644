import {noise, seedOf} from '../telemetry/noise.js';
import {type ContainerDefinition, type Task} from '../world/types.js';
import {firstLines, type Line, lastLines, slotLine, slotMs} from './app-lines.js';
import {type LogEvent, type Series, TextEvent} from './log-event.js';
import {containerStream} from './stream-name.js';

/** What the containers of a task write to their streams; nothing where they never began. */
export function containerSeries(task: Task): readonly Series[] {
	const begun = task.pullStoppedAt;
	const wasRun = task.startedAt !== undefined || task.exit?.code !== undefined;
	if (begun === undefined || !wasRun) {
		return [];
	}

	return task.definition.containers
		.filter(({logDriver}) => logDriver === undefined)
		.map((container, index) => seriesFor(task, {container, index, begun: Math.ceil(begun)}));
}

function seriesFor(
	task: Task,
	{container, index, begun}: {container: ContainerDefinition; index: number; begun: number},
): Series {
	const seed = seedOf(`lines of ${task.id} ${container.name}`);
	const key = seedOf(task.id) * 64 + index;
	const stream = containerStream(container, task);
	const stoppedAt = task.stoppingAt === undefined ? undefined : Math.ceil(task.stoppingAt);
	const lineTo = stoppedAt ?? Number.POSITIVE_INFINITY;
	const event = ({at, text}: Line): LogEvent =>
		new TextEvent(at, at + 1500 + Math.floor(2500 * noise(seed + 3, at % 4099)), stream, key, text);
	return {
		stream,
		key,
		from: begun,
		to: lineTo + 1000,
		visit(from, to, push) {
			const fixed = [
				...firstLines(task, container, begun),
				...(stoppedAt === undefined ? [] : lastLines(task, stoppedAt)),
			];
			for (const line of fixed) {
				if (line.at >= from && line.at < to) {
					push(event(line));
				}
			}

			const first = Math.floor(Math.max(from, begun) / slotMs);
			for (let slot = first; slot * slotMs < Math.min(to, lineTo); slot++) {
				const line = slotLine(container, seed, slot);
				if (line.at >= from && line.at < to && line.at > begun + 200 && line.at < lineTo) {
					push(event(line));
				}
			}
		},
	};
}
