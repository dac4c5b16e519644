import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {
	DescribeClustersCommand,
	DescribeContainerInstancesCommand,
	DescribeServicesCommand,
	DescribeTaskDefinitionCommand,
	DescribeTasksCommand,
	type ECSClient,
	ListAccountSettingsCommand,
	ListClustersCommand,
	ListContainerInstancesCommand,
	ListServicesCommand,
	ListTasksCommand,
	paginateListServices,
	type Task,
} from '@aws-sdk/client-ecs';
import {
	GetAdministratorAccountCommand,
	GetDetectorCommand,
	ListDetectorsCommand,
} from '@aws-sdk/client-guardduty';
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();
const cluster = 'payments-prod';

async function tasksOf(ecs: ECSClient, where: string, serviceName: string): Promise<readonly Task[]> {
	const {taskArns} = await ecs.send(new ListTasksCommand({cluster: where, serviceName}));
	const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster: where, tasks: taskArns}));
	return tasks;
}

describe('lists', () => {
	test('ListServices gives ten when it is not told how many', async () => {
		const {ecs} = await start({scenario: 'scale', scale: {clusters: 1, services: 25, tasks: 0}});
		const first = await ecs.send(new ListServicesCommand({cluster: 'fleet-0001'}));
		expect(first.serviceArns).toHaveLength(10);
		const all: string[] = [];
		for await (const page of paginateListServices({client: ecs}, {cluster: 'fleet-0001'})) {
			all.push(...(page.serviceArns ?? []));
		}

		expect(new Set(all).size).toBe(25);
		expect(all).toHaveLength(25);
	});

	test.each([0, 101])('a page of %i is refused', async maxResults => {
		const {ecs} = await start();
		expect(await errorNameOf(ecs.send(new ListServicesCommand({cluster, maxResults})))).toBe(
			'InvalidParameterException',
		);
	});

	test('a token is good for its own list alone', async () => {
		const {ecs} = await start();
		const {nextToken} = await ecs.send(new ListServicesCommand({cluster, maxResults: 2}));
		const elsewhere = new ListServicesCommand({cluster: 'identity-prod', nextToken});
		expect(await errorNameOf(ecs.send(elsewhere))).toBe('InvalidParameterException');
		const madeUp = new ListServicesCommand({cluster, nextToken: 'bm90IGEgdG9rZW4='});
		expect(await errorNameOf(ecs.send(madeUp))).toBe('InvalidParameterException');
	});

	test('stopped tasks are listed only when they are asked for', async () => {
		const {ecs} = await start();
		const ask = async (desiredStatus: 'RUNNING' | 'STOPPED') =>
			(await ecs.send(new ListTasksCommand({cluster: 'data-platform', desiredStatus}))).taskArns?.length;
		expect(await ask('RUNNING')).toBe(9);
		expect(await ask('STOPPED')).toBe(3);
	});
});

