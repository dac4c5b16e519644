import {
	DescribeLogGroupsCommand,
	DescribeLogStreamsCommand,
	DescribeQueriesCommand,
	FilterLogEventsCommand,
	GetLogEventsCommand,
	GetQueryResultsCommand,
	StartQueryCommand,
	StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {type Simulator} from '../../source/simulator/simulator.js';
import {type Clients} from '../simulator/clients.js';
import {answered} from './answered.js';

const perTask = 'stats count(*) as n, avg(CpuUtilized), max(MemoryUtilized) by TaskId, bin(5m) | sort n desc';

/** Calls every operation of CloudWatch Logs, in health and in error. */
export async function exerciseLogs({logs}: Clients, simulator: Simulator): Promise<void> {
	const first = await answered(logs.send(new DescribeLogGroupsCommand({limit: 2})));
	await answered(logs.send(new DescribeLogGroupsCommand({limit: 2, nextToken: first?.nextToken})));
	await answered(logs.send(new DescribeLogGroupsCommand({nextToken: 'made up'})));
	const performance = await groupsOf('/aws/ecs/containerinsights/');
	const containers = await groupsOf('/ecs/');
	for (const group of [...performance.slice(0, 3), ...containers.slice(0, 2), '/none']) {
		await readGroup(group);
	}

	const queried = performance.length > 0 ? performance.slice(0, 4) : containers.slice(0, 1);
	for (const group of [...queried, '/none']) {
		await runQuery(group, 'fields @timestamp, @message, CpuUtilized | limit 20');
		await runQuery(group, perTask);
		await runQuery(group, 'fields foo bar');
	}

	await answered(logs.send(new DescribeQueriesCommand({maxResults: 2})));
	await answered(logs.send(new GetQueryResultsCommand({queryId: 'unknown'})));
	await answered(logs.send(new StopQueryCommand({queryId: 'unknown'})));

	async function groupsOf(logGroupNamePrefix: string): Promise<readonly string[]> {
		const found = await answered(logs.send(new DescribeLogGroupsCommand({logGroupNamePrefix})));
		return (found?.logGroups ?? []).flatMap(({logGroupName}) => logGroupName ?? []);
	}

	async function readGroup(logGroupName: string): Promise<void> {
		const streams = await answered(
			logs.send(
				new DescribeLogStreamsCommand({logGroupName, orderBy: 'LastEventTime', descending: true, limit: 3}),
			),
		);
		for (const {logStreamName = ''} of [...(streams?.logStreams ?? []), {logStreamName: 'unknown'}]) {
			await answered(logs.send(new GetLogEventsCommand({logGroupName, logStreamName, limit: 5})));
		}

		const startTime = simulator.now() - 600_000;
		const filterPattern = '{ $.Type = "Container" }';
		const page = await answered(
			logs.send(new FilterLogEventsCommand({logGroupName, startTime, filterPattern, limit: 3})),
		);
		const {nextToken} = page ?? {};
		await answered(logs.send(new FilterLogEventsCommand({logGroupName, startTime, limit: 3, nextToken})));
		await answered(logs.send(new FilterLogEventsCommand({logGroupName, filterPattern: '{'})));
	}

	async function runQuery(logGroupName: string, queryString: string): Promise<void> {
		const endTime = Math.floor(simulator.now() / 1000);
		const span = {startTime: endTime - 900, endTime};
		const begun = await answered(logs.send(new StartQueryCommand({logGroupName, ...span, queryString})));
		const {queryId} = begun ?? {};
		if (queryId === undefined) {
			return;
		}

		for (const ms of [0, 300, 2000, 30_000]) {
			simulator.advance(ms);
			await answered(logs.send(new GetQueryResultsCommand({queryId, maxItems: 7})));
		}

		await answered(logs.send(new StopQueryCommand({queryId})));
		const other = await answered(logs.send(new StartQueryCommand({logGroupName, ...span, queryString})));
		await answered(logs.send(new StopQueryCommand({queryId: other?.queryId ?? 'unknown'})));
		await answered(logs.send(new GetQueryResultsCommand({queryId: other?.queryId ?? 'unknown'})));
	}
}
