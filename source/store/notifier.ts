import {type Clock} from '../domain/clock.js';

/** Changes that come together are told together; a screen that is drawn more often is not seen more often. */
const everyMs = 50;

export type Notifier = {
	/** Something changed: listeners are called soon, at most once per 50 ms. */
	changed(): void;
	subscribe(listener: () => void): () => void;
	close(): void;
};

/** Returns what tells listeners of changes; `onTold` is called after each round. */
export function createNotifier(clock: Clock, onTold: () => void): Notifier {
	const listeners = new Set<() => void>();
	let toldAt = Number.NEGATIVE_INFINITY;
	let cancel: (() => void) | undefined;
	let isClosed = false;

	function tell(): void {
		cancel = undefined;
		toldAt = clock.now();
		for (const listener of [...listeners]) {
			listener();
		}

		onTold();
	}

	return {
		changed() {
			if (!cancel && !isClosed) {
				// No longer than that either, though the machine's clock was set back.
				const waitMs = Math.min(everyMs, Math.max(0, toldAt + everyMs - clock.now()));
				cancel = clock.after(waitMs, tell);
			}
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		close() {
			isClosed = true;
			cancel?.();
		},
	};
}
