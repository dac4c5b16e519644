import {checkOrder} from './check-order.js';
import {Malformed} from './malformed.js';
import {parseQuery} from './parse-query.js';
import {fieldOf, type Row} from './row.js';
import {shownColumns} from './shown-columns.js';
import {dedup, type RowStage, rowStage, type StatsStage, sortOrder, statsStage} from './stages.js';
import {type Command} from './syntax.js';
import {numberOf, textOf} from './values.js';

/** A line of results: what is missing is left out, every value is a text. */
export type ResultRow = readonly {readonly field: string; readonly value: string}[];

/** The lines of an answer; each is written when it is asked for, since a long answer is asked for page by page. */
export type Lines = {readonly count: number; page(from: number, to: number): readonly ResultRow[]};

/** One going of a query over events. */
export type Run = {
	/** Takes the next event, in order of time where the query needs that. */
	push(row: Row): void;
	/** The lines of all that was pushed. */
	lines(): Lines;
	/** The same of a part, at least half of it: statistics are not made anew for each look at them. */
	partial(): Lines;
	/** How many events passed the filters. */
	matched(): number;
};

export type CompiledQuery = {
	/** Begins a run that gives at most so many lines. */
	readonly begin: (limit: number) => Run;
	/** False where statistics are all that becomes of the events, which are the same in any order. */
	readonly needsOrder: boolean;
};

/** Understands a query in the Logs Insights language, or says what is wrong with it. */
export function compileQuery(text: string): CompiledQuery | Malformed {
	try {
		return compiled(parseQuery(text));
	} catch (error) {
		if (error instanceof Malformed) {
			return error;
		}

		throw error;
	}
}

type Order = (first: Row, second: Row) => number;
type Step = (rows: readonly Row[]) => readonly Row[];

function compiled(commands: readonly Command[]): CompiledQuery {
	checkOrder(commands);
	const split = commands.findIndex(command => !isRowCommand(command));
	const head = split === -1 ? commands : commands.slice(0, split);
	const tail = split === -1 ? [] : commands.slice(split);
	const stages = head.filter(isRowCommand).map(rowStage);
	const [first, ...later] = tail;
	const gather = first?.kind === 'stats' ? statsStage(first) : undefined;
	const steps = stepsOf(gather ? later : tail, gather !== undefined);
	const order = gather ? undefined : onlyOrder(tail);
	const isAggregated = commands.some(({kind}) => kind === 'stats');
	const shown = [...shownColumns(commands), ...(isAggregated ? [] : ['@ptr'])];
	return {
		needsOrder: gather === undefined,
		begin(limit) {
			const collected = gather ? gather() : collectingRows(order, limit);
			let matched = 0;
			let told = {matched: 0, lines: noLines};
			const lines = (): Lines => {
				const all = steps.reduce((some, step) => step(some), collected.rows()).slice(0, limit);
				return {
					count: all.length,
					page: (from, to) => all.slice(from, to).map(row => resultRow(row, shown)),
				};
			};

			return {
				push(row) {
					const passed = through(stages, row);
					if (passed) {
						matched++;
						collected.add(passed);
					}
				},
				matched: () => matched,
				lines,
				partial() {
					if (matched >= 2 * told.matched) {
						told = {matched, lines: lines()};
					}

					return told.lines;
				},
			};
		},
	};
}

const noLines: Lines = {count: 0, page: () => []};

type RowCommand = Extract<Command, {kind: 'filter' | 'fields' | 'display' | 'parse'}>;

function isRowCommand(command: Command): command is RowCommand {
	return ['filter', 'fields', 'display', 'parse'].includes(command.kind);
}

function through(stages: readonly RowStage[], row: Row): Row | undefined {
	let passed: Row | undefined = row;
	for (const stage of stages) {
		passed = stage(passed);
		if (!passed) {
			return undefined;
		}
	}

	return passed;
}

// Where only the first lines in some order are wanted, the others need not be kept.
function collectingRows(order: Order | undefined, limit: number): StatsStage {
	const longest = 3 * limit + 1000;
	let rows: Row[] = [];
	return {
		add(row) {
			rows.push(row);
			if (order && rows.length > longest) {
				rows = rows.sort(order).slice(0, limit);
			}
		},
		rows: () => rows,
	};
}

/** The order of a query that does nothing but order and limit its rows. */
function onlyOrder(tail: readonly Command[]): Order | undefined {
	const [first, ...rest] = tail;
	if (first === undefined || tail.every(({kind}) => kind === 'limit')) {
		return newestFirst;
	}

	return first.kind === 'sort' && rest.every(({kind}) => kind === 'limit') ? sortOrder(first) : undefined;
}

// Without an order of its own, a query gives the newest first, and dedup and limit keep those.
function stepsOf(commands: readonly Command[], hasStats: boolean): readonly Step[] {
	const steps: Step[] = [];
	let isOrdered = hasStats;
	const orderByTime = (): void => {
		if (!isOrdered) {
			steps.push(rows => rows.toSorted(newestFirst));
			isOrdered = true;
		}
	};

	for (const command of commands) {
		if (command.kind === 'limit' || command.kind === 'dedup') {
			orderByTime();
		}

		isOrdered ||= command.kind === 'sort' || command.kind === 'stats';
		steps.push(stepOf(command));
	}

	orderByTime();
	return steps;
}

function stepOf(command: Command): Step {
	switch (command.kind) {
		case 'limit':
			return rows => rows.slice(0, command.count);
		case 'dedup':
			return rows => dedup(rows, command.columns);
		case 'sort': {
			const order = sortOrder(command);
			return rows => rows.toSorted(order);
		}
		case 'stats': {
			const begin = statsStage(command);
			return rows => {
				const stage = begin();
				for (const row of rows) {
					stage.add(row);
				}

				return stage.rows();
			};
		}
		default: {
			const stage = rowStage(command);
			return rows => rows.flatMap(row => stage(row) ?? []);
		}
	}
}

function newestFirst(first: Row, second: Row): number {
	return timeOf(second) - timeOf(first);
}

function timeOf(row: Row): number {
	return row.event?.at ?? numberOf(fieldOf(row, '@timestamp')) ?? 0;
}

function resultRow(row: Row, shown: readonly string[]): ResultRow {
	return shown.flatMap(field => {
		const value = fieldOf(row, field);
		return value === undefined ? [] : [{field, value: textOf(value)}];
	});
}