describe('describes', () => {
	test('parts of a cluster come only when they are included', async () => {
		const {ecs} = await start();
		const bare = await ecs.send(new DescribeClustersCommand({clusters: [cluster]}));
		expect(bare.clusters?.[0]).toMatchObject({tags: [], settings: [], statistics: [], runningTasksCount: 19});
		const whole = await ecs.send(
			new DescribeClustersCommand({clusters: [cluster], include: ['TAGS', 'SETTINGS', 'STATISTICS']}),
		);
		expect(whole.clusters?.[0]?.statistics).toContainEqual({name: 'RunningFargateTasksCount', value: '19'});
		expect(whole.clusters?.[0]?.settings).toEqual([{name: 'containerInsights', value: 'enhanced'}]);
		expect(whole.clusters?.[0]?.tags).toContainEqual({key: 'GuardDutyManaged', value: 'true'});
	});

	test('what is missing is a failure, not an error', async () => {
		const {ecs} = await start();
		const {services, failures} = await ecs.send(
			new DescribeServicesCommand({cluster, services: ['payments-api', 'gone']}),
		);
		expect(services?.map(({serviceName}) => serviceName)).toEqual(['payments-api']);
		expect(failures).toEqual([
			{arn: 'arn:aws:ecs:eu-west-1:482193057716:service/payments-prod/gone', reason: 'MISSING'},
		]);
	});

	test('eleven services are one too many', async () => {
		const {ecs} = await start();
		const services = Array.from({length: 11}, (_, index) => `service-${index}`);
		expect(await errorNameOf(ecs.send(new DescribeServicesCommand({cluster, services})))).toBe(
			'InvalidParameterException',
		);
	});

	test('times are seconds on the wire: a deployment is not in the year 58000', async () => {
		const {ecs, simulator} = await start();
		const {services} = await ecs.send(new DescribeServicesCommand({cluster, services: ['payments-api']}));
		const createdAt = services?.[0]?.deployments?.[0]?.createdAt?.getTime();
		expect(createdAt).toBe(simulator.now() - 26 * 3_600_000);
	});

	test('a running agent has a digest and a memory cap, and neither image, cpu nor memory', async () => {
		const {ecs} = await start();
		const [task] = await tasksOf(ecs, cluster, 'payments-api');
		const agent = task?.containers?.at(-1);
		expect(agent).toMatchObject({
			name: expect.stringMatching(/^aws-guardduty-agent-[A-Za-z0-9]{6}$/),
			imageDigest: expect.stringMatching(/^sha256:27b27c489113[0-9a-f]{52}$/),
			lastStatus: 'RUNNING',
		});
		expect([agent?.image, agent?.cpu, agent?.memory]).toEqual([undefined, undefined, undefined]);
		const override = task?.overrides?.containerOverrides?.find(({name}) => name === agent?.name);
		expect(override?.memory).toBe(128);
	});

	test('an agent that was not allowed to be pulled has stopped while the application runs', async () => {
		const {ecs} = await start();
		const [task] = await tasksOf(ecs, cluster, 'ledger-writer');
		expect(task?.lastStatus).toBe('RUNNING');
		expect(task?.containers?.[0]?.lastStatus).toBe('RUNNING');
		expect(task?.containers?.at(-1)).toMatchObject({
			lastStatus: 'STOPPED',
			reason: expect.stringMatching(/^CannotPullContainerError: .*403 Forbidden$/),
		});
	});

	test.each([
		['desktop-tools', 'statement-printer'],
		['desktop-tools', 'old-intranet'],
		['legacy-billing', 'invoice-render'],
	])('%s/%s can not have the agent', async (where, service) => {
		const {ecs} = await start();
		const tasks = await tasksOf(ecs, where, service);
		expect(tasks.length).toBeGreaterThan(0);
		for (const {containers} of tasks) {
			expect(containers?.map(({name}) => name)).toEqual([service]);
		}
	});

	test('a service of CodeDeploy has task sets and no deployments', async () => {
		const {ecs} = await start();
		const {services} = await ecs.send(
			new DescribeServicesCommand({cluster: 'ledger-prod', services: ['ledger-shadow']}),
		);
		expect(services?.[0]).toMatchObject({
			deploymentController: {type: 'CODE_DEPLOY'},
			deployments: [],
			taskSets: [{runningCount: 2}],
		});
	});

	test('container instances count their tasks and what is left of them', async () => {
		const {ecs} = await start();
		const where = {cluster: 'legacy-billing'};
		const {containerInstanceArns} = await ecs.send(new ListContainerInstancesCommand(where));
		const {containerInstances = []} = await ecs.send(
			new DescribeContainerInstancesCommand({...where, containerInstances: containerInstanceArns}),
		);
		expect(containerInstances.map(({runningTasksCount}) => runningTasksCount)).toEqual([3, 3, 2, 2, 1]);
		expect(containerInstances.map(({agentConnected}) => agentConnected)).toContain(false);
		const remaining = containerInstances[0]?.remainingResources?.find(({name}) => name === 'CPU');
		expect(remaining?.integerValue).toBe(4096 - 512 - 64 - 256);
	});

	test('a task definition names its containers and roles', async () => {
		const {ecs} = await start();
		const {taskDefinition} = await ecs.send(
			new DescribeTaskDefinitionCommand({taskDefinition: 'payments-api'}),
		);
		expect(taskDefinition).toMatchObject({
			revision: 118,
			executionRoleArn: 'arn:aws:iam::482193057716:role/ecsTaskExecutionRole',
			containerDefinitions: [
				{name: 'payments-api', essential: true},
				{name: 'aws-otel-collector', essential: false},
			],
		});
	});
});

