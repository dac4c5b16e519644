import {type Failure} from './failure.js';
import {failureLine} from './failure-text.js';
import {type Fetched, waiting} from './fetched.js';

/** Something that a check judges by: known (which may be a known `undefined`), or unknown and why. */
export type Fact<T> =
	| {readonly status: 'known'; readonly value: T}
	| {
			readonly status: 'unknown';
			/** One clause: `access denied: needs iam:GetRole; …`, `not read yet`. */
			readonly why: string;
			/** The IAM action that is missing, when that is why. */
			readonly permission?: string;
			/** Undefined while the answer is still on its way. */
			readonly failure?: Failure;
	  };

/** Returns a fact that is known. */
export function known<T>(value: T): Fact<T> {
	return {status: 'known', value};
}

/** Returns a fact that could not be read. */
export function unknownFact(failure: Failure): Fact<never> {
	return {
		status: 'unknown',
		why: failureLine(failure),
		failure,
		...(failure.kind === 'denied' && {permission: failure.action}),
	};
}

/** A fact that nobody has an answer to yet. */
export const pendingFact: Fact<never> = {status: 'unknown', why: 'not read yet'};

/** Returns what a read tells a check; a value from before still counts, the view shows its age. */
export function factOf<T>(fetched: Fetched<T>): Fact<T> {
	switch (fetched.status) {
		case 'waiting':
			return pendingFact;
		case 'fresh':
		case 'stale':
			return known(fetched.value);
		case 'failed':
			return unknownFact(fetched.failure);
		default:
			return fetched satisfies never;
	}
}

/** Returns the fact as a read would tell it, for rules that are about reads. */
export function fetchedOf<T>(fact: Fact<T>): Fetched<T> {
	if (fact.status === 'known') {
		return {status: 'fresh', value: fact.value, at: 0};
	}

	return fact.failure ? {status: 'failed', failure: fact.failure, at: 0} : waiting;
}

/** Returns the value, or undefined when it is not known. */
export function factValue<T>(fact: Fact<T>): T | undefined {
	return fact.status === 'known' ? fact.value : undefined;
}
