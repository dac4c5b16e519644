import {ageSince, momentText} from '../domain/age.js';
import {type Tag} from '../domain/resources.js';
import {noneCell, textCell} from './columns.js';
import {type Block, type Cell} from './view.js';

/** A label and what stands behind it; undefined texts become a dash. */
export type Fact = readonly [label: string, value: Cell | string | number | undefined];

/** Returns a block of facts. */
export function factsBlock(heading: string, facts: readonly Fact[]): Block {
	return {
		kind: 'facts',
		heading,
		facts: facts.map(([label, value]) => ({
			label,
			value: typeof value === 'object' ? value : textCell(value?.toString()),
		})),
	};
}

/** Returns a block of lines, with a sentence where there is none. */
export function linesBlock(heading: string, lines: readonly Cell[], whenNone: string): Block {
	return {kind: 'lines', heading, lines: lines.length > 0 ? lines : [{text: whenNone, tone: 'dim'}]};
}

/** Returns a time as `2026-11-23 12:04:00Z (4m ago)`. */
export function timeCell(at: number | undefined, now: number): Cell {
	return at === undefined ? noneCell : {text: `${momentText(at)} (${ageSince(at, now)} ago)`};
}

/** Returns a resource's tags; tags that were not read are not the same as none. */
export function tagsBlock(tags: readonly Tag[] | undefined): Block {
	if (tags === undefined) {
		return linesBlock('Tags', [{text: '? the tags could not be read', tone: 'warning'}], '');
	}

	return tags.length === 0
		? linesBlock('Tags', [], 'no tags')
		: factsBlock(
				'Tags',
				tags.map(({key, value}) => [key, {text: `“${value}”`}]),
			);
}
