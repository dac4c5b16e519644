import {CloudWatchLogsClient, FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type Simulator} from '../../../source/simulator/simulator.js';
import {groupOf} from './fake-logs.js';

// What usage must be, reckoned from the events themselves in the plainest way, by none of the console's code.

export type RawRecord = {readonly [member: string]: unknown};

/** Every record of a cluster that was visible at a time, with the event's own time. */
export async function rawRecords(
	simulator: Simulator,
	cluster: string,
	{from, to, visibleAt}: {readonly from: number; readonly to: number; readonly visibleAt: number},
): Promise<readonly RawRecord[]> {
	const client = new CloudWatchLogsClient({
		endpoint: simulator.url,
		region: simulator.region,
		credentials: simulator.credentials,
	});
	const records: RawRecord[] = [];
	let nextToken: string | undefined;
	do {
		const page = await client.send(
			new FilterLogEventsCommand({logGroupName: groupOf(cluster), startTime: from, endTime: to, nextToken}),
		);
		for (const {message = '', timestamp = 0, ingestionTime = 0} of page.events ?? []) {
			if (ingestionTime <= visibleAt && message.endsWith('}')) {
				records.push({...(JSON.parse(message) as RawRecord), '@at': timestamp});
			}
		}

		nextToken = page.nextToken;
	} while (nextToken !== undefined);

	client.destroy();
	return records;
}

export type NaiveStats = {now?: number; average?: number; p95?: number; max?: number};

/** The values of one member, minute by minute, of one container (or, without its name, of one task). */
export function valuesOf(
	records: readonly RawRecord[],
	who: {readonly taskId?: string; readonly containerName?: string},
	member: string,
): ReadonlyMap<number, number> {
	const values = new Map<number, number>();
	for (const record of records) {
		const isIts =
			record.TaskId === who.taskId &&
			(who.containerName === undefined ? record.Type === 'Task' : record.ContainerName === who.containerName);
		const value = record[member];
		const at = (record.Timestamp ?? record['@at']) as number;
		if (isIts && value !== undefined && value !== null) {
			values.set(Math.floor(at / 60_000), Number(value));
		}
	}

	return values;
}

export function naiveStats(values: readonly number[]): NaiveStats {
	if (values.length === 0) {
		return {};
	}

	const sorted = [...values].sort((one, other) => one - other);
	let rank = 1;
	while (rank / sorted.length < 0.95) {
		rank++;
	}

	return {
		average: values.reduce((sum, value) => sum + value, 0) / values.length,
		p95: sorted[rank - 1],
		max: sorted.at(-1),
	};
}
