import {UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {createRig} from '../rig.js';
import {groupOf, hurriedClock, minuteMs, type PerformanceRecord, readEvents, readRecords} from './reading.js';

const start = createRig();

const usage = [
	...[
		'CpuUtilized',
		'CpuReserved',
		'MemoryUtilized',
		'MemoryReserved',
		'StorageReadBytes',
		'StorageWriteBytes',
	],
	...['NetworkRxBytes', 'NetworkRxDropped', 'NetworkRxErrors', 'NetworkRxPackets'],
	...['NetworkTxBytes', 'NetworkTxDropped', 'NetworkTxErrors', 'NetworkTxPackets'],
];
const offNetwork = usage.filter(name => !name.startsWith('Network'));
const family = ['TaskDefinitionFamily', 'TaskDefinitionRevision'];
const onInstance = ['ContainerInstanceId', 'EC2InstanceId'];
const times = ['PullStartedAt', 'PullStoppedAt', 'CreatedAt', 'StartedAt', 'Timestamp'];
const place = ['AccountID', 'Region', 'AvailabilityZone', 'KnownStatus', 'LaunchType', ...times];

// The members and their order are those of the real records and of AWS's own examples.
test.each<[string, string, string, readonly string[]]>([
	[
		'container of a service on Fargate',
		'payments-prod',
		'{ $.Type = "Container" && $.ServiceName = "payments-api" }',
		[
			...['Version', 'Type', 'ContainerName', 'TaskId', ...family, 'ServiceName', 'ClusterName', 'Image'],
			...['ContainerKnownStatus', 'Timestamp', ...usage],
		],
	],
	[
		'container of a standalone task',
		'payments-prod',
		'{ $.Type = "Container" && $.ServiceName NOT EXISTS }',
		[
			...['Version', 'Type', 'ContainerName', 'TaskId', ...family, 'ClusterName', 'Image'],
			...['ContainerKnownStatus', 'Timestamp', ...usage],
		],
	],
	[
		'container on EC2',
		'legacy-billing',
		'{ $.Type = "Container" && $.ServiceName = "invoice-render" }',
		[
			...[
				'Version',
				'Type',
				'ContainerName',
				'TaskId',
				...family,
				...onInstance,
				'ServiceName',
				'ClusterName',
			],
			...['Image', 'ContainerKnownStatus', 'Timestamp', ...usage],
		],
	],
	[
		'container on the network of its host',
		'legacy-billing',
		'{ $.Type = "Container" && $.ServiceName = "node-exporter" }',
		[
			...[
				'Version',
				'Type',
				'ContainerName',
				'TaskId',
				...family,
				...onInstance,
				'ServiceName',
				'ClusterName',
			],
			...['Image', 'ContainerKnownStatus', 'Timestamp', ...offNetwork],
		],
	],
	[
		'task on Fargate',
		'payments-prod',
		'{ $.Type = "Task" && $.ServiceName = "payments-api" }',
		[
			...['Version', 'Type', 'TaskId', ...family, 'ServiceName', 'ClusterName', ...place, ...usage],
			...['EphemeralStorageUtilized', 'EphemeralStorageReserved', 'CloudWatchMetrics'],
		],
	],
	[
		'task on EC2 with a volume',
		'legacy-billing',
		'{ $.Type = "Task" && $.ServiceName = "dunning" }',
		[
			...['Version', 'Type', 'TaskId', ...family, ...onInstance, 'ServiceName', 'ClusterName', ...place],
			...[...usage, 'EBSFilesystemUtilized', 'EBSFilesystemSize', 'CloudWatchMetrics'],
		],
	],
	[
		'service',
		'payments-prod',
		'{ $.Type = "Service" }',
		[
			...[
				'Version',
				'Type',
				'ServiceName',
				'ClusterName',
				'Timestamp',
				'DesiredTaskCount',
				'RunningTaskCount',
			],
			...['PendingTaskCount', 'DeploymentCount', 'TaskSetCount', 'CloudWatchMetrics'],
		],
	],
	[
		'cluster',
		'payments-prod',
		'{ $.Type = "Cluster" }',
		[
			...['Version', 'Type', 'ClusterName', 'Timestamp', 'TaskCount', 'ContainerInstanceCount'],
			...['ServiceCount', 'CloudWatchMetrics'],
		],
	],
	[
		'volume, which has no time of its own',
		'legacy-billing',
		'{ $.Type = "Volume" }',
		[
			...['Version', 'Type', 'TaskDefinitionFamily', 'TaskId', 'ClusterName', 'ServiceName', 'VolumeId'],
			...['InstanceId', 'LaunchType', 'VolumeName', 'EBSFilesystemUtilized', 'EBSFilesystemSize'],
			'CloudWatchMetrics',
		],
	],
])('the record of a %s has the members that AWS writes', async (_, cluster, pattern, members) => {
	const [record] = await readRecords(await start({clock: hurriedClock()}), cluster, {
		agoMs: 5 * minuteMs,
		pattern,
	});
	expect(Object.keys(record ?? {})).toEqual(members);
});

test('a volume’s metric has the misspelling that AWS has, and CPU on EC2 a decimal point', async () => {
	const rig = await start({clock: hurriedClock()});
	const {events} = await readEvents(rig, {
		logGroupName: groupOf('legacy-billing'),
		startTime: rig.simulator.now() - 5 * minuteMs,
		filterPattern: '{ $.Type = "Task" && $.ServiceName = "dunning" }',
	});
	expect(events[0]?.message).toContain('"Name":"EBSFilesystemUtilzed"');
	expect(events[0]?.message).toContain('"CpuReserved":256.0,');
});

test('everything tells once a minute, on the minute, and is visible 80 to 140 seconds later', async () => {
	const rig = await start();
	const {events} = await readEvents(rig, {
		logGroupName: groupOf('payments-prod'),
		startTime: rig.simulator.now() - 20 * minuteMs,
	});
	const seen = new Map<string, number[]>();
	for (const {message, timestamp, ingestionTime, logStreamName} of events) {
		const record = JSON.parse(message) as PerformanceRecord;
		expect(record.Timestamp).toBe(timestamp);
		expect(timestamp % minuteMs).toBe(0);
		expect(ingestionTime - timestamp).toBeGreaterThanOrEqual(80_000);
		expect(ingestionTime - timestamp).toBeLessThanOrEqual(140_000);
		expect(ingestionTime).toBeLessThanOrEqual(rig.simulator.now());
		const key = `${logStreamName} ${record.Type} ${record.TaskId} ${record.ContainerName} ${record.ServiceName}`;
		seen.set(key, [...(seen.get(key) ?? []), timestamp]);
	}

	for (const stamps of seen.values()) {
		expect(new Set(stamps).size).toBe(stamps.length);
	}

	const lags = events.map(({timestamp, ingestionTime}) => ingestionTime - timestamp).sort((a, b) => a - b);
	expect(lags[Math.floor(lags.length / 2)]).toBeLessThan(110_000);
	const streams = new Set(events.map(({logStreamName}) => logStreamName.replace(/-.*/, '')));
	expect([...streams].sort()).toEqual(['ClusterTelemetry', 'FargateTelemetry', 'ServiceTelemetry']);
});

describe('numbers', () => {
	test('a task is the sum of its containers', async () => {
		const records = await readRecords(await start({clock: hurriedClock()}), 'payments-prod');
		const tasks = records.filter(({Type, ServiceName}) => Type === 'Task' && ServiceName === 'payments-api');
		expect(tasks.length).toBeGreaterThan(200);
		for (const task of tasks) {
			const own = records.filter(
				({Type, TaskId, Timestamp}) =>
					Type === 'Container' && TaskId === task.TaskId && Timestamp === task.Timestamp,
			);
			expect(own).toHaveLength(3);
			for (const member of ['CpuUtilized', 'MemoryUtilized', 'StorageReadBytes'] as const) {
				expect(own.reduce((sum, record) => sum + record[member], 0)).toBeCloseTo(task[member], 6);
			}
		}
	});

	test('what the cluster and its services count is what runs', async () => {
		const rig = await start({clock: hurriedClock()});
		const [cluster] = await readRecords(rig, 'payments-prod', {pattern: '{ $.Type = "Cluster" }'});
		expect(cluster).toMatchObject({TaskCount: 19, ServiceCount: 6, ContainerInstanceCount: 0});
		const services = await readRecords(rig, 'payments-prod', {
			agoMs: 3 * minuteMs,
			pattern: '{ $.Type = "Service" && $.ServiceName = "webhooks" }',
		});
		expect(services[0]).toMatchObject({DesiredTaskCount: 3, RunningTaskCount: 3, PendingTaskCount: 0});
	});

	test('a service counted then what was desired then', async () => {
		const rig = await start({clock: hurriedClock()});
		const where = {cluster: 'payments-prod', service: 'webhooks'};
		await rig.ecs.send(new UpdateServiceCommand({...where, desiredCount: 5}));
		rig.simulator.advance(10 * minuteMs);
		const services = await readRecords(rig, 'payments-prod', {
			agoMs: 30 * minuteMs,
			pattern: '{ $.Type = "Service" && $.ServiceName = "webhooks" }',
		});
		const counts = services.map(({DesiredTaskCount, RunningTaskCount}) => [
			DesiredTaskCount,
			RunningTaskCount,
		]);
		expect([counts[0], counts.at(-1)]).toEqual([
			[3, 3],
			[5, 5],
		]);
	});

	test('agents need some 20 to 60 MB and a few units of CPU; packets and storage only grow', async () => {
		const rig = await start({clock: hurriedClock()});
		const records = await readRecords(rig, 'payments-prod', {
			pattern: '{ $.ContainerName = "aws-guardduty-agent*" && $.ServiceName = "payments-worker" }',
		});
		expect(records.length).toBeGreaterThan(200);
		for (const {MemoryUtilized, CpuUtilized} of records) {
			expect(MemoryUtilized).toBeGreaterThanOrEqual(20);
			expect(MemoryUtilized).toBeLessThanOrEqual(60);
			expect(CpuUtilized).toBeGreaterThan(0);
			expect(CpuUtilized).toBeLessThan(10);
		}

		const one = records.filter(({TaskId}) => TaskId === records[0]?.TaskId);
		for (const member of ['StorageReadBytes', 'NetworkRxPackets'] as const) {
			const values = one.map(record => record[member]);
			expect(values).toEqual(values.toSorted((first, second) => first - second));
			expect(values.at(-1)).toBeGreaterThan(values[0] ?? 0);
		}
	});

	test('a minute is the same whenever it is asked for, and in every account of the same seed', async () => {
		const rig = await start({clock: hurriedClock()});
		const before = await readRecords(rig, 'identity-prod', {agoMs: 30 * minuteMs});
		rig.simulator.advance(3 * 60 * minuteMs);
		const after = await readRecords(rig, 'identity-prod', {agoMs: 215 * minuteMs});
		expect(after).toEqual(expect.arrayContaining(before.slice(-40)));
		const other = await start({clock: hurriedClock()});
		expect(await readRecords(other, 'identity-prod', {agoMs: 30 * minuteMs})).toEqual(before);
	});
});
