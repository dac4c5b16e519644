/**
 * Requests that one load keeps waiting or under way at once. Enough to hide the latency at the budget's pace,
 * few enough that a load that nobody wants any more has little in flight.
 */
const maxInFlight = 8;

export type Pool = {
	/** Starts the work when there is room for it, in order. */
	add(work: () => Promise<void>): void;
	/** Resolves when everything that was added has ended. */
	done(): Promise<void>;
};

/** Returns what runs at most 8 pieces of work side by side. */
export function createPool(): Pool {
	const queue: (() => Promise<void>)[] = [];
	const running = new Set<Promise<void>>();

	function start(): void {
		while (running.size < maxInFlight) {
			const work = queue.shift();
			if (!work) {
				return;
			}

			const run = work().finally(() => {
				running.delete(run);
				start();
			});
			running.add(run);
		}
	}

	return {
		add(work) {
			queue.push(work);
			start();
		},
		async done() {
			// Work may add work, and each end starts the next.
			while (running.size > 0) {
				await Promise.all(running);
			}
		},
	};
}
