import {
	DescribeLogStreamsCommand,
	GetLogEventsCommand,
	type GetLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import {
	DescribeTaskDefinitionCommand,
	DescribeTasksCommand,
	ListTasksCommand,
	StopTaskCommand,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from '../clients.js';
import {createRig, type Rig} from '../rig.js';
import {hourMs, minuteMs, query, readEvents} from './reading.js';

const start = createRig();

type Where = {readonly logGroupName: string; readonly logStreamName: string};

/** Where the first container of a service's first task logs, as its definition tells, and the task. */
async function logsOf(
	{ecs}: Rig,
	cluster: string,
	serviceName: string,
): Promise<Where & {readonly task: string}> {
	const {taskArns: [task = ''] = []} = await ecs.send(new ListTasksCommand({cluster, serviceName}));
	const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster, tasks: [task]}));
	return {...(await placeOf(ecs, tasks[0]?.taskDefinitionArn, task)), task};
}

async function placeOf(ecs: Rig['ecs'], definition: string | undefined, task: string): Promise<Where> {
	const {taskDefinition} = await ecs.send(new DescribeTaskDefinitionCommand({taskDefinition: definition}));
	const [container] = taskDefinition?.containerDefinitions ?? [];
	const {logDriver, options = {}} = container?.logConfiguration ?? {};
	expect([logDriver, options['awslogs-region']]).toEqual(['awslogs', 'eu-west-1']);
	return {
		logGroupName: options['awslogs-group'] ?? '',
		logStreamName: `${options['awslogs-stream-prefix']}/${container?.name}/${task.slice(-32)}`,
	};
}

async function linesOf({logs}: Rig, input: GetLogEventsCommandInput): Promise<readonly string[]> {
	const {events = []} = await logs.send(new GetLogEventsCommand(input));
	return events.map(({message = ''}) => message);
}

describe('GetLogEvents', () => {
	test('gives the last lines of a container that runs, the oldest first', async () => {
		const rig = await start();
		const {task: _, ...where} = await logsOf(rig, 'payments-prod', 'payments-api');
		const {events = []} = await rig.logs.send(new GetLogEventsCommand({...where, limit: 20}));
		expect(events).toHaveLength(20);
		const stamps = events.map(({timestamp = 0}) => timestamp);
		expect(stamps).toEqual(stamps.toSorted((first, second) => first - second));
		expect(stamps.at(-1)).toBeGreaterThan(rig.simulator.now() - minuteMs);
		expect(events[0]?.message).toMatch(/^2026-11-23T\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ /);
	});

	test('goes on from both ends by its tokens, and stays where the stream ends', async () => {
		const rig = await start();
		const {task: _, ...where} = await logsOf(rig, 'payments-prod', 'payments-api');
		const page = (input: Partial<GetLogEventsCommandInput>) =>
			rig.logs.send(new GetLogEventsCommand({...where, limit: 10, ...input}));
		const last = await page({});
		const before = await page({nextToken: last.nextBackwardToken});
		expect(await page({nextToken: before.nextForwardToken})).toMatchObject({events: last.events});
		const end = await page({nextToken: last.nextForwardToken});
		expect([end.events, end.nextForwardToken]).toEqual([[], last.nextForwardToken]);
		const head = await page({startFromHead: true});
		expect(head.events?.map(({message}) => message?.slice(25)).slice(0, 3)).toEqual([
			'INFO starting payments-api revision=118',
			'INFO configuration loaded stage=prod',
			'INFO listening port=8443',
		]);
		expect((await page({nextToken: head.nextBackwardToken})).events).toEqual([]);
		expect(await page({nextToken: head.nextForwardToken})).not.toMatchObject({events: head.events});
	});

	test('every stream begins with what its container says as it begins', async () => {
		const rig = await start();
		const logGroupName = '/ecs/payments-worker';
		const {logStreams = []} = await rig.logs.send(new DescribeLogStreamsCommand({logGroupName}));
		for (const {logStreamName = ''} of logStreams) {
			const lines = await linesOf(rig, {logGroupName, logStreamName, startFromHead: true, limit: 2});
			expect(lines.map(line => line.slice(25))).toEqual([
				'INFO starting payments-worker revision=64',
				'INFO configuration loaded stage=prod',
			]);
		}
	});

	test('a span of time cuts, its end excluded', async () => {
		const rig = await start();
		const {task: _, ...where} = await logsOf(rig, 'payments-prod', 'payments-api');
		const {events = []} = await rig.logs.send(new GetLogEventsCommand({...where, limit: 5}));
		const [first, , third] = events;
		const span = {startTime: first?.timestamp, endTime: third?.timestamp};
		expect(await linesOf(rig, {...where, ...span})).toEqual(events.slice(0, 2).map(({message}) => message));
	});

	test.each<[string, Partial<GetLogEventsCommandInput>, string]>([
		['a group that is not there', {logGroupName: '/none'}, 'ResourceNotFoundException'],
		['a stream that is not there', {logStreamName: 'none'}, 'ResourceNotFoundException'],
		['a made up token', {nextToken: 'made up'}, 'InvalidParameterException'],
		['a page of 10,001', {limit: 10_001}, 'InvalidParameterException'],
	])('%s is refused', async (_, input, error) => {
		const rig = await start();
		const {task: _task, ...where} = await logsOf(rig, 'payments-prod', 'payments-api');
		expect(await errorNameOf(rig.logs.send(new GetLogEventsCommand({...where, ...input})))).toBe(error);
	});
});

