import {type ClusterArn} from '../../domain/arn.js';
import {isRefusal} from '../../domain/failure.js';
import {binInRow, type Total, totalInRow} from '../../domain/usage/aggregate.js';
import {headcountInRow} from '../../domain/usage/aggregate-counts.js';
import {type HeldHeadcount, headcountsSince, withHeadcounts} from '../../domain/usage/headcount.js';
import {binsQuery, mostRows, totalsQuery} from '../../domain/usage/query-text.js';
import {without, withRecords} from '../../domain/usage/tracked.js';
import {type UsageGap, type UsageWindow} from '../../domain/usage/usage.js';
import {type QueryRow} from '../../domain/usage/usage-operations.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {type AskParts, askGroups} from './ask-groups.js';
import {type GroupState, isRefusedAt, type WindowState} from './group-state.js';
import {type QueryEnd} from './query-office.js';

export type TotalsLoad = AskParts & {
	readonly window: UsageWindow;
	now(): number;
	mayAsk(): boolean;
	onNews(): void;
	onLost(state: GroupState): void;
};

/** A week of a big cluster takes the engine minutes. */
const deadlineMs = 240_000;
const retryMs = 60_000;

/** Returns what is held of a group in one aggregated window. */
export function windowOf({windows}: GroupState, window: UsageWindow, now: number): WindowState {
	const held = windows.get(window) ?? {
		totals: new Map(),
		headcounts: new Map(),
		bins: new Map(),
		headcountBins: new Map(),
		touchedAt: now,
	};
	windows.set(window, held);
	held.touchedAt = now;
	return held;
}

/**
 * Asks the engine for the statistics of the whole window, and for the points of the series that are not held. Each
 * window has its own pace, for it is scanned anew every time. A part of an answer would be wrong, so none is taken.
 */
export async function loadTotals(load: TotalsLoad, states: readonly GroupState[]): Promise<void> {
	const now = load.now();
	const {ms, paceMs, stepMs} = windowSpans[load.window];
	const due = states.filter(
		state => !isRefusedAt(now, state.refused) && isDue(windowOf(state, load.window, now), now, paceMs),
	);
	if (due.length === 0 || !load.mayAsk()) {
		return;
	}

	const before = new Map(due.map(state => [state, windowOf(state, load.window, now).triedAt]));
	for (const state of due) {
		windowOf(state, load.window, now).triedAt = now;
	}

	const answered = await askTotals(load, due, {from: now - ms, to: now});
	load.onNews();
	if (answered.length > 0 && load.mayAsk()) {
		await askBins(load, answered, {from: now - ms - stepMs, to: now});
	}

	for (const state of load.reader.signal.aborted ? due : []) {
		const held = windowOf(state, load.window, now);
		held.triedAt = held.askedAt === now ? now : before.get(state);
	}
}

function isDue({askedAt, triedAt}: WindowState, now: number, paceMs: number): boolean {
	const wait = askedAt !== undefined && triedAt === askedAt ? paceMs : retryMs;
	return triedAt === undefined || Math.abs(now - triedAt) >= wait;
}

type Told = {readonly totals: Map<string, Total>; readonly headcounts: Map<string, HeldHeadcount>};

const nothingTold = (): Told => ({totals: new Map(), headcounts: new Map()});

function takeTotal(
	{totals, headcounts}: Told,
	row: QueryRow,
	{cluster, window}: {readonly cluster: ClusterArn; readonly window: UsageWindow},
): void {
	const total = totalInRow(row, cluster);
	const headcount = total ? undefined : headcountInRow(row, cluster, window);
	if (total) {
		totals.set(total.identity.key, total);
	} else if (headcount) {
		headcounts.set(headcount.who.key, headcount);
	}
}

type Span = {readonly from: number; readonly to: number};

