import fc from 'fast-check';
import {expect, test} from 'vitest';
import {editLine, insertText, textLine} from '../../../source/ui/state/text-line.js';

function typed(keys: readonly string[], start = ''): string {
	let line = textLine(start);
	for (const key of keys) {
		line = editLine(line, key) ?? line;
	}

	return `${Array.from(line.text).toSpliced(line.caret, 0, '|').join('')}`;
}

test.each([
	{keys: ['a', 'space', 'b'], start: '', line: 'a b|'},
	{keys: ['backspace'], start: 'ab', line: 'a|'},
	{keys: ['backspace'], start: '', line: '|'},
	{keys: ['left', 'x'], start: 'ab', line: 'ax|b'},
	{keys: ['home', 'delete'], start: 'ab', line: '|b'},
	{keys: ['delete'], start: 'ab', line: 'ab|'},
	{keys: ['ctrl-w'], start: 'cluster checkout ', line: 'cluster |'},
	{keys: ['ctrl-u'], start: 'ab', line: '|'},
	{keys: ['ctrl-a', 'right', 'ctrl-e', 'left', 'left'], start: 'abc', line: 'a|bc'},
	{keys: ['backspace'], start: '日本🚀', line: '日本|'},
])('$keys on “$start” makes “$line”', ({keys, start, line}) => {
	expect(typed(keys, start)).toBe(line);
});

test('a key that edits nothing is not taken', () => {
	expect(editLine(textLine('ab'), 'f5')).toBeUndefined();
});

test('pasted control characters and line ends become spaces', () => {
	expect(insertText(textLine('a'), 'b\n\u{1B}[31mc').text).toBe('ab [31mc');
});

test('a pasted page is refused', () => {
	expect(insertText(textLine('a'), 'x'.repeat(600)).text).toBe('a');
});

test('the caret never leaves the line', () => {
	const keys = fc.constantFrom(
		'a',
		'日',
		'left',
		'right',
		'home',
		'end',
		'backspace',
		'delete',
		'ctrl-w',
		'ctrl-u',
		'space',
	);
	fc.assert(
		fc.property(fc.array(keys, {maxLength: 60}), pressed => {
			let line = textLine();
			for (const key of pressed) {
				line = editLine(line, key) ?? line;
				expect(line.caret).toBeGreaterThanOrEqual(0);
				expect(line.caret).toBeLessThanOrEqual(Array.from(line.text).length);
			}
		}),
	);
});
