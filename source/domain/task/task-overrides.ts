import {type Json} from '../resources.js';

export type JsonObject = {readonly [member: string]: Json};

/** Returns the object in a JSON value, or undefined when it is something else. */
export function jsonObject(value: Json | undefined): JsonObject | undefined {
	// Array.isArray does not narrow readonly arrays, so the type is told here, after the check.
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as JsonObject)
		: undefined;
}

/** Returns the container overrides in a task's `overrides`, GuardDuty's own included; none when it has another shape. */
export function containerOverrides(overrides: Json | undefined): readonly JsonObject[] {
	const list = jsonObject(overrides)?.containerOverrides;
	return isList(list) ? list.map(jsonObject).filter(entry => entry !== undefined) : [];
}

function isList(value: Json | undefined): value is readonly Json[] {
	return Array.isArray(value);
}
