import {type Tag} from '../domain/resources.js';
import {clean, cleanJson} from './border.js';

/** Members of an answer, of which nothing is believed yet: emulators leave members out and change their types. */
export type Fields = Readonly<Record<string, unknown>>;

/** Leaves a parser when a required part is missing; aws/account.ts turns it into a `malformed` failure. */
export class MalformedAnswer extends Error {
	override readonly name = 'MalformedAnswer';
}

/** Returns the members of an object, or none for anything else. */
export function fields(value: unknown): Fields {
	// A parsing edge: any object may be read member by member, as unknowns.
	return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** Returns cleaned text; numbers become text, since moto answers `cpu: 256`. Undefined for '' and all else. */
export function text(value: unknown): string | undefined {
	if (typeof value === 'string') {
		return value === '' ? undefined : clean(value);
	}

	return typeof value === 'number' ? String(value) : undefined;
}

/** Returns cleaned text that may be empty, such as a tag's value. */
export function anyText(value: unknown): string {
	return text(value) ?? '';
}

/** Returns a finite number, also from text; undefined for the `"null"` that ECS sends as a sidecar's cpu. */
export function number(value: unknown): number | undefined {
	const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

/** Returns a count; 0 when it is left out, as JSON services leave out zeros. */
export function count(value: unknown): number {
	return number(value) ?? 0;
}

export function flag(value: unknown): boolean | undefined {
	return typeof value === 'boolean' ? value : undefined;
}

/** Returns epoch milliseconds of the Date that the SDK makes of a timestamp. */
export function time(value: unknown): number | undefined {
	const at = value instanceof Date ? value.getTime() : Number.NaN;
	return Number.isNaN(at) ? undefined : at;
}

/** Returns the list's elements read one by one; an absent list is empty. */
export function list<T>(value: unknown, read: (element: Fields) => T): readonly T[] {
	return elements(value).map(element => read(fields(element)));
}

/** Returns the elements of a list that must be there, empty or not: one that is left out would be read as "none". */
export function requiredList<T>(record: Fields, member: string, read: (element: Fields) => T): readonly T[] {
	if (!Array.isArray(record[member])) {
		throw new MalformedAnswer(`the answer has no ${member}`);
	}

	return list(record[member], read);
}

/** Returns the cleaned texts of a list of strings. */
export function texts(value: unknown): readonly string[] {
	return elements(value)
		.map(element => text(element))
		.filter(element => element !== undefined);
}

/** Returns one cleaned text member of each element, without those that lack it. */
export function textsOf(value: unknown, member: string): readonly string[] {
	return list(value, element => text(element[member])).filter(found => found !== undefined);
}

function elements(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Returns the value when it is one of the known words; an unknown word of a closed set is undefined. */
export function oneOf<Word extends string>(words: readonly Word[], value: unknown): Word | undefined {
	return words.find(word => word === value);
}

/** Returns a required text; throws MalformedAnswer with the member's name when it is missing. */
export function required(record: Fields, member: string): string {
	const value = text(record[member]);
	if (value === undefined) {
		throw new MalformedAnswer(`the answer has no ${member}`);
	}

	return value;
}

/** Returns the required text as a branded ARN. AWS names the resource, so its word is taken for the brand. */
export function arn<Arn extends string>(record: Fields, member: string): Arn {
	return required(record, member) as Arn;
}

/** Returns the tags, or undefined when the answer has none to tell, which is not the same as no tags. */
export function tags(value: unknown): readonly Tag[] | undefined {
	return Array.isArray(value)
		? list(value, tag => ({key: anyText(tag.key), value: anyText(tag.value)}))
		: undefined;
}

/** Printable ASCII without a backslash: whatever such a text is, it holds nothing that is invisible or escaped. */
const harmless = /^[\x20-\x5B\x5D-\x7E]{0,32768}$/;

/**
 * Returns the message of a log event, as `jsonText` does where there may be something in it that must not pass. Of
 * records there are tens of thousands at once, and nearly all of them are harmless.
 */
export function messageText(value: unknown): string {
	return typeof value === 'string' && harmless.test(value) ? value : (jsonText(value) ?? '');
}

/**
 * Returns JSON text on one line in which every string has passed the border: the same meaning, without the line
 * breaks and spaces that AWS keeps of policies. A text that is no JSON is cleaned as it is; undefined for none.
 */
export function jsonText(value: unknown): string | undefined {
	if (typeof value !== 'string' || value === '') {
		return undefined;
	}

	try {
		return JSON.stringify(cleanJson(JSON.parse(value)));
	} catch (error) {
		if (error instanceof SyntaxError) {
			return clean(value);
		}

		throw error;
	}
}
