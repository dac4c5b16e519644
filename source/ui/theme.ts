import {Chalk} from 'chalk';
import {toAscii} from '../views/symbols.js';
import {type Cell, type Tone} from '../views/view.js';
import {asciiSymbols, type Symbols, unicodeSymbols} from './symbols.js';

type Paint = (text: string) => string;

/** Colours and signs. Text in, styled text out; meaning never hangs on the colour alone. */
export type Theme = {
	readonly symbols: Symbols;
	readonly isAscii: boolean;
	tone(tone: Tone, text: string): string;
	/** Styled, the console's own signs as ASCII where only that is drawn. */
	cell(cell: Cell): string;
	/** The row of the cursor. */
	readonly inverse: Paint;
	readonly bold: Paint;
	readonly dim: Paint;
};

/**
 * Returns the theme. The level is explicit: 16 colours, which follow the terminal's own palette, light ones included.
 * Without colour the tones fall back to bold and dim, which NO_COLOR does not speak of (no-color.org).
 */
export function createTheme({hasColour, isAscii}: {hasColour: boolean; isAscii: boolean}): Theme {
	const chalk = new Chalk({level: 1});
	const plain: Paint = text => text;
	const paints: {readonly [tone in Tone]: Paint} = hasColour
		? {
				plain,
				dim: chalk.dim,
				fault: chalk.red,
				warning: chalk.yellow,
				good: plain,
				accent: chalk.cyan,
			}
		: {plain, dim: chalk.dim, fault: chalk.bold, warning: plain, good: plain, accent: chalk.bold};
	const paintOf = (tone: Tone, text: string): string => (text === '' ? '' : paints[tone](text));
	return {
		symbols: isAscii ? asciiSymbols : unicodeSymbols,
		isAscii,
		tone: paintOf,
		cell: ({text, tone = 'plain'}) => paintOf(tone, isAscii ? toAscii(text) : text),
		inverse: chalk.inverse,
		bold: chalk.bold,
		dim: chalk.dim,
	};
}
