import {DescribeSubnetsCommand, type EC2Client} from '@aws-sdk/client-ec2';
import {
	DescribeClustersCommand,
	DescribeTasksCommand,
	type ECSClient,
	ListTagsForResourceCommand,
	ListTasksCommand,
	RunTaskCommand,
	type RunTaskCommandInput,
	StopTaskCommand,
	TagResourceCommand,
	UntagResourceCommand,
	UpdateClusterSettingsCommand,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();
const arnOf = (name: string) => `arn:aws:ecs:eu-west-1:482193057716:cluster/${name}`;

describe('tags', () => {
	test('a tag is set, replaced and removed, and the others stay', async () => {
		const {ecs} = await start();
		const resourceArn = arnOf('checkout-prod');
		const read = async () => {
			const {tags = []} = await ecs.send(new ListTagsForResourceCommand({resourceArn}));
			return [tags.length, tags.find(({key}) => key === 'GuardDutyManaged')?.value];
		};

		expect(await read()).toEqual([4, undefined]);
		await ecs.send(new TagResourceCommand({resourceArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]}));
		expect(await read()).toEqual([5, 'true']);
		await ecs.send(new TagResourceCommand({resourceArn, tags: [{key: 'GuardDutyManaged', value: 'false'}]}));
		expect(await read()).toEqual([5, 'false']);
		await ecs.send(new UntagResourceCommand({resourceArn, tagKeys: ['GuardDutyManaged']}));
		expect(await read()).toEqual([4, undefined]);
	});

	test.each([
		['a reserved key', [{key: 'aws:mine', value: 'x'}], 'InvalidParameterException'],
		['a key that is too long', [{key: 'k'.repeat(129), value: 'x'}], 'InvalidParameterException'],
		['a value that is too long', [{key: 'k', value: 'v'.repeat(257)}], 'InvalidParameterException'],
		['no tags', [], 'InvalidParameterException'],
		[
			'more than fifty',
			Array.from({length: 50}, (_, index) => ({key: `k${index}`, value: 'x'})),
			'LimitExceededException',
		],
	])('%s is refused', async (_, tags, error) => {
		const {ecs} = await start();
		const command = new TagResourceCommand({resourceArn: arnOf('checkout-prod'), tags});
		expect(await errorNameOf(ecs.send(command))).toBe(error);
	});

	test('an unknown cluster can not be tagged', async () => {
		const {ecs} = await start();
		const command = new TagResourceCommand({resourceArn: arnOf('nowhere'), tags: [{key: 'a', value: 'b'}]});
		expect(await errorNameOf(ecs.send(command))).toBe('ClusterNotFoundException');
	});
});

describe('cluster settings', () => {
	test.each(['disabled', 'enabled', 'enhanced'] as const)('container insights become %s', async value => {
		const {ecs} = await start();
		const settings = [{name: 'containerInsights' as const, value}];
		await ecs.send(new UpdateClusterSettingsCommand({cluster: 'ledger-prod', settings}));
		const {clusters} = await ecs.send(
			new DescribeClustersCommand({clusters: ['ledger-prod'], include: ['SETTINGS']}),
		);
		expect(clusters?.[0]?.settings).toEqual(settings);
	});

	test('an unknown value is refused', async () => {
		const {ecs} = await start();
		const settings = [{name: 'containerInsights' as const, value: 'on'}];
		const command = new UpdateClusterSettingsCommand({cluster: 'ledger-prod', settings});
		expect(await errorNameOf(ecs.send(command))).toBe('InvalidParameterException');
	});
});

test.each([
	['CODE_DEPLOY', 'ledger-prod', 'ledger-shadow', 'InvalidParameterException'],
	['an unknown service', 'ledger-prod', 'nothing', 'ServiceNotFoundException'],
	['an unknown cluster', 'nowhere', 'nothing', 'ClusterNotFoundException'],
])('a forced deployment is refused: %s', async (_, cluster, service, error) => {
	const {ecs} = await start();
	const command = new UpdateServiceCommand({cluster, service, forceNewDeployment: true});
	expect(await errorNameOf(ecs.send(command))).toBe(error);
});

