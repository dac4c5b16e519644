import {describe, expect, test} from 'vitest';
import {networkInterfaceRead} from '../../../source/store/reads/network-interface.js';
import {taskDefinitionRead} from '../../../source/store/reads/task-definition.js';
import {taskView} from '../../../source/views/tasks/task-detail.js';
import {app, aTaskDefinition} from '../../domain/build.js';
import {
	aCluster,
	anAgent,
	aShop,
	aSnapshot,
	aTask,
	excluded,
	fresh,
	holding,
	minuteMs,
	now,
	ofService,
	serviceArn,
	text,
	written,
} from '../build.js';
import {pullFailure, shop} from '../shop.js';

const task = aTask('shop', 'a2', {
	...ofService('api'),
	cpuUnits: 256,
	memoryMiB: 512,
	ephemeralStorageGiB: 20,
	cpuArchitecture: 'X86_64',
	availabilityZone: 'eu-west-1b',
	network: {eniId: 'eni-1', subnetId: 'subnet-1', privateIp: '10.0.0.7'},
	pullStartedAt: now - 120 * minuteMs - 20_000,
	pullStoppedAt: now - 120 * minuteMs - 5000,
	connectivity: 'CONNECTED',
	containers: [
		{...app, imageDigest: 'sha256:feed', cpuUnits: 128, memoryMiB: 256, healthStatus: 'HEALTHY'},
		anAgent({lastStatus: 'STOPPED', reason: pullFailure}),
	],
});

const place = {view: 'task', cluster: shop.arn, task: task.arn};
const held = (more: readonly ReturnType<typeof holding>[] = []) =>
	aSnapshot([...aShop(shop, {tasks: [task]}), ...more]);
const definition = aTaskDefinition({executionRoleArn: 'arn:aws:iam::111122223333:role/exec'});
const whole = held([
	holding(taskDefinitionRead, task.taskDefinition, fresh(definition)),
	holding(
		networkInterfaceRead,
		'eni-1',
		fresh({id: 'eni-1', publicIp: '203.0.113.9', ipv6Addresses: [], securityGroups: ['sg-1', 'sg-2']}),
	),
]);

const factOf = (snapshot: typeof whole, label: string) =>
	taskView
		.blocks(snapshot, place, now)
		.flatMap(block => (block.kind === 'facts' ? block.facts : []))
		.find(fact => fact.label === label)?.value;

describe('the detail of a task', () => {
	test('says what is wrong and what mends it, then all that is known', () => {
		expect(written(taskView.blocks(whole, place, now))).toBe(
			text(`
			# What is wrong
			✗ app ok, agent failed: CannotPullContainerError: pull image manifest has been retried 1 time(s): 403 Forbidden
			▸ give the task execution role ECR access to the agent's image (AmazonECSTaskExecutionRolePolicy suffices; a role scoped to own repositories must also allow aws-guardduty-agent-fargate), then s opens the service, R redeploys it
			# Facts
			status: RUNNING
			agent: ✗ failed 1.17.1
			agent memory limit: –
			cluster: shop
			service: api
			task definition: api:7
			stopped: –
			launch: Fargate
			platform: 1.4.0
			size: 256 CPU units, 512 MiB, 20 GiB disk
			architecture: X86_64
			zone: eu-west-1b
			ENI: eni-1
			subnet: subnet-1
			private IP: 10.0.0.7
			public IP: 203.0.113.9
			security groups: sg-1, sg-2
			execution role: arn:aws:iam::111122223333:role/exec
			task role: –
			connectivity: CONNECTED
			ECS Exec: off
			id: a2000000000000000000000000000000
			# Containers
			NAME | ROLE | STATUS | IMAGE | CPU | MEM MiB | HEALTH | REASON
			web | essential | RUNNING | nginx | 128 | 256 | HEALTHY | –
			aws-guardduty-agent-nm40lC | agent, non-essential | STOPPED | aws-guardduty-agent-fargate:v1.17.1-Fg_x86_64 | – | – | – | CannotPullContainerError: pull image manifest has been retried 1 time(s): 403 Forbidden
			# Image digests
			web: nginx · sha256:feed
			aws-guardduty-agent-nm40lC: 694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.17.1-Fg_x86_64
			# Timeline
			created: 2026-11-23 10:03:30Z  2h ago
			pull started: 2026-11-23 10:03:40Z  2h ago  +10s
			pull stopped: 2026-11-23 10:03:55Z  2h ago  +15s
			started: 2026-11-23 10:04:00Z  2h ago  +5s
		`),
		);
	});

	test.each([
		['not opted in', [], '# What is wrong\n✗ app ok, no agent: the cluster is not opted in'],
		['excluded', excluded, '# State\n✓ app ok, no agent: the cluster is excluded (tag)'],
	])('without agent in a cluster that is %s is drawn as the list judges it', (_state, tags, first) => {
		const bare = aTask('shop', 'a2', {containers: [app]});
		const from = aSnapshot(aShop(aCluster('shop', {tags, runningTasks: 1}), {tasks: [bare]}));
		expect(written(taskView.blocks(from, place, now))).toContain(`${first}\n`);
	});

	test('asks for the task definition and the network interface once the task is known', () => {
		const asked = (snapshot: typeof whole) => taskView.wants(place, snapshot).map(({read}) => read.id);
		expect(asked(whole)).toEqual([
			'tasks',
			'clusters',
			'detector',
			'account-setting',
			'administrator',
			'journal',
			'task-definition',
			'network-interface',
		]);
		expect(asked(aSnapshot([]))).not.toContain('task-definition');
	});

	test('names what could not be read in its place', () => {
		const failure = {kind: 'denied', action: 'ec2:DescribeNetworkInterfaces', message: ''} as const;
		const snapshot = held([
			holding(networkInterfaceRead, 'eni-1', {status: 'failed' as const, failure, at: 0}),
		]);
		expect(factOf(snapshot, 'public IP')).toEqual({text: '? denied', tone: 'warning'});
		expect(factOf(snapshot, 'execution role')?.text).toBe('…');
		expect(taskView.status(snapshot, place).errors).toEqual([{what: 'network interface', failure}]);
	});

	test('points at a missing execution role, without which the agent can not be pulled', () => {
		const snapshot = held([holding(taskDefinitionRead, task.taskDefinition, fresh(aTaskDefinition()))]);
		expect(factOf(snapshot, 'execution role')).toEqual({
			text: 'none: the agent can not be pulled without one',
			tone: 'fault',
		});
	});

	test('says when the task is gone, and when it was not read yet', () => {
		const gone = aSnapshot(aShop(shop, {tasks: []}));
		expect(written(taskView.blocks(gone, place, now))).toBe('# Task\nECS does not list this task any more');
		expect(written(taskView.blocks(aSnapshot([]), place, now))).toBe('# Task\nreading …');
	});

	test('leads to its service and is acted on by itself', () => {
		expect(taskView.pivots(place, whole).service).toEqual({
			view: 'describe',
			cluster: shop.arn,
			subject: serviceArn('shop', 'api'),
		});
		expect(taskView.target(place, whole)).toMatchObject({kind: 'task', arn: task.arn});
	});
});
