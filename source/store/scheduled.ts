/** One read with its parameters, as the scheduler sees it. */
export type Job = {
	readonly key: string;
	/** Polled at its pace also while nobody is at the keys. */
	readonly keepsPace?: true;
	/** A load asks AWS only for what can be new, so the operator's `r` is never too soon. */
	readonly pacesItself?: true;
	/** What was asked for and is not held; see Read. */
	lacks?(): string | undefined;
	/** Loads once; resolves with whether it brought anything; never rejects. */
	load(control: LoadControl): Promise<boolean>;
};

export type LoadControl = {
	readonly signal: AbortSignal;
	readonly priority: () => number;
	/** True when the operator asked: what has a pace of its own for what failed goes at once. */
	readonly isByHand: boolean;
	/** True for the first load after an action changed what it reads. */
	readonly isAfterAction: boolean;
};

/** What the scheduler remembers of a job. */
export type Entry = {
	job: Job;
	want?: {readonly everyMs: number; readonly priority: number; readonly order: number};
	/** Those who wait for one load: commands, and actions that make their plan. */
	readonly waiters: Set<{readonly priority: number; readonly onEnd: () => void}>;
	running?: {
		readonly controller: AbortController;
		readonly startedAt: number;
		isLoud: boolean;
		readonly isByHand: boolean;
		readonly isAfterAction: boolean;
	};
	isAsked: boolean;
	/** It was the operator who asked. */
	isByHand: boolean;
	/** What was lacking when it was wanted last. */
	lacked?: string;
	/** Set when something else is lacking, until the next load begins. */
	isShort?: boolean;
	/** An action changed what it reads. */
	isAfterAction: boolean;
	/** Begin and end of the last load that was not broken off. */
	startedAt?: number;
	endedAt?: number;
	/** Loads in a row that failed. */
	failures: number;
	/** Set while a load that nobody wants any more may still finish. */
	cancelGrace?: () => void;
};

/** Behind everything that somebody wants. */
const unwanted = 9;

export function isWanted(entry: Entry): boolean {
	return entry.want !== undefined || entry.waiters.size > 0;
}

export function priorityOf(entry: Entry): number {
	return Math.min(entry.want?.priority ?? unwanted, ...[...entry.waiters].map(waiter => waiter.priority));
}

export function stopGrace(entry: Entry): void {
	entry.cancelGrace?.();
	entry.cancelGrace = undefined;
}

/** Notes what is lacking now; the same as before was asked for already. */
export function noteLack(entry: Entry): void {
	const lacks = entry.job.lacks?.();
	if (lacks !== undefined && lacks !== entry.lacked) {
		entry.isShort = true;
	}

	entry.lacked = lacks;
}

/** A load that ended in the future did so before the machine's clock was set back: it counts as of now. */
export function forgetFuture(entry: Entry, now: number): void {
	if (entry.endedAt !== undefined && entry.endedAt > now) {
		entry.startedAt = now;
		entry.endedAt = now;
	}
}

export type Due = {readonly entry: Entry; readonly at: number; readonly priority: number};

/** Better priority first, then what is due longest, then as the screen listed it. */
export function compareDue(one: Due, other: Due): number {
	if (one.priority !== other.priority) {
		return one.priority - other.priority;
	}

	return one.at === other.at
		? (one.entry.want?.order ?? 0) - (other.entry.want?.order ?? 0)
		: one.at - other.at;
}
