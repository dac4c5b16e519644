import fc from 'fast-check';
import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {cells, columnGap, columnsAt, cut, cutEnd, fitColumns, pad} from '../../source/views/fit.js';
import {type Column} from '../../source/views/view.js';

type Row = {readonly text: string};

function column(id: string, facts: Partial<Column<Row>> = {}): Column<Row> {
	return {
		id,
		heading: id.toUpperCase(),
		align: 'left',
		min: 5,
		max: 10,
		priority: 1,
		cell: ({text}) => ({text}),
		value: ({text}) => text,
		...facts,
	};
}

const widths = (columns: readonly Column<Row>[], width: number, isWide = false) =>
	fitColumns(columns, width, isWide).map(fitted => `${fitted.column.id} ${fitted.width}`);

describe('columns', () => {
	const three = [
		column('name', {min: 8, max: 20, grows: true}),
		column('state', {priority: 2}),
		column('note', {priority: 3, max: 30}),
	];

	test.each([
		[100, ['name 20', 'state 10', 'note 30']],
		[22, ['name 8', 'state 5', 'note 5']],
		[21, ['name 13', 'state 6']],
		[14, ['name 14']],
		[4, ['name 4']],
		[0, ['name 0']],
	])('in %i cells give room by need and drop out by priority', (width, expected) => {
		expect(widths(three, width)).toEqual(expected);
	});

	test('of the wide kind are shown only when asked', () => {
		const columns = [column('name'), column('more', {priority: 2, isWide: true})];
		expect(widths(columns, 80)).toEqual(['name 10']);
		expect(widths(columns, 80, true)).toEqual(['name 10', 'more 10']);
	});

	test('of some places are left out elsewhere', () => {
		const columns = [column('name'), column('cluster', {isShownAt: ({cluster}) => cluster === undefined})];
		expect(columnsAt(columns, {view: 'services'})).toHaveLength(2);
		expect(columnsAt(columns)).toHaveLength(1);
	});

	const anyColumns = fc
		.array(fc.record({min: fc.integer({min: 1, max: 30}), more: fc.nat(60), grows: fc.boolean()}), {
			minLength: 1,
			maxLength: 12,
		})
		.map(shapes =>
			shapes.map(({min, more, grows}, index) =>
				column(`c${index}`, {min, max: min + more, priority: (index * 7) % 12, grows}),
			),
		);

	test('are never wider than the terminal, and each within its bounds', () => {
		fc.assert(
			fc.property(anyColumns, fc.nat(300), (columns, width) => {
				const fitted = fitColumns(columns, width, false);
				const sum = fitted.reduce((total, one) => total + one.width, 0);
				expect(sum + columnGap * (fitted.length - 1)).toBeLessThanOrEqual(width);
				for (const one of fitted.length > 1 ? fitted : []) {
					expect(one.width).toBeGreaterThanOrEqual(one.column.min);
					expect(one.width).toBeLessThanOrEqual(one.column.max);
				}
			}),
		);
	});

	test('leave no cell unused while one of them could be wider', () => {
		fc.assert(
			fc.property(anyColumns, fc.integer({min: 40, max: 300}), (columns, width) => {
				const fitted = fitColumns(columns, width, false);
				const sum = fitted.reduce((total, one) => total + one.width, 0) + columnGap * (fitted.length - 1);
				expect(sum === width || fitted.every(one => one.width === one.column.max)).toBe(true);
			}),
		);
	});
});

describe('a text', () => {
	test.each([
		['checkout-production-eu', 12, 'checko…on-eu'],
		['checkout', 8, 'checkout'],
		['app ok, agent failed: denied', 16, 'app ok, agent f…'],
		['支払いサービス', 9, '支払…ビス'],
		['支払い サービス', 9, '支払い …'],
		['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 5, '👩‍👩‍👧‍👦…👩‍👩‍👧‍👦'],
		['abc', 1, '…'],
		['abc', 0, ''],
	])('%s in %i cells reads %s', (text, width, expected) => {
		expect(cut(text, width)).toBe(expected);
	});

	const anyText = fc.oneof(
		fc.string({unit: 'grapheme', maxLength: 40}),
		fc.string({unit: 'binary', maxLength: 40}),
		fc.string({unit: fc.constantFrom('a', ' ', '界', 'é', '👍🏽', '🇯🇵', 'ｱ', '…'), maxLength: 40}),
	);

	test.each([
		['cut', cut],
		['cutEnd', cutEnd],
	])('of any kind is never wider than asked for by %s', (_name, shorten) => {
		fc.assert(
			fc.property(anyText, fc.nat(30), (text, width) => {
				expect(stringWidth(shorten(text, width))).toBeLessThanOrEqual(width);
			}),
		);
	});

	test('keeps its graphemes whole', () => {
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('a', '界', 'é', '👍🏽', '🇯🇵'), {minLength: 1, maxLength: 30}),
				fc.nat(20),
				(graphemes, width) => {
					const left = Array.from(
						new Intl.Segmenter().segment(cut(graphemes.join(''), width)),
						one => one.segment,
					);
					expect(left.filter(one => one !== '…' && !(graphemes as readonly string[]).includes(one))).toEqual(
						[],
					);
				},
			),
		);
	});

	test('is padded to exactly its cells', () => {
		fc.assert(
			fc.property(
				fc.string({unit: fc.constantFrom('a', '界', 'é', '👍🏽'), maxLength: 30}),
				fc.nat(30),
				fc.constantFrom('left' as const, 'right' as const),
				(text, width, align) => {
					expect(cells(pad(text, width, align))).toBe(width);
				},
			),
		);
		expect(pad('ab', 4)).toBe('ab  ');
		expect(pad('ab', 4, 'right')).toBe('  ab');
	});
});
