import {type Filter, matches} from './filter.js';
import {createSorter, type Sorting} from './sort.js';
import {type ListView, type Place, type RowVerdict} from './view.js';

/** What the operator asked of a list. */
export type ListQuery = {
	readonly filter?: Filter;
	readonly isFaultsOnly: boolean;
	/** The view's own sorting when absent. */
	readonly sorting?: Sorting;
};

/** A list ready to be drawn, with what the status line says about it. */
export type ListModel<Row> = {
	/** Filtered and sorted. */
	readonly rows: readonly Row[];
	/** Rows before the filter. */
	readonly total: number;
	/** Of `total`: rows that are at fault, and rows that could not be told. */
	readonly faults: number;
	readonly unknown: number;
	/** Returns where the row with that key is now, -1 when it is not in `rows`. */
	indexOf(key: string): number;
};

/**
 * Returns the pipeline rows -> faults only -> filter -> sort of one view, with a memory of its last answer:
 * moving the cursor through 20,000 rows costs nothing, only new data or a new question does.
 */
export function createListModel<Row>(
	view: ListView<Row>,
): (rows: readonly Row[], query: ListQuery) => ListModel<Row> {
	let last: {rows: readonly Row[]; query: ListQuery; model: ListModel<Row>} | undefined;
	const tools: Tools<Row> = {view, sort: createSorter(view), verdictOf: verdictMemory(view)};
	return (rows, query) => {
		if (last && last.rows === rows && isSameQuery(last.query, query)) {
			return last.model;
		}

		const model = listModel(tools, rows, query);
		last = {rows, query, model};
		return model;
	};
}

/** Returns the view with the order that it has at a place. */
export function sortedAt<Row>(view: ListView<Row>, place: Place): ListView<Row> {
	return view.sortAt ? {...view, sort: view.sortAt(place)} : view;
}

type Tools<Row> = {
	readonly view: ListView<Row>;
	readonly sort: ReturnType<typeof createSorter<Row>>;
	verdictOf(row: Row): RowVerdict;
};

/** Rows are the same objects until their data changes, and so are their verdicts. */
function verdictMemory<Row>(view: ListView<Row>): (row: Row) => RowVerdict {
	const memory = new WeakMap<object, RowVerdict>();
	return row => {
		if (typeof row !== 'object' || row === null) {
			return view.verdict(row);
		}

		const verdict = memory.get(row) ?? view.verdict(row);
		memory.set(row, verdict);
		return verdict;
	};
}

function listModel<Row>(
	{view, sort, verdictOf}: Tools<Row>,
	rows: readonly Row[],
	query: ListQuery,
): ListModel<Row> {
	const {filter, isFaultsOnly} = query;
	let faults = 0;
	let unknown = 0;
	const passed: Row[] = [];
	for (const row of rows) {
		const verdict = verdictOf(row);
		faults += verdict === 'fault' ? 1 : 0;
		unknown += verdict === 'unknown' ? 1 : 0;
		if ((!isFaultsOnly || verdict === 'fault') && (!filter || matches(filter, row, view.columns))) {
			passed.push(row);
		}
	}

	const sorted = sort(passed, query.sorting ?? view.sort);
	let places: Map<string, number> | undefined;
	return {
		rows: sorted,
		total: rows.length,
		faults,
		unknown,
		indexOf(key) {
			places ??= new Map(sorted.map((row, index) => [view.key(row), index]));
			return places.get(key) ?? -1;
		},
	};
}

function isSameQuery(some: ListQuery, other: ListQuery): boolean {
	return (
		some.filter === other.filter &&
		some.isFaultsOnly === other.isFaultsOnly &&
		some.sorting?.column === other.sorting?.column &&
		some.sorting?.isDescending === other.sorting?.isDescending
	);
}
