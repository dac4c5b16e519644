import {renderToString} from 'ink';
import {Table} from 'ink-table';
import {cells, pad} from '../views/fit.js';
import {toAscii} from '../views/symbols.js';
import {type Theme} from './theme.js';

export type StaticTable = {
	readonly columns: readonly string[];
	readonly rows: readonly (readonly string[])[];
};

/** Draws a small table as lines of at most `width` cells. */
export type DrawTable = (table: StaticTable, width: number) => readonly string[];

/** ink-table takes about 1 ms per cell; what is longer is no small static table. */
const mostRows = 20;

/** Tables remembered, so that scrolling a detail draws none anew. */
const remembered = 16;

/**
 * Returns the one way to ink-table, for a task's containers and the like, never for live lists.
 * It renders a tree of its own, so it may not be called while React renders: the session calls it between frames.
 */
export function createTableDrawer(theme: Theme): DrawTable {
	const memory = new Map<string, readonly string[]>();
	return (table, width) => {
		const key = JSON.stringify([table.columns, table.rows, width]);
		const lines = memory.get(key) ?? drawTable(theme, table, width);
		memory.delete(key);
		memory.set(key, lines);
		const [oldest] = memory.keys();
		if (memory.size > remembered && oldest !== undefined) {
			memory.delete(oldest);
		}

		return lines;
	};
}

/**
 * ink-table measures by `String.length`, which misplaces the borders beside wide characters, and a table wider than
 * the screen wraps its borders. So it is given cells of the right width made of one letter, and the texts are put
 * in their places afterwards.
 */
function drawTable(theme: Theme, {columns, rows}: StaticTable, width: number): readonly string[] {
	const shown = rows.slice(0, mostRows);
	const widths = fittedWidths(columns, shown, width);
	const blank = Object.fromEntries(
		widths.map((one, index) => [String(index).padStart(one, 'x'), 'x'.repeat(one)]),
	);
	const frame = renderToString(<Table data={shown.map(() => ({...blank}))} columns={Object.keys(blank)} />, {
		columns: Math.max(width, 1),
	});
	const texts = [columns, ...shown];
	// A line of cells, then a line between, by turns, after the top edge. Lines between rows would halve the screen.
	const lines = frame.split('\n').flatMap((line, index, all) => {
		const isCells = index % 2 === 1 && index < all.length - 1;
		if (isCells) {
			const row = texts[(index - 1) / 2] ?? [];
			return [`│${widths.map((one, column) => ` ${pad(row[column] ?? '', one)} `).join('│')}│`];
		}

		return index <= 2 || index === all.length - 1 ? [line] : [];
	});
	const left = rows.length - shown.length;
	return [...lines.map(line => edges(theme, line)), ...(left > 0 ? [`and ${left} more`] : [])];
}

function edges(theme: Theme, line: string): string {
	return theme.isAscii ? toAscii(line.replace(/[┌┬┐├┼┤└┴┘]/g, '+').replaceAll('│', '|')) : line;
}

/** Widths of the cells; the widest give way first. Each column costs two spaces and a border. */
function fittedWidths(
	columns: readonly string[],
	rows: readonly (readonly string[])[],
	width: number,
): readonly number[] {
	const widths = columns.map((column, index) =>
		Math.max(String(index).length, cells(column), ...rows.map(row => cells(row[index] ?? ''))),
	);
	const room = Math.max(columns.length, width - columns.length * 3 - 1);
	while (widths.reduce((sum, one) => sum + one, 0) > room) {
		const widest = widths.indexOf(Math.max(...widths));
		widths[widest] = (widths[widest] ?? 2) - 1;
	}

	return widths;
}
