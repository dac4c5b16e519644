import {type Failure, isTransient} from '../domain/failure.js';

/** A read is sent three times at most: once and two more. Nobody waits at a screen for a write. */
const maxAttempts = {read: 3, write: 5};

const baseMs = 300;
/** A throttle means that a bucket is empty: it needs longer than a connection that broke. */
const throttledBaseMs = 1000;
const capMs = 5000;

/**
 * True when what failed at this attempt (counted from 1) may be sent again. A write may only after a throttle:
 * that one was surely not carried out; after a broken connection or a 5xx nobody but AWS knows.
 */
export function mayRetry(failure: Failure, kind: 'read' | 'write', attempt: number): boolean {
	return (
		attempt < maxAttempts[kind] && (kind === 'read' ? isTransient(failure) : failure.kind === 'throttled')
	);
}

/**
 * Returns how long to wait before the next attempt, in milliseconds: full jitter, so that the consoles of a
 * whole team don't come back at once. aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffMs(failure: Failure, attempt: number, random: () => number): number {
	const base = failure.kind === 'throttled' ? throttledBaseMs : baseMs;
	return Math.round(random() * Math.min(capMs, base * 2 ** (attempt - 1)));
}
