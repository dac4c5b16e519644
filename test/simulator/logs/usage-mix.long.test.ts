import {DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {
	DescribeTasksCommand,
	ListTasksCommand,
	StopTaskCommand,
	UpdateClusterSettingsCommand,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {createRig, type Rig} from '../rig.js';
import {
	groupOf,
	hourMs,
	hurriedClock,
	minuteMs,
	type PerformanceRecord,
	query,
	readRecords,
} from './reading.js';

const start = createRig();
const agents = '{ $.Type = "Container" && $.ContainerName = "aws-guardduty-agent*" }';

async function groupNames({logs}: Rig): Promise<readonly (string | undefined)[]> {
	const {logGroups = []} = await logs.send(
		new DescribeLogGroupsCommand({logGroupNamePrefix: '/aws/ecs/containerinsights/'}),
	);
	return logGroups.map(({logGroupName}) => logGroupName?.split('/')[4]);
}

/** Memory of each agent of the demo, oldest first, by task. */
async function agentMemory(rig: Rig, agoMs: number): Promise<ReadonlyMap<string, readonly number[]>> {
	const byTask = new Map<string, number[]>();
	for (const cluster of ['payments-prod', 'identity-prod', 'tokyo-expansion']) {
		for (const {TaskId, MemoryUtilized} of await readRecords(rig, cluster, {agoMs, pattern: agents})) {
			byTask.set(TaskId, [...(byTask.get(TaskId) ?? []), MemoryUtilized]);
		}
	}

	return byTask;
}

describe('the leaking agent of the demo', () => {
	test('is one of its agents, climbs, is killed at its limit within hours and begins anew', async () => {
		const rig = await start();
		const climbing = [...(await agentMemory(rig, 3 * hourMs))].filter(
			([, memory]) => (memory.at(-1) ?? 0) - (memory[0] ?? 0) > 15,
		);
		expect(climbing).toHaveLength(1);
		const [task = '', memory = []] = climbing[0] ?? [];
		expect(memory.at(-1)).toBeGreaterThan(95);
		expect(memory.at(-1)).toBeLessThan(120);

		const agent = async () => {
			const {tasks} = await rig.ecs.send(new DescribeTasksCommand({cluster: 'payments-prod', tasks: [task]}));
			return tasks?.[0]?.containers?.find(({name}) => name?.startsWith('aws-guardduty-agent'));
		};

		expect(await agent()).toMatchObject({lastStatus: 'RUNNING'});
		rig.simulator.advance(2 * hourMs);
		expect(await agent()).toMatchObject({
			lastStatus: 'STOPPED',
			exitCode: 137,
			reason: 'OutOfMemoryError: Container killed due to memory usage',
		});
		rig.simulator.advance(10 * minuteMs);
		const again = await agent();
		expect([again?.lastStatus, again?.exitCode]).toEqual(['RUNNING', undefined]);

		const records = (await readRecords(rig, 'payments-prod', {agoMs: hourMs, pattern: agents})).filter(
			({TaskId}) => TaskId === task,
		);
		expect(Math.max(...records.map(({MemoryUtilized}) => MemoryUtilized))).toBe(128);
		expect(records.at(-1)?.MemoryUtilized).toBeLessThan(60);
		const packets = records.map(({NetworkRxPackets}) => NetworkRxPackets);
		expect(packets.at(-1)).toBeLessThan(packets[0] ?? 0);
	});

	test('was killed before, which the day shows', async () => {
		const rig = await start({clock: hurriedClock()});
		const {lines} = await query(
			rig,
			'filter ContainerName like /^aws-guardduty-agent/ | stats max(MemoryUtilized) as most, earliest(MemoryUtilized) as first, latest(MemoryUtilized) as last by TaskId | filter most = 128',
			{logGroupName: groupOf('payments-prod'), startTime: Math.floor(rig.simulator.now() / 1000) - 86_400},
		);
		expect(lines).toHaveLength(1);
	});
});

test('some agents are near their limit, some begin anew, some records are lost', async () => {
	const rig = await start({clock: hurriedClock()});
	const near = [...(await agentMemory(rig, 10 * minuteMs)).values()].filter(memory => (memory[0] ?? 0) > 110);
	expect(near).toHaveLength(2);
	const restarts = async (cluster: string) => {
		const records = await readRecords(rig, cluster, {agoMs: 12 * hourMs, pattern: agents});
		const tasks = new Set(records.map(({TaskId}) => TaskId));
		return [...tasks].filter(id => {
			const packets = records
				.filter(({TaskId}) => TaskId === id)
				.map(({NetworkRxPackets}) => NetworkRxPackets);
			return packets.some((count, index) => count < (packets[index - 1] ?? 0));
		}).length;
	};

	expect(await restarts('tokyo-expansion')).toBe(2);
	expect(await restarts('identity-prod')).toBe(0);
	const gappy = await readRecords(rig, 'identity-prod', {
		agoMs: 12 * hourMs,
		pattern: '{ $.ServiceName = "sessions" && $.ContainerName = "aws-guardduty-agent*" }',
	});
	const stamps = gappy.filter(({TaskId}) => TaskId === gappy[0]?.TaskId).map(({Timestamp}) => Timestamp);
	const longest = Math.max(...stamps.slice(1).map((at, index) => at - (stamps[index] ?? 0)));
	expect(longest).toBeGreaterThanOrEqual(4 * minuteMs);
	expect(longest).toBeLessThanOrEqual(10 * minuteMs);
});

test('an application that fills its task leaves no room for an agent', async () => {
	const records = await readRecords(await start({clock: hurriedClock()}), 'checkout-prod', {
		pattern: '{ $.Type = "Task" && $.ServiceName = "cart-sessions" }',
	});
	for (const {MemoryUtilized, MemoryReserved} of records) {
		expect(Number(MemoryReserved) - MemoryUtilized).toBeLessThan(20);
		expect(Number(MemoryReserved) - MemoryUtilized).toBeGreaterThanOrEqual(0);
	}
});

test('history goes back a week and more where the tasks are as old and the group keeps it', async () => {
	const rig = await start({clock: hurriedClock()});
	const oldest = async (cluster: string) => {
		const {lines} = await query(rig, 'stats min(Timestamp) as first', {
			logGroupName: groupOf(cluster),
			startTime: Math.floor(rig.simulator.now() / 1000) - 20 * 86_400,
		});
		return (rig.simulator.now() - Number(lines[0]?.first)) / (24 * hourMs);
	};

	expect(await oldest('checkout-prod')).toBeCloseTo(14, 0);
	expect(await oldest('tokyo-expansion')).toBeCloseTo(1, 0);
});

describe('Container Insights', () => {
	test('clusters have a group from their first task on that began while it was on', async () => {
		const rig = await start({clock: hurriedClock(), scenario: 'usage-insights'});
		expect(await groupNames(rig)).toEqual([
			...['insights-ended', 'insights-just-begun', 'insights-late', 'insights-on'],
		]);
	});

	test('only tasks that began while it was on tell anything, and no longer than it is on', async () => {
		const rig = await start({clock: hurriedClock(), scenario: 'usage-insights'});
		const told = async (cluster: string, agoMs: number) => {
			const records = await readRecords(rig, cluster, {agoMs, pattern: '{ $.Type = "Task" }'});
			return [...new Set(records.map(({ServiceName}) => ServiceName))].sort();
		};

		expect(await told('insights-on', hourMs)).toEqual(['insights-on-new', 'insights-on-old']);
		expect(await told('insights-late', 9 * hourMs)).toEqual(['insights-late-new']);
		expect(await told('insights-ended', 40 * minuteMs)).toEqual(['insights-ended-new', 'insights-ended-old']);
		expect(await told('insights-ended', 29 * minuteMs)).toEqual([]);
	});

	test('turned on now, it tells of what is deployed from now on', async () => {
		const rig = await start({clock: hurriedClock(), scenario: 'usage-insights'});
		const cluster = 'insights-off';
		await rig.ecs.send(
			new UpdateClusterSettingsCommand({cluster, settings: [{name: 'containerInsights', value: 'enabled'}]}),
		);
		rig.simulator.advance(10 * minuteMs);
		expect(await groupNames(rig)).not.toContain(cluster);
		await rig.ecs.send(
			new UpdateServiceCommand({cluster, service: 'insights-off-new', forceNewDeployment: true}),
		);
		rig.simulator.advance(10 * minuteMs);
		expect(await groupNames(rig)).toContain(cluster);
		const records = await readRecords(rig, cluster, {pattern: '{ $.Type = "Task" }'});
		expect(new Set(records.map(({ServiceName}) => ServiceName))).toEqual(new Set(['insights-off-new']));
	});

	test('a task that stopped keeps its records, and one that replaces it has its own', async () => {
		const rig = await start({clock: hurriedClock()});
		const cluster = 'identity-prod';
		const {taskArns: [arn = ''] = []} = await rig.ecs.send(
			new ListTasksCommand({cluster, serviceName: 'mfa'}),
		);
		const id = arn.slice(-32);
		expect((await readRecords(rig, cluster)).some(({TaskId}) => TaskId === id)).toBe(true);
		await rig.ecs.send(new StopTaskCommand({cluster, task: arn}));
		rig.simulator.advance(3 * hourMs);
		const records = await readRecords(rig, cluster, {
			agoMs: 4 * hourMs,
			pattern: '{ $.Type = "Task" && $.ServiceName = "mfa" }',
		});
		const counts = new Map<string, PerformanceRecord[]>();
		for (const record of records) {
			counts.set(record.TaskId, [...(counts.get(record.TaskId) ?? []), record]);
		}

		expect(counts.size).toBe(3);
		expect(counts.get(id)?.length).toBeGreaterThan(50);
		expect(counts.get(id)?.length).toBeLessThan(65);
	});
});
