import {
	DescribeClustersCommand,
	DescribeServicesCommand,
	DescribeTasksCommand,
	ListClustersCommand,
	ListServicesCommand,
	ListTasksCommand,
	paginateListTasks,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {scenarios} from '../../source/simulator/scenarios/registry.js';
import {createRig} from './rig.js';

const start = createRig();

test('scenarios have names of their own', () => {
	const names = scenarios.map(({name}) => name);
	expect(new Set(names).size).toBe(names.length);
	expect(names).toEqual(
		expect.arrayContaining([
			...['demo', 'row1', 'row2', 'row3', 'row4', 'row5', 'row6', 'row7', 'row8'],
			...['member', 'no-detector', 'denied-guardduty', 'hostile', 'empty', 'scale'],
		]),
	);
});

test('the demo has every kind of cluster tag, insight and launch', async () => {
	const {ecs} = await start();
	const {clusterArns} = await ecs.send(new ListClustersCommand({}));
	const {clusters = []} = await ecs.send(
		new DescribeClustersCommand({clusters: clusterArns, include: ['TAGS', 'SETTINGS']}),
	);
	const values = clusters.map(({tags}) => tags?.find(({key}) => key === 'GuardDutyManaged')?.value);
	expect(new Set(values)).toEqual(new Set(['true', 'false', 'True', 'true ', undefined]));
	const insights = clusters.map(({settings}) => settings?.[0]?.value);
	expect(new Set(insights)).toEqual(new Set(['disabled', 'enabled', 'enhanced']));
	expect(clusters.some(({activeServicesCount}) => activeServicesCount === 0)).toBe(true);
	expect(
		clusters.some(({registeredContainerInstancesCount}) => registeredContainerInstancesCount === 5),
	).toBe(true);
	const keys = new Set(clusters.flatMap(({tags = []}) => tags.map(({key}) => key)));
	expect(keys).toContain('aws:cloudformation:stack-name');
	expect(keys).toContain('terraform:workspace');
	expect(keys).toContain('環境');
});

test('the demo has stopped tasks with every usual reason', async () => {
	const {ecs} = await start();
	const where = {cluster: 'data-platform'};
	const {taskArns} = await ecs.send(new ListTasksCommand({...where, desiredStatus: 'STOPPED'}));
	const {tasks = []} = await ecs.send(new DescribeTasksCommand({...where, tasks: taskArns}));
	expect(tasks.map(({stopCode, containers}) => [stopCode, containers?.[0]?.exitCode])).toEqual([
		['EssentialContainerExited', 137],
		['TaskFailedToStart', undefined],
		['SpotInterruption', 143],
	]);
	expect(tasks[0]?.containers?.[0]?.reason).toMatch(/^OutOfMemoryError/);
});

describe('hostile', () => {
	test('names are as long as AWS takes them', async () => {
		const {ecs} = await start({scenario: 'hostile'});
		const {clusterArns = []} = await ecs.send(new ListClustersCommand({}));
		const [longest = ''] = clusterArns;
		expect(longest.split('/').at(-1)).toHaveLength(255);
		const {serviceArns = []} = await ecs.send(new ListServicesCommand({cluster: longest}));
		expect(serviceArns.map(arn => arn.split('/').at(-1)?.length)).toEqual([255, 9, 11, 6]);
	});

	test('escape sequences, bidi and zero width arrive whole in tags, events, images and reasons', async () => {
		const {ecs} = await start({scenario: 'hostile'});
		const {clusterArns: [longest = ''] = []} = await ecs.send(new ListClustersCommand({}));
		const {serviceArns} = await ecs.send(new ListServicesCommand({cluster: longest}));
		const {services} = await ecs.send(
			new DescribeServicesCommand({cluster: longest, services: serviceArns, include: ['TAGS']}),
		);
		const where = {cluster: 'hostile-tasks'};
		const {taskArns} = await ecs.send(new ListTasksCommand({...where, desiredStatus: 'STOPPED'}));
		const {tasks} = await ecs.send(new DescribeTasksCommand({...where, tasks: taskArns}));
		const texts = [
			services?.[0]?.tags?.map(({value}) => value).join(),
			services?.[0]?.events?.map(({message}) => message).join(),
			tasks?.flatMap(({containers = []}) => containers.map(({image}) => image)).join(),
			tasks?.map(({stoppedReason}) => stoppedReason).join(),
		];
		for (const text of texts) {
			for (const attack of ['\u001b[', '\u202e', '\u200b', '\u0007', '\u0090', '決済', '🇯🇵']) {
				expect(text).toContain(attack);
			}

			expect(text?.isWellFormed()).toBe(true);
		}
	});
});

describe('scale', () => {
	test('counts what is not made yet as it will be', async () => {
		const {ecs} = await start({scenario: 'scale', scale: {clusters: 3, services: 7, tasks: 30}});
		const count = async () => {
			const {clusters} = await ecs.send(
				new DescribeClustersCommand({clusters: ['fleet-0001'], include: ['STATISTICS']}),
			);
			return clusters?.[0];
		};
		const before = await count();
		expect([before?.activeServicesCount, before?.runningTasksCount]).toEqual([7, 210]);
		const arns = new Set<string>();
		for await (const page of paginateListTasks({client: ecs}, {cluster: 'fleet-0001'})) {
			for (const arn of page.taskArns ?? []) {
				arns.add(arn);
			}
		}

		expect(arns.size).toBe(210);
		expect(await count()).toEqual(before);
	});

	test('200 clusters with 100,000 tasks are listed', async () => {
		const {ecs} = await start({scenario: 'scale', scale: {clusters: 200, services: 50, tasks: 10}});
		const {clusterArns, nextToken} = await ecs.send(new ListClustersCommand({}));
		expect(clusterArns).toHaveLength(100);
		expect((await ecs.send(new ListClustersCommand({nextToken}))).clusterArns).toHaveLength(100);
	});
});
