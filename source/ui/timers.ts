import {type Clock} from '../domain/clock.js';

const minuteMs = 60_000;

/** Calls back at each full minute, when the clock on the screen moves on; returns the way to stop. */
export function everyMinute(clock: Clock, callback: () => void): () => void {
	let stop = (): void => {};
	const wait = (): void => {
		stop = clock.after(minuteMs - (clock.now() % minuteMs), () => {
			callback();
			wait();
		});
	};

	wait();
	return () => stop();
}

/** Returns a way to be called back once after `delayMs`, of which only the last counts. */
export function oneTimer(clock: Clock, delayMs: number): {start(callback: () => void): void; stop(): void} {
	let stop = (): void => {};
	return {
		start(callback) {
			stop();
			stop = clock.after(delayMs, callback);
		},
		stop: () => stop(),
	};
}
