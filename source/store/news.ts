import {type Failure} from '../domain/failure.js';
import {type Collection, type Fetched, failedAfter, type Held} from '../domain/fetched.js';
import {isEqual} from './sharing.js';

// The store holds what any read holds; the two shapes of domain/fetched.ts are told apart here and nowhere else.

/**
 * True when the second says nothing that the first did not, except that it was read later. What is polled and
 * found unchanged is no reason to draw: an idle screen costs nothing.
 */
export function isOldNews(before: unknown, after: unknown): boolean {
	if (isCollection(before) && isCollection(after)) {
		return (
			before.isComplete === after.isComplete &&
			isEqual(before.failure, after.failure) &&
			isEqual(before.progress, after.progress) &&
			before.rows.length === after.rows.length &&
			before.rows.every((row, index) => isSameRow(row, after.rows[index]))
		);
	}

	if (isFetched(before) && isFetched(after)) {
		return before.status === after.status && isSameFetched(before, after);
	}

	return Object.is(before, after);
}

/** Returns why the last reading did not succeed at all, or undefined when it brought something. */
export function failureIn(value: unknown): Failure | undefined {
	if (isCollection(value)) {
		const allFailed = value.rows.length > 0 && value.rows.every(row => row.failure !== undefined);
		return value.failure ?? (allFailed ? value.rows[0]?.failure : undefined);
	}

	return isFetched(value) && (value.status === 'failed' || value.status === 'stale')
		? value.failure
		: undefined;
}

/** Returns what is held with a failure beside it; a value of neither shape can't say one and stays. */
export function withFailure(value: unknown, failure: Failure, at: number): unknown {
	if (isCollection(value)) {
		return {...value, failure};
	}

	return isFetched(value) ? failedAfter(value, failure, at) : value;
}

function isSameRow(before: Held<unknown>, after: Held<unknown> | undefined): boolean {
	return (
		after !== undefined &&
		before.key === after.key &&
		before.value === after.value &&
		isEqual(before.failure, after.failure)
	);
}

function isSameFetched(before: Fetched<unknown>, after: Fetched<unknown>): boolean {
	const one = {...before, at: undefined, value: undefined};
	const other = {...after, at: undefined, value: undefined};
	return valueIn(before) === valueIn(after) && isEqual(one, other);
}

function valueIn(fetched: Fetched<unknown>): unknown {
	return 'value' in fetched ? fetched.value : undefined;
}

function isCollection(value: unknown): value is Collection<unknown> {
	return typeof value === 'object' && value !== null && 'rows' in value && 'isComplete' in value;
}

function isFetched(value: unknown): value is Fetched<unknown> {
	return typeof value === 'object' && value !== null && 'status' in value;
}
