import {type NamedText} from '../../domain/findings/finding.js';
import {type Fact, factsBlock} from '../blocks.js';
import {type Block} from '../view.js';

/** Returns a block of facts without those that have nothing to tell, or no block where none has. */
export function presentFacts(heading: string, facts: readonly Fact[]): readonly Block[] {
	const present = facts.filter(([, value]) => value !== undefined && value !== '');
	return present.length === 0 ? [] : [factsBlock(heading, present)];
}

/** Returns named texts as facts, their names in words: `remoteIpDetails.city` is read as `remote ip details city`. */
export function namedFacts(texts: readonly NamedText[]): readonly Fact[] {
	return texts.map(({name, value}) => [wordsOf(name), value]);
}

/** Returns a member's name in words; a text that is no such name stays as it is. */
export function wordsOf(name: string): string {
	return /^[A-Za-z][A-Za-z0-9.]*$/.test(name)
		? name
				.replaceAll('.', ' ')
				.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
				.toLowerCase()
		: name;
}

/** Returns tags as facts, their values in quotes: a space at the end is seen. */
export function tagFacts(
	tags: readonly {readonly key: string; readonly value: string}[],
	of: string,
): readonly Fact[] {
	return tags.map(({key, value}) => [`${of} ${key}`, `“${value}”`]);
}
