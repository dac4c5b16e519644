import {momentText} from '../age.js';
import {type NamedText} from './finding.js';

/**
 * Returns named texts as facts, their names in words: `remoteIpDetails.city` is read as `remote ip details city`,
 * `items[0].name` as `items 1 name`; a key and its value, which AWS has as two members, are one fact.
 */
export function namedFacts(texts: readonly NamedText[]): readonly (readonly [name: string, value: string])[] {
	const groups = new Map<string, NamedText[]>();
	for (const text of texts) {
		const group = pairName.exec(text.name)?.[1] ?? text.name;
		groups.set(group, [...(groups.get(group) ?? []), text]);
	}

	return [...groups.values()].flatMap(
		group => pairFact(group) ?? group.map(({name, value}) => [wordsOf(name), readable(name, value)] as const),
	);
}

const pairName = /^(.+\[\d+\])\.(?:key|title|values?)$/;

/** Returns the members of one pair as one fact; undefined for what is no pair. */
function pairFact(
	group: readonly NamedText[],
): readonly [readonly [name: string, value: string]] | undefined {
	const member = (last: string) => group.find(({name}) => name.endsWith(`].${last}`))?.value;
	const key = member('key');
	const value = member('values') ?? member('value');
	const list = pairName.exec(group[0]?.name ?? '')?.[1]?.replace(/\[\d+\]$/, '');
	if (list === undefined || key === undefined || value === undefined) {
		return undefined;
	}

	const title = member('title');
	return [[wordsOf(list), `${title === undefined ? key : `${title} (${key})`} = ${value}`]];
}

/** Returns a member's path in words, counted from 1; a text that is no such path stays as it is. */
function wordsOf(name: string): string {
	return /^[A-Za-z][A-Za-z0-9.[\]]*$/.test(name)
		? name
				.replaceAll(/\[(\d+)\]/g, (_, index: string) => ` ${Number(index) + 1}`)
				.replaceAll('.', ' ')
				.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
				.toLowerCase()
		: name;
}

/** Returns a value as it is, and of a time that AWS has as a number also which it is. */
function readable(name: string, value: string): string {
	if (!/At$/.test(name) || !/^\d{10}(?:\.\d+)?$|^\d{13}$/.test(value)) {
		return value;
	}

	const number = Number(value);
	return `${value} (${momentText(value.length === 13 && !value.includes('.') ? number : number * 1000)})`;
}
