import {agentOf} from '../agent/agent.js';
import {agentMemoryLimitMiB} from '../agent/agent-memory.js';
import {type Task} from '../resources.js';

/** The most memory that the agent of a task may use, and who says so. */
export type AgentLimit =
	| {readonly source: 'override' | 'table'; readonly memoryMiB: number}
	/** No limit is published for that size, or the task and its size are not known. */
	| {readonly source: 'unknown'};

/** A task's size in CPU units and MiB, where the task itself is not held: what its records reserve. */
export type TaskSize = {
	readonly cpuUnits?: number;
	readonly memoryMiB?: number;
	readonly launchType?: string;
};

/**
 * Returns the agent's enforced limit: what GuardDuty injected into the task's overrides, else what is published for
 * a Fargate task of this size. docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html
 */
export function agentLimitOf(task: Task | undefined, size: TaskSize = task ?? {}): AgentLimit {
	const override = task && agentOf(task).memoryMiB;
	if (override !== undefined) {
		return {source: 'override', memoryMiB: override};
	}

	const {cpuUnits, memoryMiB, launchType} = size;
	const published =
		launchType === 'FARGATE' && cpuUnits !== undefined && memoryMiB !== undefined
			? agentMemoryLimitMiB(cpuUnits, memoryMiB)
			: undefined;
	return published === undefined ? {source: 'unknown'} : {source: 'table', memoryMiB: published};
}
