import {columnsAt} from '../../views/fit.js';
import {type Sorting} from '../../views/sort.js';
import {type Column} from '../../views/view.js';
import {type ConsoleState, viewStateOf, withView} from './console-state.js';
import {type Context, type Listing} from './context.js';
import {clamp, moveBy, moveTo, type ViewState} from './view-state.js';

/** The ways to move; each is a key of the table (`move.*`). */
export type Move = 'down' | 'up' | 'top' | 'bottom' | 'page-down' | 'page-up' | 'half-down' | 'half-up';

/** Returns how many rows a move goes; the ends are further than any list is long. */
export function stepOf(move: Move, height: number): number {
	const page = Math.max(1, height - 1);
	const half = Math.max(1, Math.floor(height / 2));
	const steps: {readonly [move in Move]: number} = {
		down: 1,
		up: -1,
		top: Number.NEGATIVE_INFINITY,
		bottom: Number.POSITIVE_INFINITY,
		'page-down': page,
		'page-up': -page,
		'half-down': half,
		'half-up': -half,
	};
	return steps[move];
}

/** Returns the state with the cursor of the list moved. */
export function moveCursor(
	state: ConsoleState,
	listing: Listing,
	context: Context,
	move: Move,
): ConsoleState {
	const view = viewStateOf(state);
	const step = stepOf(move, context.height);
	const last = listing.listed.keys.length - 1;
	const moved = Number.isFinite(step)
		? moveBy(view, listing.listed, context.height, step)
		: moveTo(view, listing.listed, context.height, step < 0 ? 0 : last);
	return withView(state, moved);
}

/** Returns where a scrolled text of `lines` lines stands after a move; the last page stays full. */
export function scrolled(scroll: number, move: Move, lines: number, height: number): number {
	const last = Math.max(0, lines - height);
	return clamp(clamp(scroll, 0, last) + stepOf(move, height), 0, last);
}

/** Returns the state sorted by the column before or after; one that had no room gets it. */
export function sortBeside(
	state: ConsoleState,
	listing: Listing,
	context: Context,
	step: 1 | -1,
): ConsoleState {
	const view = viewStateOf(state);
	const columns = shownColumns(listing, view, context);
	const now = sortingOf(listing, view);
	const index = columns.findIndex(column => column.id === now.column);
	const column = columns[(index + step + columns.length) % columns.length];
	return column === undefined
		? state
		: withView(state, {...view, sort: {column: column.id, isDescending: startsDescending(column, listing)}});
}

export function sortingOf(listing: Listing, view: ViewState): Sorting {
	return view.sort ?? listing.view.sort;
}

export function invertSort(state: ConsoleState, listing: Listing): ConsoleState {
	const view = viewStateOf(state);
	const now = sortingOf(listing, view);
	return withView(state, {...view, sort: {...now, isDescending: !now.isDescending}});
}

function shownColumns(listing: Listing, view: ViewState, context: Context): readonly Column<unknown>[] {
	return columnsAt(listing.view.columns, context.place).filter(column => view.isWide || !column.isWide);
}

/** Numbers start with the largest: the most agents missing, the oldest task. */
function startsDescending(column: Column<unknown>, listing: Listing): boolean {
	return listing.model.rows.some(row => typeof column.value(row) === 'number');
}
