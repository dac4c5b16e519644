import {expect, test} from 'vitest';
import {ask, faultOf} from './ask.js';

test.each([
	['fields foo bar', 'unexpected symbol found bar at line 1 and position 12', 11, 14],
	['fields', 'unexpected symbol found <EOF> at line 1 and position 7', 6, 6],
	['fields a\n| filtr b', 'unexpected symbol found filtr at line 2 and position 3', 11, 16],
	['fields a |', 'unexpected symbol found <EOF> at line 1 and position 11', 10, 10],
	['filter a = ', 'unexpected symbol found <EOF>', 11, 11],
	['filter (a = 1', 'unexpected symbol found <EOF>', 13, 13],
	['filter a = "open', 'unexpected symbol found "', 11, 12],
	['filter a like /open', 'unexpected symbol found /', 14, 15],
	['filter a in ("x")', 'unexpected symbol found (', 12, 13],
	['filter a ~ 1', 'unexpected symbol found ~', 9, 10],
	['filter a == 1', 'unexpected symbol found =', 10, 11],
	['filter a && b', 'unexpected symbol found &', 9, 10],
	['filter a like /(/', 'Invalid regular expression', 14, 17],
	['filter and = 1', 'unexpected symbol found and', 7, 10],
	['limit x', 'unexpected symbol found x', 6, 7],
	['limit 0', 'unexpected symbol found 0', 6, 7],
	['limit 100001', 'unexpected symbol found 100001', 6, 12],
	['sort a down', 'unexpected symbol found down', 7, 11],
	['pattern @message', 'unexpected symbol found pattern', 0, 7],
	['diff', 'unexpected symbol found diff', 0, 4],
	['unmask @message', 'unexpected symbol found unmask', 0, 6],
	['SOURCE logGroups()', 'unexpected symbol found SOURCE', 0, 6],
	['SELECT * FROM logs', 'unexpected symbol found SELECT', 0, 6],
	['fields nosuch(a)', 'Unknown function: nosuch', 7, 13],
	['fields abs(a, b)', 'Wrong number of arguments for function abs', 7, 10],
	['fields bin(a)', 'Invalid arguments for function bin', 7, 10],
	['fields bin(5x)', 'Invalid arguments for function bin', 7, 10],
	['fields 5m', 'unexpected symbol found 5m', 7, 9],
	['fields count(*)', 'count can only be used in stats', 7, 12],
	['stats a', 'a must be within an aggregation function', 0, 0],
	['stats pct(a)', 'Wrong arguments for function pct', 6, 9],
	['stats pct(a, 101)', 'Wrong arguments for function pct', 6, 9],
	['stats sum(*)', 'Wrong arguments for function sum', 6, 9],
	['stats avg(max(a))', 'max can only be used in stats', 10, 13],
	['stats count(*) by', 'unexpected symbol found <EOF>', 17, 17],
	['stats count(*) | stats count(*) | stats count(*)', 'Only 2 stats commands', 0, 0],
	['dedup a | sort a', 'Only limit can be used after dedup', 0, 0],
	['fields a as x | fields b as x', 'Ephemeral field x is already defined', 0, 0],
	['parse @message "*=*" as a', 'The number of wildcards must be the number of aliases', 15, 20],
	['parse @message "none"', 'The number of wildcards', 15, 21],
	['parse @message /none/', 'A regular expression of parse needs named groups', 15, 21],
	['parse @message', 'unexpected symbol found <EOF>', 14, 14],
	[
		`filter ${'('.repeat(500)}a${')'.repeat(500)}`,
		'unexpected symbol found (',
		expect.any(Number),
		expect.any(Number),
	],
	[`filter ${'not '.repeat(5000)}a`, 'unexpected symbol found not', expect.any(Number), expect.any(Number)],
	[`fields ${'-'.repeat(5000)}1`, 'unexpected symbol found -', expect.any(Number), expect.any(Number)],
])('%s', (query, message, start, end) => {
	const fault = faultOf(query);
	expect(fault?.message).toContain(message);
	expect([fault?.start, fault?.end]).toEqual([start, end]);
});

test.each([
	'fields a as x | stats count(*) as x by a',
	'fields `a b` as `x y` | sort `x y`',
	'stats count(*) as n by bin(5m), Type | sort n desc',
	'filter a like /x\\/y/ | limit 100000',
	"filter a = 'it''s' or b = 1".replace("''", '`'),
	'fields a / b, c/d',
	'|fields a',
])('%s is understood', query => {
	expect(faultOf(query)).toBeUndefined();
	expect(ask(query, [])).toEqual([]);
});
