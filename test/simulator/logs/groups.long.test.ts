import {
	DescribeLogGroupsCommand,
	type DescribeLogGroupsCommandInput,
	FilterLogEventsCommand,
	type FilterLogEventsCommandInput,
	GetLogEventsCommand,
	StartQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {describe, expect, test} from 'vitest';
import {errorNameOf, stillClock} from '../clients.js';
import {createRig, type Rig} from '../rig.js';
import {groupOf, hourMs, hurriedClock, minuteMs, readEvents} from './reading.js';

const start = createRig();
const group = groupOf('payments-prod');

async function names(
	{logs}: Rig,
	input: DescribeLogGroupsCommandInput,
): Promise<readonly (string | undefined)[]> {
	const {logGroups = []} = await logs.send(new DescribeLogGroupsCommand(input));
	return logGroups.map(({logGroupName}) => logGroupName);
}

describe('DescribeLogGroups', () => {
	test('tells of each group what AWS tells', async () => {
		const {logs, simulator} = await start();
		const {logGroups} = await logs.send(new DescribeLogGroupsCommand({logGroupNamePrefix: group}));
		expect(logGroups).toEqual([
			{
				logGroupName: group,
				creationTime: expect.any(Number),
				retentionInDays: 14,
				metricFilterCount: 0,
				arn: `arn:aws:logs:eu-west-1:482193057716:log-group:${group}:*`,
				storedBytes: expect.any(Number),
				logGroupClass: 'STANDARD',
				logGroupArn: `arn:aws:logs:eu-west-1:482193057716:log-group:${group}`,
			},
		]);
		expect(logGroups?.[0]?.creationTime).toBeLessThan(simulator.now() - 24 * hourMs);
		expect(logGroups?.[0]?.storedBytes).toBeGreaterThan(1_000_000);
	});

	test('finds by the beginning of the name, by a part of it, by class and by ARN', async () => {
		const rig = await start();
		const performance = await names(rig, {logGroupNamePrefix: '/aws/ecs/containerinsights/'});
		expect(performance).toHaveLength(7);
		expect(performance).toEqual(performance.toSorted());
		expect(await names(rig, {logGroupNamePattern: 'payments-prod/perf'})).toEqual([group]);
		expect(await names(rig, {logGroupNamePattern: 'PAYMENTS-PROD'})).toEqual([]);
		expect(await names(rig, {logGroupNamePrefix: '/ecs/payments'})).toEqual([
			...['/ecs/payments-api', '/ecs/payments-worker'],
		]);
		expect(await names(rig, {logGroupClass: 'DELIVERY'})).toEqual([]);
		const logGroupIdentifiers = [`arn:aws:logs:eu-west-1:482193057716:log-group:${group}`];
		expect(await names(rig, {logGroupIdentifiers})).toEqual([group]);
		const both = new DescribeLogGroupsCommand({logGroupNamePrefix: 'a', logGroupNamePattern: 'b'});
		expect(await errorNameOf(rig.logs.send(both))).toBe('InvalidParameterException');
	});

	test('tells little of what is found by a part of the name', async () => {
		const {logs} = await start();
		const {logGroups} = await logs.send(new DescribeLogGroupsCommand({logGroupNamePattern: 'payments-prod'}));
		expect(Object.keys(logGroups?.[0] ?? {}).sort()).toEqual(['arn', 'creationTime', 'logGroupName']);
	});

	test('pages follow each other', async () => {
		const {logs} = await start({clock: hurriedClock()});
		const seen: (string | undefined)[] = [];
		let nextToken: string | undefined;
		do {
			const page = await logs.send(new DescribeLogGroupsCommand({limit: 9, nextToken}));
			nextToken = page.nextToken;
			seen.push(...(page.logGroups ?? []).map(({logGroupName}) => logGroupName));
		} while (nextToken !== undefined);

		expect(seen.length).toBeGreaterThan(30);
		expect(new Set(seen).size).toBe(seen.length);
		expect(await errorNameOf(logs.send(new DescribeLogGroupsCommand({limit: 51})))).toBe(
			'InvalidParameterException',
		);
	});

	test('of 200 clusters that nobody looked into stay as they were', async () => {
		const rig = await start({
			scenario: 'scale',
			scale: {clusters: 200, services: 50, tasks: 10},
			clock: hurriedClock(),
		});
		const input = {logGroupNamePrefix: '/aws/ecs/containerinsights/fleet-0001/'};
		const before = await rig.logs.send(new DescribeLogGroupsCommand(input));
		await readEvents(rig, {
			logGroupName: groupOf('fleet-0001'),
			startTime: rig.simulator.now() - 3 * minuteMs,
		});
		const after = await rig.logs.send(new DescribeLogGroupsCommand(input));
		expect(after.logGroups?.[0]?.creationTime).toBe(before.logGroups?.[0]?.creationTime);
	});
});

describe('FilterLogEvents', () => {
	test('pages are at most 1 MB, and together they are everything once', async () => {
		const rig = await start({clock: hurriedClock()});
		const input = {logGroupName: group, startTime: rig.simulator.now() - 2 * hourMs};
		const {events, pages} = await readEvents(rig, input);
		expect(pages.length).toBeGreaterThan(4);
		expect(new Set(events.map(({eventId}) => eventId)).size).toBe(events.length);
		expect(events.map(({timestamp}) => timestamp)).toEqual(
			events.map(({timestamp}) => timestamp).toSorted((first, second) => first - second),
		);
		const byHundred = await readEvents(rig, {...input, endTime: input.startTime + 20 * minuteMs, limit: 100});
		expect(byHundred.events).toEqual(
			events.filter(({timestamp}) => timestamp <= input.startTime + 20 * minuteMs),
		);
		expect(Math.max(...byHundred.pages)).toBe(100);
	});

	test('a pattern that fits little gives empty pages on the way', async () => {
		const rig = await start({clock: hurriedClock()});
		const {events, pages} = await readEvents(rig, {
			logGroupName: group,
			startTime: rig.simulator.now() - 12 * hourMs,
			filterPattern: '{ $.MemoryUtilized > 1000000 }',
		});
		expect(events).toEqual([]);
		expect(pages.length).toBeGreaterThan(2);
	});

	test('streams are chosen by name or by the beginning of it', async () => {
		const rig = await start({clock: hurriedClock()});
		const streams = async (input: Partial<FilterLogEventsCommandInput>) => {
			const startTime = rig.simulator.now() - 10 * minuteMs;
			const {events} = await readEvents(rig, {logGroupIdentifier: group, startTime, ...input});
			return [...new Set(events.map(({logStreamName}) => logStreamName))].sort();
		};

		expect(await streams({logStreamNamePrefix: 'ClusterTelemetry-'})).toEqual([
			...['ClusterTelemetry-payments-prod'],
		]);
		const logStreamNames = ['ServiceTelemetry-webhooks', 'ServiceTelemetry-payments-api'];
		expect(await streams({logStreamNames})).toEqual(logStreamNames.toSorted());
	});

	test.each<[string, Partial<FilterLogEventsCommandInput>, string]>([
		['a group that is not there', {logGroupName: '/none'}, 'ResourceNotFoundException'],
		['no group', {logGroupName: undefined}, 'InvalidParameterException'],
		['what is no pattern', {filterPattern: '{ $.a = '}, 'InvalidParameterException'],
		['1,025 characters', {filterPattern: 'x'.repeat(1025)}, 'InvalidParameterException'],
		['a page of 10,001', {limit: 10_001}, 'InvalidParameterException'],
		['a made up token', {nextToken: 'made up'}, 'InvalidParameterException'],
		['a start after the end', {startTime: 2, endTime: 1}, 'InvalidParameterException'],
		[
			'names and a prefix of streams',
			{logStreamNames: ['a'], logStreamNamePrefix: 'b'},
			'InvalidParameterException',
		],
	])('%s is refused', async (_, input, error) => {
		const {logs} = await start();
		const command = new FilterLogEventsCommand({logGroupName: group, ...input});
		expect(await errorNameOf(logs.send(command))).toBe(error);
	});

	test.each([
		['eu-west-1', 10],
		['us-east-1', 25],
		['eu-central-1', 5],
	])('in %s more than %i a second are throttled', async (region, rate) => {
		const {logs} = await start({region, clock: stillClock});
		const command = new FilterLogEventsCommand({logGroupName: '/none'});
		for (let index = 0; index < rate; index++) {
			expect(await errorNameOf(logs.send(command))).toBe('ResourceNotFoundException');
		}

		expect(await errorNameOf(logs.send(command))).toBe('ThrottlingException');
	});
});

test.each<[string, string, string, string]>([
	['class-standard', 'ok', 'ok', 'ResourceNotFoundException'],
	['class-infrequent-access', 'ok', 'InvalidParameterException', 'InvalidParameterException'],
	['class-delivery', 'InvalidParameterException', 'InvalidParameterException', 'InvalidParameterException'],
])('the group of %s: queries %s, FilterLogEvents %s, GetLogEvents %s', async (cluster, ...expected) => {
	const {logs, simulator} = await start({scenario: 'usage-classes'});
	const logGroupName = groupOf(cluster);
	const endTime = Math.floor(simulator.now() / 1000);
	const span = {startTime: endTime - 60, endTime};
	const outcome = (call: Promise<unknown>) =>
		call.then(
			() => 'ok',
			(error: unknown) => (error instanceof Error ? error.name : String(error)),
		);
	expect([
		await outcome(logs.send(new StartQueryCommand({logGroupName, ...span, queryString: 'limit 1'}))),
		await outcome(logs.send(new FilterLogEventsCommand({logGroupName}))),
		await outcome(logs.send(new GetLogEventsCommand({logGroupName, logStreamName: 'none'}))),
	]).toEqual(expected);
});

test('groups of two classes are not queried together', async () => {
	const {logs, simulator} = await start({scenario: 'usage-classes'});
	const endTime = Math.floor(simulator.now() / 1000);
	const logGroupNames = [groupOf('class-standard'), groupOf('class-infrequent-access')];
	const command = new StartQueryCommand({
		...{logGroupNames, startTime: endTime - 60, endTime, queryString: 'limit 1'},
	});
	expect(await errorNameOf(logs.send(command))).toBe('InvalidParameterException');
});

test.each([
	['denied-logs', 'denied', 'denied', 'denied'],
	['denied-log-groups', 'denied', 'ok', 'ok'],
	['denied-start-query', 'ok', 'denied', 'ok'],
	['denied-filter-logs', 'ok', 'ok', 'denied'],
])('in %s groups are %s, queries %s, events %s', async (scenario, ...expected) => {
	const {logs, simulator} = await start({scenario});
	const endTime = Math.floor(simulator.now() / 1000);
	const query = {logGroupName: group, startTime: endTime - 60, endTime, queryString: 'limit 1'};
	const outcome = (call: Promise<unknown>) =>
		call.then(
			() => 'ok',
			(error: unknown) =>
				error instanceof Error && error.name === 'AccessDeniedException' ? 'denied' : error,
		);
	expect([
		await outcome(logs.send(new DescribeLogGroupsCommand({}))),
		await outcome(logs.send(new StartQueryCommand(query))),
		await outcome(logs.send(new FilterLogEventsCommand({logGroupName: group, limit: 1}))),
	]).toEqual(expected);
});

test('a denial names the group', async () => {
	const {logs} = await start({scenario: 'denied-logs'});
	const error: unknown = await logs
		.send(new FilterLogEventsCommand({logGroupName: group}))
		.catch((reason: unknown) => reason);
	expect(String(error)).toContain(
		`is not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:eu-west-1:482193057716:log-group:${group}:log-stream: because no identity-based policy allows`,
	);
});