describe('last words', () => {
	test('of a task that is stopped are there, also when ECS has forgotten it', async () => {
		const rig = await start();
		const {task, ...where} = await logsOf(rig, 'payments-prod', 'webhooks');
		await rig.ecs.send(new StopTaskCommand({cluster: 'payments-prod', task}));
		rig.simulator.advance(minuteMs);
		const last = await linesOf(rig, {...where, limit: 2});
		expect(last.map(line => line.slice(25))).toEqual([
			'INFO received SIGTERM, draining',
			'INFO drained, bye',
		]);
		rig.simulator.advance(2 * hourMs);
		const {failures} = await rig.ecs.send(
			new DescribeTasksCommand({cluster: 'payments-prod', tasks: [task]}),
		);
		expect(failures).toHaveLength(1);
		expect(await linesOf(rig, {...where, limit: 2})).toEqual(last);
	});

	test('tell how it ended', async () => {
		const rig = await start();
		const cluster = 'data-platform';
		const {taskArns} = await rig.ecs.send(new ListTasksCommand({cluster, desiredStatus: 'STOPPED'}));
		const {tasks = []} = await rig.ecs.send(new DescribeTasksCommand({cluster, tasks: taskArns}));
		const ends: unknown[] = [];
		for (const {taskArn = '', taskDefinitionArn, containers} of tasks) {
			const where = await placeOf(rig.ecs, taskDefinitionArn, taskArn);
			const last = await linesOf(rig, {...where, limit: 1}).catch((error: Error) => [error.name]);
			ends.push([containers?.[0]?.exitCode, last[0]?.replace(/^\S+Z /, '')]);
		}

		expect(ends).toEqual([
			[137, 'WARN heap used=97% old generation is full, collecting again'],
			// Its image could not be pulled: it never said anything.
			[undefined, 'ResourceNotFoundException'],
			[143, 'INFO drained, bye'],
		]);
	});

	test('of a task that crashes as it starts say why', async () => {
		const rig = await start();
		const where = {cluster: 'checkout-prod', service: 'cart-sessions'};
		await rig.ecs.send(new UpdateServiceCommand({...where, forceNewDeployment: true}));
		rig.simulator.advance(minuteMs);
		const {logStreams = []} = await rig.logs.send(
			new DescribeLogStreamsCommand({
				...{logGroupName: '/ecs/cart-sessions', orderBy: 'LastEventTime', descending: true, limit: 50},
			}),
		);
		const texts = await Promise.all(
			logStreams
				.slice(0, 5)
				.map(({logStreamName = ''}) =>
					linesOf(rig, {logGroupName: '/ecs/cart-sessions', logStreamName, limit: 3}),
				),
		);
		expect(texts.flat()).toContain('Error: connect ECONNREFUSED 10.40.12.8:5432');
	});
});

