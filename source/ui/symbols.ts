/** Every drawn sign that is not a letter, in two sets: for terminals with Unicode and without. */
export type Symbols = {
	readonly cursor: string;
	readonly mark: string;
	readonly crumb: string;
	readonly dot: string;
	readonly old: string;
	readonly good: string;
	readonly fault: string;
	readonly waiting: string;
	readonly running: string;
	readonly skipped: string;
	readonly caret: string;
	readonly barFull: string;
	readonly barHalf: string;
	readonly barEmpty: string;
	/** Lowest to highest. */
	readonly spark: readonly string[];
	readonly rule: string;
	readonly wall: string;
	readonly corners: {
		readonly topLeft: string;
		readonly topRight: string;
		readonly bottomLeft: string;
		readonly bottomRight: string;
	};
	readonly ascending: string;
	readonly descending: string;
	readonly ellipsis: string;
	readonly enter: string;
	readonly up: string;
	readonly down: string;
};

export const unicodeSymbols: Symbols = {
	cursor: '▸',
	mark: '●',
	crumb: '›',
	dot: '·',
	old: '~',
	good: '✓',
	fault: '!',
	waiting: '·',
	running: '▸',
	skipped: '–',
	caret: '▏',
	barFull: '█',
	barHalf: '▌',
	barEmpty: '░',
	spark: ['▁', '▂', '▃', '▅', '▇'],
	rule: '─',
	wall: '│',
	corners: {topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘'},
	ascending: '▴',
	descending: '▾',
	ellipsis: '…',
	enter: '↵',
	up: '↑',
	down: '↓',
};

export const asciiSymbols: Symbols = {
	cursor: '>',
	mark: '*',
	crumb: '>',
	dot: '-',
	old: '~',
	good: '+',
	fault: '!',
	waiting: '.',
	running: '>',
	skipped: '-',
	caret: '_',
	barFull: '#',
	barHalf: '=',
	barEmpty: '.',
	spark: ['_', '.', '-', '=', '#'],
	rule: '-',
	wall: '|',
	corners: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+'},
	ascending: '^',
	descending: 'v',
	ellipsis: '~',
	enter: 'enter',
	up: '^',
	down: 'v',
};
