import {type Scope} from '../domain/account.js';
import {type Failure} from '../domain/failure.js';
import {type UsageSettings} from '../domain/usage/usage-settings.js';
import {type ActionRun} from './actions/action-run.js';
import {type JournalEntry} from './journal.js';
import {type Read} from './read.js';
import {type SeenTask} from './task-memory.js';

/** One bucket of the request budget, for the meter in the header. */
export type BudgetMeter = {
	/**
	 * The most that the console has spent of what it allows itself within the last two minutes, in the bucket that was
	 * spent most; 0 to 100.
	 */
	readonly usedPercent: number;
	/** Requests sent, and answers that were throttles, since the start. */
	readonly sent: number;
	readonly throttled: number;
};

/** A failure of this session, for `!`. */
export type SessionError = {
	readonly at: number;
	/** What was tried, e.g. `ecs:DescribeTasks`. */
	readonly what: string;
	readonly failure: Failure;
	/** How often the same failure of the same thing came in a row. */
	readonly count: number;
};

/** All that is known at one moment. Immutable: the same object until something changes. */
export type Snapshot = {
	readonly scope: Scope;
	readonly isReadOnly: boolean;
	readonly isPaused: boolean;
	/** What the operator set about usage; undefined leaves the defaults. */
	readonly usageSettings?: UsageSettings;
	/** What a read holds, its `initial` before the first answer. Same reference until it changes. */
	get<Params, T>(read: Read<Params, T>, params: Params): T;
	/** True while somebody waits for that read: its first loading, or one that was asked for; not while polling. */
	isLoading<Params, T>(read: Read<Params, T>, params: Params): boolean;
	readonly meter: BudgetMeter;
	/** The failure of the login, when that is why nothing comes. */
	readonly login?: Failure;
	readonly credentialsExpireAt?: number;
	/** Newest first, bounded. */
	readonly errors: readonly SessionError[];
	/** Newest first: actions of this session, running and done. */
	readonly runs: readonly ActionRun[];
	/** Newest first: lines of the journal of this session. */
	readonly journal: readonly JournalEntry[];
	/** What this console saw of a task, also when ECS has forgotten it; a memory that later reads add to. */
	seenTask(taskArn: string): SeenTask | undefined;
};