async function askTotals(
	load: TotalsLoad,
	states: readonly GroupState[],
	{from, to}: Span,
): Promise<readonly GroupState[]> {
	const text = totalsQuery();
	const told = new Map<GroupState, Told>();
	const rowsOf = new Map<GroupState, number>();
	const ends = await askGroups(load, states, {
		text,
		from,
		to,
		deadlineMs,
		take(state, rows) {
			rowsOf.set(state, (rowsOf.get(state) ?? 0) + rows.length);
			const own = told.get(state) ?? nothingTold();
			told.set(state, own);
			for (const row of rows) {
				takeTotal(own, row, {cluster: state.cluster, window: load.window});
			}
		},
	});
	return [...ends].flatMap(([state, end]) => {
		const held = windowOf(state, load.window, to);
		const own = told.get(state) ?? nothingTold();
		const isIgnored = own.totals.size + own.headcounts.size === 0 && (rowsOf.get(state) ?? 0) > 0;
		held.query = {text, by: 'logs:StartQuery', from, to, logGroups: [state.logGroup]};
		held.gap = isIgnored ? {kind: 'query-ignored'} : gapOf(end);
		takeFailure(load, state, end);

		if (end.kind !== 'answered' || isIgnored) {
			return [];
		}

		held.totals = own.totals;
		held.headcounts = own.headcounts;
		held.askedAt = to;
		state.readAt = load.now();
		return [state];
	});
}

/** What is refused here is refused for the minutes too: whoever asks first tells both. */
function takeFailure(load: TotalsLoad, state: GroupState, end: QueryEnd): void {
	const failure = end.kind === 'failed' ? end.failure : undefined;
	if (failure?.kind === 'absent') {
		load.onLost(state);
	} else if (failure && isRefusal(failure)) {
		state.refused = {at: load.now(), failure};
	} else if (end.kind === 'answered') {
		state.refused = undefined;
	}
}

function gapOf(end: QueryEnd): UsageGap | undefined {
	switch (end.kind) {
		case 'answered':
			return end.isCut ? {kind: 'cut', rows: mostRows} : undefined;
		case 'ended':
			return {kind: 'query-failed', status: end.status};
		case 'failed':
			return end.failure.kind === 'cancelled' || end.failure.kind === 'absent' || isRefusal(end.failure)
				? // What is refused is told of all such windows: see compose.ts.
					undefined
				: {kind: 'failure', failure: end.failure};
		default:
			return end satisfies never;
	}
}

/** Series are what rows have besides their statistics: where they can't be had, that is no gap. */
async function askBins(load: TotalsLoad, states: readonly GroupState[], {from, to}: Span): Promise<void> {
	const {window} = load;
	const {stepMs, ms} = windowSpans[window];
	// All groups at once: those that were asked for together have the same bins already.
	const start = Math.max(
		from,
		Math.min(...states.map(state => startOf(windowOf(state, window, to).binsTo ?? from, stepMs))),
	);
	const rowsOf = new Map<GroupState, QueryRow[]>();
	const ends = await askGroups(load, states, {
		text: binsQuery(window),
		from: start,
		to,
		deadlineMs,
		take(state, rows) {
			const own = rowsOf.get(state) ?? [];
			rowsOf.set(state, own);
			for (const row of rows) {
				own.push(row);
			}
		},
	});
	for (const [state, end] of ends) {
		const held = windowOf(state, window, to);
		held.hasBins ||= !(end.kind === 'failed' && end.failure.kind === 'cancelled');
		if (end.kind === 'answered') {
			const records = (rowsOf.get(state) ?? []).flatMap(row => binInRow(row, {window, askedTo: to}) ?? []);
			const bins = withRecords(held.bins, state.cluster, {records, stepMs});
			const counts = withHeadcounts(held.headcountBins, state.cluster, {records, stepMs});
			held.bins = end.isCut ? new Map() : without(bins, Math.floor((to - ms) / stepMs));
			held.headcountBins = end.isCut ? new Map() : headcountsSince(counts, to - ms);
			held.binsTo = end.isCut ? undefined : to;
		}
	}
}

function startOf(at: number, stepMs: number): number {
	return Math.floor(at / stepMs) * stepMs;
}
