export type Slots = {
	/** Waits for a place, first come first served; returns the way to leave it, or undefined once aborted. */
	take(signal: AbortSignal): Promise<(() => void) | undefined>;
};

/** Returns so many places, each for one at a time. */
export function createSlots(places: number): Slots {
	const queue: (() => void)[] = [];
	let taken = 0;

	function leave(): void {
		taken -= 1;
		queue.shift()?.();
	}

	return {
		take(signal) {
			if (signal.aborted) {
				return Promise.resolve(undefined);
			}

			return new Promise(resolve => {
				const enter = () => {
					signal.removeEventListener('abort', giveUp);
					taken += 1;
					resolve(leave);
				};

				const giveUp = () => {
					queue.splice(queue.indexOf(enter), 1);
					resolve(undefined);
				};

				if (taken < places) {
					enter();
				} else {
					queue.push(enter);
					signal.addEventListener('abort', giveUp, {once: true});
				}
			});
		},
	};
}
