import {isDue, newestRange, olderRange, type Range} from '../../domain/usage/ask-plan.js';
import {headcountsSince} from '../../domain/usage/headcount.js';
import {mostRows} from '../../domain/usage/query-text.js';
import {without} from '../../domain/usage/tracked.js';
import {slotsKept} from '../../domain/usage/windows.js';
import {askMinutes, type MinutesParts} from './ask-minutes.js';
import {type GroupState, isRefusedAt} from './group-state.js';

export type MinutesLoad = MinutesParts & {
	readonly windowMs: number;
	/** False once no more may be asked: the ceiling is reached. */
	mayAsk(): boolean;
};

const minuteMs = 60_000;
/** Rows that one answer is planned to have: a minute may have more records than those before. */
const plannedRows = 0.8 * mostRows;
/** Before the window lies what its first rates are reckoned from; and it may end two minutes before now. */
const marginMs = 3 * minuteMs;

/**
 * Asks for the minutes of these groups that are not held: the newest first, then the rest of the window, older and
 * older. What was held stays, whatever fails. A group that fails is left to the next load.
 */
export async function loadMinutes(load: MinutesLoad, states: readonly GroupState[]): Promise<void> {
	let left = states;
	while (left.length > 0 && !load.reader.signal.aborted && load.mayAsk()) {
		const busy = left.flatMap(state => state.busy ?? []);
		if (busy.length > 0) {
			// Another window of the same cluster is loading: what that brings need not be asked for twice.
			await Promise.race(busy);
		} else {
			left = await askNext(load, left);
		}
	}

	const oldest = Math.floor(load.now() / minuteMs) - slotsKept - marginMs / minuteMs;
	for (const state of states) {
		state.minutes = without(state.minutes, oldest);
		state.headcounts = headcountsSince(state.headcounts, oldest * minuteMs);
	}
}

/** Asks for one range of each group that lacks one; returns those that may lack another. */
async function askNext(load: MinutesLoad, states: readonly GroupState[]): Promise<readonly GroupState[]> {
	const ranges = new Map<string, {readonly range: Range; readonly states: GroupState[]}>();
	const mostMs = mostMsAtOnce(states);
	for (const state of states) {
		const range = nextRange(load, state, mostMs);
		if (range) {
			const key = `${range.from} ${range.to}`;
			const same = ranges.get(key) ?? {range, states: []};
			same.states.push(state);
			ranges.set(key, same);
		}
	}

	const asked = await Promise.all([...ranges.values()].map(one => askMinutes(load, one.states, one.range)));
	return asked.flat();
}

function nextRange(load: MinutesLoad, {coverage, shut}: GroupState, mostMs: number): Range | undefined {
	const now = load.now();
	if (isRefusedAt(now, shut)) {
		return undefined;
	}

	const windowMs = load.windowMs + marginMs;
	return isDue(coverage, now)
		? newestRange(coverage, now, windowMs)
		: olderRange(coverage, {now, windowMs, mostMs});
}

/** So many minutes of all these groups fit into one answer. */
function mostMsAtOnce(states: readonly GroupState[]): number {
	const recordsPerMinute = states.reduce((sum, state) => sum + state.recordsPerMinute, 0);
	return (plannedRows / Math.max(1, recordsPerMinute)) * minuteMs;
}
