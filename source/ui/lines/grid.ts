import {age} from '../../domain/age.js';
import {
	cells,
	columnGap,
	cutCell,
	type FittedColumn,
	fitColumns,
	pad,
	tellingColumns,
} from '../../views/fit.js';
import {memoBy} from '../../views/memo.js';
import {toAscii} from '../../views/symbols.js';
import {type Column, type ListView, type Place} from '../../views/view.js';
import {type Listing} from '../state/context.js';
import {sortingOf} from '../state/list-moves.js';
import {type ViewState, windowOf} from '../state/view-state.js';
import {type Theme} from '../theme.js';

/** Cells left of the first column: the cursor, the mark, a space. */
const gutter = 3;

/** Cells right of the last column where some row is old: `~12m`. */
const oldWidth = 5;

/** Rows whose cells are measured; a longer list is sampled evenly, so that neither scrolling nor a filter moves a column. */
const measuredRows = 400;

export type GridInput = {
	readonly listing: Listing;
	readonly state: ViewState;
	readonly place: Place;
	readonly now: number;
	readonly width: number;
	/** Rows under the heading. */
	readonly height: number;
};

/** Returns the heading and the rows in the window, each in exactly `width` cells; never more than `height + 1`. */
export function gridLines(theme: Theme, input: GridInput): readonly string[] {
	const {listing, state, place, width, height} = input;
	const isOld = hasOldRows(listing.rows, listing.view);
	const room = width - gutter - (isOld ? oldWidth + columnGap : 0);
	const held = measured(listing, room, input.now);
	const columns = fitColumns(withSorted(held, sortingOf(listing, state).column), room, state.isWide, place);
	const {index, top} = windowOf(state, listing.listed, height);
	const rows = listing.model.rows.slice(top, top + height);
	return [
		heading(theme, columns, input),
		...rows.map((row, line) =>
			rowLine(theme, row, {...input, columns, isOld, isCursor: top + line === index}),
		),
	];
}

function heading(
	theme: Theme,
	columns: readonly FittedColumn<unknown>[],
	{listing, state, width: lineWidth}: GridInput,
): string {
	const sorting = sortingOf(listing, state);
	const {ascending, descending} = theme.symbols;
	const arrow = sorting.isDescending ? descending : ascending;
	let start = gutter;
	let text = '';
	for (const {column, width} of columns) {
		const isSorted = column.id === sorting.column;
		const word = isSorted ? column.heading + arrow : column.heading;
		// The arrow of a heading that fills its column takes a cell of the gap beside it.
		const over = Math.max(0, Math.min(cells(word) - width, isSorted ? 1 : 0));
		text = text.padEnd(start - (column.align === 'right' ? over : 0)) + pad(word, width + over, column.align);
		start += width + columnGap;
	}

	return theme.dim(pad(text, lineWidth));
}

function rowLine(
	theme: Theme,
	row: unknown,
	{
		listing: {view},
		state,
		now,
		width,
		columns,
		isOld,
		isCursor,
	}: GridInput & {columns: readonly FittedColumn<unknown>[]; isOld: boolean; isCursor: boolean},
): string {
	const {cursor, mark} = theme.symbols;
	const isMarked = state.marks.has(view.key(row));
	const signs = `${isCursor ? cursor : ' '}${isMarked ? mark : ' '} `;
	const freshness = view.freshness(row);
	const isRowOld = freshness.failure !== undefined;
	const old = isOld && isRowOld ? oldAge(theme, freshness.at, now) : '';
	if (isCursor || isRowOld) {
		const plain = columns.map(({column, width: cellWidth}) => {
			const {text} = column.cell(row, now);
			// The cut puts a sign of its own into the text, so it comes first.
			const padded = pad(cutCell(column, text, cellWidth), cellWidth, column.align);
			return theme.isAscii ? toAscii(padded) : padded;
		});
		// Without an old row there is no column for ages either, nor the gap before it.
		const text = signs + (isOld ? [...plain, old] : plain).join(' '.repeat(columnGap));
		return isCursor ? theme.inverse(pad(text, width)) : theme.dim(pad(text, width));
	}

	const drawn = columns.map(({column, width: cellWidth}) => {
		const cell = column.cell(row, now);
		const short = cutCell(column, cell.text, cellWidth);
		const space = ' '.repeat(Math.max(0, cellWidth - cells(short)));
		const text = theme.cell({text: short, tone: cell.tone});
		return column.align === 'left' ? text + space : space + text;
	});
	const used = gutter + columns.reduce((sum, one) => sum + one.width + columnGap, -columnGap);
	const rest = ' '.repeat(Math.max(0, width - used));
	return (isMarked ? theme.tone('accent', signs) : signs) + drawn.join(' '.repeat(columnGap)) + rest;
}

function oldAge(theme: Theme, at: number | undefined, now: number): string {
	return theme.symbols.old + (at === undefined ? '?' : age(now - at));
}

const hasOldRows = memoBy((rows: readonly unknown[], view: ListView<unknown>): boolean =>
	rows.some(row => view.freshness(row).failure !== undefined),
);

/** What one sorts by is on screen, whatever has to give way: an order without its reason can not be read. */
function withSorted(columns: readonly Column<unknown>[], sorted: string): readonly Column<unknown>[] {
	return columns.map(column =>
		column.id === sorted ? {...column, priority: afterName, isWide: false} : column,
	);
}

/** Names have priority 1. */
const afterName = 1.5;

/** The columns no wider than what they hold, so that short ones leave room for others. */
function measured(listing: Listing, width: number, now: number): readonly Column<unknown>[] {
	return measureRows(listing.rows, listing.view, width, Math.floor(now / 60_000));
}

/** What the growing column, the name, is given before others get more than their least. */
const nameShare = 0.3;

const measureRows = memoBy(
	(
		rows: readonly unknown[],
		view: ListView<unknown>,
		width: number,
		minute: number,
	): readonly Column<unknown>[] => {
		const step = Math.max(1, Math.ceil(rows.length / measuredRows));
		const sample = rows.filter((_, index) => index % step === 0);
		return tellingColumns(view.columns, rows).map(column => {
			const widest = sample.reduce<number>(
				(most, row) => Math.max(most, cells(column.cell(row, minute * 60_000).text)),
				// One more cell for the arrow of the sorted column.
				cells(column.heading) + 1,
			);
			const max = Math.max(column.min, Math.min(column.max, widest));
			const min = column.grows
				? Math.max(column.min, Math.min(max, Math.floor(width * nameShare)))
				: column.min;
			return {...column, min, max};
		});
	},
);
