import {type Key} from 'ink';

/** A key by its name: one character, or `enter`, `esc`, `ctrl-d`, `shift-tab`, `space` …; keymap.ts gives meaning. */
export type KeyName = string;

const controlNames: {readonly [character: string]: KeyName} = {
	'\r': 'enter',
	'\n': 'enter',
	'\t': 'tab',
	'\u{7F}': 'backspace',
	'\b': 'backspace',
	'\u{1B}': 'esc',
	' ': 'space',
};

/**
 * Returns the keys of one event of Ink's useInput. Over SSH several keys come in one read, and Ink hands printable
 * ones over as one string (`jjj`), so the characters are told apart here.
 */
export function keysOf(input: string, key: Key): readonly KeyName[] {
	if (key.eventType === 'release') {
		return [];
	}

	const named = namedKey(key);
	if (named !== undefined) {
		return [named];
	}

	if (key.ctrl) {
		return input === '' ? [] : [`ctrl-${input.toLowerCase()}`];
	}

	const typed = Array.from(input, keyOfCharacter);
	// Escape and the next key in one read look like Alt and that key; no key of the console has Alt.
	return key.meta && typed.length > 0 ? ['esc', ...typed] : typed;
}

function namedKey(key: Key): KeyName | undefined {
	if (key.tab) {
		return key.shift ? 'shift-tab' : 'tab';
	}

	const names: readonly (readonly [boolean, KeyName])[] = [
		[key.upArrow, 'up'],
		[key.downArrow, 'down'],
		[key.leftArrow, 'left'],
		[key.rightArrow, 'right'],
		[key.pageUp, 'pageup'],
		[key.pageDown, 'pagedown'],
		[key.home, 'home'],
		[key.end, 'end'],
		[key.return, 'enter'],
		[key.escape, 'esc'],
		[key.backspace, 'backspace'],
		[key.delete, 'delete'],
	];
	return names.find(([isDown]) => isDown)?.[1];
}

function keyOfCharacter(character: string): KeyName {
	const code = character.codePointAt(0) ?? 0;
	const named = controlNames[character];
	if (named !== undefined) {
		return named;
	}

	// C0: ctrl-a is 1, ctrl-z is 26.
	return code > 0 && code < 27 ? `ctrl-${String.fromCodePoint(code + 96)}` : character;
}

/** Returns the character that a key types into a text field, or undefined when it types none. */
export function typedCharacter(key: KeyName): string | undefined {
	if (key === 'space') {
		return ' ';
	}

	return Array.from(key).length === 1 && !/\p{Control}/u.test(key) ? key : undefined;
}
