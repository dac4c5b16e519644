/** What the scheduler knows of one read with its parameters. */
export type Pace = {
	/** Undefined while nobody wants it kept fresh. */
	readonly everyMs?: number;
	/** Begin and end of the last loading that was not broken off. */
	readonly startedAt?: number;
	readonly endedAt?: number;
	/** Loadings in a row that failed. */
	readonly failures: number;
	/** Asked for by hand, by an action or by a command: due whatever the pace. */
	readonly isAsked: boolean;
	/** More is asked for than is held. */
	readonly isShort?: boolean;
};

export type Weather = {
	readonly isPaused: boolean;
	/** 1 at full pace, more when AWS throttles or nobody is at the keys. */
	readonly slowdown: number;
	/** Since when an action works on this very thing; undefined while none does. */
	readonly hurriedSince: number | undefined;
};

/** Who scrolls asks for more with each row: what is lacking is asked for this often, in milliseconds. */
const shortMs = 1000;
/** While an action works on it, a list is read this often, in milliseconds. */
const hurriedMs = 5000;
const failedBaseMs = 5000;
/** The slowest pace of what fails, in milliseconds. */
export const failedCapMs = 300_000;

/** Returns when it is to be loaded next (epoch ms, -Infinity: now), or undefined: not until somebody asks. */
export function dueAt(pace: Pace, weather: Weather): number | undefined {
	const {everyMs, startedAt, endedAt, failures, isAsked, isShort} = pace;
	if (isAsked) {
		return Number.NEGATIVE_INFINITY;
	}

	if (everyMs === undefined) {
		return undefined;
	}

	if (startedAt === undefined || endedAt === undefined) {
		return Number.NEGATIVE_INFINITY;
	}

	if (isShort) {
		return startedAt + afterFailures(Math.min(shortMs, everyMs), failures);
	}

	if (weather.isPaused) {
		return undefined;
	}

	const {slowdown, hurriedSince} = weather;
	const steadyAt = startedAt + afterFailures(everyMs * slowdown, failures);
	const hurriedAt =
		hurriedSince === undefined
			? Number.POSITIVE_INFINITY
			: Math.max(startedAt, hurriedSince) + afterFailures(hurriedMs * slowdown, failures);
	// What took long is read at most half of the time, however often it is wanted.
	return Math.max(Math.min(steadyAt, hurriedAt), endedAt + (endedAt - startedAt));
}

function afterFailures(paceMs: number, failures: number): number {
	if (failures === 0) {
		return paceMs;
	}

	const backoffMs = Math.max(paceMs, failedBaseMs) * 2 ** Math.min(failures - 1, 10);
	return Math.max(paceMs, Math.min(backoffMs, failedCapMs));
}
