import {cells, cutEnd} from '../../views/fit.js';
import {type Cell} from '../../views/view.js';
import {type Theme} from '../theme.js';

/** A line of the screen before it has colours: pieces from left to right. */
export type Line = readonly Cell[];

/** Returns how many cells a line takes. */
export function widthOf(line: Line): number {
	return line.reduce((sum, {text}) => sum + cells(text), 0);
}

/** Returns the line in colours, cut at its end to `width` cells. */
export function draw(theme: Theme, line: Line, width: number): string {
	let left = width;
	let drawn = '';
	for (const {text, tone} of line) {
		const short = cutEnd(text, left);
		left -= cells(short);
		drawn += theme.cell({text: short, tone});
		if (left <= 0) {
			break;
		}
	}

	return drawn;
}

/** Returns the line in colours in exactly `width` cells. */
export function drawFull(theme: Theme, line: Line, width: number): string {
	return draw(theme, line, width) + ' '.repeat(Math.max(0, width - widthOf(line)));
}

/** Returns one line of which the right part keeps to the right edge; the left part is cut first. */
export function drawSplit(theme: Theme, {left, right}: {left: Line; right: Line}, width: number): string {
	const rightWidth = Math.min(width, widthOf(right));
	const leftWidth = Math.max(0, width - rightWidth - (rightWidth > 0 ? 1 : 0));
	return drawFull(theme, left, leftWidth) + (rightWidth > 0 ? ` ${draw(theme, right, rightWidth)}` : '');
}

/** Returns the line's letters alone, for searching. */
export function plainText(line: Line): string {
	return line.map(({text}) => text).join('');
}

/**
 * Returns the words of a text in lines of at most `width` cells; longer words are broken.
 * What the text is indented by, all its lines are: JSON and trees keep their shape.
 */
export function wrap(text: string, width: number): readonly string[] {
	const indent = /^ */.exec(text)?.[0].slice(0, Math.max(0, width - leastWrapped)) ?? '';
	const room = Math.max(1, width - indent.length);
	const lines: string[] = [];
	let line = '';
	for (const word of text.trimStart().split(' ')) {
		const candidate = line === '' ? word : `${line} ${word}`;
		if (cells(candidate) <= room) {
			line = candidate;
			continue;
		}

		if (line !== '') {
			lines.push(line);
		}

		const pieces = broken(word, room);
		lines.push(...pieces.slice(0, -1));
		line = pieces.at(-1) ?? '';
	}

	return [...lines, line].map(part => indent + part);
}

/** An indented text keeps at least this many cells, however deep it is. */
const leastWrapped = 20;

/** Paths may have 4,096 characters, and a detail many of them: each grapheme is measured once. */
function broken(word: string, width: number): readonly string[] {
	const pieces: string[] = [];
	let piece = '';
	let used = 0;
	for (const {segment} of new Intl.Segmenter().segment(word)) {
		const more = cells(segment);
		if (used + more > width) {
			pieces.push(piece);
			piece = '';
			used = 0;
		}

		piece += segment;
		used += more;
	}

	return [...pieces, piece];
}
