/** What became of the calls of one operation. */
export type CallCounts = {
	readonly calls: number;
	readonly ok: number;
	readonly throttled: number;
	readonly denied: number;
	/** Other errors, those of the fault options included. */
	readonly failed: number;
	/** Connections cut without an answer. */
	readonly dropped: number;
};

/** What was served, by `service:Operation` in alphabetical order, and the sum of it. */
export type Report = {readonly operations: Readonly<Record<string, CallCounts>>; readonly total: CallCounts};

export type Outcome = Exclude<keyof CallCounts, 'calls'>;

export type Tally = {count(action: string, outcome: Outcome): void; report(): Report};

const none: CallCounts = {calls: 0, ok: 0, throttled: 0, denied: 0, failed: 0, dropped: 0};

export function createTally(): Tally {
	const counted = new Map<string, CallCounts>();
	return {
		count(action, outcome) {
			counted.set(action, plus(counted.get(action) ?? none, outcome));
		},
		report() {
			const sorted = [...counted].sort(([first], [second]) => (first < second ? -1 : 1));
			return {operations: Object.fromEntries(sorted), total: sorted.reduce(sum, none)};
		},
	};
}

function plus(counts: CallCounts, outcome: Outcome): CallCounts {
	return {...counts, calls: counts.calls + 1, [outcome]: counts[outcome] + 1};
}

function sum(total: CallCounts, [, counts]: [string, CallCounts]): CallCounts {
	return {
		calls: total.calls + counts.calls,
		ok: total.ok + counts.ok,
		throttled: total.throttled + counts.throttled,
		denied: total.denied + counts.denied,
		failed: total.failed + counts.failed,
		dropped: total.dropped + counts.dropped,
	};
}
