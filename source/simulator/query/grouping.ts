import {type JsonObject} from '../json.js';
import {type Evaluate} from './evaluate.js';
import {type Row} from './row.js';
import {type Column} from './syntax.js';
import {textOf, type Value} from './values.js';

export type Key = {readonly column: Column; readonly evaluate: Evaluate};

export type Grouping<Group> = {
	/** The group of a row, begun with its values where it is the first. */
	of(row: Row): Group;
	all(): readonly {readonly values: readonly Value[]; readonly group: Group}[];
};

/** What is known of the rows of one series: which keys differ between them, and the groups that those led to. */
type OfSeries<Group> = {readonly moving: readonly Evaluate[]; readonly groups: Map<string, Group>};

/** Sorts rows into groups. The keys that all rows of a series have alike are read of the first of them alone. */
export function grouping<Group>(keys: readonly Key[], begin: () => Group): Grouping<Group> {
	const groups = new Map<string, {readonly values: readonly Value[]; readonly group: Group}>();
	const series = new WeakMap<JsonObject, OfSeries<Group>>();

	function find(row: Row): Group {
		const values = keys.map(({evaluate}) => evaluate(row));
		const id = idOf(values);
		const known = groups.get(id) ?? {values, group: begin()};
		groups.set(id, known);
		return known.group;
	}

	function ofSeries(fixed: JsonObject): OfSeries<Group> {
		const known = series.get(fixed) ?? {moving: movingKeys(keys, fixed), groups: new Map<string, Group>()};
		series.set(fixed, known);
		return known;
	}

	return {
		of(row) {
			const fixed = row.made ? undefined : row.event?.fixed;
			if (!fixed) {
				return find(row);
			}

			const known = ofSeries(fixed);
			const id = idOf(known.moving.map(evaluate => evaluate(row)));
			const group = known.groups.get(id) ?? find(row);
			known.groups.set(id, group);
			return group;
		},
		all: () => [...groups.values()],
	};
}

function movingKeys(keys: readonly Key[], fixed: JsonObject): readonly Evaluate[] {
	return keys.flatMap(({column: {expression}, evaluate}) =>
		expression.kind === 'field' && Object.hasOwn(fixed, expression.name) ? [] : [evaluate],
	);
}

function idOf(values: readonly Value[]): string {
	let id = '';
	for (const value of values) {
		id += value === undefined ? '\u0000' : `\u0000=${textOf(value)}`;
	}

	return id;
}
