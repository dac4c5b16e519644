/** Where time comes from: the machine in real use, a test's own hand otherwise. Milliseconds. */
export type DrivingClock = {
	now(): number;
	/** Calls back once; returns the way to cancel it. */
	after(delayMs: number, callback: () => void): () => void;
};

/** The account's own time, which may run faster than the clock that drives it. Milliseconds. */
export type SimulatedClock = {
	now(): number;
	/** Runs once when that much simulated time has gone by; events run in order of time, then of scheduling. */
	schedule(delayMs: number, run: () => void): void;
	/**
	 * The same for the next piece of long work. What the machine spent on the piece before is not made up for: else
	 * pieces that take longer than their pause would follow each other without one, and nobody else had a turn.
	 */
	goOn(delayMs: number, run: () => void): void;
	/** Runs everything that is due. Requests call it first, so that a late timer is never seen. */
	catchUp(): void;
	/** Jumps ahead, running on the way all that falls due. */
	advance(byMs: number): void;
	close(): void;
};

type ScheduledEvent = {readonly at: number; readonly order: number; readonly run: () => void};

/** The machine's clock; its timers do not keep a process alive. */
export const machineClock: DrivingClock = {
	now: () => Date.now(),
	after(delayMs, callback) {
		const timer = setTimeout(callback, delayMs);
		timer.unref();
		return () => clearTimeout(timer);
	},
};

/** Simulated time starts at the driving clock's now and runs `rate` times as fast. */
export function createSimulatedClock(driving: DrivingClock, rate: number): SimulatedClock {
	const startedAt = driving.now();
	const queue: ScheduledEvent[] = [];
	let skippedMs = 0;
	let order = 0;
	let isClosed = false;
	let running: number | undefined;
	let runEnd = 0;
	let disarm: (() => void) | undefined;

	const reached = (): number => startedAt + (driving.now() - startedAt) * rate + skippedMs;

	const runUntil = (end: number): void => {
		runEnd = end;
		for (let first = queue.at(-1); first !== undefined && first.at <= end; first = queue.at(-1)) {
			queue.pop();
			running = first.at;
			first.run();
		}

		running = undefined;
	};

	const arm = (): void => {
		disarm?.();
		disarm = undefined;
		const first = queue.at(-1);
		if (first === undefined || isClosed) {
			return;
		}

		// A timer may not exceed 31 bits; it is armed again when it comes early.
		const delayMs = Math.min(Math.max(0, (first.at - reached()) / rate), 2 ** 31 - 1);
		disarm = driving.after(Math.ceil(delayMs), clock.catchUp);
	};

	const clock: SimulatedClock = {
		now: () => running ?? reached(),
		schedule(delayMs, run) {
			const event = {at: clock.now() + delayMs, order: order++, run};
			queue.splice(placeOf(queue, event), 0, event);
			if (running === undefined && queue.at(-1) === event) {
				arm();
			}
		},
		goOn(delayMs, run) {
			const spent = running === undefined ? 0 : reached() - runEnd;
			clock.schedule(delayMs + Math.max(0, spent), run);
		},
		catchUp() {
			if (running !== undefined) {
				return;
			}

			runUntil(reached());
			arm();
		},
		advance(byMs) {
			skippedMs += byMs;
			clock.catchUp();
		},
		close() {
			isClosed = true;
			disarm?.();
		},
	};
	return clock;
}

// The queue is kept latest first, so that the next event is popped from its end.
function placeOf(queue: readonly ScheduledEvent[], event: ScheduledEvent): number {
	let low = 0;
	let high = queue.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = queue[middle];
		const isLater =
			other !== undefined && (other.at > event.at || (other.at === event.at && other.order > event.order));
		if (isLater) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
