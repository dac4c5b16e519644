import {type KeyName, typedCharacter} from '../keys.js';

/** One line of text being typed; `caret` counts characters. */
export type TextLine = {readonly text: string; readonly caret: number};

/** A page that was pasted by mistake must not become a filter. */
const longestLine = 500;

/** Returns a line with the caret at its end. */
export function textLine(text = ''): TextLine {
	return {text, caret: Array.from(text).length};
}

/** Returns the line with a text put in at the caret, control characters left out. */
export function insertText(line: TextLine, text: string): TextLine {
	const inserted = Array.from(text.replace(/\p{Control}+/gu, ' '));
	const characters = Array.from(line.text).toSpliced(line.caret, 0, ...inserted);
	if (characters.length > longestLine) {
		return line;
	}

	return {text: characters.join(''), caret: line.caret + inserted.length};
}

/** Returns the line after a key of line editing (readline's), or undefined when the key edits nothing. */
export function editLine(line: TextLine, key: KeyName): TextLine | undefined {
	const characters = Array.from(line.text);
	const {caret} = line;
	switch (key) {
		case 'backspace':
			return caret === 0 ? line : removed(characters, caret - 1, caret);
		case 'delete':
			return caret === characters.length ? line : removed(characters, caret, caret + 1);
		case 'left':
			return {...line, caret: Math.max(0, caret - 1)};
		case 'right':
			return {...line, caret: Math.min(characters.length, caret + 1)};
		case 'home':
		case 'ctrl-a':
			return {...line, caret: 0};
		case 'end':
		case 'ctrl-e':
			return {...line, caret: characters.length};
		case 'ctrl-u':
			return removed(characters, 0, caret);
		case 'ctrl-w':
			return removed(characters, wordStart(characters, caret), caret);
		default: {
			const typed = typedCharacter(key);
			return typed === undefined ? undefined : insertText(line, typed);
		}
	}
}

function removed(characters: readonly string[], from: number, to: number): TextLine {
	return {text: characters.toSpliced(from, to - from).join(''), caret: from};
}

function wordStart(characters: readonly string[], caret: number): number {
	let start = caret;
	while (start > 0 && characters[start - 1] === ' ') {
		start--;
	}

	while (start > 0 && characters[start - 1] !== ' ') {
		start--;
	}

	return start;
}
