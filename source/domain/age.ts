const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The largest time that a Date can hold. */
const lastMs = 8.64e15;

const none = '–';

/** Returns a span of milliseconds in its largest whole unit: `12s` `4m` `3h` `2d`; negative spans are `0s`. */
export function age(ms: number): string {
	if (!Number.isFinite(ms)) {
		return none;
	}

	if (ms < minuteMs) {
		return `${Math.max(0, Math.floor(ms / secondMs))}s`;
	}

	if (ms < hourMs) {
		return `${Math.floor(ms / minuteMs)}m`;
	}

	return ms < dayMs ? `${Math.floor(ms / hourMs)}h` : `${Math.floor(ms / dayMs)}d`;
}

/** Returns how long ago `at` (epoch ms) was, or `–` when it is not known. */
export function ageSince(at: number | undefined, now: number): string {
	return at === undefined ? none : age(now - at);
}

/** Returns the time of day in UTC, `12:04Z`. */
export function clockTime(at: number): string {
	return isTime(at) ? `${isoTime(at).slice(11, 16)}Z` : none;
}

/** Returns the time as ISO 8601 in UTC, or `–` when the number is no time. */
export function isoTime(at: number): string {
	return isTime(at) ? new Date(at).toISOString() : none;
}

/** Returns a moment in UTC to the second, `2026-11-23 12:04:00Z`. */
export function momentText(at: number): string {
	return isoTime(at).replace(/^(.*)T(\d\d:\d\d:\d\d)\.\d+Z$/, '$1 $2Z');
}

function isTime(at: number): boolean {
	return Math.abs(at) <= lastMs;
}
