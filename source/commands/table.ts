import {cells, columnGap, columnsAt, fitColumns, pad, tellingColumns} from '../views/fit.js';
import {toAscii} from '../views/symbols.js';
import {type Column, type Place} from '../views/view.js';

export type TableOptions = {
	readonly place: Place;
	readonly now: number;
	/** Cells; undefined lets every column be as wide as its widest cell. */
	readonly width: number | undefined;
	readonly isAscii: boolean;
};

/** Returns rows as text: a heading and a line each, no wider than `width`, without spaces at the ends. */
export function tableText<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	{place, now, width, isAscii}: TableOptions,
): string {
	const signs = (text: string): string => (isAscii ? toAscii(text) : text);
	const shown = tellingColumns(columnsAt(columns, place), rows).filter(column => !column.isWide);
	const texts = new Map(
		shown.map(column => [column.id, rows.map(row => signs(column.cell(row, now).text))] as const),
	);
	// Printed once, so every cell can be measured: a column needs no more than its widest.
	const sized = shown.map(column => {
		const widest = Math.max(cells(column.heading), ...(texts.get(column.id) ?? []).map(cells));
		return {...column, min: width === undefined ? widest : Math.min(column.min, widest), max: widest};
	});
	const fitted = fitColumns(sized, width ?? Number.POSITIVE_INFINITY, false, place);
	const line = (textOf: (column: Column<Row>) => string): string =>
		fitted
			.map(({column, width: own}) => signs(pad(textOf(column), own, column.align)))
			.join(' '.repeat(columnGap))
			.trimEnd();
	const lines = [
		line(column => column.heading),
		...rows.map((_row, index) => line(column => texts.get(column.id)?.[index] ?? '')),
	];
	return `${lines.join('\n')}\n`;
}
