import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {operations} from '../../source/aws/operations/registry.js';
import {type Account} from '../../source/domain/account.js';
import {type ClusterArn} from '../../source/domain/arn.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
	operationTable,
} from '../../source/domain/operations.js';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.js';

const signal = new AbortController().signal;
const used = new Set<OperationName>();

let simulator: Simulator;
let account: Account;

beforeAll(async () => {
	simulator = await startSimulator({scenario: 'demo'});
	account = createAccount({
		region: simulator.region,
		endpointUrl: simulator.url,
		credentials: simulator.credentials,
	});
});

afterAll(async () => {
	account.close();
	await simulator.stop();
});

async function ask<Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
	used.add(name);
	const answer = await account.call(name, input, {signal});
	if (!answer.ok) {
		throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
	}

	expect(answer.requestId).toBeTruthy();
	return answer.value;
}

/** Every cluster with its running tasks, described. */
async function clustersWithTasks() {
	const {items: arns} = await ask('ecs:ListClusters', {});
	return Promise.all(
		arns.map(async cluster => {
			const {items} = await ask('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING'});
			const tasks = items.length > 0 ? (await ask('ecs:DescribeTasks', {cluster, tasks: items})).items : [];
			return {cluster, tasks};
		}),
	);
}

describe('every operation works against the simulator', () => {
	test('identity, detector, administrator and account setting', async () => {
		expect(await ask('sts:GetCallerIdentity', {})).toMatchObject({
			account: expect.stringMatching(/^\d{12}$/) as string,
			arn: expect.stringMatching(/^arn:aws:/) as string,
		});
		const [detectorId] = await ask('guardduty:ListDetectors', {});
		const detector = await ask('guardduty:GetDetector', {detectorId: detectorId!});
		expect(detector.features.map(feature => feature.name)).toContain('RUNTIME_MONITORING');
		expect(await ask('guardduty:GetAdministratorAccount', {detectorId: detectorId!})).not.toBeNull();
		expect(await ask('ecs:ListAccountSettings', {name: 'guardDutyActivate'})).toMatchObject([
			{name: 'guardDutyActivate'},
		]);
	});

	test('clusters, services, deployments and task definitions', async () => {
		const {items: arns} = await ask('ecs:ListClusters', {});
		const {items: clusters, missing} = await ask('ecs:DescribeClusters', {clusters: arns});
		expect(clusters.map(cluster => cluster.arn)).toEqual(arns);
		expect(missing).toEqual([]);
		expect(clusters.every(cluster => cluster.tags !== undefined)).toBe(true);
		const {cluster, page} = await firstWithServices(arns);
		const {items: services} = await ask('ecs:DescribeServices', {cluster, services: page.slice(0, 10)});
		const service = services[0]!;
		expect(service.deployments[0]).toMatchObject({
			status: 'PRIMARY',
			createdAt: expect.any(Number) as number,
		});
		const {items} = await ask('ecs:ListServiceDeployments', {cluster, service: service.arn});
		expect(items[0]?.serviceArn).toBe(service.arn);
		const definition = await ask('ecs:DescribeTaskDefinition', {taskDefinition: service.taskDefinition});
		expect(definition.containers.length).toBeGreaterThan(0);
	});

	async function firstWithServices(clusters: readonly ClusterArn[]) {
		for (const cluster of clusters) {
			const {items: page} = await ask('ecs:ListServices', {cluster});
			if (page.length > 0) {
				return {cluster, page};
			}
		}

		throw new Error('no cluster of the scenario has services');
	}

	test('tasks, their interface, and instances', async () => {
		const all = await clustersWithTasks();
		const tasks = all.flatMap(({tasks}) => tasks);
		expect(tasks.some(task => task.containers.some(({name}) => name.startsWith('aws-guardduty-agent')))).toBe(
			true,
		);
		const networkInterfaceId = tasks.find(task => task.network?.eniId)!.network!.eniId!;
		expect(
			await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [networkInterfaceId]}),
		).toMatchObject([
			{
				id: networkInterfaceId,
				securityGroups: expect.arrayContaining([expect.stringMatching(/^sg-/)]) as string[],
			},
		]);
		const onInstance = tasks.find(task => task.containerInstanceArn !== undefined)!;
		const {items} = await ask('ecs:ListContainerInstances', {cluster: onInstance.clusterArn});
		const {items: instances} = await ask('ecs:DescribeContainerInstances', {
			cluster: onInstance.clusterArn,
			containerInstances: items,
		});
		expect(instances.map(instance => instance.arn)).toContain(onInstance.containerInstanceArn);
		expect(instances[0]?.instanceType).toBeTruthy();
	});

	test('tag, untag and insights, read back', async () => {
		const {items} = await ask('ecs:ListClusters', {});
		const cluster = items[0]!;
		const read = async () => (await ask('ecs:DescribeClusters', {clusters: [cluster]})).items[0]!;
		await ask('ecs:TagResource', {resourceArn: cluster, tags: [{key: 'onduty-test', value: ''}]});
		expect((await read()).tags).toContainEqual({key: 'onduty-test', value: ''});
		await ask('ecs:UntagResource', {resourceArn: cluster, tagKeys: ['onduty-test']});
		expect((await read()).tags?.map(tag => tag.key)).not.toContain('onduty-test');
		await ask('ecs:UpdateClusterSettings', {cluster, containerInsights: 'enhanced'});
		expect((await read()).containerInsights).toBe('enhanced');
	});

	test('redeploy and stop the rollout', async () => {
		const {items} = await ask('ecs:ListClusters', {});
		const {cluster, page} = await firstWithServices(items);
		const service = page[0]!;
		const before = (await ask('ecs:DescribeServices', {cluster, services: [service]})).items[0]!;
		const redeployed = await ask('ecs:UpdateService', {cluster, service});
		expect(redeployed.deployments[0]!.id).not.toBe(before.deployments[0]!.id);
		const {items: deployments} = await ask('ecs:ListServiceDeployments', {cluster, service});
		const stopped = account.call(
			'ecs:StopServiceDeployment',
			{serviceDeployment: deployments[0]!.arn, stopType: 'ROLLBACK'},
			{signal},
		);
		used.add('ecs:StopServiceDeployment');
		expect(await stopped).toMatchObject({ok: true});
	});

	test('run and stop a task', async () => {
		const all = await clustersWithTasks();
		const model = all
			.flatMap(({tasks}) => tasks)
			.find(task => task.launchType === 'FARGATE' && task.network)!;
		const {items} = await ask('ecs:RunTask', {
			request: {
				cluster: model.clusterArn,
				taskDefinition: model.taskDefinition,
				launchType: 'FARGATE',
				count: 1,
				networkConfiguration: {
					awsvpcConfiguration: {
						subnets: [model.network!.subnetId!],
						securityGroups: ['sg-1'],
						assignPublicIp: 'DISABLED',
					},
				},
			},
		});
		const stopped = await ask('ecs:StopTask', {
			cluster: model.clusterArn,
			task: items[0]!.arn,
			reason: 'a test',
		});
		expect(stopped).toMatchObject({arn: items[0]!.arn, desiredStatus: 'STOPPED'});
	});

	test('and none was forgotten by these tests', () => {
		expect([...used].toSorted()).toEqual(Object.keys(operationTable).toSorted());
	});
});

