import {clamp} from '../state/view-state.js';
import {type Theme} from '../theme.js';
import {type Line} from './spans.js';

/** Returns the window of a longer text, always `height` lines, and what is above and below it. */
export function windowLines<T>(
	lines: readonly T[],
	scroll: number,
	height: number,
): {readonly shown: readonly T[]; readonly top: number; readonly below: number} {
	const top = clamp(scroll, 0, Math.max(0, lines.length - height));
	const shown = lines.slice(top, top + height);
	return {shown, top, below: Math.max(0, lines.length - top - shown.length)};
}

/** Returns where in a longer text the window is, e.g. `↑ 12 ↓ 30`; nothing when all of it is on screen. */
export function scrollMark(theme: Theme, top: number, below: number): Line {
	const {up, down} = theme.symbols;
	return top === 0 && below === 0
		? []
		: [
				{
					text: [top > 0 ? `${up} ${top}` : '', below > 0 ? `${down} ${below}` : '']
						.filter(Boolean)
						.join(' '),
					tone: 'dim',
				},
			];
}
