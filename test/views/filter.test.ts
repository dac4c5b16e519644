import {describe, expect, test} from 'vitest';
import {ageColumn, numberColumn, textColumn} from '../../source/views/columns.js';
import {matches, parseFilter} from '../../source/views/filter.js';
import {type Column} from '../../source/views/view.js';

type Row = {readonly name: string; readonly state: string; readonly tasks: number; readonly at: number};

const shape = {min: 1, max: 20, priority: 1};
const columns: readonly Column<Row>[] = [
	textColumn({...shape, id: 'name', heading: 'NAME'}, row => row.name),
	textColumn({...shape, id: 'opt-in', heading: 'OPT-IN'}, row => row.state),
	numberColumn({...shape, id: 'tasks', heading: 'TASKS'}, row => row.tasks),
	ageColumn({...shape, id: 'age', heading: 'AGE'}, row => row.at),
];

const rows: readonly Row[] = [
	{name: 'checkout', state: '✓ monitored (tag)', tasks: 44, at: 1},
	{name: 'Legacy-API', state: '✗ not opted in', tasks: 4, at: 1},
	{name: 'api', state: '○ excluded (tag)', tasks: 0, at: 1},
];

function found(text: string): readonly string[] | string {
	const filter = parseFilter(text, columns);
	return 'error' in filter
		? filter.error
		: rows.filter(row => matches(filter, row, columns)).map(row => row.name);
}

describe('a filter', () => {
	test.each([
		['', ['checkout', 'Legacy-API', 'api']],
		['   ', ['checkout', 'Legacy-API', 'api']],
		['api', ['Legacy-API', 'api']],
		['API', ['Legacy-API', 'api']],
		['tag', ['checkout', 'api']],
		['!tag', ['Legacy-API']],
		['tag api', ['api']],
		['tag !api', ['checkout']],
		['"opted in"', ['Legacy-API']],
		['"opted in', ['Legacy-API']],
		['!"opted in"', ['checkout', 'api']],
		['name:api', ['Legacy-API', 'api']],
		['NAME:api', ['Legacy-API', 'api']],
		['opt-in:monitored', ['checkout']],
		['!opt-in:tag', ['Legacy-API']],
		['opt-in:"not opted"', ['Legacy-API']],
		['tasks:44', ['checkout']],
		['44', ['checkout']],
		['/^api$/', ['api']],
		['/^API/', ['api']],
		['!/api/', ['checkout']],
		['name:/^.{3}$/', ['api']],
		['/not|excl/', ['Legacy-API', 'api']],
		['/opted in/', ['Legacy-API']],
		['/api', ['Legacy-API', 'api']],
		[String.raw`/legacy\-api/`, ['Legacy-API']],
		['"tag:x"', []],
		['!', []],
		['0s', []],
		[' name:', ['checkout', 'Legacy-API', 'api']],
	])('%s finds %j', (text, expected) => {
		expect(found(text)).toEqual(expected);
	});

	test.each([
		['/(/', /^not a regular expression: /],
		['name:/[/', /^not a regular expression: Unterminated character class$/],
		[
			'nmae:api',
			'no column “nmae” here; there are name, opt-in, tasks, age; quote a text with a colon: "nmae:api"',
		],
		['x'.repeat(201), 'a filter has at most 200 characters'],
	])('%s says what is wrong with it', (text, expected) => {
		expect(found(text)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
	});

	test('keeps what was typed', () => {
		expect(parseFilter('Tag !api', columns)).toMatchObject({text: 'Tag !api'});
	});
});
