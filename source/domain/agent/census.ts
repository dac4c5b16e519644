import {type Task} from '../resources.js';
import {isLive, taskPhase} from '../task/task-phase.js';
import {agentOf} from './agent.js';

/** How the agents of many tasks are; tasks that end or have ended are not counted. */
export type Census = {
	readonly tasks: number;
	readonly running: number;
	readonly starting: number;
	readonly failed: number;
	readonly absent: number;
	readonly unsupported: number;
	readonly unknown: number;
	/** Tasks that can have an agent that ECS shows: running + starting + failed + absent. */
	readonly expected: number;
	/** Names of services with a supported running task without agent. */
	readonly staleServices: readonly string[];
	/** Standalone running tasks without agent. */
	readonly staleTasks: number;
	/** True when not every task could be read: the counts are then at least this much. */
	readonly isPartial: boolean;
};

/** Returns the counts over the live ones of these tasks. */
export function censusOf(tasks: readonly Task[], isPartial: boolean): Census {
	const counts = {running: 0, starting: 0, failed: 0, absent: 0, unsupported: 0, unknown: 0};
	const staleServices = new Set<string>();
	let counted = 0;
	let staleTasks = 0;
	for (const task of tasks) {
		if (!isLive(task)) {
			continue;
		}

		const {state} = agentOf(task);
		counted++;
		counts[state]++;
		if (state !== 'absent' || !staysRunning(task)) {
			continue;
		}

		if (task.serviceName === undefined) {
			staleTasks++;
		} else {
			staleServices.add(task.serviceName);
		}
	}

	return {
		tasks: counted,
		...counts,
		expected: counts.running + counts.starting + counts.failed + counts.absent,
		staleServices: [...staleServices],
		staleTasks,
		isPartial,
	};
}

/** Returns the counts of each service by its name; standalone tasks and services without live tasks are not in it. */
export function censusByService(tasks: readonly Task[], isPartial: boolean): ReadonlyMap<string, Census> {
	const groups = new Map<string, Task[]>();
	for (const task of tasks) {
		if (task.serviceName === undefined || !isLive(task)) {
			continue;
		}

		const group = groups.get(task.serviceName);
		if (group) {
			group.push(task);
		} else {
			groups.set(task.serviceName, [task]);
		}
	}

	return new Map([...groups].map(([name, group]) => [name, censusOf(group, isPartial)]));
}

/** True when two counts say the same. */
export function isSameCensus(one: Census, other: Census): boolean {
	return (
		one.tasks === other.tasks &&
		one.running === other.running &&
		one.starting === other.starting &&
		one.failed === other.failed &&
		one.absent === other.absent &&
		one.unsupported === other.unsupported &&
		one.unknown === other.unknown &&
		one.staleTasks === other.staleTasks &&
		one.isPartial === other.isPartial &&
		one.staleServices.length === other.staleServices.length &&
		one.staleServices.every((name, index) => name === other.staleServices[index])
	);
}

/** A task that ECS is about to stop, in a rollout say, needs no redeploy any more. */
function staysRunning(task: Task): boolean {
	return taskPhase(task) === 'running' && task.desiredStatus !== 'STOPPED';
}
