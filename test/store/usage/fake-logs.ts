import {type Answer} from '../../../source/domain/account.js';
import {shortName} from '../../../source/domain/arn.js';
import {type Cluster} from '../../../source/domain/resources.js';
import {type QueryAnswer, type QueryRow} from '../../../source/domain/usage/usage-operations.js';
import {failed, ok, type Script} from '../fake-account.js';
import {aCluster} from '../fake-world.js';

const minute = 60_000;

/** What one cluster's tasks write; times in epoch ms. */
export type FakeLogs = {
	/** Names of clusters that have a log group. */
	groups: string[];
	/** Ids of tasks that run in a cluster at a minute; each has the container `app` and the agent. */
	tasks(cluster: string, at: number): readonly string[];
	/** Names of the cluster's services; `api` alone when absent. */
	services?: readonly string[];
	/** When the records of a minute become visible after it. */
	lagMs(taskId: string, at: number): number;
	/** How often a query says Running before it is Complete. */
	runs: number;
	/** Rows of one page of an answer. */
	pageSize: number;
	now(): number;
};

export type AskedQuery = {
	readonly logGroups: readonly string[];
	readonly from: number;
	readonly to: number;
	readonly query: string;
};

type Running = AskedQuery & {readonly startedAt: number; polls: number; isStopped: boolean};

export type FakeLogsScript = {
	readonly script: Script;
	readonly asked: readonly AskedQuery[];
	/** Queries that run now, and did at most. */
	underWay(): number;
	mostUnderWay(): number;
	readonly stopped: readonly string[];
};

export const groupOf = (cluster: string) => `/aws/ecs/containerinsights/${cluster}/performance`;
export const taskIdOf = (index: number) => index.toString(16).padStart(32, '0');

/** The memory of the agent of a task at a minute: a number that a test can reckon by itself. */
export const memoryAt = (taskId: string, at: number) =>
	(Number.parseInt(taskId, 16) % 50) + ((at / minute) % 7);

export const bytesPerRecord = 700;

export function recordsAt(
	logs: FakeLogs,
	cluster: string,
	at: number,
): readonly {readonly [member: string]: unknown}[] {
	const tasks = logs.tasks(cluster, at);
	const services = logs.services ?? ['api'];
	const common = {Version: '0', ClusterName: cluster, Timestamp: at};
	return [
		{
			...common,
			Type: 'Cluster',
			TaskCount: tasks.length,
			ServiceCount: services.length,
			ContainerInstanceCount: 0,
		},
		...services.map(ServiceName => ({
			...common,
			Type: 'Service',
			ServiceName,
			DesiredTaskCount: 2,
			RunningTaskCount: tasks.length,
			PendingTaskCount: 0,
			DeploymentCount: 1,
			TaskSetCount: 0,
		})),
		...tasks.flatMap(TaskId => {
			const who = {
				...common,
				TaskId,
				TaskDefinitionFamily: 'api',
				TaskDefinitionRevision: '7',
				ServiceName: 'api',
			};
			const agent = memoryAt(TaskId, at);
			return [
				{
					...who,
					Type: 'Task',
					LaunchType: 'FARGATE',
					CpuReserved: 256,
					MemoryReserved: 512,
					CpuUtilized: 30,
					MemoryUtilized: 100 + agent,
				},
				{...who, Type: 'Container', ContainerName: 'app', CpuUtilized: 25, MemoryUtilized: 100},
				{
					...who,
					Type: 'Container',
					ContainerName: 'aws-guardduty-agent-k3f9',
					CpuUtilized: 5,
					MemoryUtilized: agent,
					StorageWriteBytes: at / 1000,
				},
			];
		}),
	];
}

