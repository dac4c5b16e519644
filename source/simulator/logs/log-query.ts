import {type CompiledQuery, type Run} from '../query/compile-query.js';
import {type GroupNames} from '../query/row.js';
import {createRandom} from '../random.js';
import {type QueryFault} from '../world/telemetry.js';
import {type World} from '../world/types.js';
import {type LogEvent} from './log-event.js';
import {type LogGroup} from './log-group.js';
import {type LogQuery, type QueryStatus} from './query-state.js';
import {hoursOf, keptOf, minutesOf} from './read-events.js';

export type QueryOrder = {
	readonly text: string;
	readonly compiled: CompiledQuery;
	readonly groups: readonly LogGroup[];
	/** Epoch milliseconds, both included. */
	readonly from: number;
	readonly to: number;
	readonly limit: number;
};

const waitMs = 250;
/** The scan goes on in slices, so that a long one doesn't hold up whatever else the process does. */
const sliceMs = 2;
const sliceEvents = 1000;
const shortestMs = 700;
/** Sooner than AWS's hour, so that it can be watched. */
const timeoutMs = 20_000;
/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
const longestMs = 3_600_000;
/** AWS keeps results for seven days; here the last ones are kept. */
const keptQueries = 200;

/** Queries of an account that may be under way at the same time. docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AnalyzingLogData.html */
export const concurrentQueries = 100;

export function isUnderWay({status}: LogQuery): boolean {
	return status === 'Scheduled' || status === 'Running';
}

/** Begins a query; simulated time carries it from Scheduled over Running, with partial results, to its end. */
export function beginQuery(world: World, order: QueryOrder): LogQuery {
	const run = order.compiled.begin(order.limit);
	world.logs.started++;
	const query: LogQuery = {
		// Chance of its own: whoever asks must not change what happens next.
		id: createRandom(`query ${world.logs.started} of ${world.vpc}`).uuid(),
		text: order.text,
		groupNames: order.groups.map(({name}) => name),
		createdAt: world.clock.now(),
		status: 'Scheduled',
		statistics: {recordsMatched: 0, recordsScanned: 0, bytesScanned: 0},
		lines: () => ({count: 0, page: () => []}),
	};
	world.logs.queries.set(query.id, query);
	forgetOldest(world);
	const fault = order.groups.find(({queryFault}) => queryFault)?.queryFault ?? world.logs.fault;
	world.clock.schedule(waitMs, () => {
		if (isUnderWay(query)) {
			query.status = 'Running';
			query.lines = run.partial;
			scan(world, {query, run, order, fault});
		}
	});
	return query;
}

/** Ends a query that is under way; false when there is nothing left to end. */
export function cancelQuery(world: World, query: LogQuery): boolean {
	if (!isUnderWay(query)) {
		return false;
	}

	end(world, query, 'Cancelled');
	return true;
}

function scan(
	world: World,
	{query, run, order, fault}: {query: LogQuery; run: Run; order: QueryOrder; fault: QueryFault | undefined},
): void {
	const span = {from: order.from, to: order.to, visibleAt: query.createdAt};
	const read = order.compiled.needsOrder ? minutesOf : hoursOf;
	const found = foundEvents(order.groups, group => read(group.series(), keptOf(group, span)), world.account);
	const slice = (): void => {
		if (!isUnderWay(query)) {
			return;
		}

		const isOver = scanSlice(query, run, found);
		if (fault) {
			world.clock.schedule(faultMs(fault), () => {
				if (isUnderWay(query)) {
					end(world, query, fault === 'fail' ? 'Failed' : 'Timeout');
				}
			});
		} else if (isOver) {
			const left = Math.max(0, query.createdAt + shortestMs - world.clock.now());
			world.clock.schedule(left, () => {
				if (isUnderWay(query)) {
					const lines = run.lines();
					query.lines = () => lines;
					end(world, query, 'Complete');
				}
			});
		} else {
			world.clock.goOn(sliceMs, slice);
		}
	};

	slice();
}

function faultMs(fault: QueryFault): number {
	switch (fault) {
		case 'fail':
			return 500;
		case 'timeout':
			return timeoutMs;
		case 'hang':
			return longestMs;
	}
}

type Found = {readonly events: readonly LogEvent[]; readonly group: GroupNames};

function* foundEvents(
	groups: readonly LogGroup[],
	read: (group: LogGroup) => Iterable<readonly LogEvent[]>,
	account: string,
): Generator<Found, void> {
	for (const group of groups) {
		const names = {account, name: group.name};
		for (const events of read(group)) {
			yield {events, group: names};
		}
	}
}

/** True when nothing is left. */
function scanSlice({statistics}: LogQuery, run: Run, found: Generator<Found, void>): boolean {
	for (let count = 0; count < sliceEvents; ) {
		const next = found.next();
		if (next.done) {
			return true;
		}

		const {events, group} = next.value;
		for (const event of events) {
			run.push({event, group});
			statistics.bytesScanned += event.bytes;
		}

		// What has no events took its time too.
		count += events.length + 1;
		statistics.recordsScanned += events.length;
		statistics.recordsMatched = run.matched();
	}

	return false;
}

/** Whoever ends without all lines keeps those that were told last. */
function end(world: World, query: LogQuery, status: QueryStatus): void {
	const lines = query.lines();
	query.lines = () => lines;
	query.status = status;
	query.endedAt = world.clock.now();
}

function forgetOldest({logs}: World): void {
	for (const [id, query] of logs.queries) {
		if (logs.queries.size <= keptQueries) {
			return;
		}

		if (!isUnderWay(query)) {
			logs.queries.delete(id);
		}
	}
}
