import {describe, expect, test} from 'vitest';
import {ask} from './ask.js';

const table = [
	{service: 'web', cpu: 10, task: 'a'},
	{service: 'web', cpu: 20, task: 'b'},
	{service: 'web', cpu: '40', task: 'a'},
	{service: 'db', cpu: 5, task: 'c'},
	{service: 'db', task: 'd'},
	{service: 'db', cpu: 'n/a', task: 'c'},
	{cpu: 1},
];

function shownOf(aggregate: string): string | undefined {
	return ask(`stats ${aggregate} as x`, table)[0]?.x;
}

test.each([
	['count(*)', '7'],
	['count()', '7'],
	['count(cpu)', '6'],
	['count(nothing)', '0'],
	['count_distinct(task)', '4'],
	['sum(cpu)', '76'],
	['avg(cpu)', '15.2'],
	['min(cpu)', '1'],
	['max(cpu)', '40'],
	['max(nothing)', undefined],
	['median(cpu)', '10'],
	['pct(cpu, 50)', '10'],
	['pct(cpu, 95)', '40'],
	['pct(cpu, 0)', '1'],
	['pct(cpu, 99.9)', '40'],
	['stddev(cpu)', '13.9341'],
	['latest(cpu)', '1'],
	['latest(service)', 'db'],
	['earliest(task)', 'a'],
	['sortsFirst(service)', 'db'],
	['sortsLast(service)', 'web'],
	['latest(@timestamp)', '2026-11-23 08:06:00.000'],
	['max(@timestamp)', '1795421160000'],
	['sum(cpu) / count(cpu) * 2', '25.3333'],
	['max(cpu) - min(cpu)', '39'],
	['-max(cpu)', '-40'],
	['floor(avg(cpu))', '15'],
	['sum(cpu * 2)', '152'],
	['100', undefined],
])('%s is %s', (aggregate, value) => {
	if (value === undefined && !aggregate.includes('(')) {
		expect(() => shownOf(aggregate)).toThrow('stats needs an aggregation function');
		return;
	}

	expect(shownOf(aggregate)).toBe(value);
});

test('a median of an even number lies between the middle two', () => {
	expect(ask('stats median(n)', [{n: 1}, {n: 2}, {n: 4}, {n: 100}])).toEqual([{'median(n)': '3'}]);
});

describe('groups', () => {
	test('columns have the names that were typed, the groups first, and what is missing is left out', () => {
		expect(ask('stats max(cpu), count(*) as n by service | sort n desc, service', table)).toEqual([
			{service: 'db', 'max(cpu)': '5', n: '3'},
			{service: 'web', 'max(cpu)': '40', n: '3'},
			{'max(cpu)': '1', n: '1'},
		]);
		expect(Object.keys(ask('stats max(cpu) by service', table)[0] ?? {})).toEqual(['service', 'max(cpu)']);
	});

	test('by periods of time', () => {
		expect(ask('stats count(*) as n by bin(5m) | sort bin(5m)', table)).toEqual([
			{'bin(5m)': '2026-11-23 08:00:00.000', n: '5'},
			{'bin(5m)': '2026-11-23 08:05:00.000', n: '2'},
		]);
	});

	test('by computed values under a name', () => {
		expect(ask('stats count(*) by coalesce(service, "(none)") as name | sort name', table)).toEqual([
			{name: '(none)', 'count(*)': '1'},
			{name: 'db', 'count(*)': '3'},
			{name: 'web', 'count(*)': '3'},
		]);
	});

	test('values that look alike when put together are groups of their own', () => {
		const odd = [{a: 'x'}, {b: 'x'}, {a: ''}, {}];
		expect(ask('stats count(*) by a, b', odd)).toHaveLength(4);
	});

	test('sorted by the name of a column that was computed', () => {
		expect(ask('stats max(cpu) by service | sort max(cpu) desc | limit 1', table)).toEqual([
			{service: 'web', 'max(cpu)': '40'},
		]);
	});

	test('statistics of statistics, and fields of them', () => {
		const query =
			'stats count(*) as n by service, task | stats max(n) as most by service | sort service desc';
		expect(ask(query, table).slice(0, 2)).toEqual([
			{service: 'web', most: '2'},
			{service: 'db', most: '2'},
		]);
		expect(ask('stats count(*) as n by service | filter n > 2 | fields n * 10 as tens', table)).toEqual([
			{service: 'web', n: '3', tens: '30'},
			{service: 'db', n: '3', tens: '30'},
		]);
	});

	test('nothing in, nothing out', () => {
		expect(ask('filter service = "none" | stats count(*)', table)).toEqual([]);
	});
});
