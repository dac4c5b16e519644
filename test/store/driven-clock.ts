import {type Clock} from '../../source/domain/clock.js';

/** A clock that stands still until a test moves it. */
export type DrivenClock = Clock & {
	/** Moves time on, firing each timer at its moment and letting what waits for it go on before the next. */
	advance(ms: number): Promise<void>;
	/** Moves from timer to timer until the condition holds; fails when it doesn't within that time. */
	advanceUntil(holds: () => boolean, withinMs: number): Promise<void>;
	/** Sets the time of day forward or back, as an administrator or NTP does; timers wait as long as before. */
	set(byMs: number): void;
	/** Lets all promises that can settle without time passing settle. */
	flush(): Promise<void>;
	/** Timers that wait. */
	readonly waiting: number;
};

/** Returns a clock that starts at that epoch millisecond (2026-11-23T08:00:00Z when left out). */
export function createDrivenClock(startsAt = Date.UTC(2026, 10, 23, 8)): DrivenClock {
	let now = startsAt;
	const timers = new Set<{at: number; callback: () => void}>();

	function soonest() {
		let best: {at: number; callback: () => void} | undefined;
		for (const timer of timers) {
			if (best === undefined || timer.at < best.at) {
				best = timer;
			}
		}

		return best;
	}

	async function fire(until: number): Promise<boolean> {
		const timer = soonest();
		if (timer === undefined || timer.at > until) {
			return false;
		}

		timers.delete(timer);
		now = Math.max(now, timer.at);
		timer.callback();
		await flush();
		return true;
	}

	return {
		now: () => now,
		after(delayMs, callback) {
			const timer = {at: now + delayMs, callback};
			timers.add(timer);
			return () => {
				timers.delete(timer);
			};
		},
		async advance(ms) {
			const until = now + ms;
			await flush();
			while (await fire(until)) {
				// Each turn fires one timer.
			}

			now = until;
		},
		async advanceUntil(holds, withinMs) {
			const until = now + withinMs;
			await flush();
			while (!holds()) {
				if (!(await fire(until))) {
					throw new Error(`it did not happen within ${withinMs} ms of driven time`);
				}
			}
		},
		set(byMs) {
			now += byMs;
			for (const timer of timers) {
				timer.at += byMs;
			}
		},
		flush,
		get waiting() {
			return timers.size;
		},
	};
}

/** All promises settle before the next turn of the event loop: nothing in these tests does real I/O. */
function flush(): Promise<void> {
	return new Promise(resolve => {
		setImmediate(resolve);
	});
}
