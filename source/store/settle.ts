import {type Clock} from '../domain/clock.js';
import {type Job} from './scheduled.js';

export type Request = {readonly job: Job; readonly priority: number};

/**
 * Loads each of the requests once and resolves when each was tried, when the deadline has passed, or when the signal
 * aborts. Asks for the requests again after each load, because what was loaded may tell of more to load.
 */
export function settleAll(
	requests: () => readonly Request[],
	once: (request: Request, onEnd: () => void) => () => void,
	{
		clock,
		deadlineMs,
		asked,
		signal,
	}: {
		readonly clock: Clock;
		readonly deadlineMs: number | undefined;
		/** Keys that were asked for before: a command that settles twice reads nothing twice. */
		readonly asked: Set<string>;
		/** Aborted when nothing more is loaded: a closed store. */
		readonly signal: AbortSignal;
	},
): Promise<void> {
	return new Promise((resolve, reject) => {
		const withdrawals = new Map<string, () => void>();
		const cancelDeadline = deadlineMs === undefined ? undefined : clock.after(deadlineMs, finish);
		let isOver = false;

		function finish(): void {
			isOver = true;
			cancelDeadline?.();
			signal.removeEventListener('abort', finish);
			for (const withdraw of withdrawals.values()) {
				withdraw();
			}

			resolve();
		}

		function step(): void {
			for (const request of requests()) {
				const {key} = request.job;
				if (!asked.has(key)) {
					asked.add(key);
					withdrawals.set(
						key,
						once(request, () => ended(key)),
					);
				}
			}

			if (withdrawals.size === 0) {
				finish();
			}
		}

		function ended(key: string): void {
			withdrawals.delete(key);
			if (isOver) {
				return;
			}

			try {
				step();
			} catch (error) {
				// A bug in what lists the requests belongs to whoever waits, not to the load that just ended.
				reject(error as Error);
			}
		}

		signal.addEventListener('abort', finish, {once: true});
		if (signal.aborted) {
			finish();
		} else {
			step();
		}
	});
}
