/** What a terminal sends for each key, by the names that the tests use; every other text is sent as it is. */
const sequences: {readonly [key: string]: string} = {
	enter: '\r',
	esc: '\u001B',
	tab: '\t',
	'shift-tab': '\u001B[Z',
	space: ' ',
	backspace: '\u007F',
	delete: '\u001B[3~',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	pageup: '\u001B[5~',
	pagedown: '\u001B[6~',
};

/** Returns the bytes of a key: `enter`, `ctrl-d`, `j`. */
export function bytesOfKey(key: string): string {
	const control = /^ctrl-([a-z])$/.exec(key)?.[1];
	if (control !== undefined) {
		return String.fromCodePoint(control.codePointAt(0)! - 96);
	}

	return sequences[key] ?? key;
}
