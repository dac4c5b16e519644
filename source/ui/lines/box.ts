import {cells, cutEnd} from '../../views/fit.js';
import {toAscii} from '../../views/symbols.js';
import {type Theme} from '../theme.js';
import {drawFull, type Line, plainText, widthOf} from './spans.js';

/** Returns lines in a border of exactly `width` x `height`; the title stands in the top edge, `foot` in the bottom one. */
export function box(
	theme: Theme,
	{
		title,
		foot,
		lines,
		width,
		height,
	}: {title: string; foot: Line; lines: readonly Line[]; width: number; height: number},
): readonly string[] {
	const {rule, wall, corners} = theme.symbols;
	const inner = Math.max(0, width - 4);
	const heading = cutEnd(title, Math.max(0, width - 6));
	const top =
		theme.dim(`${corners.topLeft}${rule} `) +
		theme.bold(theme.isAscii ? toAscii(heading) : heading) +
		theme.dim(` ${rule.repeat(Math.max(0, width - cells(heading) - 5))}${corners.topRight}`);
	const footWidth = widthOf(foot);
	const tail = footWidth === 0 ? '' : ` ${plainText(foot)} `;
	const bottom = theme.dim(
		`${corners.bottomLeft}${rule.repeat(Math.max(0, width - 3 - cells(tail)))}${tail}${rule}${corners.bottomRight}`,
	);
	const rows = Array.from({length: Math.max(0, height - 2)}, (_, index) => {
		const line = lines[index] ?? [];
		return `${theme.dim(wall)} ${drawFull(theme, line, inner)} ${theme.dim(wall)}`;
	});
	return [top, ...rows, bottom];
}
