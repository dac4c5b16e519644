import {type KeyName} from '../keys.js';

const texts: {readonly [key: KeyName]: string} = {
	enter: '↵',
	esc: 'Esc',
	tab: 'Tab',
	'shift-tab': 'Shift-Tab',
	space: 'Space',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
	backspace: 'Backspace',
	delete: 'Del',
};

const asciiTexts: {readonly [key: KeyName]: string} = {
	enter: 'Enter',
	up: 'Up',
	down: 'Down',
	left: 'Left',
	right: 'Right',
};

/** Returns a key as people write it. */
export function keyText(key: KeyName, isAscii = false): string {
	return (isAscii ? asciiTexts[key] : undefined) ?? texts[key] ?? key;
}