describe('DescribeLogStreams', () => {
	test('tells of each container that ran, by name or by its last event', async () => {
		const rig = await start();
		const {logGroupName, logStreamName} = await logsOf(rig, 'payments-prod', 'payments-api');
		const list = async (input: object) =>
			(await rig.logs.send(new DescribeLogStreamsCommand({logGroupName, ...input}))).logStreams ?? [];
		const all = await list({});
		// Four tasks of two containers; the agent does not log to CloudWatch.
		expect(all).toHaveLength(8);
		expect(all.map(stream => stream.logStreamName)).toEqual(
			all.map(stream => stream.logStreamName).toSorted(),
		);
		expect(await list({logStreamNamePrefix: logStreamName})).toEqual([
			expect.objectContaining({
				logStreamName,
				arn: `arn:aws:logs:eu-west-1:482193057716:log-group:${logGroupName}:log-stream:${logStreamName}`,
				storedBytes: 0,
			}),
		]);
		expect(await list({orderBy: 'LastEventTime', descending: true, limit: 2})).toHaveLength(2);
		const wrong = {logGroupName, orderBy: 'LastEventTime', logStreamNamePrefix: 'ecs'} as const;
		expect(await errorNameOf(rig.logs.send(new DescribeLogStreamsCommand(wrong)))).toBe(
			'InvalidParameterException',
		);
	});

	test('pages follow each other', async () => {
		const rig = await start();
		const first = await rig.logs.send(
			new DescribeLogStreamsCommand({logGroupName: '/ecs/payments-api', limit: 5}),
		);
		const {nextToken} = first;
		const second = await rig.logs.send(
			new DescribeLogStreamsCommand({logGroupName: '/ecs/payments-api', limit: 5, nextToken}),
		);
		expect([first.logStreams?.length, second.logStreams?.length, second.nextToken]).toEqual([
			5,
			3,
			undefined,
		]);
	});
});

test('lines can be queried and filtered like any others', async () => {
	const rig = await start();
	const logGroupName = '/ecs/payments-api';
	const {lines} = await query(
		rig,
		'filter @message like /duration_ms/ and @logStream like /payments-api/ | parse @message "path=* status=* duration_ms=*" as path, status, ms | stats count(*) as n, max(ms) as slowest by status',
		{logGroupName},
	);
	const ok = lines.find(({status}) => status === '200');
	expect(Number(ok?.n)).toBeGreaterThan(400);
	expect(Number(ok?.slowest)).toBeGreaterThan(10);
	const startTime = rig.simulator.now() - 24 * hourMs;
	const {events} = await readEvents(rig, {logGroupName, startTime, filterPattern: 'ERROR'});
	expect(events.length).toBeGreaterThan(10);
	expect(events.every(({message}) => message.includes('ERROR'))).toBe(true);
});

test('a container of another log driver has no group, and its definition says so', async () => {
	const rig = await start();
	const {taskDefinition} = await rig.ecs.send(
		new DescribeTaskDefinitionCommand({taskDefinition: 'node-exporter'}),
	);
	expect(taskDefinition?.containerDefinitions?.[0]?.logConfiguration).toEqual({logDriver: 'json-file'});
	const missing = new DescribeLogStreamsCommand({logGroupName: '/ecs/node-exporter'});
	expect(await errorNameOf(rig.logs.send(missing))).toBe('ResourceNotFoundException');
});

test('what hostile containers say arrives whole', async () => {
	const rig = await start({scenario: 'hostile'});
	const startTime = rig.simulator.now() - hourMs;
	const {events} = await readEvents(rig, {logGroupName: '/ecs/image-title', startTime});
	const said = events.map(({message}) => message).join('\n');
	for (const attack of ['\u001b]0;owned\u0007', '\u001b]52;c;', '\u202e', '\u200b', '\u0090']) {
		expect(said).toContain(attack);
	}
});
