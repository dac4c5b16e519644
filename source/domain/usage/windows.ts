import {type UsageWindow} from './usage.js';

const minute = 60_000;
const hour = 60 * minute;

export type WindowSpan = {
	readonly ms: number;
	/** Time between two points of a series. */
	readonly stepMs: number;
	/** Held minute by minute, or aggregated by the query engine. */
	readonly isMinutes: boolean;
	/** How often an aggregated window is asked for anew, in ms: its price is that of the whole window. */
	readonly paceMs: number;
};

/** Points that are kept of everything, whatever the step: an hour of minutes, and no window has more. */
export const slotsKept = 60;

export const windowSpans: {readonly [window in UsageWindow]: WindowSpan} = {
	'15m': {ms: 15 * minute, stepMs: minute, isMinutes: true, paceMs: minute},
	'1h': {ms: hour, stepMs: minute, isMinutes: true, paceMs: minute},
	'6h': {ms: 6 * hour, stepMs: 10 * minute, isMinutes: false, paceMs: 15 * minute},
	'24h': {ms: 24 * hour, stepMs: 30 * minute, isMinutes: false, paceMs: 30 * minute},
	'7d': {ms: 168 * hour, stepMs: 3 * hour, isMinutes: false, paceMs: 3 * hour},
};

/** Some points in a row: `first` is the number of the first since the epoch. */
export type Grid = {readonly first: number; readonly count: number; readonly stepMs: number};

/**
 * Returns the points of a window that ends now; `newestSlots` are the newest ones of what is held. Minutes end where
 * half of those that tell something now have come to, so that the last points are not always empty (records come 1 to
 * 2.5 minutes late, domain.md §4.1) and one clock that is wrong does not move the window of all.
 */
export function gridOf(window: UsageWindow, now: number, newestSlots: readonly number[]): Grid {
	const {ms, stepMs, isMinutes} = windowSpans[window];
	const count = Math.round(ms / stepMs);
	const current = Math.floor(now / stepMs);
	const soonest = current - normalLagMinutes;
	const recent = newestSlots.filter(slot => slot >= soonest).sort((one, other) => one - other);
	const median = recent[Math.floor((recent.length - 1) / 2)] ?? soonest;
	const last = isMinutes ? median : current;
	return {first: last - count + 1, count, stepMs};
}

const normalLagMinutes = 2;
