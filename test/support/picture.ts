import {type CellColour, type ScreenCell} from './terminal.js';

const cellWidth = 8.43;
const cellHeight = 18;
const fontSize = 14;
const baseline = 13.5;
const margin = 14;

// The palette of the picture: a dark terminal. Indexes 0-15; 16-255 follow xterm's cube and greys.
const background = '#12161d';
const foreground = '#d3d9e2';
// biome-ignore format: a palette reads as a grid
const sixteen = [
	'#12161d', '#f2777a', '#8fcf8f', '#e8c26a', '#7aa8e8', '#c794dd', '#6fc9c9', '#d3d9e2',
	'#6b7686', '#ff9a9c', '#b3e6b3', '#ffdf94', '#a3c6ff', '#e0b8f0', '#97e3e3', '#ffffff',
];

/** Returns the screen as an SVG: each text at its own cell, lines and bars drawn, so that no font can tear them. */
export function pictureOf(cells: readonly (readonly ScreenCell[])[], title: string): string {
	const columns = cells[0]?.length ?? 0;
	const width = columns * cellWidth + 2 * margin;
	const height = cells.length * cellHeight + 2 * margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${height}" viewBox="0 0 ${round(width)} ${height}" font-family="DejaVu Sans Mono, monospace" font-size="${fontSize}">`,
		`<title>${escaped(title)}</title>`,
		`<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
		`<g transform="translate(${margin} ${margin})">`,
		...cells.flatMap((line, row) => drawLine(line, row)),
		'</g>',
		'</svg>',
		'',
	].join('\n');
}

function drawLine(line: readonly ScreenCell[], row: number): readonly string[] {
	return runsOf(line).flatMap(run => drawRun(run, row));
}

type Run = {readonly column: number; readonly cells: readonly ScreenCell[]};

/** Neighbours that look the same. */
function runsOf(line: readonly ScreenCell[]): readonly Run[] {
	const runs: {column: number; cells: ScreenCell[]}[] = [];
	for (const [column, cell] of line.entries()) {
		const last = runs.at(-1);
		if (last !== undefined && looksOf(last.cells[0]!) === looksOf(cell)) {
			last.cells.push(cell);
		} else {
			runs.push({column, cells: [cell]});
		}
	}

	return runs;
}

function looksOf(cell: ScreenCell): string {
	const {text: _, width: __, ...looks} = cell;
	return JSON.stringify(looks);
}

function drawRun(run: Run, row: number): readonly string[] {
	const [cell] = run.cells;
	if (cell === undefined) {
		return [];
	}

	const front = hex(cell.foreground) ?? foreground;
	const back = hex(cell.background) ?? background;
	const [ink, paper] = cell.isInverse ? [back, front] : [front, back];
	const x = run.column * cellWidth;
	const y = row * cellHeight;
	const width = run.cells.length * cellWidth;
	const opacity = cell.isDim ? ' opacity="0.6"' : '';
	const letters: {at: number; text: string}[] = [];
	const shapes: string[] = [];
	let index = 0;
	while (index < run.cells.length) {
		const text = run.cells[index]!.text;
		// Equal neighbours are one shape: no seams.
		let count = 1;
		while (text in joined && run.cells[index + count]?.text === text) {
			count++;
		}

		const at = x + index * cellWidth;
		const shape = text.trim() === '' ? undefined : shapeOf(text, {x: at, y, width: cellWidth * count, ink});
		if (shape !== undefined) {
			shapes.push(shape);
		} else if (text.trim() !== '') {
			letters.push({at, text});
		}

		index += count;
	}

	return [
		...(paper === background
			? []
			: [
					`<rect x="${round(x)}" y="${y}" width="${round(width + 0.2)}" height="${cellHeight}" fill="${paper}"/>`,
				]),
		...(shapes.length === 0 ? [] : [`<g${opacity}>${shapes.join('')}</g>`]),
		...(letters.length === 0
			? []
			: [
					`<text y="${round(y + baseline)}" x="${letters.map(({at}) => round(at)).join(' ')}" fill="${ink}"${cell.isBold ? ' font-weight="bold"' : ''}${cell.isUnderlined ? ' text-decoration="underline"' : ''}${opacity} xml:space="preserve">${escaped(letters.map(({text}) => text).join(''))}</text>`,
				]),
	];
}

// Which sides of the cell a box-drawing character reaches: up, right, down, left.
// biome-ignore format: pairs read best side by side
const boxes: {readonly [character: string]: string} = {
	'─': 'rl', '━': 'rl', '═': 'rl', '│': 'ud', '┃': 'ud', '║': 'ud',
	'┌': 'rd', '╭': 'rd', '┐': 'dl', '╮': 'dl', '└': 'ur', '╰': 'ur', '┘': 'ul', '╯': 'ul',
	'├': 'urd', '┤': 'udl', '┬': 'rdl', '┴': 'url', '┼': 'urdl',
};

const heavy = new Set(['━', '┃']);
const eighths = '▁▂▃▄▅▆▇█';
const leftEighths = '▏▎▍▌▋▊▉';
const shades: {readonly [character: string]: number} = {'░': 0.25, '▒': 0.5, '▓': 0.75};

/** Characters of which neighbours make one shape. */
const joined: {readonly [character: string]: true} = {
	'─': true,
	'━': true,
	'═': true,
	'█': true,
	'░': true,
	'▒': true,
	'▓': true,
};

type Spot = {readonly x: number; readonly y: number; readonly width: number; readonly ink: string};

function shapeOf(character: string, {x, y, width, ink}: Spot): string | undefined {
	const rect = (top: number, wide: number, tall: number, opacity = 1) =>
		`<rect x="${round(x)}" y="${round(top)}" width="${round(wide)}" height="${round(tall)}" fill="${ink}"${opacity === 1 ? '' : ` fill-opacity="${opacity}"`}/>`;
	const sides = boxes[character];
	if (sides !== undefined) {
		const middleX = x + width / 2;
		const middleY = y + cellHeight / 2;
		const ends: {readonly [side: string]: string} = {
			u: `M${round(middleX)} ${round(middleY)}V${round(y)}`,
			d: `M${round(middleX)} ${round(middleY)}V${round(y + cellHeight)}`,
			l: `M${round(middleX)} ${round(middleY)}H${round(x)}`,
			r: `M${round(middleX)} ${round(middleY)}H${round(x + width)}`,
		};
		const path = [...sides].map(side => ends[side]).join('');
		return `<path d="${path}" stroke="${ink}" stroke-width="${heavy.has(character) ? 2.4 : 1.2}" fill="none"/>`;
	}

	const height = eighths.indexOf(character) + 1;
	if (height > 0) {
		const tall = (cellHeight * height) / 8;
		return rect(y + cellHeight - tall, width, tall);
	}

	const wide = leftEighths.indexOf(character) + 1;
	if (wide > 0) {
		return rect(y, (cellWidth * wide) / 8, cellHeight);
	}

	const shade = shades[character];
	return shade === undefined ? undefined : rect(y, width, cellHeight, shade);
}

function hex(colour: CellColour): string | undefined {
	if (colour === undefined) {
		return undefined;
	}

	if ('rgb' in colour) {
		return `#${colour.rgb.toString(16).padStart(6, '0')}`;
	}

	const {palette} = colour;
	if (palette < 16) {
		return sixteen[palette];
	}

	if (palette >= 232) {
		return grey(8 + (palette - 232) * 10);
	}

	const cube = palette - 16;
	const level = (step: number) => (step === 0 ? 0 : 55 + step * 40);
	return `#${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6]
		.map(step => level(step).toString(16).padStart(2, '0'))
		.join('')}`;
}

function grey(level: number): string {
	return `#${level.toString(16).padStart(2, '0').repeat(3)}`;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
