import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {type Task} from '../../../source/domain/resources.js';
import {type ReplaceInput} from '../../../source/domain/task/replace-questions.js';
import {composeRunTask} from '../../../source/domain/task/replace-task.js';
import {agent, app, aTask, aTaskDefinition, clusterArn, definitionArn} from '../build.js';

const network = {subnetId: 'subnet-0d0eab1b', eniId: 'eni-0d542ffb'};
const event = JSON.parse(
	readFileSync(
		new URL('../../samples/describe/event-task-state-change-guardduty.json', import.meta.url),
		'utf8',
	),
);
const unseenVolumes = 'EBS volumes configured at launch, if any: ECS does not tell them';

function compose(task: Partial<Task>, more: Partial<ReplaceInput> = {}) {
	return composeRunTask({
		task: aTask({network, tags: [], ...task}),
		taskDefinition: aTaskDefinition(),
		answers: {},
		...more,
	});
}

describe('the RunTask request', () => {
	test('carries over all that DescribeTasks tells', () => {
		const {request, dropped, refusal} = compose(
			{
				capacityProvider: 'FARGATE_SPOT',
				group: 'batch',
				startedBy: 'events-rule/nightly',
				enableExecuteCommand: true,
				ephemeralStorageGiB: 100,
				containers: [app, agent()],
				overrides: {
					containerOverrides: [{name: 'web', command: ['run', 'nightly']}],
					cpu: '512',
					taskRoleArn: 'arn:aws:iam::111122223333:role/t',
					inferenceAcceleratorOverrides: [],
					executionRoleArn: null,
				},
				tags: [
					{key: 'team', value: 'shop'},
					{key: 'aws:ecs:clusterName', value: 'shop'},
				],
			},
			{
				networkInterface: {publicIp: '203.0.113.9', securityGroups: ['sg-1', 'sg-2']},
				clientToken: 'token',
			},
		);
		expect(request).toEqual({
			cluster: clusterArn,
			taskDefinition: definitionArn,
			count: 1,
			capacityProviderStrategy: [{capacityProvider: 'FARGATE_SPOT', weight: 1}],
			platformVersion: '1.4.0',
			networkConfiguration: {
				awsvpcConfiguration: {
					subnets: ['subnet-0d0eab1b'],
					securityGroups: ['sg-1', 'sg-2'],
					assignPublicIp: 'ENABLED',
				},
			},
			overrides: {
				cpu: '512',
				taskRoleArn: 'arn:aws:iam::111122223333:role/t',
				containerOverrides: [{name: 'web', command: ['run', 'nightly']}],
				ephemeralStorage: {sizeInGiB: 100},
			},
			group: 'batch',
			startedBy: 'events-rule/nightly',
			enableExecuteCommand: true,
			enableECSManagedTags: true,
			tags: [{key: 'team', value: 'shop'}],
			clientToken: 'token',
		});
		expect(dropped).toEqual(['reserved tags: aws:ecs:clusterName', unseenVolumes]);
		expect(refusal).toBeUndefined();
	});

	test('has nothing that was not told', () => {
		const {request, dropped} = compose({
			ephemeralStorageGiB: 20,
			group: 'family:api',
			overrides: {containerOverrides: [{name: 'web'}]},
		});
		expect(Object.keys(request)).toEqual([
			'cluster',
			'taskDefinition',
			'count',
			'launchType',
			'platformVersion',
			'networkConfiguration',
		]);
		expect(dropped).toEqual([unseenVolumes]);
	});

	test("never hands GuardDuty's own override back", () => {
		const {request, dropped} = compose({containers: event.containers, overrides: event.overrides});
		expect(request).not.toHaveProperty('overrides');
		expect(dropped).toContain('the override of aws-guardduty-agent-nm40lC: GuardDuty injects its own');
	});

	test('keeps a list that is not empty', () => {
		const overrides = {inferenceAcceleratorOverrides: [{deviceName: 'd', deviceType: 't'}], cpu: ''};
		expect(compose({overrides}).request.overrides).toEqual({
			inferenceAcceleratorOverrides: overrides.inferenceAcceleratorOverrides,
		});
	});

	test('keeps the override of a container that the task definition names so itself', () => {
		const override = {name: 'aws-gd-agent', environment: [{name: 'A', value: 'b'}]};
		const containers = [{name: 'aws-gd-agent', image: 'own', isEssential: true}];
		const {request} = compose(
			{overrides: {containerOverrides: [override]}},
			{taskDefinition: aTaskDefinition({containers})},
		);
		expect(request.overrides).toEqual({containerOverrides: [override]});
	});

	test.each<[Partial<Task>, unknown, unknown]>([
		[{launchType: 'FARGATE'}, 'FARGATE', undefined],
		[
			{launchType: 'FARGATE', capacityProvider: 'FARGATE'},
			undefined,
			[{capacityProvider: 'FARGATE', weight: 1}],
		],
		[{launchType: 'EC2'}, 'EC2', undefined],
		[
			{launchType: 'MANAGED_INSTANCES', capacityProvider: 'mi'},
			undefined,
			[{capacityProvider: 'mi', weight: 1}],
		],
		[{launchType: 'MANAGED_INSTANCES'}, undefined, undefined],
		[{launchType: undefined as never}, undefined, undefined],
	])('launch type and capacity provider exclude each other: %j', (task, launchType, strategy) => {
		const {request} = compose(task);
		expect([request.launchType, request.capacityProviderStrategy]).toEqual([launchType, strategy]);
	});

	test.each([
		['family:api', undefined],
		['family:other', 'family:other'],
		['night', 'night'],
		['service:api', undefined],
		['', undefined],
	])('group %j becomes %j', (group, expected) => {
		expect(compose({group}).request.group).toBe(expected);
	});

	test.each([
		['me', 'me', false],
		['a'.repeat(128), 'a'.repeat(128), false],
		['a'.repeat(129), undefined, true],
		['AWS Step Functions', undefined, true],
		['ecs-svc/123', undefined, true],
	])('startedBy %j becomes %j', (startedBy, expected, isDropped) => {
		const {request, dropped} = compose({startedBy});
		expect(request.startedBy).toBe(expected);
		expect(dropped.some(line => line.startsWith('startedBy'))).toBe(isDropped);
	});

	test('a reserved tag is dropped in any case, and unread tags are named', () => {
		expect(compose({tags: [{key: 'AWS:x', value: ''}]}).request).not.toHaveProperty('tags');
		expect(compose({tags: undefined as never}).dropped).toContain('tags, if any: they were not read');
	});
});

