import {type Clock} from '../domain/clock.js';
import {dueAt} from './schedule.js';
import {
	compareDue,
	type Due,
	type Entry,
	forgetFuture,
	isWanted,
	type Job,
	noteLack,
	priorityOf,
	stopGrace,
} from './scheduled.js';

export type Wanted = {readonly job: Job; readonly everyMs: number; readonly priority: number};

export type Scheduler = {
	/** Replaces what is kept fresh; equal wants share one load. */
	want(wanted: readonly Wanted[]): void;
	/** Loads that once, or waits for the load that is under way, then calls back; returns the way to withdraw. */
	once(job: Job, priority: number, onEnd: () => void): () => void;
	/** Makes all that is wanted due, for the operator's `r`. */
	refresh(): void;
	/** Makes what matches due, even when it is being loaded right now: what AWS holds has changed since. */
	makeDue(matches: (key: string) => boolean): void;
	/** Keeps what matches especially fresh while actions work on it; undefined when none is left. */
	hurry(matches: ((key: string) => boolean) | undefined): void;
	setPaused(isPaused: boolean): void;
	/** Somebody is at the keys. */
	touch(): void;
	/** Keys of loads that somebody waits for: first ones, and those that were asked for; not polls. */
	loading(): readonly string[];
	isNeeded(key: string): boolean;
	/** Forgets that it was ever loaded. */
	forget(key: string): void;
	close(): void;
};

/** Loads of one priority or better at a time; what is in view never waits for the loads of what is not. */
const maxLoads = 6;
/** How long a load that nobody wants any more may finish, behind all others, before it is broken off. */
const graceMs = 2000;
/** While AWS throttles the pace is looked at again this often, in milliseconds. */
const throttledLookMs = 10_000;
/** And otherwise at least this often: a machine may sleep, and its timers with it. */
const lookMs = 3_600_000;
const idleAfterMs = 300_000;
const idleFactor = 4;
/** A refresh of what was begun so recently brings nothing. */
const refreshGuardMs = 2000;

export type SchedulerParts = {
	readonly clock: Clock;
	/** 1, or more while AWS throttles. */
	readonly slowdown: () => number;
	/** Called when a load began or ended, and whether somebody waited for it. */
	readonly onLoading: (isLoud: boolean) => void;
};

