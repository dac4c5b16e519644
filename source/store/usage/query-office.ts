import {type Failure} from '../../domain/failure.js';
import {begun, belowAt, billAt, emptyLedger, filtered, scanned} from '../../domain/usage/bill.js';
import {mostRows} from '../../domain/usage/query-text.js';
import {type UsageBill} from '../../domain/usage/usage.js';
import {type QueryAnswer, type QueryRow} from '../../domain/usage/usage-operations.js';
import {pauseFor} from '../actions/watch.js';
import {type ReadContext} from '../read.js';
import {type SharedParts} from '../shared.js';
import {createSlots} from './slots.js';

/** Queries of this console that run at AWS at once; the account has 100 for everybody (domain.md §4.5). */
const mostRunning = 2;
const firstPauseMs = 300;
const longestPauseMs = 5000;
/** How long the end of the console waits for the end of its queries. */
const closeMs = 1000;

/** Who waits for a query: one that nobody waits for is stopped. */
export type Reader = Pick<ReadContext<unknown>, 'call' | 'signal'>;

export type Query = {
	readonly logGroups: readonly string[];
	readonly text: string;
	readonly from: number;
	readonly to: number;
	/** How long it may run before it is stopped. */
	readonly deadlineMs: number;
	/** Told of the rows of the answer, page by page. */
	onRows(rows: readonly QueryRow[]): void;
	/** Told of rows while the query runs; they come again with the answer. */
	onEarlyRows?(rows: readonly QueryRow[]): void;
};

export type QueryEnd =
	| {readonly kind: 'answered'; readonly rows: number; readonly isCut: boolean}
	| {readonly kind: 'failed'; readonly failure: Failure}
	/** It ended without an answer: AWS's word, or Timeout when it was stopped here. */
	| {readonly kind: 'ended'; readonly status: string};

export type QueryOffice = {
	/** Starts a query when there is room, follows it to its end, and stops it when nobody waits any more. */
	run(query: Query, reader: Reader): Promise<QueryEnd>;
	/** A refresh begins: what is spent from now on is its price. */
	begin(): void;
	/** So many bytes came from FilterLogEvents. */
	filtered(bytes: number): void;
	bill(): UsageBill;
	/** When less than so many bytes will have been scanned within the hour, in epoch ms. */
	belowAt(bytes: number): number;
	/** Stops every query that runs; resolves when AWS was told, or after a second. */
	close(): Promise<void>;
};

/** Returns what runs the queries of one store, two at a time, and keeps their bill. */
export function createQueryOffice({clock, call}: SharedParts): QueryOffice {
	const slots = createSlots(mostRunning);
	const running = new Set<string>();
	const starting = new Set<Promise<unknown>>();
	let ledger = emptyLedger;
	let isClosed = false;

	async function stop(queryId: string): Promise<void> {
		// Whoever takes it off the list stops it: the reader that leaves, or the end of the console.
		if (running.delete(queryId)) {
			await call('logs:StopQuery', {queryId});
		}
	}

	async function start({logGroups, text, from, to}: Query, reader: Reader) {
		const started = reader.call('logs:StartQuery', {logGroups, query: text, from, to, limit: mostRows});
		const known = started.then(answer => {
			if (answer.ok) {
				running.add(answer.value);
			}

			return answer.ok && isClosed ? stop(answer.value) : undefined;
		});
		starting.add(known);
		const answer = await started;
		await known;
		starting.delete(known);
		return answer;
	}

	async function follow(queryId: string, query: Query, reader: Reader): Promise<QueryEnd> {
		const deadline = clock.now() + query.deadlineMs;
		let pauseMs = firstPauseMs;
		let bytes = 0;
		let shown = 0;
		try {
			for (;;) {
				await pauseFor(clock, pauseMs, reader.signal);
				if (reader.signal.aborted) {
					return cancelled;
				}

				const answer = await reader.call('logs:GetQueryResults', {queryId});
				if (!answer.ok) {
					return {kind: 'failed', failure: answer.failure};
				}

				bytes = Math.max(bytes, answer.value.statistics?.bytesScanned ?? 0);
				if (answer.value.status === 'Complete') {
					running.delete(queryId);
					return await pages(queryId, answer.value, {query, reader});
				}

				if (ends.has(answer.value.status)) {
					running.delete(queryId);
					return {kind: 'ended', status: answer.value.status};
				}

				if (answer.value.rows.length > shown) {
					shown = answer.value.rows.length;
					query.onEarlyRows?.(answer.value.rows);
				}

				if (clock.now() >= deadline) {
					return {kind: 'ended', status: 'Timeout'};
				}

				pauseMs = Math.min(pauseMs * 2, longestPauseMs);
			}
		} finally {
			ledger = scanned(ledger, clock.now(), bytes);
			await stop(queryId);
		}
	}

	return {
		async run(query, reader) {
			const leave = await slots.take(reader.signal);
			if (!leave || isClosed) {
				leave?.();
				return cancelled;
			}

			try {
				const started = await start(query, reader);
				return started.ok
					? await follow(started.value, query, reader)
					: {kind: 'failed', failure: started.failure};
			} finally {
				leave();
			}
		},
		begin() {
			ledger = begun(ledger);
		},
		filtered(bytes) {
			ledger = filtered(ledger, bytes);
		},
		bill: () => billAt(ledger, clock.now()),
		belowAt: bytes => belowAt(ledger, clock.now(), bytes),
		async close() {
			isClosed = true;
			const stopping = [...[...running].map(stop), ...starting];
			if (stopping.length > 0) {
				const late = new AbortController();
				await Promise.race([Promise.all(stopping), pauseFor(clock, closeMs, late.signal)]);
				late.abort();
			}
		},
	};
}

/** What a query ends as without an answer; any other word than these and Complete is taken for "still running". */
const ends: ReadonlySet<string> = new Set(['Failed', 'Cancelled', 'Timeout']);

const cancelled: QueryEnd = {
	kind: 'failed',
	failure: {kind: 'cancelled', message: 'nobody waits for this any more'},
};

/** Reads the pages of a query that is complete; `first` is the first of them. */
async function pages(
	queryId: string,
	first: QueryAnswer,
	{query, reader}: {readonly query: Query; readonly reader: Reader},
): Promise<QueryEnd> {
	let rows = first.rows.length;
	let {nextToken} = first;
	query.onRows(first.rows);
	while (nextToken !== undefined && rows < mostRows) {
		const token = nextToken;
		const answer = await reader.call('logs:GetQueryResults', {queryId, nextToken: token});
		if (!answer.ok) {
			return {kind: 'failed', failure: answer.failure};
		}

		query.onRows(answer.value.rows);
		rows += answer.value.rows.length;
		// A token that leads nowhere would be followed for ever.
		nextToken = answer.value.nextToken === token ? undefined : answer.value.nextToken;
	}

	return {kind: 'answered', rows, isCut: rows >= mostRows};
}
