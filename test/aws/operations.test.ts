import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {
	type ClusterArn,
	type ContainerInstanceArn,
	type ServiceArn,
	type TaskArn,
	type TaskDefinitionArn,
} from '../../source/domain/arn.js';
import {asking} from './asking.js';

const cluster = 'arn:aws:ecs:eu-west-1:123456789012:cluster/checkout' as ClusterArn;
const service = 'arn:aws:ecs:eu-west-1:123456789012:service/checkout/api' as ServiceArn;
const taskArn = 'arn:aws:ecs:eu-west-1:123456789012:task/checkout/0f3c' as TaskArn;
const taskDefinition = 'arn:aws:ecs:eu-west-1:123456789012:task-definition/api:7' as TaskDefinitionArn;
const instance = 'arn:aws:ecs:eu-west-1:123456789012:container-instance/checkout/9a' as ContainerInstanceArn;
const at = 1_701_187_849.5;
const atMs = 1_701_187_849_500;

const {ask, failureOf, body, last} = asking();

describe('listings', () => {
	test('ask for full pages, hand the token through untouched, and brand the ARNs', async () => {
		const token = 'abc\u200B=='.repeat(900);
		const page = await ask(
			'ecs:ListTasks',
			{cluster, desiredStatus: 'STOPPED', serviceName: 'api', nextToken: token},
			{json: {taskArns: [taskArn], nextToken: token}},
		);
		expect(page).toEqual({items: [taskArn], nextToken: token});
		expect(body()).toEqual({
			cluster,
			desiredStatus: 'STOPPED',
			serviceName: 'api',
			nextToken: token,
			maxResults: 100,
		});
	});

	test.each([
		['ecs:ListClusters', {}, {clusterArns: [cluster]}, [cluster]],
		['ecs:ListServices', {cluster}, {serviceArns: [service], nextToken: ''}, [service]],
		['ecs:ListContainerInstances', {cluster}, {containerInstanceArns: [instance]}, [instance]],
	] as const)('%s ends when there is no token', async (name, input, json, items) => {
		expect(await ask(name, input as never, {json})).toEqual({items});
		expect(body()).toMatchObject({maxResults: 100});
	});

	test('an answer without its list is an empty page', async () => {
		expect(await ask('ecs:ListClusters', {}, {json: {}})).toEqual({items: []});
	});
});

describe('clusters', () => {
	test('carry tags, insights and statistics', async () => {
		const {items, missing} = await ask(
			'ecs:DescribeClusters',
			{clusters: [cluster]},
			{
				json: {
					clusters: [
						{
							clusterArn: cluster,
							clusterName: 'checkout',
							status: 'ACTIVE',
							runningTasksCount: 4,
							activeServicesCount: 2,
							registeredContainerInstancesCount: 1,
							capacityProviders: ['FARGATE'],
							settings: [{name: 'containerInsights', value: 'enhanced'}],
							statistics: [
								{name: 'runningEC2TasksCount', value: '1'},
								{name: 'RunningFargateTasksCount', value: '3'},
							],
							tags: [{key: 'GuardDutyManaged', value: 'true '}],
						},
					],
					failures: [{arn: `${cluster}2`, reason: 'MISSING'}],
				},
			},
		);
		expect(items).toEqual([
			{
				arn: cluster,
				name: 'checkout',
				status: 'ACTIVE',
				tags: [{key: 'GuardDutyManaged', value: 'true '}],
				containerInsights: 'enhanced',
				runningTasks: 4,
				pendingTasks: 0,
				activeServices: 2,
				containerInstances: 1,
				capacityProviders: ['FARGATE'],
				runningFargateTasks: 3,
				runningEc2Tasks: 1,
			},
		]);
		expect(missing).toEqual([{arn: `${cluster}2`, reason: 'MISSING'}]);
		expect(body()).toEqual({clusters: [cluster], include: ['SETTINGS', 'STATISTICS', 'TAGS']});
	});

	test('without tags, settings or statistics say that these are not known', async () => {
		const json = {
			clusters: [
				{clusterArn: cluster, clusterName: 'checkout', settings: [{name: 'containerInsights', value: 'new'}]},
			],
		};
		const {items} = await ask('ecs:DescribeClusters', {clusters: [cluster]}, {json});
		expect(items[0]).toMatchObject({
			tags: undefined,
			containerInsights: undefined,
			runningFargateTasks: undefined,
		});
	});

	test('hide no escape sequence in a name or a tag', async () => {
		const json = {
			clusters: [
				{clusterArn: cluster, clusterName: 'a\u001B[2Jb', tags: [{key: 'k\u202E', value: '\u0007'}]},
			],
		};
		const {items} = await ask('ecs:DescribeClusters', {clusters: [cluster]}, {json});
		expect(items[0]).toMatchObject({name: 'a␛[2Jb', tags: [{key: 'k⟨U+202E⟩', value: '␇'}]});
	});
});

