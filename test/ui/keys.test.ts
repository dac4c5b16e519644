import {type Key} from 'ink';
import {describe, expect, test} from 'vitest';
import {keysOf, typedCharacter} from '../../source/ui/keys.js';

function key(down: Partial<Key> = {}): Key {
	const names = [
		'upArrow',
		'downArrow',
		'leftArrow',
		'rightArrow',
		'pageDown',
		'pageUp',
		'home',
		'end',
		'return',
		'escape',
		'ctrl',
		'shift',
		'tab',
		'backspace',
		'delete',
		'meta',
		'super',
		'hyper',
		'capsLock',
		'numLock',
	];
	return {...Object.fromEntries(names.map(name => [name, false])), ...down} as Key;
}

describe('keysOf', () => {
	test.each([
		{input: 'j', down: {}, keys: ['j'], says: 'one letter'},
		{input: 'jjj', down: {}, keys: ['j', 'j', 'j'], says: 'three keys in one read'},
		{input: 'ab\r', down: {}, keys: ['a', 'b', 'enter'], says: 'text and Enter in one read'},
		{
			input: 'x\u{4}\t ',
			down: {},
			keys: ['x', 'ctrl-d', 'tab', 'space'],
			says: 'control characters among letters',
		},
		{input: '日本', down: {}, keys: ['日', '本'], says: 'wide characters'},
		{input: '🚀', down: {}, keys: ['🚀'], says: 'a character of two code units'},
		{input: '', down: {upArrow: true}, keys: ['up'], says: 'an arrow'},
		{input: '', down: {return: true}, keys: ['enter'], says: 'Enter'},
		{input: '', down: {tab: true, shift: true}, keys: ['shift-tab'], says: 'Shift-Tab'},
		{input: 'd', down: {ctrl: true}, keys: ['ctrl-d'], says: 'ctrl and a letter'},
		{input: '', down: {escape: true}, keys: ['esc'], says: 'Escape'},
		{input: 'j', down: {meta: true}, keys: ['esc', 'j'], says: 'Escape and a letter in one read'},
		{input: 'j', down: {eventType: 'release'}, keys: [], says: 'a key let go'},
	] as const)('reads $says', ({input, down, keys}) => {
		expect(keysOf(input, key(down))).toEqual(keys);
	});
});

test.each([
	['a', 'a'],
	['space', ' '],
	['日', '日'],
	['enter', undefined],
	['ctrl-d', undefined],
	['\u{7}', undefined],
])('the key %j types %j', (name, typed) => {
	expect(typedCharacter(name)).toBe(typed);
});
