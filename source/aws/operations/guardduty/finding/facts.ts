import {type NamedText} from '../../../../domain/findings/finding.js';
import {clean} from '../../../border.js';
import {text} from '../../../fields.js';
import {type Part} from './part.js';

/** More than any finding has; what an attacker could swell is told as a number beyond it. */
const limit = 500;

/**
 * Returns every value that is left in a part, by its path (`remoteIpDetails.city.cityName`, `items[2].name`); a list
 * of plain values is one text. What AWS left empty is left out. The names of members have passed the border already,
 * with the copy that is taken apart.
 */
export function factsLeft(left: Part, path = ''): readonly NamedText[] {
	const facts: NamedText[] = [];
	collect(left, path, facts);
	return facts.length <= limit
		? facts
		: [...facts.slice(0, limit), {name: '…', value: `${facts.length - limit} more`}];
}

/** Takes all that is left under one member. */
export function takeFacts(from: Part, member: string): readonly NamedText[] {
	const value = from[member];
	const facts: NamedText[] = [];
	collect(value, typeof value === 'object' ? '' : member, facts);
	from[member] = undefined;
	return facts;
}

function collect(value: unknown, path: string, facts: NamedText[]): void {
	if (Array.isArray(value)) {
		collectList(value, path, facts);
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, member] of Object.entries(value)) {
			collect(member, path === '' ? name : `${path}.${name}`, facts);
		}
	} else {
		const told = leaf(value);
		if (told !== undefined) {
			facts.push({name: path, value: told});
		}
	}
}

function collectList(values: readonly unknown[], path: string, facts: NamedText[]): void {
	if (values.every(value => typeof value !== 'object' || value === null)) {
		const told = values.map(leaf).filter(value => value !== undefined);
		if (told.length > 0) {
			facts.push({name: path, value: clean(told.join(', '))});
		}

		return;
	}

	for (const [index, value] of values.entries()) {
		collect(value, `${path}[${index}]`, facts);
	}
}

function leaf(value: unknown): string | undefined {
	return typeof value === 'boolean' ? String(value) : text(value);
}
