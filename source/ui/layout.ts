import {type ConsoleState} from './state/console-state.js';

export type Size = {readonly columns: number; readonly rows: number};

/** Narrower or lower than this nothing can be read; the screen then says so. */
export const leastSize: Size = {columns: 60, rows: 12};

/** From this width on the resource of the cursor is told beside the list. */
const sideFrom = 140;

/** Header, panes and rule above; hint, status and keys below. */
const chromeLines = 6;

/** Where things are on the screen, in cells and lines. */
export type Layout = {
	readonly width: number;
	/** Lines of the whole frame: one less than the terminal has, so that Ink never has to repaint it whole. */
	readonly height: number;
	/** Lines between the rule and the hint. */
	readonly body: number;
	readonly listWidth: number;
	/** 0: nothing beside the list. */
	readonly sideWidth: number;
	readonly isTooSmall: boolean;
};

/** Returns where things are; wide columns take the room beside the list. */
export function layoutOf({columns, rows}: Size, isWide = false): Layout {
	const height = Math.max(1, rows - 1);
	const sideWidth = columns >= sideFrom && !isWide ? Math.min(64, Math.floor(columns * 0.32)) : 0;
	return {
		width: columns,
		height,
		body: Math.max(1, height - chromeLines),
		listWidth: sideWidth === 0 ? columns : columns - sideWidth - 3,
		sideWidth,
		isTooSmall: columns < leastSize.columns || rows < leastSize.rows,
	};
}

/** Returns how many rows of a list, or lines of a detail or of an overlay, are on screen. */
export function heightOf(layout: Layout, state: ConsoleState, kind: 'list' | 'detail'): number {
	const isSheet =
		state.overlay !== undefined && state.overlay.kind !== 'filter' && state.overlay.kind !== 'command';
	// A sheet has two edges and takes the hint's line; a list has its heading.
	return isSheet || kind === 'list' ? layout.body - 1 : layout.body;
}