describe('standalone tasks', () => {
	const cluster = 'data-platform';

	/** What starts, in a public subnet that the account has. */
	async function requestIn({ec2}: {ec2: EC2Client}): Promise<RunTaskCommandInput> {
		const Filters = [{Name: 'map-public-ip-on-launch', Values: ['true']}];
		const {Subnets} = await ec2.send(new DescribeSubnetsCommand({Filters}));
		const subnets = [Subnets?.[0]?.SubnetId ?? ''];
		return {
			cluster,
			taskDefinition: 'backfill',
			launchType: 'FARGATE',
			networkConfiguration: {awsvpcConfiguration: {subnets, assignPublicIp: 'ENABLED'}},
		};
	}

	async function taskNow(ecs: ECSClient, arn: string) {
		const {tasks} = await ecs.send(new DescribeTasksCommand({cluster, tasks: [arn]}));
		return tasks?.[0];
	}

	test('a task is run anew and gets the agent of a cluster that is opted in', async () => {
		const {ecs, ec2, simulator} = await start();
		const request = await requestIn({ec2});
		const {tasks} = await ecs.send(
			new RunTaskCommand({...request, startedBy: 'jo', tags: [{key: 'a', value: 'b'}]}),
		);
		const arn = tasks?.[0]?.taskArn ?? '';
		expect(tasks?.[0]).toMatchObject({
			lastStatus: 'PROVISIONING',
			startedBy: 'jo',
			tags: [{key: 'a', value: 'b'}],
		});
		const seen = new Set<string | undefined>();
		for (let step = 0; step < 24; step++) {
			simulator.advance(500);
			seen.add((await taskNow(ecs, arn))?.lastStatus);
		}

		expect([...seen]).toEqual(['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING']);
		const task = await taskNow(ecs, arn);
		expect(task?.containers?.at(-1)).toMatchObject({
			name: expect.stringMatching(/^aws-guardduty-agent-/),
			lastStatus: 'RUNNING',
		});
	});

	test('the same client token starts nothing twice', async () => {
		const {ecs, ec2} = await start();
		const request = await requestIn({ec2});
		const first = await ecs.send(new RunTaskCommand({...request, clientToken: 'once'}));
		const second = await ecs.send(new RunTaskCommand({...request, clientToken: 'once'}));
		expect(second.tasks?.[0]?.taskArn).toBe(first.tasks?.[0]?.taskArn);
	});

	test.each<[string, Partial<RunTaskCommandInput>, string]>([
		[
			'the agent’s own override',
			{overrides: {containerOverrides: [{name: 'aws-guardduty-agent-abcdef', memory: 128}]}},
			'InvalidParameterException',
		],
		['a group of a service', {group: 'service:api'}, 'InvalidParameterException'],
		['no subnets', {networkConfiguration: undefined}, 'InvalidParameterException'],
		[
			'a subnet that does not exist',
			{networkConfiguration: {awsvpcConfiguration: {subnets: ['subnet-1']}}},
			'InvalidParameterException',
		],
		['a reserved tag', {tags: [{key: 'aws:ecs:x', value: 'y'}]}, 'InvalidParameterException'],
		['eleven at once', {count: 11}, 'InvalidParameterException'],
		[
			'launch type and strategy',
			{capacityProviderStrategy: [{capacityProvider: 'FARGATE_SPOT'}]},
			'InvalidParameterException',
		],
		['an unknown definition', {taskDefinition: 'nothing'}, 'ClientException'],
	])('RunTask refuses %s', async (_, change, error) => {
		const {ecs, ec2} = await start();
		const request = await requestIn({ec2});
		expect(await errorNameOf(ecs.send(new RunTaskCommand({...request, ...change})))).toBe(error);
	});

	test('a stopped task drains, stays to be described for an hour, and is then gone', async () => {
		const {ecs, simulator} = await start();
		const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster, family: 'backfill'}));
		const [arn = ''] = taskArns;
		const {task} = await ecs.send(new StopTaskCommand({cluster, task: arn, reason: 'no longer needed'}));
		expect(task).toMatchObject({lastStatus: 'DEACTIVATING', desiredStatus: 'STOPPED'});
		simulator.advance(10_000);
		expect(await taskNow(ecs, arn)).toMatchObject({
			lastStatus: 'STOPPED',
			stopCode: 'UserInitiated',
			stoppedReason: 'no longer needed',
			containers: [{exitCode: 143, lastStatus: 'STOPPED'}],
		});
		simulator.advance(3_590_000);
		expect((await taskNow(ecs, arn))?.lastStatus).toBe('STOPPED');
		simulator.advance(20_000);
		expect(await taskNow(ecs, arn)).toBeUndefined();
	});
});
