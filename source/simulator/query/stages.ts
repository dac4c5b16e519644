import {type Gatherer, isAggregate} from './aggregates.js';
import {compile, sharedReads} from './compile.js';
import {compileStats, type StatsColumn} from './compile-stats.js';
import {type Evaluate} from './evaluate.js';
import {grouping, type Key} from './grouping.js';
import {naturalOrder} from './natural-order.js';
import {fieldOf, type Row} from './row.js';
import {type Column, type Command} from './syntax.js';
import {isTrue, rounded, textOf, type Value} from './values.js';

/** What a command does with one row: the row as it goes on, or undefined where it ends. */
export type RowStage = (row: Row) => Row | undefined;

/** The stages of `filter`, `fields`, `display` and `parse`. Throws `Malformed`. */
export function rowStage(
	command: Extract<Command, {kind: 'filter' | 'fields' | 'display' | 'parse'}>,
): RowStage {
	switch (command.kind) {
		case 'filter': {
			const condition = compile(command.condition);
			return row => (isTrue(condition(row)) ? row : undefined);
		}
		case 'fields':
		case 'display':
			return computing(command.columns);
		case 'parse': {
			const from = compile(command.from);
			const {pattern, names} = command;
			return row => withMade(row, extracted(from(row), pattern, names));
		}
	}
}

// A field of the event needs no computing; what was computed is shown with few decimals.
function computing(columns: readonly Column[]): RowStage {
	const made = columns.flatMap(({name, expression}) =>
		expression.kind === 'field' && expression.name === name
			? []
			: [[name, compile(expression), expression.kind === 'field'] as const],
	);
	if (made.length === 0) {
		return row => row;
	}

	return row =>
		withMade(
			row,
			made.map(([name, evaluate, isField]) => {
				const value = evaluate(row);
				return [name, typeof value === 'number' && !isField ? rounded(value) : value] as const;
			}),
		);
}

function withMade(row: Row, values: readonly (readonly [string, Value])[]): Row {
	return {...row, made: new Map([...(row.made ?? []), ...values])};
}

function extracted(
	from: Value,
	pattern: RegExp,
	names: readonly string[],
): readonly (readonly [string, Value])[] {
	const match = from === undefined ? null : pattern.exec(textOf(from));
	return match ? names.map((name, index) => [name, match.groups?.[name] ?? match[index + 1]] as const) : [];
}

/** Gathers rows into groups; `rows` can be asked at any time, and gives a line for each group. */
export type StatsStage = {add(row: Row): void; rows(): readonly Row[]};

/** The stage of `stats`. Throws `Malformed`. */
export function statsStage({columns, by}: Extract<Command, {kind: 'stats'}>): () => StatsStage {
	const keys = by.map(column => ({column, evaluate: compile(column.expression)}));
	const read = sharedReads();
	const computed = columns.map(({name, expression}) => [name, compileStats(expression, read)] as const);
	const starts = computed.flatMap(([, {begin}]) => begin);
	return () => {
		const groups = grouping(keys, () => starts.map(start => start()));
		return {
			add(row) {
				for (const gatherer of groups.of(row)) {
					gatherer.add(row);
				}
			},
			rows: () => groups.all().map(({values, group}) => statsRow(keys, values, {computed, gatherers: group})),
		};
	};
}

function statsRow(
	keys: readonly Key[],
	values: readonly Value[],
	{
		computed,
		gatherers,
	}: {
		readonly computed: readonly (readonly [string, StatsColumn])[];
		readonly gatherers: readonly Gatherer[];
	},
): Row {
	const made = new Map<string, Value>(keys.map(({column}, index) => [column.name, values[index]]));
	let taken = 0;
	for (const [name, {begin, finish}] of computed) {
		const own = gatherers.slice(taken, taken + begin.length);
		const value = finish(own.map(gatherer => gatherer.result()));
		made.set(name, typeof value === 'number' ? rounded(value) : value);
		taken += begin.length;
	}

	return {made};
}

/** The order of `sort`; a column that was computed before is taken as it is. Throws `Malformed`. */
export function sortOrder({keys}: Extract<Command, {kind: 'sort'}>): (first: Row, second: Row) => number {
	const compiled = keys.map(({column, isDescending}) => {
		const evaluate = valueOfColumn(column);
		return {evaluate, sign: isDescending ? -1 : 1};
	});
	return (first, second) => {
		for (const {evaluate, sign} of compiled) {
			const order = naturalOrder(evaluate(first), evaluate(second));
			if (order !== 0) {
				return order * sign;
			}
		}

		return 0;
	};
}

// After stats, `sort count(*)` means the column of that name, which can't be computed again.
function valueOfColumn({name, expression}: Column): Evaluate {
	if (expression.kind !== 'call') {
		return compile(expression);
	}

	const anew = isAggregate(expression.name) ? undefined : compile(expression);
	return row => (anew && !row.made?.has(name) ? anew(row) : fieldOf(row, name));
}

/** Keeps the first of those that are alike in all columns; a row that lacks one of them is like no other. */
export function dedup(rows: readonly Row[], columns: readonly Column[]): readonly Row[] {
	const evaluates = columns.map(({expression}) => compile(expression));
	const seen = new Set<string>();
	return rows.filter(row => {
		const values = evaluates.map(evaluate => evaluate(row));
		if (values.includes(undefined)) {
			return true;
		}

		const id = values.map(value => (value === undefined ? '' : textOf(value))).join('\u0000');
		const isNew = !seen.has(id);
		seen.add(id);
		return isNew;
	});
}