describe('a task that can not be replaced so', () => {
	test.each<[Partial<Task>, string]>([
		[{serviceName: 'api', group: 'service:api'}, 'service api replaces its own tasks: redeploy it'],
		[{group: 'service:api'}, 'service api replaces its own tasks: redeploy it'],
		[{startedBy: 'ecs-svc/1'}, 'a service started this task and replaces it by itself'],
	])('%j', (task, refusal) => {
		expect(compose(task).refusal).toBe(refusal);
	});

	test('has an inactive task definition', () => {
		const taskDefinition = aTaskDefinition({status: 'INACTIVE'});
		expect(compose({}, {taskDefinition}).refusal).toBe(
			'task definition api:7 is INACTIVE: RunTask refuses it',
		);
		expect(compose({}, {taskDefinition: undefined}).refusal).toBeUndefined();
	});
});

describe('what is asked', () => {
	const ids = (found: ReturnType<typeof compose>) => found.questions.map(({id}) => id);

	test('security groups and public address, with what EC2 tells', () => {
		const asked = compose({}, {networkInterface: {securityGroups: ['sg-1', 'sg-2']}});
		expect(asked.questions.map(({id, initial}) => [id, initial])).toEqual([
			['securityGroups', 'sg-1,sg-2'],
			['assignPublicIp', 'DISABLED'],
		]);
		expect(asked.unanswered).toEqual([]);
		expect(
			compose({}, {networkInterface: {publicIp: '203.0.113.9', securityGroups: []}}).questions[1]?.initial,
		).toBe('ENABLED');
	});

	test('what nothing tells has no initial text, and a public address must be decided', () => {
		const asked = compose({});
		expect(asked.questions.map(({initial}) => initial)).toEqual(['', '']);
		expect(asked.unanswered).toEqual(['assignPublicIp']);
		expect(asked.request.networkConfiguration).toEqual({awsvpcConfiguration: {subnets: ['subnet-0d0eab1b']}});
	});

	test('answers beat what EC2 tells', () => {
		const {request, unanswered} = compose(
			{},
			{
				answers: {securityGroups: ' sg-9 , sg-8 ', assignPublicIp: 'ENABLED'},
				networkInterface: {securityGroups: ['sg-1']},
			},
		);
		expect(request.networkConfiguration).toEqual({
			awsvpcConfiguration: {
				subnets: ['subnet-0d0eab1b'],
				securityGroups: ['sg-9', 'sg-8'],
				assignPublicIp: 'ENABLED',
			},
		});
		expect(unanswered).toEqual([]);
	});

	test('the subnet only when it is not known any more', () => {
		const bare = {network: undefined as never};
		expect(ids(compose(bare))).toEqual(['subnets', 'securityGroups', 'assignPublicIp']);
		expect(compose(bare).unanswered).toEqual(['subnets', 'assignPublicIp']);
		const answers = {subnets: 'subnet-1,subnet-2', assignPublicIp: 'DISABLED'};
		const {request, unanswered} = compose(bare, {answers});
		expect(unanswered).toEqual([]);
		expect(request.networkConfiguration).toEqual({
			awsvpcConfiguration: {subnets: ['subnet-1', 'subnet-2'], assignPublicIp: 'DISABLED'},
		});
	});

	test.each([
		[{securityGroups: 'default'}, ['securityGroups', 'assignPublicIp']],
		[{assignPublicIp: 'yes'}, ['assignPublicIp']],
		[{assignPublicIp: 'DISABLED', securityGroups: 'sg-1'}, []],
	])('an answer that can not be right counts as none: %j', (answers, unanswered) => {
		expect(compose({}, {answers}).unanswered).toEqual(unanswered);
	});

	test('nothing about a public address on EC2, and nothing at all without an own interface', () => {
		const ec2 = {launchType: 'EC2', platformVersion: undefined as never} as const;
		expect(ids(compose(ec2))).toEqual(['securityGroups']);
		const bridged = compose(
			{...ec2, network: undefined as never},
			{taskDefinition: aTaskDefinition({networkMode: 'bridge'})},
		);
		expect(ids(bridged)).toEqual([]);
		expect(bridged.request).not.toHaveProperty('networkConfiguration');
		expect(bridged.dropped).toContain('placement constraints and strategy, if any: ECS does not tell them');
	});
});