/** Returns what decides which load runs when. */
export function createScheduler({clock, slowdown, onLoading}: SchedulerParts): Scheduler {
	const entries = new Map<string, Entry>();
	let hurried: {readonly since: number; readonly matches: (key: string) => boolean} | undefined;
	let isPaused = false;
	let isClosed = false;
	let touchedAt = clock.now();
	let cancelTimer: (() => void) | undefined;

	function plan(): void {
		cancelTimer?.();
		cancelTimer = undefined;
		if (isClosed) {
			return;
		}

		const now = clock.now();
		const idle = now - touchedAt >= idleAfterMs ? idleFactor : 1;
		const throttling = slowdown();
		let next = Number.POSITIVE_INFINITY;
		const due: Due[] = [];
		const running: number[] = [];
		for (const entry of entries.values()) {
			forgetFuture(entry, now);
			const pace = throttling * (entry.job.keepsPace ? 1 : idle);
			const at = entry.running ? undefined : dueAtOf(entry, pace);
			if (entry.running) {
				running.push(priorityOf(entry));
			}

			if (at !== undefined && at <= now) {
				due.push({entry, at, priority: priorityOf(entry)});
			} else if (at !== undefined) {
				next = Math.min(next, at);
			}
		}

		due.sort(compareDue);
		for (const {entry, priority} of due) {
			if (running.filter(other => other <= priority).length < maxLoads) {
				running.push(priority);
				start(entry);
			}
		}

		if (Number.isFinite(next)) {
			cancelTimer = clock.after(Math.min(next - now, throttling > 1 ? throttledLookMs : lookMs), plan);
		}
	}

	function dueAtOf(entry: Entry, pace: number): number | undefined {
		const {job, want, startedAt, endedAt, failures, isShort} = entry;
		const isAsked = (entry.isAsked && want !== undefined) || entry.waiters.size > 0;
		return dueAt(
			{everyMs: want?.everyMs, startedAt, endedAt, failures, isAsked, ...(isShort && {isShort})},
			{isPaused, slowdown: pace, hurriedSince: hurried?.matches(job.key) ? hurried.since : undefined},
		);
	}

	function start(entry: Entry): void {
		const controller = new AbortController();
		const isLoud = entry.isAsked || entry.endedAt === undefined || entry.waiters.size > 0;
		const {isByHand, isAfterAction} = entry;
		const running = {controller, startedAt: clock.now(), isLoud, isByHand, isAfterAction};
		entry.running = running;
		entry.isAsked = false;
		entry.isByHand = false;
		entry.isShort = false;
		entry.isAfterAction = false;
		onLoading(isLoud);

		void entry.job
			.load({signal: controller.signal, priority: () => priorityOf(entry), isByHand, isAfterAction})
			.then(isGood => end(entry, running, isGood));
	}

	function end(entry: Entry, running: NonNullable<Entry['running']>, isGood: boolean): void {
		entry.running = undefined;
		stopGrace(entry);
		if (running.controller.signal.aborted) {
			// Broken off, so as good as never begun: due again as soon as somebody wants it.
			entry.isAsked = true;
			entry.isByHand ||= running.isByHand;
			entry.isAfterAction ||= running.isAfterAction;
		} else {
			entry.startedAt = running.startedAt;
			entry.endedAt = clock.now();
			entry.failures = isGood ? 0 : entry.failures + 1;
			const waiters = [...entry.waiters];
			entry.waiters.clear();
			for (const waiter of waiters) {
				waiter.onEnd();
			}
		}

		onLoading(running.isLoud);
		plan();
	}

	function leave(entry: Entry): void {
		if (entry.running && !isWanted(entry) && !entry.cancelGrace) {
			const {controller} = entry.running;
			entry.cancelGrace = clock.after(graceMs, () => controller.abort());
		}
	}

	function entryOf(job: Job): Entry {
		const entry = entries.get(job.key) ?? {
			job,
			waiters: new Set(),
			isAsked: false,
			isByHand: false,
			isAfterAction: false,
			failures: 0,
		};
		entries.set(job.key, entry);
		entry.job = job;
		return entry;
	}

	return {
		want(wanted) {
			const keys = new Set(wanted.map(({job}) => job.key));
			for (const [key, entry] of entries) {
				if (!keys.has(key)) {
					entry.want = undefined;
					leave(entry);
				}
			}

			const merged = new Map<string, Wanted>();
			for (const one of wanted) {
				const same = merged.get(one.job.key) ?? one;
				merged.set(one.job.key, {
					job: one.job,
					everyMs: Math.min(same.everyMs, one.everyMs),
					priority: Math.min(same.priority, one.priority),
				});
			}

			for (const [order, {job, everyMs, priority}] of [...merged.values()].entries()) {
				const entry = entryOf(job);
				entry.want = {everyMs, priority, order};
				noteLack(entry);
				stopGrace(entry);
			}

			plan();
		},
		once(job, priority, onEnd) {
			const entry = entryOf(job);
			const waiter = {priority, onEnd};
			entry.waiters.add(waiter);
			stopGrace(entry);
			plan();
			return () => {
				entry.waiters.delete(waiter);
				leave(entry);
			};
		},
		refresh() {
			for (const entry of entries.values()) {
				const isRecent = clock.now() - (entry.startedAt ?? Number.NEGATIVE_INFINITY) < refreshGuardMs;
				if (entry.running) {
					entry.running.isLoud = true;
				}

				if (entry.want && (entry.job.pacesItself || (!entry.running && (entry.failures > 0 || !isRecent)))) {
					entry.isAsked = true;
					entry.isByHand = true;
				}

				entry.failures = 0;
			}

			onLoading(true);
			plan();
		},
		makeDue(matches) {
			for (const entry of entries.values()) {
				if (matches(entry.job.key)) {
					entry.isAsked = true;
					entry.isAfterAction = true;
				}
			}

			plan();
		},
		hurry(matches) {
			hurried = matches && {since: hurried?.since ?? clock.now(), matches};
			plan();
		},
		setPaused(paused) {
			isPaused = paused;
			plan();
		},
		touch() {
			const wasIdle = clock.now() - touchedAt >= idleAfterMs;
			touchedAt = clock.now();
			if (wasIdle) {
				plan();
			}
		},
		loading: () => [...entries.values()].filter(entry => entry.running?.isLoud).map(({job}) => job.key),
		isNeeded(key) {
			const entry = entries.get(key);
			return entry !== undefined && (isWanted(entry) || entry.running !== undefined);
		},
		forget(key) {
			entries.delete(key);
		},
		close() {
			isClosed = true;
			cancelTimer?.();
			for (const entry of entries.values()) {
				stopGrace(entry);
				entry.running?.controller.abort();
			}
		},
	};
}
