import {type Action, type Answers, type Plan} from './actions/action.js';
import {type Want} from './read.js';
import {type Snapshot} from './snapshot.js';

/** What we know now of one account and Region, kept fresh under the request budget. */
export type Store = {
	snapshot(): Snapshot;
	/**
	 * Calls back after a change, at most once per 50 ms; returns the way to stop. What was read again and found
	 * unchanged is told at most once a minute; `snapshot()` knows its new date at once.
	 */
	subscribe(listener: () => void): () => void;
	/** Says what the screen needs from now on; replaces what was said before. Never waits. */
	want(wants: readonly Want[]): void;
	/** Makes every want due now; reads the login again when that is what failed. */
	refresh(): void;
	setPaused(isPaused: boolean): void;
	/** The operator pressed a key: polling is at full pace again after an idle time. */
	touch(): void;
	/**
	 * Loads every want once in this store's life and resolves when each was tried, or after the deadline; for
	 * commands. A function is asked again after each load, so that what was read may lead to more wants.
	 */
	settle(wants: readonly Want[] | (() => readonly Want[]), deadlineMs?: number): Promise<void>;
	/** Starts a confirmed plan; returns the run's id. */
	start(action: Action, plan: Plan, answers: Answers): string;
	/** Asks a running action to stop: what was sent stays sent, nothing new starts. */
	abort(runId: string): void;
	/** Stops polling and running actions, waits for the journal to be whole, closes the account. */
	close(): Promise<void>;
};
