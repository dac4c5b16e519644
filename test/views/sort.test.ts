import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {textColumn} from '../../source/views/columns.js';
import {createSorter, type Sortable, sortRows} from '../../source/views/sort.js';

type Row = {readonly name: string; readonly value: string | number | undefined};

const view: Sortable<Row> = {
	name: row => row.name,
	columns: [
		textColumn({id: 'name', heading: 'NAME', min: 1, max: 9, priority: 1}, row => row.name),
		{
			...textColumn<Row>({id: 'value', heading: 'VALUE', min: 1, max: 9, priority: 2}, () => ''),
			value: row => row.value,
		},
	],
};

const named = (...names: readonly string[]) => names.map(name => ({name, value: undefined}));
const names = (rows: readonly Row[]) => rows.map(row => row.name);

describe('sorting', () => {
	test('counts numbers inside names as numbers, in any case', () => {
		const rows = named('api-10', 'Api-9', 'api-100', 'api', 'web');
		expect(names(sortRows(rows, view, {column: 'name', isDescending: false}))).toEqual([
			'api',
			'Api-9',
			'api-10',
			'api-100',
			'web',
		]);
	});

	test.each([
		[false, ['d', 'a', 'b', 'c', 'e']],
		[true, ['a', 'b', 'd', 'c', 'e']],
	])(
		'puts rows without a value last either way, equal ones by name (descending: %s)',
		(isDescending, expected) => {
			const rows = [
				{name: 'c', value: undefined},
				{name: 'e', value: undefined},
				{name: 'b', value: 10},
				{name: 'a', value: 10},
				{name: 'd', value: 9},
			];
			expect(names(sortRows(rows, view, {column: 'value', isDescending}))).toEqual(expected);
		},
	);

	test('leaves the rows as they are for a column that the view does not have', () => {
		const rows = named('b', 'a');
		expect(sortRows(rows, view, {column: 'nothing', isDescending: false})).toBe(rows);
	});

	test('keeps every row once', () => {
		const anyRow = fc.record({
			name: fc.string(),
			value: fc.option(fc.oneof(fc.string(), fc.integer()), {nil: undefined}),
		});
		fc.assert(
			fc.property(fc.array(anyRow), fc.boolean(), (rows, isDescending) => {
				const sorted = sortRows(rows, view, {column: 'value', isDescending});
				expect(new Set(sorted)).toEqual(new Set(rows));
				expect(sorted).toHaveLength(rows.length);
			}),
		);
	});

	test('of rows that come, go, repeat and move says the same as sorting them all anew', () => {
		const pool = Array.from({length: 12}, (_, index) => ({
			name: `n${index % 7}`,
			value: index % 3 === 0 ? undefined : index % 4,
		}));
		const list = fc.array(fc.constantFrom(...pool), {maxLength: 20});
		fc.assert(
			fc.property(fc.array(fc.tuple(list, fc.boolean()), {minLength: 2, maxLength: 5}), lists => {
				const sort = createSorter(view);
				for (const [rows, isDescending] of lists) {
					const sorting = {column: 'value', isDescending};
					expect(sort(rows, sorting)).toEqual(sortRows(rows, view, sorting));
				}
			}),
		);
	});
});
