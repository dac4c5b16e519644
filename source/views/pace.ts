import {type Want} from '../store/read.js';

/**
 * How old each kind of data may get while someone looks at it, in milliseconds; the store goes slower by itself
 * when throttled, idle or paused. With 200 clusters on the home screen this is about 4 requests a second,
 * of the 10 that the console allows itself.
 */
export const pace = {
	/** The list or detail on screen. */
	focusedMs: 10_000,
	/** What its rows add, such as the tasks behind the services. */
	addedMs: 20_000,
	/** A census of a cluster whose row is on screen, and of one whose row is not. */
	visibleCensusMs: 60_000,
	hiddenCensusMs: 240_000,
	/** Lists over all clusters at once. */
	everywhereMs: 60_000,
	/** What GuardDuty reports: it judges anew every few minutes, and publishes no rate for being asked. */
	coverageMs: 60_000,
	/** Findings: what changed since; GuardDuty publishes new ones within minutes. */
	findingsMs: 30_000,
	/** Detector, administrator, account setting: they change by somebody's hand. */
	gatesMs: 60_000,
	/** Who we are; what is immutable once read. */
	rarelyMs: 600_000,
} as const;

/** Returns the wants at the pace of `--refresh`: the list on screen every `refreshMs`, all else in proportion. */
export function atRefresh(wants: readonly Want[], refreshMs: number | undefined): readonly Want[] {
	if (refreshMs === undefined || refreshMs === pace.focusedMs) {
		return wants;
	}

	const factor = refreshMs / pace.focusedMs;
	return wants.map(want => ({...want, everyMs: Math.round(want.everyMs * factor)}));
}
