import {type Tag} from '../../../../domain/resources.js';
import {type Fields, fields, flag, number, text} from '../../../fields.js';

/**
 * A piece of a finding that is taken apart: what a reader took is gone, and what is left at the end is what nobody
 * knew. So a member is either read or kept among the others, and never lost.
 */
export type Part = Record<string, unknown>;

/** Returns the record under a member, to be taken apart in its place; an empty one when there is none. */
export function part(from: Part, member: string): Part {
	const value = from[member];
	return isRecord(value) ? value : {};
}

/** Returns the records of the list under a member, to be taken apart in their place. */
export function parts(from: Part, member: string): readonly Part[] {
	const value = from[member];
	return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Part {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Takes a member with what can read it; one that can't be read stays. */
function taken<T>(from: Part, member: string, read: (value: unknown) => T | undefined): T | undefined {
	const value = read(from[member]);
	if (value !== undefined) {
		from[member] = undefined;
	}

	return value;
}

export function takeText(from: Part, member: string): string | undefined {
	return taken(from, member, text);
}

export function takeNumber(from: Part, member: string): number | undefined {
	return taken(from, member, number);
}

export function takeFlag(from: Part, member: string): boolean | undefined {
	return taken(from, member, flag);
}

/** Takes a list of texts; one that holds anything else stays, and is read as none. */
export function takeTexts(from: Part, member: string): readonly string[] {
	return taken(from, member, textList) ?? [];
}

function textList(value: unknown): readonly string[] | undefined {
	const read = Array.isArray(value) ? value.map(element => text(element)) : [undefined];
	return read.every(element => element !== undefined) ? read : undefined;
}

/** Takes a time as epoch ms: AWS writes ISO 8601 in some members and seconds in others. */
export function takeTime(from: Part, member: string): number | undefined {
	return taken(from, member, epochMs);
}

/** Seconds of the year 5138 are milliseconds of 1973: what is larger was meant as milliseconds. */
const largestSeconds = 1e11;
const lastMs = 8.64e15;

function epochMs(value: unknown): number | undefined {
	const numeric = number(value);
	const ms =
		numeric === undefined
			? Date.parse(typeof value === 'string' ? value : '')
			: Math.round(Math.abs(numeric) < largestSeconds ? numeric * 1000 : numeric);
	return Number.isFinite(ms) && Math.abs(ms) <= lastMs ? ms : undefined;
}

/** Takes tags; an empty value is a value. */
export function takeTags(from: Part, member: string): readonly Tag[] {
	return parts(from, member).flatMap(tag => {
		const key = takeText(tag, 'key');
		return key === undefined ? [] : [{key, value: takeText(tag, 'value') ?? ''}];
	});
}

/** Returns any value as a part: its members, or none. */
export function partOf(value: unknown): Part {
	const members: Fields = fields(value);
	return members as Part;
}
