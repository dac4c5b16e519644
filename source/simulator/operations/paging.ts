import {createHash} from 'node:crypto';
import {type JsonObject} from '../json.js';
import {invalidParameter, Refusal} from '../refusal.js';
import {integer, text} from './inputs.js';

export type PageRules = {
	readonly maximum: number;
	/** Used when maxResults is left out. */
	readonly usual: number;
	/** What is listed: a token of another list is refused. */
	readonly scope: string;
};

export type Paged<T> = {readonly items: readonly T[]; readonly nextToken?: string};

/**
 * One page of a list, by maxResults and nextToken.
 * The token remembers the last item as well as its place, so that items that go away do not make others be skipped.
 */
export function page<T>(
	all: readonly T[],
	{input, rules, keyOf}: {input: JsonObject; rules: PageRules; keyOf: (item: T) => string},
): Paged<T> | Refusal {
	const size = integer(input, 'maxResults') ?? rules.usual;
	if (size < 1 || size > rules.maximum) {
		return invalidParameter(`maxResults must be between 1 and ${rules.maximum}.`);
	}

	const token = text(input, 'nextToken');
	const begin = token === undefined ? 0 : beginOf(all, token, {rules, keyOf});
	if (begin instanceof Refusal) {
		return begin;
	}

	const items = all.slice(begin, begin + size);
	const last = items.at(-1);
	const end = begin + items.length;
	if (last === undefined || end >= all.length) {
		return {items};
	}

	return {items, nextToken: seal(`${end} ${keyOf(last)}`, rules.scope)};
}

function beginOf<T>(
	all: readonly T[],
	token: string,
	{rules, keyOf}: {rules: PageRules; keyOf: (item: T) => string},
): number | Refusal {
	const opened = unseal(token, rules.scope);
	if (opened === undefined) {
		return invalidParameter('Invalid token.');
	}

	const [place = '', key = ''] = opened.split(' ');
	const end = Number(place);
	const before = all[end - 1];
	if (before !== undefined && keyOf(before) === key) {
		return end;
	}

	const found = all.findIndex(item => keyOf(item) === key);
	return found === -1 ? Math.min(end, all.length) : found + 1;
}

function seal(content: string, scope: string): string {
	return Buffer.from(`${signature(content, scope)} ${content}`).toString('base64url');
}

function unseal(token: string, scope: string): string | undefined {
	const opened = Buffer.from(token, 'base64url').toString('utf8');
	const space = opened.indexOf(' ');
	const content = opened.slice(space + 1);
	return space > 0 && opened.slice(0, space) === signature(content, scope) ? content : undefined;
}

function signature(content: string, scope: string): string {
	return createHash('sha256').update(`${scope}\n${content}`).digest('hex').slice(0, 24);
}