test('the registry loads every operation', async () => {
	for (const [name, load] of Object.entries(operations)) {
		expect(await load(), name).toMatchObject({
			send: expect.any(Function) as unknown,
			parse: expect.any(Function) as unknown,
		});
	}
});

test('raw answers are JSON with AWS’s own member names', async () => {
	const {items} = await ask('ecs:ListClusters', {});
	const answer = await account.raw('ecs:DescribeClusters', {clusters: items.slice(0, 1)}, {signal});
	expect(answer).toMatchObject({ok: true, value: {clusters: [{clusterArn: items[0]}]}});
	expect(JSON.stringify(answer)).not.toContain('$metadata');
});

describe('what goes wrong on the wire has its kind', () => {
	test.each([
		['throttle', {throttle: 1}, {kind: 'throttled'}],
		['error', {error: 1}, {kind: 'server'}],
		['drop', {drop: 1}, {kind: 'unreachable'}],
		['expired', {expired: true}, {kind: 'expired'}],
		['deny', {deny: ['ecs:ListClusters']}, {kind: 'denied', action: 'ecs:ListClusters'}],
	] as const)('%s', async (_title, faults, expected) => {
		simulator.setFaults(faults);
		const answer = await account.call('ecs:ListClusters', {}, {signal});
		simulator.setFaults({throttle: 0, error: 0, drop: 0, expired: false, deny: []});
		expect(answer).toMatchObject({ok: false, failure: expected});
	});

	test('a cluster that does not exist', async () => {
		const cluster = 'arn:aws:ecs:eu-west-1:123456789012:cluster/gone' as ClusterArn;
		const listed = await account.call('ecs:ListServices', {cluster}, {signal});
		expect(listed).toMatchObject({ok: false, failure: {kind: 'absent'}});
		expect(await ask('ecs:DescribeClusters', {clusters: [cluster]})).toEqual({
			items: [],
			missing: [{arn: cluster, reason: 'MISSING'}],
		});
	});
});
