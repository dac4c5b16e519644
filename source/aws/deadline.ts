/** A signal that ends with the caller's or when the time is over, and knows which of them it was. */
export type Deadline = {
	readonly signal: AbortSignal;
	hasPassed(): boolean;
	/** Must be called when the work is done; stops the timer and lets go of the caller's signal. */
	clear(): void;
};

/** Starts a deadline of `afterMs` on top of the caller's signal. */
export function startDeadline(caller: AbortSignal, afterMs: number): Deadline {
	const controller = new AbortController();
	let hasPassed = false;
	const onCallerAbort = (): void => {
		controller.abort();
	};

	const timer = setTimeout(() => {
		hasPassed = true;
		controller.abort();
	}, afterMs);
	caller.addEventListener('abort', onCallerAbort, {once: true});
	if (caller.aborted) {
		controller.abort();
	}

	return {
		signal: controller.signal,
		hasPassed: () => hasPassed,
		clear() {
			clearTimeout(timer);
			caller.removeEventListener('abort', onCallerAbort);
		},
	};
}

/** Returns what the promise brings, or undefined when the signal ends first; the promise itself goes on. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
	if (signal.aborted) {
		return undefined;
	}

	let onAbort = (): void => undefined;
	const aborted = new Promise<undefined>(resolve => {
		onAbort = () => {
			resolve(undefined);
		};
	});
	signal.addEventListener('abort', onAbort, {once: true});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
