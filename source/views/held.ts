import {type Failure} from '../domain/failure.js';
import {failureLine} from '../domain/failure-text.js';
import {type Collection, type Fetched, type Held, isWhole} from '../domain/fetched.js';
import {groupBy} from '../domain/group.js';
import {memoBy} from './memo.js';
import {type ListStatus} from './view.js';

/** Returns the row of a collection with that key, or undefined. */
export function heldRow<T>(
	collection: Collection<T> | undefined,
	key: string | undefined,
): Held<T> | undefined {
	return collection === undefined || key === undefined
		? undefined
		: (indexOf(collection).get(key) as Held<T> | undefined);
}

/** Returns the described rows of a collection; the same array while the collection is the same. */
export function heldValues<T>(collection: Collection<T>): readonly T[] {
	// The memory does not know T; what it returns was made from this very collection.
	const values: readonly unknown[] = valuesOf(collection);
	return values as readonly T[];
}

const indexOf = memoBy(
	(collection: Collection<unknown>) => new Map(collection.rows.map(row => [row.key, row])),
);

const valuesOf = memoBy((collection: Collection<unknown>) =>
	collection.rows.map(({value}) => value).filter(value => value !== undefined),
);

/** True when two readings of one resource say the same, except when that was: while nothing fails no date is drawn. */
export function isSameHeld(before: Held<unknown>, now: Held<unknown>): boolean {
	return before.key === now.key && before.value === now.value && before.failure === now.failure;
}

/** Returns when a row was read, and what keeps it from being read again. */
export function freshnessOf({at, failure}: Held<unknown>): {
	readonly at?: number;
	readonly failure?: Failure;
} {
	return {...(at === undefined ? {} : {at}), ...(failure ? {failure} : {})};
}

/** One collection that a list is made of, and what it is called where it fails. */
export type Part = {readonly what: string; readonly collection: Collection<unknown>};

type ReadError = ListStatus['errors'][number];

/**
 * Returns how sure a list is that is made of these collections; `others` are failures that leave the rows there
 * but some of their members unknown.
 */
export function statusOf(parts: readonly Part[], others: readonly ReadError[] = []): ListStatus {
	const collections = parts.map(part => part.collection);
	const failure = collections.find(collection => collection.failure)?.failure;
	const progress = progressOf(parts);
	const times = collections.map(collection => collection.listedAt);
	return {
		...(times.every(time => time !== undefined) && times.length > 0 ? {at: Math.min(...times)} : {}),
		isPartial: !collections.every(isWholeOnce),
		...(progress ? {progress} : {}),
		...(failure ? {failure} : {}),
		errors: [...parts.flatMap(errorsOf), ...others],
	};
}

/** Returns the failure of a single value as a list's error, if it has one. */
export function failureOf(what: string, fetched: Fetched<unknown>): readonly ReadError[] {
	return fetched.status === 'stale' || fetched.status === 'failed' ? [{what, failure: fetched.failure}] : [];
}

const isWholeOnce = memoBy((collection: Collection<unknown>) => isWhole(collection));

function progressOf(parts: readonly Part[]): ListStatus['progress'] {
	const loading = parts.flatMap(({what, collection}) =>
		collection.progress ? [{...collection.progress, what}] : [],
	);
	const [first] = loading;
	if (!first) {
		return undefined;
	}

	return {
		done: loading.reduce((sum, {done}) => sum + done, 0),
		of: loading.reduce((sum, progress) => sum + progress.of, 0),
		what: first.what,
	};
}

/** Returns one line for the listing and one for each kind of failure of its rows: 40 denied rows are one fact. */
export function errorsOf({what, collection}: Part): readonly ReadError[] {
	const rows = failedRows(collection);
	const listing = collection.failure ? [{what, failure: collection.failure}] : [];
	return [
		...listing,
		...rows.map(({failure, count}) => ({what: `${count} of ${collection.rows.length} ${what}`, failure})),
	];
}

const failedRows = memoBy((collection: Collection<unknown>) =>
	groupFailures(collection.rows.flatMap(({failure}) => (failure ? [failure] : []))),
);

/** Returns failures that say the same as one, with their count; AWS's own words differ by the resource they name. */
export function groupFailures(
	failures: readonly Failure[],
): readonly {readonly failure: Failure; readonly count: number}[] {
	const groups = groupBy(failures, failureLine);
	return [...groups.values()].flatMap(group => (group[0] ? [{failure: group[0], count: group.length}] : []));
}
