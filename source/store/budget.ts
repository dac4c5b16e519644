import {type Clock} from '../domain/clock.js';
import {type BucketName, buckets} from '../domain/operations.js';
import {createPeak} from './peak.js';
import {type BudgetMeter} from './snapshot.js';
import {createTokenBucket, type TokenBucket} from './token-bucket.js';

/** Requests under way at once, over all buckets: below the sockets that aws/ keeps open. */
const maxUnderWay = 20;
/** The meter tells the most that was spent within this time, so that each round of polling reads the same, in ms. */
const peakHoldMs = 120_000;
/** This part of a bucket is kept for what the operator looks at: only priority 0 and actions may empty it. */
const reserved = 0.2;

export type Turn = {
	readonly bucket: BucketName;
	/** Asked whenever a token is there: a screen may come into view while its requests wait. */
	readonly priority: () => number;
	readonly signal: AbortSignal;
};

export type Budget = {
	/**
	 * Waits for a token, lower priorities first, then first come first served. Resolves with the call to make
	 * when the request has ended, or with undefined when the signal was aborted first.
	 */
	turn(turn: Turn): Promise<(() => void) | undefined>;
	/** Sends everybody who waits away at once, as if aborted. */
	dismiss(): void;
	/** AWS said "too fast": that bucket slows down. */
	throttled(bucket: BucketName): void;
	/** How much longer polling should wait between rounds: 1 at full pace, up to 8 after throttles. */
	slowdown(): number;
	meter(): BudgetMeter;
};

type Waiter = Turn & {go(ended: (() => void) | undefined): void};

/** Returns the request budget of one account and Region: half of each documented bucket. */
export function createBudget(clock: Clock): Budget {
	const byName = bucketsAt(clock.now());
	let waiters: Waiter[] = [];
	let underWay = 0;
	let cancelTimer: (() => void) | undefined;
	const peak = createPeak(peakHoldMs);
	let sent = 0;
	let throttles = 0;

	function serve(): void {
		cancelTimer?.();
		cancelTimer = undefined;
		const now = clock.now();
		let next = nextWaiter(now);
		while (next && underWay < maxUnderWay) {
			send(next, now);
			next = nextWaiter(now);
		}

		if (waiters.length > 0 && underWay < maxUnderWay) {
			const soonest = Math.min(...waiters.map(waiter => waitMs(waiter, now)));
			cancelTimer = clock.after(soonest, serve);
		}
	}

	/** The best waiter that may go now; the list is in order of arrival, so the first of equals wins. */
	function nextWaiter(now: number): Waiter | undefined {
		let best: Waiter | undefined;
		for (const waiter of waiters) {
			if (waitMs(waiter, now) === 0 && (best === undefined || waiter.priority() < best.priority())) {
				best = waiter;
			}
		}

		return best;
	}

	function waitMs(waiter: Waiter, now: number): number {
		const bucket = byName[waiter.bucket];
		return bucket.waitMs(now, waiter.priority() > 0 ? Math.floor(bucket.capacity * reserved) : 0);
	}

	function send(waiter: Waiter, now: number): void {
		const bucket = byName[waiter.bucket];
		bucket.take(now);
		// A bucket of one token is empty after each request: that tells nothing of the pace.
		if (bucket.capacity > 1) {
			peak.add(now, bucket.usedShare(now));
		}

		waiters = waiters.filter(other => other !== waiter);
		underWay += 1;
		sent += 1;
		let hasEnded = false;
		waiter.go(() => {
			if (!hasEnded) {
				hasEnded = true;
				underWay -= 1;
				serve();
			}
		});
	}

	return {
		turn({bucket, priority, signal}) {
			if (signal.aborted) {
				return Promise.resolve(undefined);
			}

			return new Promise(resolve => {
				const leave = () => {
					waiters = waiters.filter(other => other !== waiter);
					resolve(undefined);
					serve();
				};

				const waiter: Waiter = {
					bucket,
					priority,
					signal,
					go(ended) {
						signal.removeEventListener('abort', leave);
						resolve(ended);
					},
				};
				signal.addEventListener('abort', leave, {once: true});
				waiters.push(waiter);
				serve();
			});
		},
		dismiss() {
			const dismissed = waiters;
			waiters = [];
			for (const waiter of dismissed) {
				waiter.go(undefined);
			}

			serve();
		},
		throttled(bucket) {
			throttles += 1;
			byName[bucket].throttled(clock.now());
			peak.add(clock.now(), 1);
		},
		slowdown() {
			const now = clock.now();
			return Math.max(...Object.values(byName).map(bucket => bucket.slowdown(now)));
		},
		meter() {
			const now = clock.now();
			return {
				usedPercent: Math.round(100 * peak.most(now)),
				sent,
				throttled: throttles,
			};
		},
	};
}

function bucketsAt(now: number): Readonly<Record<BucketName, TokenBucket>> {
	const made = Object.entries(buckets).map(([name, bucket]) => [name, createTokenBucket(bucket, now)]);
	// Object.fromEntries forgets the names of its keys.
	return Object.fromEntries(made) as Record<BucketName, TokenBucket>;
}
