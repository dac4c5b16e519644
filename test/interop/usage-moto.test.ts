import {
	CloudWatchLogsClient,
	CreateLogGroupCommand,
	CreateLogStreamCommand,
	PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type Usage, type UsageWindow} from '../../source/domain/usage/usage.js';
import {want} from '../../source/store/read.js';
import {usageRead} from '../../source/store/reads/usage.js';
import {clusterArn} from '../store/fake-world.js';
import {type DrivenStore, drivenStore} from '../store/usage/driven-store.js';
import {type FakeLogs, groupOf, memoryAt, recordsAt, someLogs, taskIdOf} from '../store/usage/fake-logs.js';
import {type Moto, startMoto} from '../support/moto.js';

// moto understands of a query only its fields, its order and its limit: it answers every event of the groups.

const minute = 60_000;
const time = {now: Math.floor(Date.now() / minute) * minute + 40_000};
const newest = time.now - 100_000;
const clusters = ['usage-a', 'usage-b'];
const credentials = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret'};

let moto: Moto;
let driven: DrivenStore;

beforeAll(async () => {
	moto = await startMoto();
	const client = new CloudWatchLogsClient({endpoint: moto.url, region: moto.region, credentials});
	const logs = someLogs(() => time.now);
	for (const cluster of clusters) {
		await write(client, cluster, logs);
	}

	client.destroy();
	driven = drivenStore(createAccount({region: moto.region, endpointUrl: moto.url, credentials}), time);
}, 60_000);

afterAll(async () => {
	const closed = driven?.store.close();
	await driven?.advance(2000);
	await closed;
	await moto?.stop();
});

async function write(client: CloudWatchLogsClient, cluster: string, logs: FakeLogs): Promise<void> {
	const logGroupName = groupOf(cluster);
	const logStreamName = 'FargateTelemetry-1';
	await client.send(new CreateLogGroupCommand({logGroupName}));
	await client.send(new CreateLogStreamCommand({logGroupName, logStreamName}));
	const logEvents: {timestamp: number; message: string}[] = [];
	for (let at = Math.ceil((newest - 90 * minute) / minute) * minute; at <= newest; at += minute) {
		for (const record of recordsAt(logs, cluster, at)) {
			logEvents.push({timestamp: at, message: JSON.stringify(record)});
		}

		logEvents.push({
			timestamp: at,
			message: JSON.stringify({Type: 'Service', ServiceName: 'api', Timestamp: at}),
		});
		logEvents.push({timestamp: at, message: 'not a record'});
	}

	await client.send(new PutLogEventsCommand({logGroupName, logStreamName, logEvents}));
}

async function usageOf(window: UsageWindow): Promise<Usage> {
	const query = {clusters: clusters.map(clusterArn), window};
	driven.store.want([want(usageRead, query, {everyMs: minute, priority: 0})]);
	await driven.advance(30_000);
	return driven.store.snapshot().get(usageRead, query);
}

test('the numbers are right although the query was ignored', async () => {
	const usage = await usageOf('1h');
	expect(usage.gaps.size).toBe(0);
	expect(usage).toMatchObject({isPartial: false, query: {by: 'logs:StartQuery'}});
	expect(usage.entities).toHaveLength(12);
	const agents = usage.entities.filter(({kind, taskId}) => kind === 'agent' && taskId === taskIdOf(2));
	expect(agents.map(({cluster}) => cluster)).toEqual(clusters.map(clusterArn));
	const newestAt = Math.floor(newest / minute) * minute;
	const values = Array.from({length: 60}, (_, index) => memoryAt(taskIdOf(2), newestAt - index * minute));
	for (const {samples, lastAt, stats, restarts} of agents) {
		expect({samples, lastAt, restarts}).toEqual({samples: 60, lastAt: newestAt, restarts: 0});
		expect(stats.memory).toEqual({
			now: values[0],
			average: values.reduce((sum, value) => sum + value, 0) / 60,
			p95: values.toSorted((one, other) => one - other)[56],
			max: Math.max(...values),
		});
		expect(stats.write).toEqual({now: 1, average: 1, p95: 1, max: 1});
	}
});

test('statistics that were not computed are not made up', async () => {
	const usage = await usageOf('6h');
	expect([...usage.gaps.values()]).toEqual([{kind: 'query-ignored'}, {kind: 'query-ignored'}]);
	expect(usage.entities).toEqual([]);
});
