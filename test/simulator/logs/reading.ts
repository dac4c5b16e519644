import {
	FilterLogEventsCommand,
	type FilterLogEventsCommandInput,
	GetQueryResultsCommand,
	type GetQueryResultsCommandOutput,
	StartQueryCommand,
	type StartQueryCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import {type DrivingClock} from '../../../source/simulator/clock.js';
import {stillClock} from '../clients.js';
import {type Rig} from '../rig.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

export const groupOf = (cluster: string): string => `/aws/ecs/containerinsights/${cluster}/performance`;

/** A clock that goes on by a second at each look, so that no limit per second is ever met. */
export function hurriedClock(): DrivingClock {
	let at = stillClock.now();
	return {
		...stillClock,
		now() {
			at += 1000;
			return at;
		},
	};
}

/** An event of FilterLogEvents, as the SDK gives it. */
export type RawEvent = {
	readonly logStreamName: string;
	readonly timestamp: number;
	readonly ingestionTime: number;
	readonly message: string;
	readonly eventId: string;
};

/** All pages of FilterLogEvents. */
export async function readEvents(
	{logs}: Rig,
	input: FilterLogEventsCommandInput,
): Promise<{readonly events: readonly RawEvent[]; readonly pages: readonly number[]}> {
	const events: RawEvent[] = [];
	const pages: number[] = [];
	let nextToken: string | undefined;
	do {
		const page = await logs.send(new FilterLogEventsCommand({...input, nextToken}));
		nextToken = page.nextToken;
		pages.push(page.events?.length ?? 0);
		events.push(...((page.events ?? []) as RawEvent[]));
	} while (nextToken !== undefined);

	return {events, pages};
}

/** A performance record; members that a test reads are there, or the test fails. */
export type PerformanceRecord = {readonly [member: string]: unknown} & {
	readonly Type: string;
	readonly TaskId: string;
	readonly ContainerName: string;
	readonly ServiceName?: string;
	readonly Timestamp: number;
	readonly CpuUtilized: number;
	readonly MemoryUtilized: number;
	readonly StorageReadBytes: number;
	readonly NetworkRxPackets: number;
};

/** The records of a cluster since some time ago, oldest first. */
export async function readRecords(
	rig: Rig,
	cluster: string,
	{agoMs = hourMs, pattern = ''}: {agoMs?: number; pattern?: string} = {},
): Promise<readonly PerformanceRecord[]> {
	const {events} = await readEvents(rig, {
		logGroupName: groupOf(cluster),
		startTime: rig.simulator.now() - agoMs,
		filterPattern: pattern,
	});
	return events.map(({message}) => JSON.parse(message) as PerformanceRecord);
}

export type Line = Readonly<Record<string, string>>;

/** Asks a query about the last hour, or the given span, and lets time pass until it has ended. */
export async function query(
	rig: Rig,
	queryString: string,
	input: Partial<StartQueryCommandInput>,
): Promise<{
	readonly status: string | undefined;
	readonly lines: readonly Line[];
	readonly answer: GetQueryResultsCommandOutput;
}> {
	const now = Math.floor(rig.simulator.now() / 1000);
	const {queryId} = await rig.logs.send(
		new StartQueryCommand({startTime: now - 3600, endTime: now, ...input, queryString}),
	);
	for (;;) {
		const answer = await rig.logs.send(new GetQueryResultsCommand({queryId}));
		if (answer.status !== 'Scheduled' && answer.status !== 'Running') {
			return {status: answer.status, lines: linesOf(answer), answer};
		}

		rig.simulator.advance(1000);
	}
}

export function linesOf({results = []}: GetQueryResultsCommandOutput): readonly Line[] {
	return results.map(row => Object.fromEntries(row.map(({field = '', value = ''}) => [field, value])));
}
