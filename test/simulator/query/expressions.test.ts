import {describe, expect, test} from 'vitest';
import {ask} from './ask.js';

const record = {
	Type: 'Container',
	CpuUtilized: 24.915774739583338,
	Revision: '5',
	empty: '',
	blank: ' \t',
	nothing: null,
	isOpen: true,
	inner: {name: 'web', list: [{port: 80}, {port: 443}]},
	'a-b': 7,
	'dotted.name': 'whole',
	text: '  Payments API  ',
	path: 'a.b.c',
};

function shownOf(expression: string): string | undefined {
	return ask(`fields ${expression} as x`, [record])[0]?.x;
}

test.each([
	['Type', 'Container'],
	['CpuUtilized', '24.915774739583338'],
	['missing', undefined],
	['nothing', undefined],
	['isOpen', '1'],
	['inner.name', 'web'],
	['inner.list.1.port', '443'],
	['inner', undefined],
	['`a-b`', '7'],
	['dotted.name', 'whole'],
	['@timestamp', '2026-11-23 08:00:00.000'],
	['@ingestionTime', '2026-11-23 08:01:30.000'],
	['@logStream', 'stream-0'],
	['@log', '111122223333:/ecs/shop'],
	['__proto__', undefined],
	['constructor', undefined],
])('the field %s is %s', (name, value) => {
	const shown = Object.entries(ask(`display ${name}`, [record])[0] ?? {});
	expect(shown).toEqual(value === undefined ? [] : [[name.replaceAll('`', ''), value]]);
});

test.each([
	['1 + 2 * 3', '7'],
	['(1 + 2) * 3', '9'],
	['10 / 4', '2.5'],
	['1 / 3', '0.3333'],
	['7 % 4', '3'],
	['2 ^ 3 ^ 2', '512'],
	['-2 + 5', '3'],
	['8 - 3 - 2', '3'],
	['CpuUtilized * 2', '49.8315'],
	['Revision + 1', '6'],
	['Type + 1', undefined],
	['missing + 1', undefined],
	['1 / 0', undefined],
	['.5 * 2', '1'],
])('%s is %s', (expression, value) => {
	expect(shownOf(expression)).toBe(value);
});

test.each([
	['abs(0 - 3)', '3'],
	['ceil(1.2)', '2'],
	['floor(1.8)', '1'],
	['log(1)', '0'],
	['sqrt(16)', '4'],
	['sqrt(0 - 1)', undefined],
	['greatest(1, 5, 3)', '5'],
	['least(4, 2)', '2'],
	['coalesce(missing, empty, "z")', ''],
	['coalesce(missing, nothing)', undefined],
	['ispresent(Type)', '1'],
	['isPresent(missing)', '0'],
	['isempty(empty)', '1'],
	['isempty(blank)', '0'],
	['isempty(missing)', '1'],
	['isblank(blank)', '1'],
	['isblank(Type)', '0'],
	['strlen(Type)', '9'],
	['toupper(Type)', 'CONTAINER'],
	['upper(Type)', 'CONTAINER'],
	['tolower(Type)', 'container'],
	['lower(Type)', 'container'],
	['trim(text)', 'Payments API'],
	['ltrim(text)', 'Payments API  '],
	['rtrim("xyzzy", "yz")', 'x'],
	['replace(path, ".", "-")', 'a-b-c'],
	['replace(path, "b", "$&")', 'a.$&.c'],
	['substr(Type, 3)', 'tainer'],
	['substr(Type, 3, 4)', 'tain'],
	['concat(Type, "/", missing, Revision)', 'Container/5'],
	['strcontains(Type, "tain")', '1'],
	['strcontains(Type, "TAIN")', '0'],
	['toMillis(@timestamp)', '1795420800000'],
	['fromMillis(1795420800000)', '2026-11-23 08:00:00.000'],
	['toMillis(fromMillis(5))', '5'],
	['bin(1h)', '2026-11-23 08:00:00.000'],
	['bin(1d)', '2026-11-23 00:00:00.000'],
	['datefloor(fromMillis(1795420923456), 5m)', '2026-11-23 08:00:00.000'],
	['datefloor(fromMillis(1795420923456), 1mo)', '2026-11-01 00:00:00.000'],
	['datefloor(@timestamp, 1q)', '2026-10-01 00:00:00.000'],
	['dateceil(fromMillis(1795420923456), 1h)', '2026-11-23 09:00:00.000'],
	['dateceil(@timestamp, 1h)', '2026-11-23 08:00:00.000'],
	['dateceil(@timestamp, 1y)', '2027-01-01 00:00:00.000'],
	['datefloor(missing, 1h)', undefined],
])('the function %s gives %s', (expression, value) => {
	expect(shownOf(expression)).toBe(value);
});

describe('filter', () => {
	const passes = (condition: string): boolean => ask(`filter ${condition}`, [record]).length === 1;

	test.each([
		['Type = "Container"'],
		["Type = 'Container'"],
		['Type != "Task"'],
		['missing != "Task"'],
		['CpuUtilized > 24'],
		['CpuUtilized >= 24.915774739583338'],
		['CpuUtilized < 25 and CpuUtilized <= 25'],
		['Revision = 5'],
		['Revision = "5.0"', false],
		['Revision > 10', false],
		['Type > "B"'],
		['Type > 5', false],
		['missing = missing', false],
		['missing > 1', false],
		['Type like "tain"'],
		['Type like "TAIN"', false],
		['Type like /^Con.*r$/'],
		['Type like /(?i)CONTAINER/'],
		['Type =~ /tain/'],
		['Type =~ "tain"'],
		['Type not like /Task/'],
		['missing not like /Task/'],
		['missing like /./', false],
		['Type like /a\\/b/', false],
		['Type in ["Task", "Container"]'],
		['Type not in ["Task"]'],
		['Revision in [4, 5]'],
		['missing in ["Task"]', false],
		['not Type = "Task"'],
		['not (Type = "Container" or Revision = 5)', false],
		['Type = "Task" or Type = "Container" and Revision = 5'],
		['(Type = "Task" or Type = "Container") and Revision = 6', false],
		['Type = "Container" AND NOT Revision = 6'],
		['ispresent(Type)'],
		['not ispresent(missing)'],
		['strcontains(Type, "tain") = 1'],
		['@timestamp >= 1795420800000'],
		['inner.list.0.port = 80'],
		['`a-b` = 7'],
		['CpuUtilized / 2 > 12'],
		['isOpen = 1'],
		['Type = "Container" # and nothing else'],
		['Type = "Con\\"tainer"', false],
	])('%s: %s', (condition, expected = true) => {
		expect(passes(condition)).toBe(expected);
	});
});
