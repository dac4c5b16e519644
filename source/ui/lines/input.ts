import {type Cell} from '../../views/view.js';
import {type TextLine} from '../state/text-line.js';
import {type Theme} from '../theme.js';

/** Returns a line being typed, with a drawn caret: the terminal's own cursor stays hidden. */
export function inputCells(theme: Theme, {text, caret}: TextLine): readonly Cell[] {
	const characters = Array.from(text);
	return [
		{text: characters.slice(0, caret).join('')},
		{text: theme.symbols.caret, tone: 'accent'},
		{text: characters.slice(caret).join('')},
	];
}
