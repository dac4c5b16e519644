import {type ClusterArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type Total} from '../../domain/usage/aggregate.js';
import {type Coverage, skewMs} from '../../domain/usage/ask-plan.js';
import {type HeadcountsByKey} from '../../domain/usage/headcount.js';
import {type TrackedByKey} from '../../domain/usage/tracked.js';
import {type UsageGap, type UsageQueryText, type UsageWindow} from '../../domain/usage/usage.js';
import {failedCapMs} from '../schedule.js';

/** One aggregated window of a cluster. */
export type WindowState = {
	totals: ReadonlyMap<string, Total>;
	/** What services and clusters count; their points are in the bins. */
	headcounts: HeadcountsByKey;
	/** The points of the series. */
	bins: TrackedByKey;
	headcountBins: HeadcountsByKey;
	/** Until when bins were asked for. */
	binsTo?: number;
	/** True from when they were answered, or could not be. */
	hasBins?: boolean;
	askedAt?: number;
	triedAt?: number;
	gap?: UsageGap;
	query?: UsageQueryText;
	touchedAt: number;
};

export type Refusal = {readonly at: number; readonly failure: Failure};

/** All that is held of one cluster's log group. What is published of it is never changed, only replaced. */
export type GroupState = {
	readonly cluster: ClusterArn;
	readonly logGroup: string;
	logClass?: string;
	/** False once AWS said that there is no such group. */
	exists: boolean;
	coverage: Coverage;
	minutes: TrackedByKey;
	/** What the records of the cluster itself, and of its services, count. */
	headcounts: HeadcountsByKey;
	/** When the newest record of each last advanced, and to which slot: who stands still has ended. */
	progress: ReadonlyMap<string, {readonly slot: number; readonly at: number}>;
	/** Records that a minute has, to know how many minutes fit in one answer. */
	recordsPerMinute: number;
	/** Why the last asking for minutes brought not all. */
	gap?: UsageGap;
	/** When and why queries were last refused; FilterLogEvents answers meanwhile. */
	refused?: Refusal;
	/** When and why FilterLogEvents was refused too; nothing is asked meanwhile. */
	shut?: Refusal;
	query?: UsageQueryText;
	readAt?: number;
	/** The last query of it did not end well: it is asked for by itself, to spoil no other. */
	isSuspect: boolean;
	/** The load that works on its minutes right now. */
	busy?: Promise<void>;
	readonly windows: Map<UsageWindow, WindowState>;
	touchedAt: number;
};

export function createGroupState(cluster: ClusterArn, logGroup: string, now: number): GroupState {
	return {
		cluster,
		logGroup,
		exists: true,
		coverage: {},
		minutes: new Map(),
		headcounts: new Map(),
		progress: new Map(),
		recordsPerMinute: 0,
		isSuspect: false,
		windows: new Map(),
		touchedAt: now,
	};
}

/** Returns whether it was refused so recently that asking again would be a waste; `r` asks all the same. */
export function isRefusedAt(now: number, refusal: Refusal | undefined): boolean {
	// A clock that was set back must not stop the asking.
	return refusal !== undefined && Math.abs(now - refusal.at) < failedCapMs;
}

/** Makes all that failed due at once, whatever its pace: the operator asks. */
export function forgiveFailures(state: GroupState): void {
	state.refused = undefined;
	state.shut = undefined;
	if (state.coverage.triedAt !== state.coverage.askedAt) {
		state.coverage = {...state.coverage, triedAt: undefined};
	}

	for (const held of state.windows.values()) {
		if (held.triedAt !== held.askedAt) {
			held.triedAt = undefined;
		}
	}
}

const stepMs = 60_000;
/** Who has told nothing new in three askings has ended. */
const endedMs = 200_000;

/**
 * Returns the newest record of the one that is furthest behind, of those that still tell something, and remembers
 * how far each has come. A clock that is behind by minutes shows here: its records come long after their stamps.
 */
export function takeProgress(state: GroupState, now: number): number | undefined {
	let slowest: number | undefined;
	const progress = new Map<string, {readonly slot: number; readonly at: number}>();
	for (const [key, {track}] of state.minutes) {
		const before = state.progress.get(key);
		const after = before?.slot === track.newest ? before : {slot: track.newest, at: now};
		const isLive = now - after.at < endedMs && track.newest * stepMs > now - skewMs;
		progress.set(key, after);
		slowest = isLive ? Math.min(slowest ?? track.newest, track.newest) : slowest;
	}

	state.progress = progress;
	return slowest === undefined ? undefined : slowest * stepMs;
}
