import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {totalInRow} from '../../../source/domain/usage/aggregate.js';
import {recordInMessage, recordInRow} from '../../../source/domain/usage/record.js';
import {clusterArn} from '../../store/fake-world.js';

const samples = path.resolve(import.meta.dirname, '../../samples/perflogs');
const sample = (name: string) => readFileSync(path.join(samples, name), 'utf8');
const known = (record: object | undefined) =>
	record && Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
const at = 1_654_023_960_000;

describe('each documented or real record is read', () => {
	test.each([
		[
			'fargate-container-stress-ng.json',
			{
				type: 'Container',
				at,
				clusterName: 'benchmark-cluster-ECSCluster-TOl9tY939Z2a',
				taskId: 'fd84326dd7a44ad48c74d2487f773e1e',
				containerName: 'stress-ng',
				service: 'stress-ng',
				family: 'stress-ng',
				revision: '2',
				image: '123456789012.dkr.ecr.us-east-2.amazonaws.com/stress-ng:latest',
				status: 'RUNNING',
				reservedCpu: 256,
				reservedMemory: 512,
				cpu: 24.915774739583338,
				memory: 270,
				rx: 0,
				tx: 0,
				read: 0,
				written: 0,
				packets: 6431,
			},
		],
		[
			'fargate-task-stress-ng.json',
			{
				type: 'Task',
				at: 1_654_024_020_000,
				clusterName: 'benchmark-cluster-ECSCluster-TOl9tY939Z2a',
				taskId: 'fd84326dd7a44ad48c74d2487f773e1e',
				service: 'stress-ng',
				family: 'stress-ng',
				revision: '2',
				launchType: 'FARGATE',
				status: 'RUNNING',
				reservedCpu: 256,
				reservedMemory: 512,
				cpu: 67.77333821614583,
				memory: 270,
				rx: 0,
				tx: 0,
				read: 0,
				written: 0,
				packets: 6433,
			},
		],
		[
			'fargate-task-uktrade.json',
			{
				type: 'Task',
				at: 1_707_384_300_000,
				clusterName: 'testapp-test-Cluster-blah',
				taskId: '3f6db7f58bd145c7a668f562ff896fb7',
				service: 'testapp-test-web-Service-blah',
				family: 'testapp-test-web',
				revision: '2',
				status: 'RUNNING',
				reservedCpu: 256,
				reservedMemory: 1024,
				cpu: 23.619295457204185,
				memory: 277,
				rx: 2198,
				tx: 1005,
				read: 138_981_376,
				written: 1_806_336,
				packets: 6_165_364,
			},
		],
		[
			'fargate-task-qiita.json',
			{
				type: 'Task',
				at: 1_643_659_440_000,
				clusterName: 'fargate-cluster',
				taskId: 'xxxxxxxxxxxx',
				family: 'xxxxxx',
				revision: '4',
				launchType: 'FARGATE',
				status: 'RUNNING',
				reservedCpu: 256,
				reservedMemory: 512,
				cpu: 0.032220646540323895,
				memory: 15,
				rx: 0,
				tx: 4,
				read: 0,
				written: 0,
				packets: 160_059,
			},
		],
		[
			'doc-container-ec2.json',
			{
				type: 'Container',
				at: 1_623_963_900_000,
				clusterName: 'MyCluster',
				taskId: '7ac4dfba69214411b4783a3b8189c9ba',
				containerName: 'sleep',
				family: 'sleep360',
				revision: '1',
				image: 'busybox',
				status: 'RUNNING',
				reservedCpu: 10,
				reservedMemory: 10,
				cpu: 0,
				memory: 0,
				rx: 0,
				tx: 0,
				read: 0,
				written: 0,
				packets: 14,
			},
		],
		[
			'doc-task-ec2.json',
			{
				type: 'Task',
				at: 1_623_963_900_000,
				clusterName: 'MyCluster',
				taskId: '7ac4dfba69214411b4783a3b8189c9ba',
				family: 'sleep360',
				revision: '1',
				launchType: 'EC2',
				status: 'RUNNING',
				reservedCpu: 10,
				reservedMemory: 10,
				cpu: 0,
				memory: 0,
				rx: 0,
				tx: 0,
				read: 0,
				written: 0,
				packets: 14,
			},
		],
		[
			'doc2019-container.json',
			{
				type: 'Container',
				at: 1_561_586_749_104,
				clusterName: 'myCICluster',
				taskId: '7c7bce41-8f2f-4673-b1a3-0e57ef51168f',
				containerName: 'mysql',
				service: 'myCIService',
				family: 'hello_world',
				revision: '2',
				reservedCpu: 30,
				reservedMemory: 400,
				cpu: 1.8381139895790504,
				memory: 295,
				rx: 6522,
				tx: 3904,
				read: 10_817_536,
				written: 2_085_376_000,
				packets: 127,
			},
		],
		[
			'doc2019-task.json',
			{
				type: 'Task',
				at: 1_561_586_269_429,
				clusterName: 'myCICluster',
				taskId: '8b03d710-a0de-4458-b6ee-e9829e9d1440',
				service: 'myCIService',
				family: 'hello_world',
				revision: '2',
				reservedCpu: 60,
				reservedMemory: 800,
				cpu: 2.4353688568190526,
				memory: 314,
				rx: 12_062,
				tx: 8064,
				read: 11_124_736,
				written: 2_100_379_648,
				packets: 245,
			},
		],
		[
			'doc-cluster.json',
			{
				type: 'Cluster',
				at: 1_561_587_300_000,
				clusterName: 'myCICluster',
				counts: {running: 5, services: 2, instances: 5},
			},
		],
		[
			'doc-service.json',
			{
				type: 'Service',
				at: 1_561_586_460_000,
				clusterName: 'myCICluster',
				service: 'myCIService',
				counts: {running: 2, desired: 2, pending: 0, deployments: 1, taskSets: 0},
			},
		],
	])('%s', (name, record) => {
		expect(known(recordInMessage(sample(name), undefined))).toEqual(record);
	});

	test('doc-volume.json, which has no time of its own, is of the time of its event', () => {
		const volume = sample('doc-volume.json');
		expect(recordInMessage(volume, undefined)).toBeUndefined();
		expect(recordInMessage(volume, 5)).toMatchObject({type: 'Volume', at: 5, service: 'myCIService'});
	});

	test('the rows of a real answer of aggregates: who, and the largest of each', () => {
		const {results} = JSON.parse(sample('GetQueryResults-uktrade.json')) as {
			results: {field: string; value: string}[][];
		};
		const rows = results.map(row => new Map(row.map(({field, value}) => [field, value])));
		const totals = rows.map(row =>
			totalInRow(new Map([...row, ['samples', '3'], ['lastAt', '1707336000000']]), clusterArn('intranet')),
		);
		expect(totals.map(total => total?.identity.family)).toEqual([
			'intranet-hotfix-beat',
			'intranet-hotfix-worker',
			'intranet-hotfix-web',
			'intranet-hotfix-web',
			'intranet-hotfix-web',
			'intranet-hotfix-web',
			'intranet-hotfix-s3proxy',
		]);
		expect(totals.map(total => [total?.gauges.cpu.max, total?.gauges.memory.max]).slice(0, 2)).toEqual([
			[3.6067, 193],
			[1.6322, 352],
		]);
		expect(totals.every(total => total?.identity.kind === 'task')).toBe(true);
		// Nothing says of which time they are, nor over how many records: as points they tell nothing.
		expect(rows.map(row => totalInRow(row, clusterArn('intranet')))).toEqual(rows.map(() => undefined));
		expect(rows.map(row => recordInRow(row))).toEqual(rows.map(() => undefined));
	});
});

