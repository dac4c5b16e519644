import {expect, test} from 'vitest';
import {commandNames} from '../../source/cli/commands.js';
import {opensConsole, paintFirst} from '../../source/cli/first-paint.js';
import {parseArguments} from '../../source/cli/options.js';

const terminal = {isTTY: true, columns: 80, write: () => true};

test.each([
	[[], true],
	[['--demo', '--read-only'], true],
	[['--cluster', 'checkout'], true],
	...commandNames.map(name => [[name], false] as const),
	[['--region', 'eu-west-1', 'tasks'], false],
	[['--help'], false],
	[['--version'], false],
] as const)('onduty %j paints a first frame: %s', (argv, expected) => {
	expect(opensConsole(argv, terminal, terminal)).toBe(expected);
	// Wrong arguments aside, the parser sees it the same way.
	const {kind} = parseArguments(argv, '1.2.3');
	expect(kind === 'console').toBe(expected);
});

test('nothing is painted where either end is no terminal', () => {
	expect(opensConsole([], {}, terminal)).toBe(false);
	expect(opensConsole([], terminal, {write: () => true})).toBe(false);
});

test('the terminal is raw and in its alternate screen until it is given back', () => {
	const written: unknown[] = [];
	const giveBack = paintFirst(
		{isTTY: true, setRawMode: isRaw => written.push(isRaw)},
		{isTTY: true, columns: 20, write: text => written.push(text)},
	);
	expect(written).toEqual([
		true,
		`\u001B[?1049h\u001B[?25l\u001B[2J\u001B[H onduty  starting\r\n${'-'.repeat(19)}`,
	]);
	giveBack();
	expect(written.slice(2)).toEqual(['\u001B[?1049l\u001B[?25h', false]);
});
