import stringWidth from 'string-width';
import {symbols} from './symbols.js';
import {type Column, type Place} from './view.js';

/** Cells between two columns. */
export const columnGap = 2;

export type FittedColumn<Row> = {readonly column: Column<Row>; readonly width: number};

/** Returns the columns that a place has: those of all clusters need the cluster's name, others don't. */
export function columnsAt<Row>(columns: readonly Column<Row>[], place?: Place): readonly Column<Row>[] {
	return columns.filter(column => column.isShownAt === undefined || (place && column.isShownAt(place)));
}

/** Returns the columns without the optional ones that say nothing of any of these rows. */
export function tellingColumns<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
): readonly Column<Row>[] {
	return columns.filter(column => !column.isOptional || rows.some(row => column.value(row) !== undefined));
}

/**
 * Returns the columns that fit into `width` cells, in their order, each with its width; never wider in sum.
 * The least important drop out first; what is left is shared by need, and the rest goes to the column that grows.
 */
export function fitColumns<Row>(
	columns: readonly Column<Row>[],
	width: number,
	isWide: boolean,
	place?: Place,
): readonly FittedColumn<Row>[] {
	const kept = columnsAt(columns, place).filter(column => isWide || !column.isWide);
	while (kept.length > 1 && sumOf(kept.map(column => column.min)) > width) {
		kept.splice(leastImportant(kept), 1);
	}

	const widths = kept.map(column => column.min);
	if (sumOf(widths) > width) {
		// One column is left, in a terminal narrower than its least width.
		return kept.map(column => ({column, width: Math.max(0, width)}));
	}

	share(kept, widths, width - sumOf(widths));
	return kept.map((column, index) => ({column, width: widths[index] ?? column.min}));
}

/** Returns how many cells a text takes. */
export function cells(text: string): number {
	return isPlain(text) ? text.length : stringWidth(text);
}

/**
 * Returns the text cut to at most `width` cells: a name in the middle, since both its ends tell it from others;
 * a sentence (a text with a space) at its end. Characters of two cells are never split.
 */
export function cut(text: string, width: number): string {
	if (cells(text) <= width) {
		return text;
	}

	if (text.includes(' ')) {
		return cutEnd(text, width);
	}

	if (width <= 1) {
		return width === 1 ? symbols.waiting : '';
	}

	const headWidth = Math.ceil((width - 1) / 2);
	const tailWidth = width - 1 - headWidth;
	if (isPlain(text)) {
		return text.slice(0, headWidth) + symbols.waiting + text.slice(text.length - tailWidth);
	}

	const graphemes = Array.from(new Intl.Segmenter().segment(text), part => part.segment);
	const head = take(graphemes, headWidth);
	const tail = take(graphemes.toReversed(), tailWidth).toReversed();
	return head.join('') + symbols.waiting + tail.join('');
}

/** Returns the text of a column's cell cut to at most `width` cells, as the column wants it. */
export function cutCell<Row>(column: Column<Row>, text: string, width: number): string {
	return column.shorten ? column.shorten(text, width) : cut(text, width);
}

/** Returns the text cut at its end to at most `width` cells. */
export function cutEnd(text: string, width: number): string {
	if (cells(text) <= width) {
		return text;
	}

	if (width <= 1) {
		return width === 1 ? symbols.waiting : '';
	}

	if (isPlain(text)) {
		return text.slice(0, width - 1) + symbols.waiting;
	}

	const graphemes = Array.from(new Intl.Segmenter().segment(text), part => part.segment);
	return take(graphemes, width - 1).join('') + symbols.waiting;
}

/** Returns the text in exactly `width` cells: cut when longer, filled with spaces when shorter. */
export function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
	const short = cut(text, width);
	const space = ' '.repeat(Math.max(0, width - cells(short)));
	return align === 'left' ? short + space : space + short;
}

function isPlain(text: string): boolean {
	return /^[ -~]*$/.test(text);
}

function take(graphemes: readonly string[], width: number): string[] {
	const taken: string[] = [];
	let used = 0;
	for (const grapheme of graphemes) {
		used += stringWidth(grapheme);
		if (used > width) {
			break;
		}

		taken.push(grapheme);
	}

	return taken;
}

function sumOf(widths: readonly number[]): number {
	return widths.reduce((sum, width) => sum + width, 0) + columnGap * Math.max(0, widths.length - 1);
}

function leastImportant<Row>(columns: readonly Column<Row>[]): number {
	let least = 0;
	for (const [index, column] of columns.entries()) {
		if (column.priority >= (columns[least]?.priority ?? 0)) {
			least = index;
		}
	}

	return least;
}

/** Hands out `left` cells: to each column in proportion to what it lacks, then the rest by importance. */
function share<Row>(columns: readonly Column<Row>[], widths: number[], left: number): void {
	const lacks = columns.map(column => Math.max(0, column.max - column.min));
	const lacking = lacks.reduce((sum, lack) => sum + lack, 0);
	const part = lacking === 0 ? 0 : Math.min(1, left / lacking);
	let rest = left;
	for (const [index, lack] of lacks.entries()) {
		const more = Math.floor(lack * part);
		widths[index] = (widths[index] ?? 0) + more;
		rest -= more;
	}

	const order = columns
		.map((column, index) => ({index, rank: column.grows ? 0 : column.priority}))
		.sort((a, b) => a.rank - b.rank);
	for (const {index} of order) {
		const more = Math.min(rest, (columns[index]?.max ?? 0) - (widths[index] ?? 0));
		widths[index] = (widths[index] ?? 0) + Math.max(0, more);
		rest -= Math.max(0, more);
	}
}
