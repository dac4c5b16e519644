import {type Failure} from './failure.js';

/** One value that AWS is asked for. Times are epoch milliseconds. Failing data never erases good data. */
export type Fetched<T> =
	| {readonly status: 'waiting'}
	| {readonly status: 'fresh'; readonly value: T; readonly at: number}
	/** The last good value, with the failure that keeps it from being refreshed. */
	| {readonly status: 'stale'; readonly value: T; readonly at: number; readonly failure: Failure}
	| {readonly status: 'failed'; readonly failure: Failure; readonly at: number};

/**
 * One row of a collection. `value` is absent while the resource is listed but was not described yet;
 * `failure` says why the last describe of this very row failed, beside the value held from before.
 */
export type Held<T> = {
	readonly key: string;
	readonly value?: T;
	/** When `value` was read. */
	readonly at?: number;
	readonly failure?: Failure;
};

/** A list of resources that AWS pages and describes in batches; rows keep AWS's listing order. */
export type Collection<T> = {
	readonly rows: readonly Held<T>[];
	/** True once every page was listed, by the listing that `listedAt` dates. */
	readonly isComplete: boolean;
	/** When the last listing ended well; undefined before the first. */
	readonly listedAt?: number;
	/** Why the last listing failed; rows are then those of the listing before. */
	readonly failure?: Failure;
	/** While loading: rows described so far, of rows listed. */
	readonly progress?: {readonly done: number; readonly of: number};
};

export const waiting: {readonly status: 'waiting'} = {status: 'waiting'};

/** A collection that nobody has asked AWS for yet. */
export const emptyCollection: Collection<never> = {rows: [], isComplete: false};

/** Returns the value that is held, fresh or old, or undefined when there is none. */
export function heldValue<T>(fetched: Fetched<T>): T | undefined {
	return fetched.status === 'fresh' || fetched.status === 'stale' ? fetched.value : undefined;
}

/** Returns what a failed read leaves behind: the last good value marked stale, else the failure alone. */
export function failedAfter<T>(previous: Fetched<T>, failure: Failure, at: number): Fetched<T> {
	if (previous.status === 'fresh' || previous.status === 'stale') {
		return {status: 'stale', value: previous.value, at: previous.at, failure};
	}

	return {status: 'failed', failure, at};
}

/** True when every page was listed and every row was described without failure: only then is a count whole. */
export function isWhole<T>(collection: Collection<T>): boolean {
	return (
		collection.isComplete &&
		collection.failure === undefined &&
		collection.rows.every(row => row.value !== undefined && row.failure === undefined)
	);
}