describe('services', () => {
	const deployment = {
		id: 'ecs-svc/1',
		status: 'PRIMARY',
		taskDefinition,
		desiredCount: 2,
		createdAt: at,
		rolloutState: 'IN_PROGRESS',
		rolloutStateReason: 'in progress',
		failedTasks: 1,
		launchType: 'FARGATE',
	};
	const full = {
		serviceArn: service,
		serviceName: 'api',
		clusterArn: cluster,
		status: 'ACTIVE',
		desiredCount: 2,
		runningCount: 1,
		pendingCount: 1,
		launchType: 'FARGATE',
		platformVersion: '1.4.0',
		taskDefinition,
		deploymentController: {type: 'CODE_DEPLOY'},
		schedulingStrategy: 'DAEMON',
		deploymentConfiguration: {
			strategy: 'BLUE_GREEN',
			minimumHealthyPercent: 0,
			maximumPercent: 200,
			deploymentCircuitBreaker: {enable: true, rollback: false},
		},
		deployments: [deployment],
		events: [{id: 'e1', createdAt: at, message: '(service api) has started 1 tasks\n'}],
		createdAt: at,
		networkConfiguration: {
			awsvpcConfiguration: {subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED'},
		},
		capacityProviderStrategy: [{capacityProvider: 'FARGATE_SPOT', weight: 1}],
		tags: [],
	};

	test('carry deployments, breaker, network and events', async () => {
		const {items} = await ask(
			'ecs:DescribeServices',
			{cluster, services: [service]},
			{json: {services: [full]}},
		);
		expect(items).toEqual([
			{
				arn: service,
				name: 'api',
				clusterArn: cluster,
				status: 'ACTIVE',
				desired: 2,
				running: 1,
				pending: 1,
				launchType: 'FARGATE',
				platformVersion: '1.4.0',
				capacityProviders: [{name: 'FARGATE_SPOT', weight: 1}],
				controller: 'CODE_DEPLOY',
				scheduling: 'DAEMON',
				strategy: 'BLUE_GREEN',
				minimumHealthyPercent: 0,
				maximumPercent: 200,
				circuitBreaker: {enable: true, rollback: false},
				taskDefinition,
				deployments: [
					{
						id: 'ecs-svc/1',
						status: 'PRIMARY',
						taskDefinition,
						desired: 2,
						running: 0,
						pending: 0,
						failedTasks: 1,
						createdAt: atMs,
						rolloutState: 'IN_PROGRESS',
						rolloutStateReason: 'in progress',
						launchType: 'FARGATE',
					},
				],
				createdAt: atMs,
				networkConfiguration: {subnets: ['subnet-1'], securityGroups: ['sg-1'], assignPublicIp: 'DISABLED'},
				tags: [],
				events: [{id: 'e1', at: atMs, message: '(service api) has started 1 tasks␊'}],
			},
		]);
		expect(body()).toEqual({cluster, services: [service], include: ['TAGS']});
	});

	test('of words that are not known here stay without them, and default to AWS’s own', async () => {
		const odd = {
			serviceArn: service,
			serviceName: 'api',
			clusterArn: cluster,
			taskDefinition,
			launchType: 'MOON',
			deployments: [{...deployment, rolloutState: 'SLEEPING', launchType: null}],
		};
		const {items} = await ask(
			'ecs:DescribeServices',
			{cluster, services: [service]},
			{json: {services: [odd]}},
		);
		expect(items[0]).toMatchObject({
			launchType: undefined,
			controller: 'ECS',
			scheduling: 'REPLICA',
			tags: undefined,
			circuitBreaker: undefined,
			networkConfiguration: undefined,
		});
		expect(items[0]?.deployments[0]).toMatchObject({rolloutState: undefined, launchType: undefined});
	});

	test('of an external controller have the task definition of their task set', async () => {
		const external = {
			serviceArn: service,
			serviceName: 'api',
			clusterArn: cluster,
			deploymentController: {type: 'EXTERNAL'},
			taskSets: [{taskDefinition}],
		};
		const {items} = await ask(
			'ecs:DescribeServices',
			{cluster, services: [service]},
			{json: {services: [external]}},
		);
		expect(items[0]?.taskDefinition).toBe(taskDefinition);
	});

	test('come back from UpdateService', async () => {
		const updated = await ask('ecs:UpdateService', {cluster, service}, {json: {service: full}});
		expect(updated.deployments[0]?.id).toBe('ecs-svc/1');
	});
});

describe('tasks', () => {
	test('the real sample with the injected sidecar is read whole', async () => {
		// Sample: aws-cli documentation, Apache-2.0 (test/samples/SOURCES.md). The CLI prints ISO times, the wire has epoch seconds.
		const sample = readFileSync(
			new URL('../samples/describe/task-with-guardduty-sidecar.describe-tasks.json', import.meta.url),
			'utf8',
		).replaceAll(/"(\d{4}-\d\d-\d\dT[^"]+)"/g, (_, iso: string) => String(Date.parse(iso) / 1000));
		const {items} = await ask('ecs:DescribeTasks', {cluster, tasks: [taskArn]}, {text: sample});
		const arn = 'arn:aws:ecs:us-east-1:111122223333:task/fargate-cluster/c524291ae4154100b601a543108b193a';
		expect(items).toEqual([
			{
				arn,
				id: 'c524291ae4154100b601a543108b193a',
				clusterArn: 'arn:aws:ecs:us-east-1:111122223333:cluster/fargate-cluster',
				taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/webserver:5',
				lastStatus: 'RUNNING',
				desiredStatus: 'RUNNING',
				group: 'family:webserver',
				launchType: 'FARGATE',
				platformVersion: '1.4.0',
				platformFamily: 'Linux',
				cpuArchitecture: 'x86_64',
				cpuUnits: 256,
				memoryMiB: 512,
				ephemeralStorageGiB: 20,
				containers: [
					{
						name: 'web',
						image: 'nginx',
						imageDigest: 'sha256:10d1f5b58f74683ad34eb29287e07dab1e90f10af243f151bb50aa5dbb4d62ee',
						runtimeId: 'c524291ae4154100b601a543108b193a-265927825',
						lastStatus: 'RUNNING',
						healthStatus: 'HEALTHY',
						cpuUnits: 99,
						memoryMiB: 100,
						privateIp: '10.0.1.170',
					},
					{
						name: 'aws-guardduty-agent-FvWGoDU',
						imageDigest: 'sha256:359b8b014e5076c625daa1056090e522631587a7afa3b2e055edda6bd1141017',
						runtimeId: 'c524291ae4154100b601a543108b193a-505093495',
						lastStatus: 'RUNNING',
						healthStatus: 'UNKNOWN',
						privateIp: '10.0.1.170',
					},
				],
				createdAt: Date.parse('2023-11-28T16:10:49.299Z'),
				startedAt: Date.parse('2023-11-28T16:11:20.316Z'),
				pullStartedAt: Date.parse('2023-11-28T16:10:59.773Z'),
				pullStoppedAt: Date.parse('2023-11-28T16:11:12.624Z'),
				connectivity: 'CONNECTED',
				connectivityAt: Date.parse('2023-11-28T16:10:52.907Z'),
				healthStatus: 'HEALTHY',
				availabilityZone: 'us-east-1b',
				network: {
					eniId: 'eni-0d542ffb4a12aa6d9',
					subnetId: 'subnet-0d0eab1bb38d5ca64',
					privateIp: '10.0.1.170',
					macAddress: '0e:6d:18:f6:2d:29',
					status: 'ATTACHED',
				},
				enableExecuteCommand: false,
				tags: [],
			},
		]);
	});

	const bare = {taskArn, clusterArn: cluster, taskDefinitionArn: taskDefinition, lastStatus: 'STOPPED'};

	async function oneTask(more: object) {
		const {items} = await ask(
			'ecs:DescribeTasks',
			{cluster, tasks: [taskArn]},
			{json: {tasks: [{...bare, ...more}]}},
		);
		return items[0]!;
	}

	test('numbers come as text, as numbers (moto) or as "null" (the sidecar)', async () => {
		const task = await oneTask({
			cpu: 256,
			memory: '512',
			containers: [{name: 'aws-guardduty-agent-x', cpu: 'null', memory: '', exitCode: null}],
		});
		expect(task).toMatchObject({cpuUnits: 256, memoryMiB: 512});
		expect(task.containers[0]).toMatchObject({
			cpuUnits: undefined,
			memoryMiB: undefined,
			exitCode: undefined,
		});
	});

	test('the service’s name is in the group', async () => {
		expect((await oneTask({group: 'service:api'})).serviceName).toBe('api');
		expect((await oneTask({group: 'family:api'})).serviceName).toBeUndefined();
	});

	test.each([
		['nothing', undefined, false],
		[
			'names of containers alone',
			{containerOverrides: [{name: 'web'}], inferenceAcceleratorOverrides: []},
			false,
		],
		['empty lists', {containerOverrides: [{name: 'web', environment: [], command: []}]}, false],
		['the cap of the agent', {containerOverrides: [{name: 'aws-guardduty-agent-x', memory: 128}]}, true],
		['a size of the task', {containerOverrides: [], cpu: '512'}, true],
		['a role', {taskRoleArn: 'arn:aws:iam::1:role/x'}, true],
	])('overrides that hold %s', async (_title, overrides, isKept) => {
		expect((await oneTask({overrides})).overrides).toEqual(isKept ? overrides : undefined);
	});

	test('a stopped one says why', async () => {
		expect(
			await oneTask({
				stopCode: 'EssentialContainerExited',
				stoppedReason: 'Essential container in task exited',
				stoppedAt: at,
				stoppingAt: at,
				containers: [
					{name: 'web', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage'},
				],
				containerInstanceArn: instance,
				tags: [{key: 'a', value: ''}],
			}),
		).toMatchObject({
			stopCode: 'EssentialContainerExited',
			stoppedAt: atMs,
			stoppingAt: atMs,
			containers: [{exitCode: 137}],
			containerInstanceArn: instance,
			tags: [{key: 'a', value: ''}],
		});
	});

	test('those that ECS does not know any more are missing, with the detail', async () => {
		const json = {
			tasks: [],
			failures: [
				{arn: taskArn, reason: 'MISSING'},
				{arn: 'x', reason: 'RESOURCE:FARGATE', detail: 'no capacity'},
			],
		};
		const missing = [
			{arn: taskArn, reason: 'MISSING'},
			{arn: 'x', reason: 'RESOURCE:FARGATE: no capacity'},
		];
		expect((await ask('ecs:DescribeTasks', {cluster, tasks: [taskArn]}, {json})).missing).toEqual(missing);
		expect(await ask('ecs:RunTask', {request: {taskDefinition: 'api:7'}}, {json})).toEqual({
			items: [],
			missing,
		});
	});

	test('come back from StopTask', async () => {
		expect(
			await ask('ecs:StopTask', {cluster, task: taskArn, reason: 'replaced'}, {json: {task: bare}}),
		).toMatchObject({
			arn: taskArn,
			lastStatus: 'STOPPED',
		});
	});
});

test('a container instance has its type, image, zone and room from attributes and resources', async () => {
	const {items} = await ask(
		'ecs:DescribeContainerInstances',
		{cluster, containerInstances: [instance]},
		{
			json: {
				containerInstances: [
					{
						containerInstanceArn: instance,
						ec2InstanceId: 'i-0a',
						status: 'ACTIVE',
						agentConnected: true,
						versionInfo: {agentVersion: '1.90.0'},
						runningTasksCount: 2,
						registeredAt: at,
						capacityProviderName: 'asg',
						attributes: [
							{name: 'ecs.capability.task-eni'},
							{name: 'ecs.instance-type', value: 'm6g.large'},
							{name: 'ecs.availability-zone', value: 'eu-west-1a'},
							{name: 'ecs.ami-id', value: 'ami-1'},
							{name: 'ecs.os-type', value: 'linux'},
							{name: 'ecs.cpu-architecture', value: 'arm64'},
						],
						registeredResources: [
							{name: 'CPU', type: 'INTEGER', integerValue: 2048},
							{name: 'MEMORY', integerValue: 7800},
						],
						remainingResources: [
							{name: 'CPU', integerValue: 0},
							{name: 'PORTS', stringSetValue: ['22']},
						],
						tags: [],
					},
				],
			},
		},
	);
	expect(items).toEqual([
		{
			arn: instance,
			id: '9a',
			ec2InstanceId: 'i-0a',
			status: 'ACTIVE',
			isAgentConnected: true,
			ecsAgentVersion: '1.90.0',
			runningTasks: 2,
			pendingTasks: 0,
			registeredAt: atMs,
			capacityProvider: 'asg',
			instanceType: 'm6g.large',
			availabilityZone: 'eu-west-1a',
			amiId: 'ami-1',
			osType: 'linux',
			cpuArchitecture: 'arm64',
			registeredCpuUnits: 2048,
			registeredMemoryMiB: 7800,
			remainingCpuUnits: 0,
			tags: [],
		},
	]);
	expect(body()).toEqual({cluster, containerInstances: [instance], include: ['TAGS']});
});

test('a task definition has its containers, essential unless it says otherwise', async () => {
	const json = {
		taskDefinition: {
			taskDefinitionArn: taskDefinition,
			family: 'api',
			revision: 7,
			status: 'ACTIVE',
			executionRoleArn: 'arn:aws:iam::123456789012:role/exec',
			networkMode: 'awsvpc',
			requiresCompatibilities: ['FARGATE'],
			cpu: '256',
			memory: '512',
			runtimePlatform: {cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX'},
			containerDefinitions: [
				{name: 'web', image: 'nginx:latest', cpu: 0, memory: 128},
				{
					name: 'log',
					image: 'fluent',
					essential: false,
					memoryReservation: 50,
					logConfiguration: {
						logDriver: 'awslogs',
						options: {
							'awslogs-group': '/ecs/log',
							'awslogs-region': 'eu-west-1',
							'awslogs-stream-prefix': 'log',
							mode: 'non-blocking',
						},
					},
				},
			],
		},
	};
	expect(await ask('ecs:DescribeTaskDefinition', {taskDefinition}, {json})).toEqual({
		arn: taskDefinition,
		family: 'api',
		revision: 7,
		status: 'ACTIVE',
		containers: [
			{name: 'web', image: 'nginx:latest', isEssential: true, cpuUnits: 0, memoryMiB: 128},
			{
				name: 'log',
				image: 'fluent',
				isEssential: false,
				memoryReservationMiB: 50,
				log: {driver: 'awslogs', group: '/ecs/log', region: 'eu-west-1', streamPrefix: 'log'},
			},
		],
		executionRoleArn: 'arn:aws:iam::123456789012:role/exec',
		networkMode: 'awsvpc',
		requiresCompatibilities: ['FARGATE'],
		cpuUnits: 256,
		memoryMiB: 512,
		cpuArchitecture: 'ARM64',
		operatingSystemFamily: 'LINUX',
	});
});

test('service deployments have their status and times', async () => {
	const arn = `${service.replace(':service/', ':service-deployment/')}/1`;
	const json = {
		serviceDeployments: [
			{
				serviceDeploymentArn: arn,
				serviceArn: service,
				status: 'ROLLBACK_IN_PROGRESS',
				statusReason: 'breaker',
				createdAt: at,
				startedAt: at,
			},
		],
		nextToken: 'more',
	};
	expect(await ask('ecs:ListServiceDeployments', {cluster, service}, {json})).toEqual({
		items: [
			{
				arn,
				serviceArn: service,
				status: 'ROLLBACK_IN_PROGRESS',
				statusReason: 'breaker',
				createdAt: atMs,
				startedAt: atMs,
			},
		],
		nextToken: 'more',
	});
});

test('the account setting in effect is asked for', async () => {
	const json = {settings: [{name: 'guardDutyActivate', value: 'on', type: 'aws_managed'}]};
	expect(await ask('ecs:ListAccountSettings', {name: 'guardDutyActivate'}, {json})).toEqual([
		{name: 'guardDutyActivate', value: 'on', type: 'aws_managed'},
	]);
	expect(body()).toEqual({name: 'guardDutyActivate', effectiveSettings: true});
});

describe('GuardDuty', () => {
	test('detectors are listed', async () => {
		expect(await ask('guardduty:ListDetectors', {}, {json: {detectorIds: ['d1']}})).toEqual(['d1']);
		expect(last()).toMatchObject({method: 'GET', path: '/detector'});
	});

	test('a detector has its features, their times, and names that are not known here', async () => {
		const json = {
			status: 'ENABLED',
			updatedAt: '2023-11-28T16:10:49.500Z',
			features: [
				{
					name: 'RUNTIME_MONITORING',
					status: 'ENABLED',
					updatedAt: at,
					additionalConfiguration: [
						{name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'DISABLED', updatedAt: at},
					],
				},
				{name: 'AI_ANALYST', status: 'ENABLED'},
			],
		};
		expect(await ask('guardduty:GetDetector', {detectorId: 'd1'}, {json})).toEqual({
			id: 'd1',
			isEnabled: true,
			updatedAt: atMs,
			features: [
				{
					name: 'RUNTIME_MONITORING',
					isEnabled: true,
					updatedAt: atMs,
					additional: [
						{name: 'ECS_FARGATE_AGENT_MANAGEMENT', isEnabled: false, updatedAt: atMs, additional: []},
					],
				},
				{name: 'AI_ANALYST', isEnabled: true, additional: []},
			],
		});
		expect(last().path).toBe('/detector/d1');
	});

	test('a detector that was deleted is absent', async () => {
		const failure = await failureOf(
			'guardduty:GetDetector',
			{detectorId: 'd1'},
			{
				status: 400,
				json: {
					message:
						'The request is rejected because the input detectorId is not owned by the current account.',
					__type: 'InvalidInputException',
				},
				headers: {'x-amzn-errortype': 'BadRequestException'},
			},
		);
		expect(failure).toMatchObject({kind: 'absent'});
	});

	const notMember = {
		status: 400,
		json: {message: 'The request is rejected because the account is not a member of any administrator.'},
		headers: {'x-amzn-errortype': 'BadRequestException'},
	};

	test.each([
		[
			'is told',
			{json: {administrator: {accountId: '999999999999', relationshipStatus: 'Enabled'}}},
			{accountId: '999999999999', relationshipStatus: 'Enabled'},
		],
		['may be nobody', {json: {}}, undefined],
		['may be an empty object', {json: {administrator: {}}}, undefined],
		['is nobody for an account that is no member', notMember, undefined],
	] as const)('the administrator %s', async (_title, play, expected) => {
		expect(await ask('guardduty:GetAdministratorAccount', {detectorId: 'd1'}, play)).toEqual(expected);
	});

	test('any other refusal is a failure', async () => {
		const failure = await failureOf(
			'guardduty:GetAdministratorAccount',
			{detectorId: 'd1'},
			{...notMember, json: {message: 'The request is rejected because of a bad parameter.'}},
		);
		expect(failure).toMatchObject({kind: 'rejected', code: 'BadRequestException'});
	});
});

test('the identity is read from XML', async () => {
	const text = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::123456789012:assumed-role/oncall/me</Arn><UserId>AROA:me</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;
	expect(await ask('sts:GetCallerIdentity', {}, {text, contentType: 'text/xml'})).toEqual({
		account: '123456789012',
		arn: 'arn:aws:sts::123456789012:assumed-role/oncall/me',
		userId: 'AROA:me',
	});
});

describe('a network interface', () => {
	const xml = (inside: string) =>
		`<DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><networkInterfaceSet>${inside}</networkInterfaceSet></DescribeNetworkInterfacesResponse>`;
	const input = {networkInterfaceIds: ['eni-1', 'eni-2']};

	test('has its addresses and groups', async () => {
		const text = xml(
			'<item><networkInterfaceId>eni-1</networkInterfaceId><vpcId>vpc-1</vpcId><subnetId>subnet-1</subnetId><privateIpAddress>10.0.0.7</privateIpAddress><ipv6AddressesSet><item><ipv6Address>2001:db8::1</ipv6Address></item></ipv6AddressesSet><groupSet><item><groupId>sg-1</groupId><groupName>web</groupName></item></groupSet><association><publicIp>203.0.113.9</publicIp></association></item>',
		);
		expect(await ask('ec2:DescribeNetworkInterfaces', input, {text, contentType: 'text/xml'})).toEqual([
			{
				id: 'eni-1',
				publicIp: '203.0.113.9',
				privateIp: '10.0.0.7',
				ipv6Addresses: ['2001:db8::1'],
				securityGroups: ['sg-1'],
				securityGroupNames: ['web'],
				subnetId: 'subnet-1',
				vpcId: 'vpc-1',
			},
		]);
		expect(last().body).toContain('Filter.1.Name=network-interface-id');
		expect(last().body).toContain('Filter.1.Value.2=eni-2');
	});

	test('without an address says so', async () => {
		expect(
			await ask('ec2:DescribeNetworkInterfaces', input, {
				text: xml(
					'<item><networkInterfaceId>eni-1</networkInterfaceId><vpcId>vpc-1</vpcId></item><item><vpcId>vpc-1</vpcId></item>',
				),
				contentType: 'text/xml',
			}),
		).toEqual([{id: 'eni-1', ipv6Addresses: [], securityGroups: [], securityGroupNames: [], vpcId: 'vpc-1'}]);
	});

	test('that is gone is missing', async () => {
		expect(
			await ask('ec2:DescribeNetworkInterfaces', input, {text: xml(''), contentType: 'text/xml'}),
		).toEqual([]);
	});

	test('that may not be read names the action', async () => {
		const text = `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. User: arn:aws:iam::1:user/x is not authorized to perform: ec2:DescribeNetworkInterfaces because no identity-based policy allows it</Message></Error></Errors><RequestID>r</RequestID></Response>`;
		const failure = await failureOf('ec2:DescribeNetworkInterfaces', input, {
			status: 403,
			text,
			contentType: 'text/xml',
		});
		expect(failure).toMatchObject({kind: 'denied', action: 'ec2:DescribeNetworkInterfaces'});
	});
});
