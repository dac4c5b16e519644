import {type Sorting} from '../../views/sort.js';

/** How one place is looked at. It outlives the visit: coming back finds the cursor where it was. */
export type ViewState = {
	/** The resource of the cursor, by its key (ARN), never by its place in the list. Undefined until it is pinned. */
	readonly cursor?: string;
	/** The row that stands in for a cursor that the filter hides, or that is not read yet. */
	readonly standIn?: string;
	/** Where the cursor was last, of the rows shown. */
	readonly index: number;
	/** The cursor's line on the screen: it stays there when rows come and go above it. */
	readonly line: number;
	/** Undefined: the view's own order. */
	readonly sort?: Sorting;
	readonly filter: string;
	readonly isFaultsOnly: boolean;
	readonly isWide: boolean;
	readonly marks: ReadonlySet<string>;
	/** The first line shown, of a detail. */
	readonly scroll: number;
	/** How many of a detail's remedies were copied: the next press copies the next. */
	readonly copied: number;
};

export const freshView: ViewState = {
	index: 0,
	line: 0,
	filter: '',
	isFaultsOnly: false,
	isWide: false,
	marks: new Set(),
	scroll: 0,
	copied: 0,
};

/** A set, or a map, of keys. */
type Keys = {has(key: string): boolean};

/** The rows shown, by key, and every row there is. */
export type Listed = {
	readonly keys: readonly string[];
	readonly indexOf: ReadonlyMap<string, number>;
	/** Also the rows that the filter hides. */
	readonly all: Keys;
	/** True once the list was read to its end. */
	readonly isWhole: boolean;
};

/** Where the cursor and the window are, of the rows shown. `index` is -1 in an empty list. */
export type Window = {readonly index: number; readonly top: number; readonly key?: string};

/** Returns the window of `height` rows around the cursor. */
export function windowOf(state: ViewState, listed: Listed, height: number): Window {
	const {keys} = listed;
	if (keys.length === 0) {
		return {index: -1, top: 0};
	}

	const index = clamp(shownIndex(state, listed) ?? state.index, 0, keys.length - 1);
	const lines = Math.max(1, height);
	const lastTop = Math.max(0, keys.length - lines);
	const top = clamp(index - clamp(state.line, 0, lines - 1), 0, lastTop);
	return {index, top, key: keys[index]};
}

function shownIndex(state: ViewState, listed: Listed): number | undefined {
	const own = state.cursor === undefined ? undefined : listed.indexOf.get(state.cursor);
	return own ?? (state.standIn === undefined ? undefined : listed.indexOf.get(state.standIn));
}

/** Returns the state with the cursor moved to the row `index`, the window following no more than it must. */
export function moveTo(state: ViewState, listed: Listed, height: number, index: number): ViewState {
	const before = windowOf(state, listed, height);
	if (before.index < 0) {
		return state;
	}

	const lines = Math.max(1, height);
	const target = clamp(index, 0, listed.keys.length - 1);
	const top = clamp(before.top, target - lines + 1, target);
	return {
		...state,
		cursor: listed.keys[target],
		standIn: undefined,
		index: target,
		line: target - Math.max(0, top),
	};
}

/** Returns the state with the cursor moved by `step` rows. */
export function moveBy(state: ViewState, listed: Listed, height: number, step: number): ViewState {
	return moveTo(state, listed, height, windowOf(state, listed, height).index + step);
}

/** Returns the state with the cursor pinned to the resource that it stands on now. */
export function pin(state: ViewState, listed: Listed, height: number): ViewState {
	const {index, top, key} = windowOf(state, listed, height);
	if (key === undefined || (state.cursor !== undefined && listed.all.has(state.cursor))) {
		return state;
	}

	// An unfinished listing may still bring the cursor's own row; until then this one stands in.
	return state.cursor === undefined || listed.isWhole
		? {...state, cursor: key, standIn: undefined, index, line: index - top}
		: {...state, standIn: key, index, line: index - top};
}

/**
 * Returns the state after the rows changed: the cursor stays on its resource, and on its line of the screen.
 * `vanished` names the resource of the cursor when it is no more; the cursor is then on its neighbour.
 */
export function settle(
	state: ViewState,
	listed: Listed,
	height: number,
): {readonly state: ViewState; readonly vanished?: string} {
	const {cursor} = state;
	const marks = listed.isWhole ? keptMarks(state.marks, listed.all) : state.marks;
	const kept = marks === state.marks ? state : {...state, marks};
	if (cursor === undefined) {
		// While the first listing still grows the window stays at its top; then the cursor holds on to its row.
		return {state: listed.isWhole ? pin(kept, listed, height) : kept};
	}

	const own = listed.indexOf.get(cursor);
	if (own !== undefined) {
		return {state: placed({...kept, standIn: undefined}, own)};
	}

	if (listed.all.has(cursor)) {
		return {state: standingIn(kept, listed, height)};
	}

	// An unfinished listing says nothing about what is gone.
	if (!listed.isWhole || listed.keys.length === 0) {
		return {state: kept};
	}

	return {state: pin(kept, listed, height), vanished: cursor};
}

function standingIn(state: ViewState, listed: Listed, height: number): ViewState {
	const {index, key} = windowOf(state, listed, height);
	return index < 0 ? state : placed({...state, standIn: key}, index);
}

/** Returns the state with the cursor on the row that stood in for a hidden one, for good. */
export function taken({standIn, ...state}: ViewState): ViewState {
	return standIn === undefined ? state : {...state, cursor: standIn};
}

function placed(state: ViewState, index: number): ViewState {
	return {...state, index};
}

function keptMarks(marks: ReadonlySet<string>, all: Keys): ReadonlySet<string> {
	const kept = [...marks].filter(key => all.has(key));
	return kept.length === marks.size ? marks : new Set(kept);
}

/** Returns the state with the row of the cursor marked, or unmarked, and the cursor on the next row. */
export function toggleMark(state: ViewState, listed: Listed, height: number): ViewState {
	const {key, index} = windowOf(state, listed, height);
	if (key === undefined) {
		return state;
	}

	const marks = new Set(state.marks);
	if (!marks.delete(key)) {
		marks.add(key);
	}

	return moveTo({...state, marks}, listed, height, index + 1);
}

/** Returns the state with all rows shown marked, or none when all of them were. */
export function toggleAllMarks(state: ViewState, listed: Listed): ViewState {
	const isAllMarked = listed.keys.length > 0 && listed.keys.every(key => state.marks.has(key));
	return {...state, marks: isAllMarked ? new Set() : new Set([...state.marks, ...listed.keys])};
}

export function clamp(number: number, least: number, most: number): number {
	return Math.max(least, Math.min(most, number));
}