describe('the other services', () => {
	test('GuardDuty tells its features with their times', async () => {
		const {guardduty, simulator} = await start();
		const {DetectorIds = []} = await guardduty.send(new ListDetectorsCommand({}));
		const detector = await guardduty.send(new GetDetectorCommand({DetectorId: DetectorIds[0]}));
		const feature = detector.Features?.find(({Name}) => Name === 'RUNTIME_MONITORING');
		expect(feature?.UpdatedAt?.getTime()).toBe(simulator.now() - 3 * 86_400_000);
		expect(feature?.AdditionalConfiguration?.map(({Name, Status}) => [Name, Status])).toEqual([
			['EKS_ADDON_MANAGEMENT', 'DISABLED'],
			['ECS_FARGATE_AGENT_MANAGEMENT', 'DISABLED'],
			['EC2_AGENT_MANAGEMENT', 'ENABLED'],
		]);
		const foreign = new GetDetectorCommand({DetectorId: 'not-mine'});
		expect(await errorNameOf(guardduty.send(foreign))).toBe('BadRequestException');
	});

	test.each([
		['demo', undefined],
		['member', '905311246688'],
	])('the administrator in the scenario %s', async (scenario, accountId) => {
		const {guardduty} = await start({scenario});
		const {DetectorIds = []} = await guardduty.send(new ListDetectorsCommand({}));
		const {Administrator} = await guardduty.send(
			new GetAdministratorAccountCommand({DetectorId: DetectorIds[0]}),
		);
		expect(Administrator?.AccountId).toBe(accountId);
	});

	test.each([
		['demo', [{name: 'guardDutyActivate', value: 'on', type: 'aws_managed'}]],
		['no-detector', []],
	])('the account setting in the scenario %s', async (scenario, expected) => {
		const {ecs} = await start({scenario});
		const {settings} = await ecs.send(
			new ListAccountSettingsCommand({name: 'guardDutyActivate', effectiveSettings: true}),
		);
		expect(settings).toEqual(expected.map(setting => expect.objectContaining(setting)));
	});

	test('the network interface of a task has the public address that ECS does not tell', async () => {
		const {ecs, ec2} = await start();
		const [task] = await tasksOf(ecs, cluster, 'webhooks');
		const details = task?.attachments?.[0]?.details ?? [];
		const id = details.find(({name}) => name === 'networkInterfaceId')?.value ?? '';
		const {NetworkInterfaces} = await ec2.send(
			new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: [id]}),
		);
		expect(NetworkInterfaces?.[0]).toMatchObject({
			NetworkInterfaceId: id,
			PrivateIpAddress: details.find(({name}) => name === 'privateIPv4Address')?.value,
			Association: {PublicIp: expect.stringMatching(/^203\.0\.113\.\d+$/)},
		});
		const unknown = new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: ['eni-0']});
		expect(await errorNameOf(ec2.send(unknown))).toBe('InvalidNetworkInterfaceID.NotFound');
	});

	test('the caller is told who it is', async () => {
		const {sts} = await start();
		expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
			Account: '482193057716',
			Arn: 'arn:aws:sts::482193057716:assumed-role/OnCallEngineer/jo.field',
		});
	});
});

test('an empty account lists nothing', async () => {
	const {ecs} = await start({scenario: 'empty'});
	expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toEqual([]);
});

test('the same seed makes the same account', async () => {
	const first = await start({seed: 'a'});
	const second = await start({seed: 'a'});
	const third = await start({seed: 'b'});
	const tasks = async ({ecs}: {ecs: ECSClient}) => (await ecs.send(new ListTasksCommand({cluster}))).taskArns;
	expect(await tasks(first)).toEqual(await tasks(second));
	expect(await tasks(first)).not.toEqual(await tasks(third));
});
