import {isAgentContainer} from '../agent/agent.js';
import {type Json, type Task, type TaskDefinition} from '../resources.js';
import {containerOverrides, type JsonObject, jsonObject} from './task-overrides.js';

/** The overrides that somebody gave this task: without GuardDuty's own, and without the empty ones that ECS echoes. */
export function ownOverrides(task: Task, taskDefinition: TaskDefinition | undefined): JsonObject | undefined {
	const containers = containerOverrides(task.overrides).filter(
		override => !isAgentOverride(override, taskDefinition) && Object.keys(override).length > 1,
	);
	const overrides: {[member: string]: Json} = {};
	for (const [member, value] of Object.entries(jsonObject(task.overrides) ?? {})) {
		if (member !== 'containerOverrides' && !isEmpty(value)) {
			overrides[member] = value;
		}
	}

	if (containers.length > 0) {
		overrides.containerOverrides = containers;
	}

	if (overrides.ephemeralStorage === undefined && (task.ephemeralStorageGiB ?? 0) > defaultStorageGiB) {
		overrides.ephemeralStorage = {sizeInGiB: task.ephemeralStorageGiB ?? defaultStorageGiB};
	}

	return Object.keys(overrides).length > 0 ? overrides : undefined;
}

/** What Fargate gives without being asked; asking for less than 21 is refused. */
const defaultStorageGiB = 20;

/** True for the override that GuardDuty injected with its container; RunTask must not be given it. */
export function isAgentOverride(override: JsonObject, taskDefinition: TaskDefinition | undefined): boolean {
	const {name} = override;
	// A container of the task definition is the workload's own, whatever it calls itself.
	return (
		typeof name === 'string' &&
		isAgentContainer({name}) &&
		!taskDefinition?.containers.some(container => container.name === name)
	);
}

function isEmpty(value: Json): boolean {
	return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
