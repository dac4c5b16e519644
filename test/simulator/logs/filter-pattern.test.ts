import {expect, test} from 'vitest';
import {filterPattern} from '../../../source/simulator/logs/filter-pattern.js';
import {TextEvent} from '../../../source/simulator/logs/log-event.js';

const record = JSON.stringify({
	Type: 'Container',
	ContainerName: 'aws-guardduty-agent-mfjGLB',
	MemoryUtilized: 42,
	open: true,
	shut: false,
	nothing: null,
	inner: {name: 'web', 'a b': 1},
	list: [{port: 80}],
});

const matches = (pattern: string, message = record): boolean | undefined =>
	filterPattern(pattern)?.(new TextEvent(1, 2, 'stream', 0, message));

test.each([
	[''],
	['{ $.Type = "Container" }'],
	['{ $.Type = Container }'],
	['{ $.Type = "Container" && $.ContainerName = "aws-guardduty-agent*" }'],
	['{ $.ContainerName = *agent* }'],
	['{ $.ContainerName = "agent" }', false],
	['{ $.ContainerName = %^aws-(guardduty|gd)-agent% }'],
	['{ $.Type != "Task" }'],
	['{ $.missing != "Task" }', false],
	['{ $.missing = "*" }', false],
	['{ $.MemoryUtilized = 42 }'],
	['{ $.MemoryUtilized = "42" }'],
	['{ $.MemoryUtilized > 41 && $.MemoryUtilized >= 42 && $.MemoryUtilized < 43 && $.MemoryUtilized <= 42 }'],
	['{ $.MemoryUtilized > 42 }', false],
	['{ $.Type > 1 }', false],
	['{ $.Type = "Task" || $.Type = "Container" }'],
	['{ $.Type = "Task" || $.Type = "Container" && $.MemoryUtilized = 1 }', false],
	['{ ($.Type = "Task" || $.Type = "Container") && ($.MemoryUtilized = 42) }'],
	['{ $.nothing IS NULL }'],
	['{ $.Type IS NULL }', false],
	['{ $.missing IS NULL }', false],
	['{ $.missing NOT EXISTS }'],
	['{ $.nothing NOT EXISTS }', false],
	['{ $.Type NOT EXISTS }', false],
	['{ $.constructor NOT EXISTS }'],
	['{ $.open IS TRUE }'],
	['{ $.shut IS FALSE }'],
	['{ $.open IS FALSE }', false],
	['{ $.inner.name = "web" }'],
	["{ $.inner['a b'] = 1 }"],
	['{ $.list[0].port = 80 }'],
	['{ $.list[1].port = 80 }', false],
	['Container'],
	['container', false],
	['Container agent'],
	['Container Task', false],
	['"guardduty-agent"'],
	['Container -Task'],
	['Container -agent', false],
	['?Task ?Container'],
	['?Task ?Service', false],
	['%Memory\\w+":42%'],
])('%s: %s', (pattern, expected = true) => {
	expect(matches(pattern)).toBe(expected);
});

test('a pattern about members never fits what is no JSON', () => {
	expect(matches('{ $.Type NOT EXISTS }', 'plain')).toBe(true);
	expect(matches('{ $.Type IS NULL }', 'plain')).toBe(false);
	expect(matches('{ $.Type = "*" }', '{"Type": ')).toBe(false);
});

test.each([
	'{',
	'{ }',
	'{ $.Type }',
	'{ Type = "a" }',
	'{ $.Type = }',
	'{ $.Type == "a" }',
	'{ $.Type = "a" && }',
	'{ $.Type = "a" and $.b = 1 }',
	'{ ($.Type = "a" }',
	'{ $.Type > "a" }',
	'{ $.Type = %(% }',
	`{ ${'('.repeat(300)}$.a = 1${')'.repeat(300)} }`,
	'[ip, user]',
	'"open',
	'%(%',
])('%s is no pattern', pattern => {
	expect(filterPattern(pattern)).toBeUndefined();
});
