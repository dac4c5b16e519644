import {type Bucket} from '../domain/operations.js';

/**
 * The console takes half of what AWS documents at most: the other half stays with the customer's own
 * automation, which shares the bucket (domain.md §6.2).
 */
const share = 0.5;

/** After a throttle the refill is divided by 2, 4, at most 8, and recovers by one step per this time. */
const recoveryMs = 10_000;
const slowest = 8;
/** Throttles that come together are one event: the requests were already under way. */
const sameEventMs = 1000;

export type TokenBucket = {
	/** How much of it is spent at this moment, 0 to 1; waiting for a refill after a throttle counts as all. */
	usedShare(now: number): number;
	/** Milliseconds until a request may go while `reserve` tokens are left for others; 0 when it may go now. */
	waitMs(now: number, reserve: number): number;
	/** Spends a token; call it only when `waitMs` says 0. */
	take(now: number): void;
	/** AWS said "too fast": empties the bucket and slows its refill. */
	throttled(now: number): void;
	/** 1 at full pace, up to 8 after throttles. */
	slowdown(now: number): number;
	readonly capacity: number;
};

/** Returns a full bucket that lets through half of a documented one. */
export function createTokenBucket(documented: Bucket, startsAt: number): TokenBucket {
	const capacity = Math.max(1, Math.floor(documented.burst * share));
	const perMs = (documented.perSecond * share) / 1000;
	let tokens = capacity;
	let filledAt = startsAt;
	let slow = 1;
	let slowedAt = startsAt;

	function refill(now: number): void {
		// A machine's clock may be set back; a bucket must not be drained by that for as long.
		const elapsedMs = Math.max(0, now - filledAt);
		// At the pace of before the recovery: too slow by a step at worst, never too fast.
		tokens = Math.min(capacity, tokens + (elapsedMs * perMs) / slow);
		filledAt = now;
		slowedAt = Math.min(slowedAt, now);
		while (slow > 1 && now - slowedAt >= recoveryMs) {
			slow /= 2;
			slowedAt += recoveryMs;
		}
	}

	return {
		capacity,
		usedShare(now) {
			refill(now);
			return 1 - tokens / capacity;
		},
		waitMs(now, reserve) {
			refill(now);
			const lacking = Math.min(capacity, 1 + reserve) - tokens;
			// Sums of fractions of tokens end a hair below the whole; that hair is not worth a millisecond.
			return lacking <= 1e-9 ? 0 : Math.max(1, Math.ceil((lacking * slow) / perMs));
		},
		take(now) {
			refill(now);
			tokens -= 1;
		},
		throttled(now) {
			refill(now);
			tokens = Math.min(tokens, 0);
			if (slow === 1 || now - slowedAt >= sameEventMs) {
				slow = Math.min(slowest, slow * 2);
				slowedAt = now;
			}
		},
		slowdown(now) {
			refill(now);
			return slow;
		},
	};
}
