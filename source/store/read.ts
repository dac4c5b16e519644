import {type Answer} from '../domain/account.js';
import {type Call, type Raw} from './call.js';
import {type JournalEntry} from './journal.js';
import {type Sharing} from './shared.js';

/** What a read works with while it loads. */
export type ReadContext<T> = {
	readonly call: Call;
	readonly raw: Raw;
	readonly signal: AbortSignal;
	/** True when the operator asked for it: what failed is tried at once, whatever pace the read itself has for that. */
	readonly isByHand: boolean;
	/** True when an action of this session has just changed what is read here: what was changed may be no news to AWS. */
	readonly isAfterAction: boolean;
	/** What all loads of this store's reads share; see shared.ts. */
	readonly shared: Sharing;
	/** The last lines of the journal's file, of this session and of those before. */
	readonly journal: () => Promise<Answer<readonly JournalEntry[]>>;
	now(): number;
	/** What is held at this moment. */
	held(): T;
	/** Replaces what is held; may be called many times, so that partial results are seen as they come. */
	publish(value: T): void;
};

/**
 * A kind of data that the store can hold and keep fresh. One file each in store/reads/; wants name it.
 * `load` publishes failures too (see domain/fetched.ts); it returns when everything was tried.
 */
export type Read<Params, T> = {
	readonly id: string;
	/** Which instance: an ARN, or '' when there is one per account and Region. */
	key(params: Params): string;
	/** What is held before the first answer. */
	readonly initial: T;
	/** How many resources it holds, 1 when left out: what nobody wants any more is dropped by it. */
	weight?(value: T): number;
	/**
	 * What is asked for and not held, as a text that differs with it; undefined when all is there. Where the parameters
	 * are not all in the key, such as the rows on screen: what is new in sight does not wait for the next poll.
	 */
	lacks?(held: T, params: Params): string | undefined;
	/** True when it is polled at its pace also while nobody is at the keys: its news are announced. */
	readonly keepsPace?: true;
	/** True when a load asks only for what can be new, and has a pace of its own for what failed: `r` always reaches it. */
	readonly pacesItself?: true;
	load(context: ReadContext<T>, params: Params): Promise<void>;
};

/** What a screen or a command needs kept fresh; the scheduler serves lower `priority` numbers first. */
export type Want = {
	// The store treats reads alike; params belong to their own read, which `want()` below checks.
	readonly read: Read<never, unknown>;
	readonly params: unknown;
	readonly everyMs: number;
	readonly priority: Priority;
};

/** 0: the list on screen. 1: what its rows add. 2: the header. 3: what nobody looks at right now. */
export type Priority = 0 | 1 | 2 | 3;

/** Returns a want whose parameters fit its read. */
export function want<Params, T>(
	read: Read<Params, T>,
	params: Params,
	options: {readonly everyMs: number; readonly priority: Priority},
): Want {
	// The only place where a read's type is forgotten.
	return {read: read as unknown as Read<never, unknown>, params, ...options};
}
