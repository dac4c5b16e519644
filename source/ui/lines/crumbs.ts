import {cells, cut} from '../../views/fit.js';
import {type Theme} from '../theme.js';
import {type Line, widthOf} from './spans.js';

/** A name that is cut to fewer cells than this tells nothing. */
const leastName = 8;

/** Where there is room for more a step gets half of it. */
const longestStep = 20;

/**
 * Returns the way to a place in at most `width` cells. Its end matters most: steps at the start are left out first, and
 * of the last two the name before the last is cut in its middle before it is left out.
 */
export function crumbLine(theme: Theme, steps: readonly string[], width: number): Line {
	// A cluster's name may have 255 letters: the other steps keep their place.
	const words = steps.map(word => cut(word, Math.max(longestStep, Math.floor(width / 2))));
	for (const start of words.keys()) {
		const way = wayFrom(theme, words, start);
		if (widthOf(way) <= width) {
			return way;
		}

		const shorter = start === words.length - 2 ? withShortName(theme, words, width) : undefined;
		if (shorter) {
			return shorter;
		}
	}

	return [{text: cut(words.at(-1) ?? '', Math.max(0, width))}];
}

function wayFrom(theme: Theme, words: readonly string[], start: number): Line {
	const {ellipsis, crumb} = theme.symbols;
	const kept = words
		.slice(start)
		.flatMap(
			(word, index, all): Line => [
				...(index > 0 ? [{text: ` ${crumb} `, tone: 'dim'} as const] : []),
				{text: word, tone: index === all.length - 1 ? 'plain' : 'dim'},
			],
		);
	return start === 0 ? kept : [{text: `${ellipsis} `, tone: 'dim'}, ...kept];
}

function withShortName(theme: Theme, words: readonly string[], width: number): Line | undefined {
	const start = words.length - 2;
	const name = words[start] ?? '';
	const room = cells(name) - (widthOf(wayFrom(theme, words, start)) - width);
	return room < leastName ? undefined : wayFrom(theme, words.with(start, cut(name, room)), start);
}
