import {describe, expect, test} from 'vitest';
import {naturalOrder} from '../../../source/simulator/query/natural-order.js';
import {ask} from './ask.js';

const words = (values: readonly unknown[]): readonly object[] => values.map(word => ({word}));

describe('what is shown', () => {
	test('without fields the time and the message, the newest first', () => {
		expect(ask('', ['one', 'two'])).toEqual([
			{'@timestamp': '2026-11-23 08:01:00.000', '@message': 'two'},
			{'@timestamp': '2026-11-23 08:00:00.000', '@message': 'one'},
		]);
	});

	test('fields add up, display has the last word, and what is missing is left out', () => {
		const messages = [{a: 1, b: 'x'}];
		expect(ask('fields a | fields b, a * 2 as twice, c', messages)).toEqual([{a: '1', b: 'x', twice: '2'}]);
		expect(ask('fields a, b, a + 1 as next | display next, a', messages)).toEqual([{next: '2', a: '1'}]);
		expect(Object.keys(ask('fields a+1, b', messages)[0] ?? {})).toEqual(['a+1', 'b']);
	});

	test('a line that is no JSON has its own fields alone', () => {
		expect(ask('fields @message, a', ['{"a": 1', 'plain', '[1]', '{"a": 1}'])).toEqual([
			{'@message': '{"a": 1}', a: '1'},
			{'@message': '[1]'},
			{'@message': 'plain'},
			{'@message': '{"a": 1'},
		]);
	});

	test('commands are the same in any case, begin with a pipe and have comments', () => {
		expect(ask('# all\n| FIELDS word # the word\n| Sort word DESC\n| LIMIT 1', words(['a', 'b']))).toEqual([
			{word: 'b'},
		]);
	});
});

describe('sort and limit', () => {
	const table = [{name: 'b', size: 2}, {name: 'a', size: 10}, {name: 'a', size: 9}, {name: 'c'}];

	test.each([
		['sort size', ['c', 'b2', 'a9', 'a10']],
		['sort size desc', ['a10', 'a9', 'b2', 'c']],
		['sort name, size desc', ['a10', 'a9', 'b2', 'c']],
		['sort name desc, size asc', ['c', 'b2', 'a9', 'a10']],
		['sort size * -1', ['c', 'a10', 'a9', 'b2']],
		['sort abs(size - 9)', ['c', 'a9', 'a10', 'b2']],
		['sort size desc | limit 2', ['a10', 'a9']],
		['limit 2', ['c', 'a9']],
		['limit 3 | sort size', ['c', 'a9', 'a10']],
	])('%s', (query, expected) => {
		const rows = ask(`fields name, size | ${query}`, table);
		expect(rows.map(({name, size = ''}) => `${name}${size}`)).toEqual(expected);
	});

	test('the limit of the call cuts too, and keeps the first in order of many more', () => {
		const many = Array.from({length: 5000}, (_, index) => ({size: (index * 7919) % 5000}));
		expect(ask('fields size | sort size', many, 3).map(({size}) => size)).toEqual(['0', '1', '2']);
		expect(ask('fields @timestamp', many, 2)).toHaveLength(2);
	});

	test('texts come before numbers, by their parts', () => {
		const sorted = ['!:', '#', '*%04', '0#', '5A', '111A', '2345_', '@', '@_', 'A', 'A9876fghj', 'a12345hfh'];
		const numbers = ['0', '01', '2', '3'];
		const all = [...sorted, ...numbers];
		expect(all.toReversed().sort(naturalOrder)).toEqual(all);
	});
});

describe('dedup', () => {
	const table = [{host: 'a', level: 1}, {host: 'a', level: 2}, {host: 'b', level: 1}, {level: 3}, {level: 3}];

	test.each([
		['dedup host', ['-3', '-3', 'b1', 'a2']],
		['sort level | dedup host', ['a1', 'b1', '-3', '-3']],
		['dedup host, level', ['-3', '-3', 'b1', 'a2', 'a1']],
		['dedup host | limit 1', ['-3']],
	])('%s', (query, expected) => {
		const rows = ask(`fields host, level | ${query}`, table);
		expect(rows.map(({host = '-', level}) => `${host}${level}`)).toEqual(expected);
	});
});

describe('parse', () => {
	const line = 'GET /orders status=200 took=12 ms';

	test.each([
		['parse @message "status=* took=* ms" as status, took', {status: '200', took: '12'}],
		['parse @message "* * status" as method, path', {method: 'GET', path: '/orders'}],
		['parse @message "took=*" as rest', {rest: '12 ms'}],
		['parse @message /status=(?<status>\\d+)/', {status: '200'}],
		['parse @message /(?<path>\\/\\w+) .*took=(?<took>\\d+)/', {path: '/orders', took: '12'}],
		['parse @message /status=(\\d+)/ as code', {code: '200'}],
		['parse "took=* ms" as took', {took: '12'}],
		['parse @message "nowhere=*" as rest', {}],
	])('%s', (query, expected) => {
		const names = ['status', 'took', 'method', 'path', 'rest', 'code'].join(', ');
		expect(ask(`${query} | display ${names}`, [line])).toEqual([expected]);
	});

	test('what was parsed can be filtered, computed with and parsed again', () => {
		const query =
			'parse @message "took=* ms" as took | filter took > 10 | parse @message "GET /*s" as kind | stats sum(took) as total by kind';
		expect(ask(query, [line, line, 'GET /orders took=3 ms'])).toEqual([{kind: 'order', total: '24'}]);
	});
});
