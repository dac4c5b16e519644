import {type Snapshot} from '../store/snapshot.js';
import {type Filter, parseFilter} from '../views/filter.js';
import {createListModel, type ListModel, type ListQuery, sortedAt} from '../views/list-model.js';
import {keepSame, memoBy} from '../views/memo.js';
import {type ListView, type Place} from '../views/view.js';
import {placeKey} from './state/console-state.js';
import {type Listing} from './state/context.js';
import {type Listed, type ViewState} from './state/view-state.js';

type Model = (rows: readonly unknown[], query: ListQuery) => ListModel<unknown>;

type HeldPlace = {
	/** With the order of the place, where it has one of its own. */
	readonly view: ListView<unknown>;
	readonly model: Model;
	/** Rows that are all the same as before are the same list, and nothing is sorted, measured or counted again. */
	readonly keep: (rows: readonly unknown[]) => readonly unknown[];
	filter?: {readonly text: string; readonly parsed: ReturnType<typeof parseFilter>};
};

/** Lists remembered at once; each holds one sorted array. */
const remembered = 12;

export type Lister = (view: ListView<unknown>, place: Place, state: ViewState, snapshot: Snapshot) => Listing;

/** Returns a way to list places, with a memory per place: a key press sorts and filters nothing anew. */
export function createLister(): Lister {
	const places = new Map<string, HeldPlace>();
	return (anyView, place, state, snapshot) => {
		const key = placeKey(place);
		const held = places.get(key) ?? holdPlace(anyView, place);
		const {view} = held;
		places.delete(key);
		places.set(key, held);
		const [oldest] = places.keys();
		if (places.size > remembered && oldest !== undefined) {
			places.delete(oldest);
		}

		const parsed = parsedFilter(held, view, state.filter);
		const problem = parsed !== undefined && 'error' in parsed ? parsed.error : undefined;
		const filter: Filter | undefined = parsed === undefined || 'error' in parsed ? undefined : parsed;
		const rows = held.keep(view.rows(snapshot, place));
		const model = held.model(rows, {filter, isFaultsOnly: state.isFaultsOnly, sorting: state.sort});
		const status = view.status(snapshot, place);
		const isWhole = status.at !== undefined && !status.progress && !status.isUnfinished;
		return {view, rows, model, status, listed: listedOf(model, rows, view, isWhole), filterProblem: problem};
	};
}

function holdPlace(view: ListView<unknown>, place: Place): HeldPlace {
	const placed = sortedAt(view, place);
	return {view: placed, model: createListModel(placed), keep: keepSame()};
}

function parsedFilter(
	held: HeldPlace,
	view: ListView<unknown>,
	text: string,
): ReturnType<typeof parseFilter> | undefined {
	if (text.trim() === '') {
		return undefined;
	}

	if (held.filter?.text !== text) {
		held.filter = {text, parsed: parseFilter(text, view.columns)};
	}

	return held.filter.parsed;
}

const listedOf = memoBy(
	(
		model: ListModel<unknown>,
		rows: readonly unknown[],
		view: ListView<unknown>,
		isWhole: boolean,
	): Listed => {
		const keys = model.rows.map(row => view.key(row));
		const indexOf = new Map(keys.map((key, index) => [key, index]));
		return {
			keys,
			indexOf,
			all: model.rows.length === rows.length ? indexOf : new Set(rows.map(row => view.key(row))),
			isWhole,
		};
	},
);