describe('a record that is not as it should be', () => {
	const record = {Type: 'Task', TaskId: 't', Timestamp: at, CpuUtilized: 1.5, MemoryUtilized: 2};
	const read = (members: object, eventAt?: number) =>
		recordInMessage(JSON.stringify({...record, ...members}), eventAt);

	test.each([
		[
			{CpuUtilized: '1.5', MemoryUtilized: '2e2'},
			{cpu: 1.5, memory: 200},
		],
		[
			{CpuUtilized: 'much', MemoryUtilized: ''},
			{cpu: undefined, memory: undefined},
		],
		[
			{CpuUtilized: null, MemoryUtilized: [2]},
			{cpu: undefined, memory: undefined},
		],
		[
			{CpuUtilized: -1, MemoryUtilized: '-1'},
			{cpu: undefined, memory: undefined},
		],
		[
			{CpuUtilized: '0x10', MemoryUtilized: ' 5'},
			{cpu: undefined, memory: undefined},
		],
		[
			{CpuUtilized: true, MemoryUtilized: '1e400'},
			{cpu: undefined, memory: undefined},
		],
		[{CpuUtilized: undefined, CpuUtilised: 7}, {cpu: undefined}],
		[
			{CpuReserved: 0, MemoryReserved: 0},
			{reservedCpu: 0, reservedMemory: 0},
		],
		[{NetworkRxPackets: 5}, {packets: undefined}],
		[
			{TaskDefinitionRevision: 7, ServiceName: ''},
			{revision: '7', service: undefined},
		],
		[{KnownStatus: 'STOPPED', ContainerKnownStatus: 'RUNNING'}, {status: 'RUNNING'}],
		[{Type: undefined}, {type: 'Task'}],
		[{Type: undefined, ContainerName: 'app'}, {type: 'Container'}],
	])('%j', (members, told) => {
		expect(read(members)).toMatchObject(told);
	});

	test('is of its own time when its clock is minutes off, and of its event’s when it can not be', () => {
		expect(read({}, at + 300_000)?.at).toBe(at);
		expect(read({Timestamp: at / 1000}, at)?.at).toBe(at);
		expect(read({Timestamp: undefined}, at)?.at).toBe(at);
		expect(read({Timestamp: 0}, at)?.at).toBe(at);
		expect(read({Timestamp: undefined})).toBeUndefined();
	});

	test.each(['', 'plain text', '[1]', '{"Type":', 'null', '"Task"', '{}'])('%j is none', message => {
		expect(recordInMessage(message, at)).toBeUndefined();
	});
});

