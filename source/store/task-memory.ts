import {type RememberedTask} from '../domain/findings/task-state.js';
import {type NetworkInterface} from '../domain/network/network.js';
import {type Task} from '../domain/resources.js';
import {taskPhase} from '../domain/task/task-phase.js';
import {isEqual, shared} from './sharing.js';

/** What was seen of a task, and of its network interface where somebody asked for that. */
export type SeenTask = RememberedTask & {readonly networkInterface?: NetworkInterface};

/** What the console saw of tasks while they lived: ECS forgets a stopped task after about an hour. */
export type TaskMemory = {
	get(taskArn: string): SeenTask | undefined;
	/** Takes what an answer tells of tasks, at that time (epoch ms). */
	sawTasks(tasks: readonly Task[], at: number): void;
	/** Takes what an answer tells of network interfaces. */
	sawInterfaces(interfaces: readonly NetworkInterface[]): void;
};

/**
 * Tasks that run are read again and again and would push out what can't be read any more: what has ended has room of
 * its own.
 */
const livingBound = 4000;
const endedBound = 2000;

/** Returns an empty memory. It holds at most 6,000 tasks, of each kind those that were seen last. */
export function createTaskMemory(): TaskMemory {
	const living = new Map<string, SeenTask>();
	const ended = new Map<string, SeenTask>();
	/** Interfaces to the tasks that they belong to. */
	const owners = new Map<string, string>();

	function keep(task: Task, at: number): void {
		const {arn} = task;
		const before = ended.get(arn) ?? living.get(arn);
		living.delete(arn);
		ended.delete(arn);
		const phase = taskPhase(task);
		const room = phase === 'ending' || phase === 'ended' ? ended : living;
		room.set(arn, remembered(before, task, at));
		if (task.network?.eniId !== undefined) {
			owners.set(task.network.eniId, arn);
		}
	}

	function forget(room: Map<string, SeenTask>, bound: number): void {
		for (const [arn, {task}] of room) {
			if (room.size <= bound) {
				return;
			}

			room.delete(arn);
			owners.delete(task.network?.eniId ?? '');
		}
	}

	return {
		get: taskArn => ended.get(taskArn) ?? living.get(taskArn),
		sawTasks(tasks, at) {
			for (const task of tasks) {
				keep(task, at);
			}

			forget(living, livingBound);
			forget(ended, endedBound);
		},
		sawInterfaces(interfaces) {
			for (const networkInterface of interfaces) {
				const arn = owners.get(networkInterface.id) ?? '';
				const room = ended.has(arn) ? ended : living;
				const seen = room.get(arn);
				if (seen) {
					room.set(arn, {...seen, networkInterface});
				}
			}
		},
	};
}

/**
 * Returns what is kept of a task after it was seen once more: as it is now, and of what ECS takes away when it stops
 * (its tags, its network interface, the digests of its images) what it was.
 */
export function remembered(before: SeenTask | undefined, task: Task, seenAt: number): SeenTask {
	if (before === undefined || isEqual(before.task, task)) {
		return {task, ...before, seenAt};
	}

	const whole = {
		...task,
		tags: task.tags?.length ? task.tags : before.task.tags,
		network: task.network?.eniId === undefined ? (before.task.network ?? task.network) : task.network,
		containers: task.containers.map(container => {
			const known = before.task.containers.find(({name}) => name === container.name);
			return {
				...container,
				imageDigest: container.imageDigest ?? known?.imageDigest,
				runtimeId: container.runtimeId ?? known?.runtimeId,
			};
		}),
	};
	return {...before, task: shared(before.task, whole), seenAt};
}
