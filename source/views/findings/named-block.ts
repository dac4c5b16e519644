import {type Fact, factsBlock} from '../blocks.js';
import {type Block} from '../view.js';

/** Returns a block of facts without those that have nothing to tell, or no block where none has. */
export function presentFacts(heading: string, facts: readonly Fact[]): readonly Block[] {
	const present = facts.filter(([, value]) => value !== undefined && value !== '');
	return present.length === 0 ? [] : [factsBlock(heading, present)];
}

/** Returns tags as facts, their values in quotes: a space at the end is seen. */
export function tagFacts(
	tags: readonly {readonly key: string; readonly value: string}[],
	of: string,
): readonly Fact[] {
	return tags.map(({key, value}) => [`${of} ${key}`, `“${value}”`]);
}
