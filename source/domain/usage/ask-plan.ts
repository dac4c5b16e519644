/** What was asked of one log group so far; all times are epoch ms. */
export type Coverage = {
	/** Records from here on were asked for without a gap; undefined before the first answer. */
	readonly heldFrom?: number;
	/** When the newest minutes were last asked for with success, and until when. */
	readonly askedAt?: number;
	/** When they were last asked for at all. */
	readonly triedAt?: number;
	/** The newest record of all. */
	readonly newestAt?: number;
	/** The newest record of the one that is furthest behind, of those that still tell something. */
	readonly slowestAt?: number;
};

/** One range to ask for; both ends belong to it. */
export type Range = {readonly part: 'newest' | 'older'; readonly from: number; readonly to: number};

const minuteMs = 60_000;
/** When the records of a minute begin to be visible, and when they all are: 80 s as a rule, 140 s at most (domain.md §4.1). */
const usualLagMs = 80_000;
const settledMs = 150_000;
/** A failed request is not repeated before this. */
const retryMs = 10_000;
/** The first answer is of a few minutes, so that it comes soon and tells how many records a minute has. */
const firstMs = 5 * minuteMs;
/** Clocks of whoever writes records differ by minutes; who is behind by more is not waited for. */
export const skewMs = 15 * minuteMs;
/** Records that are newer than they can be show that this machine's clock is behind. */
const aheadMs = 15 * minuteMs;
const soonestLagMs = 60_000;

/** Returns whether new minutes can have come since they were last asked for. */
export function isDue({askedAt, triedAt}: Coverage, now: number): boolean {
	if (askedAt === undefined || triedAt !== askedAt) {
		return triedAt === undefined || Math.abs(now - triedAt) >= retryMs;
	}

	const seen = (at: number) => Math.floor((at - usualLagMs) / minuteMs);
	// A clock that was set back must not stop the asking.
	return seen(now) !== seen(askedAt);
}

/**
 * Returns the newest minutes that are to be asked for: all that are not held, and those that were asked for too soon
 * to be sure that every record had come. A minute is settled when it was asked for 150 s after its stamp.
 */
export function newestRange(coverage: Coverage, now: number, windowMs: number): Range {
	const {heldFrom, askedAt, newestAt, slowestAt = newestAt} = coverage;
	const earliest = startOf(now - windowMs);
	const isAhead = newestAt !== undefined && askedAt !== undefined && newestAt > askedAt - soonestLagMs;
	const to = now + (isAhead ? aheadMs : 0);
	if (heldFrom === undefined || askedAt === undefined || askedAt > now) {
		return {part: 'newest', from: Math.max(earliest, startOf(now - firstMs)), to};
	}

	const unsettled = startOf(askedAt - settledMs) + minuteMs;
	const late = slowestAt === undefined ? unsettled - skewMs : Math.min(unsettled, startOf(slowestAt));
	return {part: 'newest', from: Math.max(earliest, unsettled - skewMs, late), to};
}

/** Returns the next older stretch of the window that is not held yet, at most `mostMs` long; undefined when all is. */
export function olderRange(
	{heldFrom}: Coverage,
	{now, windowMs, mostMs}: {readonly now: number; readonly windowMs: number; readonly mostMs: number},
): Range | undefined {
	const earliest = startOf(now - windowMs);
	return heldFrom === undefined || heldFrom <= earliest
		? undefined
		: {
				part: 'older',
				from: Math.max(earliest, heldFrom - Math.max(minuteMs, startOf(mostMs))),
				to: heldFrom - 1,
			};
}

/**
 * Returns the coverage after a range was answered. An answer that was cut at the row limit covers only what it
 * reached: `reached` is the last record's time, in the direction of the sorting.
 */
export function answered(
	coverage: Coverage,
	{from, part}: Range,
	{askedAt, reached}: {readonly askedAt: number; readonly reached?: number},
): Coverage {
	if (part === 'older') {
		return {...coverage, heldFrom: reached === undefined ? from : startOf(reached) + minuteMs};
	}

	const isJoined =
		coverage.heldFrom !== undefined &&
		coverage.askedAt !== undefined &&
		from <= startOf(coverage.askedAt - settledMs) + minuteMs;
	return {
		...coverage,
		heldFrom: isJoined ? coverage.heldFrom : from,
		// What was reached is as if it had been asked for just now, and no more.
		askedAt: reached === undefined ? askedAt : startOf(reached) + settledMs - minuteMs,
		triedAt: reached === undefined ? askedAt : undefined,
	};
}

function startOf(at: number): number {
	return Math.floor(at / minuteMs) * minuteMs;
}
