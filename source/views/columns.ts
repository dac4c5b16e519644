import {age, isoTime} from '../domain/age.js';
import {symbols} from './symbols.js';
import {type Cell, type Column} from './view.js';

type Shape = {
	readonly id: string;
	readonly heading: string;
	readonly min: number;
	readonly max: number;
	readonly priority: number;
	readonly isWide?: boolean;
	readonly grows?: boolean;
};

/** What is drawn while nothing is known yet, and where there is nothing to say. */
export const waitingCell: Cell = {text: symbols.waiting, tone: 'dim'};
export const noneCell: Cell = {text: symbols.none, tone: 'dim'};
export const unknownCell: Cell = {text: symbols.unknown, tone: 'warning'};

/** Returns a column of plain texts; undefined is drawn as a dash and sorts last. */
export function textColumn<Row>(shape: Shape, text: (row: Row) => string | undefined): Column<Row> {
	return {
		...shape,
		align: 'left',
		cell: row => textCell(text(row)),
		value: text,
	};
}

/** Returns a column of counts or sizes, right-aligned; undefined is drawn as a dash and sorts last. */
export function numberColumn<Row>(shape: Shape, number: (row: Row) => number | undefined): Column<Row> {
	return {
		...shape,
		align: 'right',
		cell: row => textCell(number(row)?.toString()),
		value: number,
	};
}

/** Returns a column of ages since a time, right-aligned; sorted by the age, so that ascending is newest first. */
export function ageColumn<Row>(shape: Shape, at: (row: Row) => number | undefined): Column<Row> {
	return {
		...shape,
		align: 'right',
		isAge: true,
		cell(row, now) {
			const time = at(row);
			return time === undefined ? noneCell : {text: age(now - time)};
		},
		value(row) {
			const time = at(row);
			return time === undefined ? undefined : -time;
		},
	};
}

/** Returns a text's cell, a dash for none. */
export function textCell(text: string | undefined): Cell {
	return text === undefined || text === '' ? noneCell : {text};
}

/** Returns a time for a record: ISO 8601, or null. */
export function recordTime(at: number | undefined): string | null {
	return at === undefined ? null : isoTime(at);
}
