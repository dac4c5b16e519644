import {
	DescribeQueriesCommand,
	GetQueryResultsCommand,
	StartQueryCommand,
	type StartQueryCommandInput,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from '../clients.js';
import {createRig, type Rig} from '../rig.js';
import {groupOf, hourMs, hurriedClock, linesOf, query, readRecords} from './reading.js';

const start = createRig();
const group = groupOf('payments-prod');
const arn = `arn:aws:logs:eu-west-1:482193057716:log-group:${group}`;

/** Starts a query about the last minutes without waiting for it. */
async function begin({logs, simulator}: Rig, input: Partial<StartQueryCommandInput> = {}): Promise<string> {
	const now = Math.floor(simulator.now() / 1000);
	const {queryId = ''} = await logs.send(
		new StartQueryCommand({
			...{logGroupName: group, startTime: now - 3600, endTime: now, queryString: 'stats count(*)'},
			...input,
		}),
	);
	return queryId;
}

describe('a query', () => {
	test('is scheduled, runs with partial results and is complete', async () => {
		const rig = await start();
		const startTime = Math.floor(rig.simulator.now() / 1000) - 86_400;
		const queryId = await begin(rig, {startTime, queryString: 'stats count(*) as n by Type | sort n desc'});
		const look = () => rig.logs.send(new GetQueryResultsCommand({queryId}));
		expect(await look()).toMatchObject({status: 'Scheduled', results: [], statistics: {recordsScanned: 0}});
		rig.simulator.advance(300);
		const partial = await look();
		expect(partial.status).toBe('Running');
		rig.simulator.advance(5000);
		const whole = await look();
		expect(whole).toMatchObject({
			status: 'Complete',
			queryLanguage: 'CWLI',
			statistics: {estimatedRecordsSkipped: 0, estimatedBytesSkipped: 0, logGroupsScanned: 1},
		});
		const count = (answer: typeof whole) => linesOf(answer).reduce((sum, {n}) => sum + Number(n), 0);
		expect(count(partial)).toBeGreaterThan(0);
		expect(count(partial)).toBeLessThan(count(whole));
		expect(count(whole)).toBe(whole.statistics?.recordsMatched);
		expect(whole.statistics?.bytesScanned).toBeGreaterThan(500 * count(whole));
	});

	test('gives the numbers that the raw records give', async () => {
		const rig = await start({clock: hurriedClock()});
		const endTime = Math.floor(rig.simulator.now() / 60_000) * 60 - 300;
		const {lines, answer} = await query(
			rig,
			'filter Type = "Container" and ContainerName like /^aws-guardduty-agent/ | stats count(*) as n, avg(CpuUtilized) as cpu, pct(MemoryUtilized, 95) as p95, max(MemoryUtilized) as most by TaskId',
			{logGroupName: group, startTime: endTime - 3600, endTime},
		);
		const records = (await readRecords(rig, 'payments-prod', {agoMs: 3 * hourMs})).filter(
			({Type, ContainerName, Timestamp}) =>
				Type === 'Container' &&
				ContainerName.startsWith('aws-guardduty-agent') &&
				Timestamp >= (endTime - 3600) * 1000 &&
				Timestamp <= endTime * 1000,
		);
		expect(lines).toHaveLength(8);
		for (const {TaskId, n, cpu, p95, most} of lines) {
			const own = records.filter(record => record.TaskId === TaskId);
			const memory = own.map(({MemoryUtilized}) => MemoryUtilized).sort((first, second) => first - second);
			expect(Number(n)).toBe(own.length);
			expect(Number(cpu)).toBeCloseTo(
				own.reduce((sum, {CpuUtilized}) => sum + CpuUtilized, 0) / own.length,
				3,
			);
			expect(Number(p95)).toBe(memory[Math.ceil(0.95 * memory.length) - 1]);
			expect(Number(most)).toBe(memory.at(-1));
		}

		expect(answer.statistics?.recordsMatched).toBe(records.length);
	});

	test('is about both ends of its span', async () => {
		const rig = await start();
		const at = Math.floor(rig.simulator.now() / 60_000) * 60 - 600;
		const count = async (startTime: number, endTime: number) => {
			const {lines} = await query(rig, 'filter Type = "Cluster" | stats count(*) as n', {
				...{logGroupName: group, startTime, endTime},
			});
			return Number(lines[0]?.n ?? 0);
		};

		expect(await count(at, at)).toBe(1);
		expect(await count(at, at + 60)).toBe(2);
		expect(await count(at + 1, at + 59)).toBe(0);
	});

	test('is about several groups, by name and by ARN, each once', async () => {
		const rig = await start({clock: hurriedClock()});
		const other = groupOf('identity-prod');
		const {lines, answer} = await query(rig, 'stats count(*) by ClusterName, @log | sort ClusterName', {
			logGroupIdentifiers: [arn, other, group],
		});
		expect(lines.map(({ClusterName, '@log': log}) => [ClusterName, log])).toEqual([
			['identity-prod', `482193057716:${other}`],
			['payments-prod', `482193057716:${group}`],
		]);
		expect(answer.statistics?.logGroupsScanned).toBe(2);
		expect((await query(rig, 'limit 1', {logGroupNames: [group, other]})).lines[0]).toMatchObject({
			'@ptr': expect.stringMatching(/^[\w+/=]+$/),
			'@message': expect.stringMatching(/^\{"Version":"0"/),
			'@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:00\.000$/),
		});
	});

	test('gives more than 10,000 lines page by page, and as many as its limit', async () => {
		const rig = await start({clock: hurriedClock(), scenario: 'usage-many'});
		const input = {logGroupName: groupOf('usage-many'), limit: 25_000};
		const {answer} = await query(rig, 'fields @timestamp, TaskId, ContainerName', input);
		expect([answer.results?.length, answer.status]).toEqual([10_000, 'Complete']);
		const queryId = await begin(rig, {...input, queryString: 'fields TaskId'});
		// This clock goes on by a second for each piece of the scan, too.
		rig.simulator.advance(3_600_000);
		const sizes: number[] = [];
		const seen = new Set<string | undefined>();
		let nextToken: string | undefined;
		do {
			const page = await rig.logs.send(new GetQueryResultsCommand({queryId, nextToken}));
			nextToken = page.nextToken;
			sizes.push(page.results?.length ?? 0);
			for (const row of page.results ?? []) {
				seen.add(row.find(({field}) => field === '@ptr')?.value);
			}
		} while (nextToken !== undefined);

		expect(sizes).toEqual([10_000, 10_000, 5000]);
		expect(seen.size).toBe(25_000);
		const usual = await query(rig, 'fields TaskId', {logGroupName: groupOf('usage-many')});
		expect([usual.answer.results?.length, usual.answer.nextToken]).toEqual([10_000, undefined]);
		const small = new GetQueryResultsCommand({queryId, maxItems: 3});
		expect((await rig.logs.send(small)).results).toHaveLength(3);
	});

	test('can be stopped while it runs, keeps what it has, and no more', async () => {
		const rig = await start();
		const queryId = await begin(rig);
		expect(await rig.logs.send(new StopQueryCommand({queryId}))).toMatchObject({success: true});
		rig.simulator.advance(5000);
		expect(await rig.logs.send(new GetQueryResultsCommand({queryId}))).toMatchObject({
			status: 'Cancelled',
			results: [],
		});
		expect(await errorNameOf(rig.logs.send(new StopQueryCommand({queryId})))).toBe(
			'InvalidParameterException',
		);
	});

	test('is listed with the others, the newest first', async () => {
		const rig = await start();
		const first = await begin(rig);
		rig.simulator.advance(5000);
		const second = await begin(rig);
		const list = async (input: {status?: 'Complete' | 'Scheduled'; logGroupName?: string}) =>
			(await rig.logs.send(new DescribeQueriesCommand(input))).queries?.map(({queryId}) => queryId);
		expect(await list({})).toEqual([second, first]);
		expect(await list({status: 'Complete'})).toEqual([first]);
		expect(await list({logGroupName: groupOf('cards-prod')})).toEqual([]);
	});
});

test.each<[string, string, number]>([
	['query-works', 'Complete', 2000],
	['query-fails', 'Failed', 2000],
	['query-times-out', 'Timeout', 25_000],
	['query-hangs', 'Running', 25_000],
	['query-hangs', 'Timeout', 3_700_000],
])('a query of the cluster %s is %s after a while', async (cluster, status, afterMs) => {
	const rig = await start({scenario: 'usage-queries'});
	const queryId = await begin(rig, {logGroupName: groupOf(cluster)});
	rig.simulator.advance(afterMs);
	expect((await rig.logs.send(new GetQueryResultsCommand({queryId}))).status).toBe(status);
});

test.each([
	['fail', 'Failed'],
	['timeout', 'Timeout'],
	['hang', 'Running'],
] as const)('with the fault query=%s every query is %s', async (fault, status) => {
	const rig = await start({faults: {query: fault}});
	const queryId = await begin(rig);
	rig.simulator.advance(25_000);
	expect((await rig.logs.send(new GetQueryResultsCommand({queryId}))).status).toBe(status);
	rig.simulator.setFaults({query: undefined});
	const next = await begin(rig);
	rig.simulator.advance(2000);
	expect((await rig.logs.send(new GetQueryResultsCommand({queryId: next}))).status).toBe('Complete');
});

test.each<[string, Partial<StartQueryCommandInput>, string]>([
	['a group that is not there', {logGroupName: groupOf('sandbox')}, 'ResourceNotFoundException'],
	[
		'one of several that is not there',
		{logGroupName: undefined, logGroupNames: [group, '/none']},
		'ResourceNotFoundException',
	],
	[
		'an ARN of another Region',
		{logGroupName: undefined, logGroupIdentifiers: [arn.replace('eu-west-1', 'us-east-1')]},
		'ResourceNotFoundException',
	],
	[
		'an ARN with a star',
		{logGroupName: undefined, logGroupIdentifiers: [`${arn}:*`]},
		'ResourceNotFoundException',
	],
	['two ways to name groups', {logGroupNames: [group]}, 'InvalidParameterException'],
	['no group', {logGroupName: undefined}, 'InvalidParameterException'],
	[
		'51 groups',
		{logGroupName: undefined, logGroupNames: Array.from({length: 51}, () => group)},
		'InvalidParameterException',
	],
	['a start after the end', {startTime: 1_795_420_000, endTime: 1_795_419_999}, 'InvalidParameterException'],
	['a limit of 0', {limit: 0}, 'InvalidParameterException'],
	['a limit of 100,001', {limit: 100_001}, 'InvalidParameterException'],
	['another language', {queryLanguage: 'SQL'}, 'InvalidParameterException'],
	['10,001 characters', {queryString: `fields a #${'x'.repeat(9991)}`}, 'InvalidParameterException'],
	['what is no query', {queryString: 'fields foo bar'}, 'MalformedQueryException'],
	['a time before the group', {startTime: 1, endTime: 2}, 'MalformedQueryException'],
])('%s is refused', async (_, input, error) => {
	const rig = await start();
	expect(await errorNameOf(begin(rig, input))).toBe(error);
});

test('what is wrong with a query is told with its place', async () => {
	const rig = await start();
	const error: unknown = await begin(rig, {queryString: 'fields a\n| filtr b'}).catch(
		(reason: unknown) => reason,
	);
	expect(error).toMatchObject({
		name: 'MalformedQueryException',
		message: 'unexpected symbol found filtr at line 2 and position 3',
		queryCompileError: {location: {startCharOffset: 11, endCharOffset: 16}},
	});
});

test('a hundred queries may be under way, and not one more', async () => {
	const rig = await start({clock: hurriedClock(), faults: {query: 'hang'}});
	for (let index = 0; index < 100; index++) {
		await begin(rig);
	}

	expect(await errorNameOf(begin(rig))).toBe('LimitExceededException');
});

test('eleven at once are throttled', async () => {
	const rig = await start();
	for (let index = 0; index < 10; index++) {
		await begin(rig);
	}

	expect(await errorNameOf(begin(rig))).toBe('ThrottlingException');
});

test.each([
	['an id that is not there', {queryId: 'none'}, 'ResourceNotFoundException'],
	['a made up token', {nextToken: 'made up'}, 'InvalidParameterException'],
	['a page of 10,001', {maxItems: 10_001}, 'InvalidParameterException'],
])('results of %s are refused', async (_, input, error) => {
	const rig = await start();
	const queryId = await begin(rig);
	expect(await errorNameOf(rig.logs.send(new GetQueryResultsCommand({queryId, ...input})))).toBe(error);
});