/** Returns the answers of CloudWatch Logs to the queries that the console makes, and what it was asked. */
export function fakeLogs(logs: FakeLogs): FakeLogsScript {
	const asked: AskedQuery[] = [];
	const queries = new Map<string, Running>();
	const stopped: string[] = [];
	let underWay = 0;
	let mostUnderWay = 0;

	function rowsOf({logGroups, from, to, startedAt, query}: Running): readonly QueryRow[] {
		const rows: {readonly at: number; readonly row: QueryRow}[] = [];
		const clusters = logs.groups.filter(name => logGroups.includes(groupOf(name)));
		for (let at = Math.ceil(from / minute) * minute; at <= Math.ceil(to / 1000) * 1000; at += minute) {
			for (const cluster of clusters) {
				for (const record of recordsAt(logs, cluster, at)) {
					if (at + logs.lagMs(String(record.TaskId), at) <= startedAt) {
						rows.push({at, row: rowOf(cluster, at, record)});
					}
				}
			}
		}

		const order = query.endsWith('desc') ? -1 : 1;
		return rows.sort((one, other) => order * (one.at - other.at)).map(({row}) => row);
	}

	function page(rows: readonly QueryRow[], nextToken = '0') {
		const end = Number(nextToken) + logs.pageSize;
		return {
			rows: rows.slice(Number(nextToken), end),
			...(end < rows.length && {nextToken: String(end)}),
		};
	}

	function end(query: Running): void {
		if (!query.isStopped) {
			query.isStopped = true;
			underWay -= 1;
		}
	}

	const script: Script = {
		'logs:DescribeLogGroups': ({prefix}) =>
			ok({
				items: logs.groups
					.map(groupOf)
					.filter(name => name.startsWith(prefix))
					.map(name => ({name})),
			}),
		'logs:StartQuery'(input) {
			if (input.logGroups.some(group => !logs.groups.map(groupOf).includes(group))) {
				return failed({kind: 'absent', message: 'The specified log group does not exist.'});
			}

			const id = `q-${asked.length + 1}`;
			asked.push(input);
			queries.set(id, {...input, startedAt: logs.now(), polls: 0, isStopped: false});
			underWay += 1;
			mostUnderWay = Math.max(mostUnderWay, underWay);
			return ok(id);
		},
		'logs:GetQueryResults'({queryId, nextToken}): Answer<QueryAnswer> {
			const query = queries.get(queryId)!;
			query.polls += 1;
			const rows = rowsOf(query);
			const isOver = query.polls > logs.runs;
			if (isOver) {
				end(query);
			}

			return ok({
				status: isOver ? 'Complete' : 'Running',
				...(isOver ? page(rows, nextToken) : {rows: rows.slice(0, Math.floor(rows.length / 2))}),
				statistics: {
					recordsMatched: rows.length,
					recordsScanned: rows.length,
					bytesScanned: rows.length * bytesPerRecord,
				},
			});
		},
		'logs:StopQuery'({queryId}) {
			stopped.push(queryId);
			end(queries.get(queryId)!);
			return ok(undefined);
		},
		'ecs:DescribeClusters': ({clusters}) =>
			ok({items: clusters.map(arn => described(shortName(arn), logs)), missing: []}),
	};
	return {script, asked, stopped, underWay: () => underWay, mostUnderWay: () => mostUnderWay};
}

function described(name: string, {groups}: FakeLogs): Cluster {
	return aCluster(name, {containerInsights: groups.includes(name) ? 'enhanced' : 'disabled'});
}

export function rowOf(cluster: string, at: number, record: object): QueryRow {
	return new Map([
		['@timestamp', new Date(at).toISOString().replace('T', ' ').replace('Z', '')],
		['@log', `123456789012:${groupOf(cluster)}`],
		['@message', JSON.stringify(record)],
		['@ptr', 'x'],
	]);
}

/** Returns logs of one cluster, `checkout`, with two tasks, at the usual lag. */
export function someLogs(now: () => number, more: Partial<FakeLogs> = {}): FakeLogs {
	return {
		groups: ['checkout'],
		tasks: () => [taskIdOf(1), taskIdOf(2)],
		lagMs: () => 80_000,
		runs: 1,
		pageSize: 2000,
		now,
		...more,
	};
}
