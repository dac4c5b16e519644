/** Symbols that stand before a word. All are one cell wide in every terminal, and none is an emoji. */
export const symbols = {
	good: '✓',
	fault: '✗',
	warning: '!',
	unknown: '?',
	chosen: '○',
	busy: '↻',
	none: '–',
	old: '~',
	waiting: '…',
	trail: '›',
	opens: '▸',
	left: '◂',
} as const;

const asciiTwins: {readonly [symbol: string]: string} = {
	'✓': '+',
	'✗': 'x',
	'○': 'o',
	'↻': '~',
	'–': '-',
	'…': '.',
	'›': '>',
	'▸': '>',
	'◂': '<',
	'·': '.',
	'→': '>',
	'“': '"',
	'”': '"',
	'├': '|',
	'└': '`',
	'│': '|',
	'─': '-',
	'█': '#',
	'▌': '=',
	'░': '.',
	'▁': '_',
	'▂': '.',
	'▃': '-',
	'▅': '=',
	'▇': '#',
};

/** Bars against a limit, and lines of a series from the lowest to the highest. */
export const barSymbols = {full: '█', half: '▌', empty: '░'} as const;
export const sparkSymbols: readonly string[] = ['▁', '▂', '▃', '▅', '▇'];

/** Returns the text with the console's own symbols as ASCII of the same width; text from AWS stays as it is. */
export function toAscii(text: string): string {
	return text.replace(/[✓✗○↻–…›▸◂·→“”├└│─█▌░▁▂▃▅▇]/g, symbol => asciiTwins[symbol] ?? symbol);
}
