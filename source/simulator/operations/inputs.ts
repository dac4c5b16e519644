import {isObject, type JsonObject} from '../json.js';
import {Refusal} from '../refusal.js';
import {type MemberKind} from './operation.js';

const checks: Readonly<Record<MemberKind, (value: unknown) => boolean>> = {
	text: value => typeof value === 'string',
	texts: value => Array.isArray(value) && value.every(item => typeof item === 'string'),
	integer: value => Number.isInteger(value),
	boolean: value => typeof value === 'boolean',
	object: isObject,
	objects: value => Array.isArray(value) && value.every(isObject),
};

/** Refuses a request with a member of the wrong type, as the wire parser of AWS does. */
export function checkInput(
	input: JsonObject,
	kinds: Readonly<Record<string, MemberKind>>,
): Refusal | undefined {
	for (const [member, kind] of Object.entries(kinds)) {
		const value: unknown = input[member];
		if (value !== undefined && value !== null && !checks[kind](value)) {
			return new Refusal('SerializationException', `Member ${member} can not be read as ${kind}.`);
		}
	}

	return undefined;
}

export function text(input: JsonObject, member: string): string | undefined {
	const value = input[member];
	return typeof value === 'string' ? value : undefined;
}

export function integer(input: JsonObject, member: string): number | undefined {
	const value = input[member];
	return typeof value === 'number' ? value : undefined;
}

export function flag(input: JsonObject, member: string): boolean {
	return input[member] === true;
}

export function texts(input: JsonObject, member: string): readonly string[] {
	const value = input[member];
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

export function objects(input: JsonObject, member: string): readonly JsonObject[] {
	const value = input[member];
	return Array.isArray(value) ? value.filter(isObject) : [];
}

export function object(input: JsonObject, member: string): JsonObject | undefined {
	const value = input[member];
	return isObject(value) ? value : undefined;
}
