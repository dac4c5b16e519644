import {describe, expect, test} from 'vitest';
import {amountText, bytesText, memoryText, moneyText, percentText} from '../../../source/views/amounts.js';
import {chartCaption} from '../../../source/views/chart.js';
import {toAscii} from '../../../source/views/symbols.js';
import {barText, resampled, sparkText} from '../../../source/views/usage/spark.js';

const none = Number.NaN;

describe('a line of a series', () => {
	test.each([
		['from the smallest to the largest', [1, 2, 3, 4, 5], 5, undefined, '▁▂▃▅▇'],
		['what is level looks level', [100, 101, 100, 102], 4, undefined, '▁▁▁▁'],
		['zeros are drawn', [0, 0, 0], 3, undefined, '▁▁▁'],
		['a gap is blank, not zero', [1, none, 5], 3, undefined, '▁ ▇'],
		['nothing known', [none, none], 4, undefined, '    '],
		['no points at all', [], 3, undefined, '   '],
		['several points in a cell: the largest', [1, 9, 1, 1, 1, 5], 3, undefined, '▇▁▃'],
		['a gap among them hides nothing', [none, 9, 1, none], 2, undefined, '▇▁'],
		['fewer points than cells', [1, 5], 4, undefined, '▁▁▇▇'],
		['against a limit: from nothing to it', [10, 50, 97], 3, 100, '▁▃▇'],
		['over the limit', [150], 1, 100, '▇'],
		['a limit of nothing', [1], 1, 0, '▁'],
	])('%s', (_what, points, width, limit, line) => {
		expect(sparkText(points, width, limit)).toBe(line);
	});

	test('has an ASCII twin of the same width', () => {
		expect(toAscii(sparkText([1, 2, 3, 4, none, 5], 6))).toBe('_.-= #');
	});
});

describe('a bar', () => {
	test.each([
		[0, 4, '░░░░'],
		[0.001, 4, '▌░░░'],
		[0.5, 4, '██░░'],
		[0.63, 4, '██▌░'],
		[0.999, 4, '███▌'],
		[1, 4, '████'],
		[1.7, 4, '████'],
	])('%d of %d cells: %s', (share, width, bar) => {
		expect(barText(share, width)).toBe(bar);
	});

	test('has an ASCII twin of the same width', () => {
		expect(toAscii(barText(0.63, 4))).toBe('##=.');
	});
});

test('points are spread over more cells than there are, and none is lost', () => {
	expect(resampled([1, 2], 5)).toEqual([1, 1, 1, 2, 2]);
	expect(resampled([1, 2, 3, 4, 5], 2)).toEqual([2, 5]);
});

describe('amounts', () => {
	test.each([
		[0, 'units', '0'],
		[3, 'units', '3.0'],
		[9.94, 'MB', '9.9'],
		[9.96, 'MB', '10'],
		[128, 'MB', '128'],
		[999, 'B/s', '999'],
		[1000, 'B/s', '1.0k'],
		[1_500_000, 'B/s', '1.4M'],
	] as const)('%d %s is %s', (amount, unit, text) => {
		expect(amountText(amount, unit)).toBe(text);
	});

	test.each([
		[0, '0 B'],
		[717_000, '700 kB'],
		[12 * 1024 ** 2, '12 MB'],
		[5 * 1024 ** 3, '5.0 GB'],
		[9e15, '8185 TB'],
	])('%d bytes are %s', (bytes, text) => {
		expect(bytesText(bytes)).toBe(text);
	});

	test.each([
		[0, '0'],
		[0.000_000_34, '<0.00001'],
		[0.000_059, '0.000059'],
		[0.0102, '0.01'],
		[12.345, '12.35'],
	])('%d of money is %s', (amount, text) => {
		expect(moneyText(amount)).toBe(text);
	});

	test('little is not nothing, and much memory is GB', () => {
		expect([percentText(0), percentText(0.004), percentText(0.6), percentText(1.2)]).toEqual([
			'0%',
			'<1%',
			'60%',
			'120%',
		]);
		expect([memoryText(512), memoryText(12_288)]).toEqual(['512 MB', '12 GB']);
	});
});

describe('what a chart says in words', () => {
	const chart = {from: 0, stepMs: 60_000, unit: 'MB', height: 4} as const;

	test.each([
		[
			'a limit',
			{points: [10, 64], limit: {value: 128, label: 'limit'}},
			'now 64 MB  min 10 MB  max 64 MB  limit 128 MB (50% of it)',
		],
		['a gap', {points: [10, none, 64]}, 'now 64 MB  min 10 MB  max 64 MB  blank: no record'],
		['the edges are no gap', {points: [none, 10, 64, none]}, 'now 64 MB  min 10 MB  max 64 MB'],
		['nothing', {points: [none]}, 'no record tells it'],
	])('%s', (_what, facts, caption) => {
		expect(chartCaption({...chart, ...facts})).toBe(caption);
	});
});
