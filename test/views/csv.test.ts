import {describe, expect, test} from 'vitest';
import {type Json} from '../../source/domain/resources.js';
import {csvText} from '../../source/views/csv.js';

describe('CSV', () => {
	test('has a heading, CRLF, and an empty field for null', () => {
		expect(
			csvText(
				['a', 'b'],
				[
					{b: 1, a: 'x'},
					{a: null, b: true},
				],
			),
		).toBe('a,b\r\nx,1\r\n,true\r\n');
		expect(csvText(['a', 'b'], [])).toBe('a,b\r\n');
	});

	test.each<[Json | undefined, string]>([
		['plain', 'plain'],
		['a,b', '"a,b"'],
		['say "hi"', '"say ""hi"""'],
		['two\nlines', '"two\nlines"'],
		[['api', 'web'], 'api;web'],
		[[], ''],
		[{a: 1}, '"{""a"":1}"'],
		[-1, '-1'],
		[undefined, ''],
		['=1+1', "'=1+1"],
		['+x', "'+x"],
		['-x', "'-x"],
		['@x', "'@x"],
		['\tx', "'\tx"],
		['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
		[['=x', 'y'], "'=x;y"],
	])('writes %j as %s', (value, field) => {
		expect(csvText(['a'], [value === undefined ? {} : {a: value}])).toBe(`a\r\n${field}\r\n`);
	});
});