describe('a record of counts that is not as it should be', () => {
	const read = (members: object) => recordInMessage(JSON.stringify({Timestamp: at, ...members}), at)?.counts;

	test.each([
		[
			{RunningTaskCount: '3', DesiredTaskCount: 4},
			{running: 3, desired: 4},
		],
		[{RunningTaskCount: 2.5, DesiredTaskCount: -1}, {}],
		[{RunningTaskCount: null, DesiredTaskCount: '', PendingTaskCount: [1]}, {}],
		[{RunningTaskCount: 1e300, DeploymentCount: true, TaskSetCount: 'one'}, {}],
		[{TaskCount: 7, ServiceCount: 2}, {}],
		[
			{RunningTaskCount: 0, DesiredTaskCount: 0},
			{running: 0, desired: 0},
		],
	])('of a service: %j', (members, counts) => {
		expect(known(read({Type: 'Service', ServiceName: 'api', ...members}))).toEqual(counts);
	});

	test.each([
		[
			{TaskCount: '41', ServiceCount: '9'},
			{running: 41, services: 9},
		],
		[{RunningTaskCount: 7}, {}],
	])('of a cluster: %j', (members, counts) => {
		expect(known(read({Type: 'Cluster', ...members}))).toEqual(counts);
	});

	test('a task counts nothing, whatever its record says', () => {
		expect(read({Type: 'Task', TaskId: 't', RunningTaskCount: 7})).toBeUndefined();
	});
});

describe('a row of an answer', () => {
	test('is read by its message, at the time that the row says', () => {
		const message = JSON.stringify({Type: 'Task', TaskId: 't', MemoryUtilized: 3});
		const row = (time: string) =>
			recordInRow(
				new Map([
					['@timestamp', time],
					['@message', message],
					['MemoryUtilized', '4'],
				]),
			);
		expect(row('2026-11-28 10:05:00.000')).toMatchObject({at: Date.UTC(2026, 10, 28, 10, 5), memory: 3});
		expect(row('1795860300000')?.at).toBe(1_795_860_300_000);
		expect(row('yesterday')).toBeUndefined();
	});

	test('without a message is read by its fields', () => {
		const row = new Map([
			['@timestamp', '2026-11-28 10:05:00.000'],
			['TaskId', 't'],
			['ContainerName', 'app'],
			['CpuUtilized', '12.5'],
		]);
		expect(recordInRow(row)).toMatchObject({
			type: 'Container',
			at: Date.UTC(2026, 10, 28, 10, 5),
			taskId: 't',
			containerName: 'app',
			cpu: 12.5,
		});
		expect(recordInRow(new Map([['@ptr', 'x']]))).toBeUndefined();
	});
});
