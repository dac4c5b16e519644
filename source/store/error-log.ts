import {type Failure} from '../domain/failure.js';
import {type SessionError} from './snapshot.js';

const bound = 200;

export type ErrorLog = {
	/** Adds a failure; the same failure of the same thing is counted, not listed again. */
	add(at: number, what: string, failure: Failure): void;
	/** Newest first, at most 200; the same array until something is added. */
	list(): readonly SessionError[];
};

/** Returns the list of what failed in this session; `onChange` is called after each addition. */
export function createErrorLog(onChange: () => void): ErrorLog {
	let errors: readonly SessionError[] = [];

	return {
		add(at, what, failure) {
			const same = errors.find(error => error.what === what && isSameFailure(error.failure, failure));
			const others = errors.filter(error => error !== same);
			errors = [{at, what, failure, count: (same?.count ?? 0) + 1}, ...others].slice(0, bound);
			onChange();
		},
		list: () => errors,
	};
}

/** Messages name resources and request ids; 200 clusters that are denied for one reason are one failure. */
function isSameFailure(one: Failure, other: Failure): boolean {
	return one.kind === other.kind && detailOf(one) === detailOf(other);
}

function detailOf(failure: Failure): string | number | undefined {
	switch (failure.kind) {
		case 'denied':
			return failure.action;
		case 'server':
			return failure.status;
		case 'not-offered':
			return failure.operation;
		case 'rejected':
			return failure.code;
		default:
			return undefined;
	}
}
