import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {agentOf, isAgentContainer} from '../../../source/domain/agent/agent.js';
import {
	agentReleases,
	compareVersions,
	latestAgentVersion,
	versionOfDigest,
} from '../../../source/domain/agent/agent-releases.js';
import {type Container, type Task} from '../../../source/domain/resources.js';
import {agent, app, aTask} from '../build.js';

const registry = '694911143906.dkr.ecr.eu-west-1.amazonaws.com';

function sample(name: string) {
	return JSON.parse(readFileSync(new URL(`../../samples/describe/${name}`, import.meta.url), 'utf8'));
}

describe('the agent container', () => {
	test.each(sample('sidecar-names.json').names as string[])('%s is the agent by its name', name => {
		expect(isAgentContainer({name})).toBe(true);
	});

	test.each([
		['aws-guardduty-agent', undefined, true],
		['aws-guardduty-agent-test', '', true],
		['aws-guardduty-agent-x', `${registry}/aws-guardduty-agent-fargate:v1.5.0-Fg_arm64`, true],
		['sidecar', `${registry}/aws-guardduty-agent-fargate:v1.5.0-Fg_arm64`, true],
		['sidecar', `${registry}/aws-guardduty-agent-fargate@sha256:abc`, true],
		['aws-gd-agent', `${registry}/aws-guardduty-agent-fargate-v2:v9.0.0-Fg_arm64`, true],
		// A workload must not look watched by borrowing a name.
		['aws-guardduty-agent-evil', 'docker.io/evil/miner:latest', false],
		['sidecar', 'evil/aws-guardduty-agent-fargate-miner', false],
		['my-aws-guardduty-agent', undefined, false],
		['aws-guardduty-agents', undefined, false],
		['aws-guardduty-agent-', undefined, false],
		['aws-guardduty-agent-a-b', undefined, false],
		['AWS-GuardDuty-Agent', undefined, false],
		['web', 'nginx', false],
	])('%s with image %s: %s', (name, image, isAgent) => {
		expect(isAgentContainer(image === undefined ? {name} : {name, image})).toBe(isAgent);
	});
});

describe('agentOf', () => {
	const pull = 'CannotPullContainerError: pull image manifest has been retried 5 time(s)';

	test.each<[string, Partial<Task>, Partial<Container> | undefined, string, string]>([
		['a running container', {}, {}, 'running', ''],
		['a running container in a task that starts', {lastStatus: 'ACTIVATING'}, {}, 'running', ''],
		['an unhealthy container', {}, {healthStatus: 'UNHEALTHY'}, 'failed', 'it runs but reports unhealthy'],
		['no health check', {}, {healthStatus: 'UNKNOWN'}, 'running', ''],
		['a pending container', {}, {lastStatus: 'PENDING'}, 'starting', 'its container is PENDING'],
		['a created container', {}, {lastStatus: 'CREATED'}, 'starting', 'its container is CREATED'],
		['a pending task', {lastStatus: 'PENDING'}, undefined, 'starting', 'the task is PENDING'],
		['a provisioning task', {lastStatus: 'PROVISIONING'}, undefined, 'starting', 'the task is PROVISIONING'],
		['a failed pull', {}, {lastStatus: 'STOPPED', reason: pull}, 'failed', pull],
		[
			'a failed pull while the task starts',
			{lastStatus: 'PENDING'},
			{lastStatus: 'STOPPED', reason: pull},
			'failed',
			pull,
		],
		[
			'exit 137 with nothing said',
			{},
			{lastStatus: 'STOPPED', exitCode: 137},
			'failed',
			'exit code 137 (out of memory, likely)',
		],
		[
			'exit 137 with its reason',
			{},
			{
				lastStatus: 'STOPPED',
				exitCode: 137,
				reason: 'OutOfMemoryError: Container killed\n due to memory usage',
			},
			'failed',
			'OutOfMemoryError: Container killed due to memory usage (exit code 137)',
		],
		['exit 143', {}, {lastStatus: 'STOPPED', exitCode: 143}, 'failed', 'exit code 143'],
		['exit 0 while the task lives', {}, {lastStatus: 'STOPPED', exitCode: 0}, 'failed', 'exit code 0'],
		['a silent stop', {}, {lastStatus: 'STOPPED'}, 'failed', 'it stopped and ECS gives no reason'],
		[
			'no status',
			{},
			{lastStatus: undefined as never},
			'unknown',
			'ECS did not say the status of its container',
		],
		['a new status', {}, {lastStatus: 'HIBERNATED'}, 'unknown', 'its container is HIBERNATED'],
		['nothing', {}, undefined, 'absent', 'the task was started without it'],
		[
			'nothing on LATEST',
			{platformVersion: 'LATEST'},
			undefined,
			'absent',
			'the task was started without it',
		],
		[
			'a task in a new status',
			{lastStatus: 'HIBERNATED'},
			undefined,
			'unknown',
			'the task is HIBERNATED; it shows no agent',
		],
	])('%s', (_title, task, container, state, reason) => {
		const containers = container ? [app, agent(container)] : [app];
		expect(agentOf(aTask({...task, containers}))).toMatchObject({state, reason});
	});

	test.each<[string, Partial<Task>, Partial<Container> | undefined, string, string]>([
		[
			'stopped with it',
			{},
			{lastStatus: 'STOPPED', exitCode: 143},
			'unknown',
			'the task has stopped; its agent ended with it (exit code 143)',
		],
		[
			'killed with it',
			{},
			{lastStatus: 'STOPPED', exitCode: 137},
			'unknown',
			'the task has stopped; its agent ended with it (exit code 137)',
		],
		[
			'without a code',
			{},
			{lastStatus: 'STOPPED'},
			'unknown',
			'the task has stopped; its agent ended with it',
		],
		[
			'never pulled',
			{},
			{lastStatus: 'STOPPED', reason: 'CannotPullContainerError: timeout'},
			'failed',
			'CannotPullContainerError: timeout',
		],
		['broken by itself', {}, {lastStatus: 'STOPPED', exitCode: 1}, 'failed', 'exit code 1'],
		['last seen running', {}, {}, 'unknown', 'the task has stopped; its agent was last seen RUNNING'],
		['had none', {}, undefined, 'unknown', 'the task has stopped; it shows no agent'],
		[
			'had none while stopping',
			{lastStatus: 'DEPROVISIONING'},
			undefined,
			'unknown',
			'the task is stopping; it shows no agent',
		],
		['still up while stopping', {lastStatus: 'DEACTIVATING'}, {}, 'running', ''],
		[
			'down while stopping',
			{lastStatus: 'STOPPING'},
			{lastStatus: 'STOPPED', exitCode: 143},
			'unknown',
			'the task is stopping; its agent ended with it (exit code 143)',
		],
		[
			'down just before',
			{lastStatus: 'RUNNING', desiredStatus: 'STOPPED'},
			{lastStatus: 'STOPPED', exitCode: 143},
			'unknown',
			'the task is stopping; its agent ended with it (exit code 143)',
		],
	])(
		'the agent of a task that ends is no fault unless it had one: %s',
		(_title, task, container, state, reason) => {
			const containers = container ? [app, agent(container)] : [app];
			const ended = {lastStatus: 'STOPPED', desiredStatus: 'STOPPED', ...task};
			expect(agentOf(aTask({...ended, containers}))).toMatchObject({state, reason});
		},
	);

	test.each<[string, Partial<Task>, string, string]>([
		[
			'Windows',
			{platformFamily: 'WINDOWS_SERVER_2022_CORE', platformVersion: '1.0.0'},
			'unsupported',
			'Windows on Fargate can have no agent',
		],
		['platform 1.3.0', {platformVersion: '1.3.0'}, 'unsupported', 'platform 1.3.0 is older than 1.4.0'],
		['platform 1.10.0', {platformVersion: '1.10.0'}, 'absent', 'the task was started without it'],
		['an odd platform', {platformVersion: 'NEXT'}, 'unknown', 'platform version NEXT is not understood'],
		[
			'no platform version',
			{platformVersion: undefined as never},
			'unknown',
			'ECS did not say the platform version',
		],
		[
			'no platform family',
			{platformFamily: undefined as never},
			'unknown',
			'ECS did not say the platform family',
		],
		[
			'an old platform without family',
			{platformVersion: '1.3.0', platformFamily: undefined as never},
			'unsupported',
			'platform 1.3.0 is older than 1.4.0',
		],
		['ECS Anywhere', {launchType: 'EXTERNAL'}, 'unsupported', 'ECS Anywhere (EXTERNAL) can have no agent'],
		[
			'managed instances',
			{launchType: 'MANAGED_INSTANCES'},
			'unsupported',
			'ECS Managed Instances can have no agent',
		],
		[
			'EC2',
			{launchType: 'EC2'},
			'unknown',
			'the agent lives on the container instance; GuardDuty coverage tells',
		],
		[
			'EC2 while pending',
			{launchType: 'EC2', lastStatus: 'PENDING'},
			'unknown',
			'the agent lives on the container instance; GuardDuty coverage tells',
		],
		[
			'no launch type',
			{launchType: undefined as never},
			'unknown',
			'ECS did not say how the task was launched',
		],
		[
			'Fargate Spot by provider',
			{launchType: undefined as never, capacityProvider: 'FARGATE_SPOT'},
			'absent',
			'the task was started without it',
		],
		[
			'the short ARN',
			{arn: 'arn:aws:ecs:eu-west-1:111122223333:task/0123' as Task['arn']},
			'unsupported',
			'the old short task ARN format is not covered',
		],
		['ARM64', {cpuArchitecture: 'ARM64'}, 'absent', 'the task was started without it'],
	])('without an agent, what is supported decides: %s', (_title, task, state, reason) => {
		expect(agentOf(aTask(task))).toEqual({state, reason});
	});

	test('an agent that is there beats what is said to be unsupported', () => {
		expect(agentOf(aTask({platformVersion: '1.3.0', containers: [agent()]})).state).toBe('running');
	});

	test('of two agents the running one counts', () => {
		const containers = [agent({lastStatus: 'STOPPED'}), agent({name: 'aws-gd-agent'})];
		expect(agentOf(aTask({containers}))).toMatchObject({state: 'running', container: {name: 'aws-gd-agent'}});
	});
});

describe('the version of the agent', () => {
	test.each([
		['its image tag', {image: `${registry}/aws-guardduty-agent-fargate:v1.5.0-Fg_arm64`}, '1.5.0', true],
		['the digest', {imageDigest: `sha256:27b27c489113${'0'.repeat(52)}`}, '1.17.1', false],
		['the arm64 digest', {imageDigest: `sha256:aff069418fd6${'0'.repeat(52)}`}, '1.8.0', true],
		['a newer tag', {image: `${registry}/aws-guardduty-agent-fargate:v1.18.0-Fg_x86_64`}, '1.18.0', false],
	])('is told by %s', (_title, container, version, isBehind) => {
		expect(agentOf(aTask({containers: [agent(container)]}))).toMatchObject({version, isBehind});
	});

	test('stays unknown for another digest, and so does whether it is behind', () => {
		const found = agentOf(aTask({containers: [agent({imageDigest: 'sha256:ffffffffffff'})]}));
		expect([found.version, found.isBehind]).toEqual([undefined, undefined]);
	});

	test.each([
		['1.4.0', '1.4.0', 0],
		['1.4', '1.4.0', 0],
		['1.4', '1.4.1', -1],
		['1.10.0', '1.9.9', 1],
		['2', '1.17.1', 1],
	])('versions are compared by their numbers: %s and %s', (left, right, sign) => {
		expect(Math.sign(compareVersions(left, right))).toBe(sign);
		expect(Math.sign(compareVersions(right, left))).toBe(sign === 0 ? 0 : -sign);
	});

	test('digests are read as digests only', () => {
		expect(versionOfDigest('27b27c489113')).toBeUndefined();
		expect(versionOfDigest('sha256:27b27c48')).toBeUndefined();
	});

	test('the release table is newest first, and its digests are distinct', () => {
		const dates = agentReleases.map(({date}) => date);
		expect(dates).toEqual([...dates].sort().reverse());
		expect(latestAgentVersion).toBe('1.17.1');
		expect(new Set(agentReleases.flatMap(({digests}) => digests)).size).toBe(agentReleases.length * 2);
	});
});

describe('real answers', () => {
	test('DescribeTasks with an injected agent: no image, no memory, the version from its digest', () => {
		const [task] = sample('task-with-guardduty-sidecar.describe-tasks.json').tasks;
		const found = agentOf(aTask({containers: task.containers, lastStatus: task.lastStatus}));
		expect(found).toMatchObject({
			state: 'running',
			version: '1.0.0',
			isBehind: true,
			container: {name: 'aws-guardduty-agent-FvWGoDU'},
		});
		expect(found.memoryMiB).toBeUndefined();
	});

	test('a state change event: the memory limit sits in the overrides', () => {
		const event = sample('event-task-state-change-guardduty.json');
		expect(agentOf(aTask({containers: event.containers, overrides: event.overrides}))).toMatchObject({
			state: 'running',
			version: '1.7.0',
			memoryMiB: 128,
		});
	});

	test.each([null, 'text', [], {containerOverrides: 'x'}, {containerOverrides: [null, 3, {name: 4}]}])(
		'overrides of another shape (%j) leave the limit unknown',
		overrides => {
			expect(agentOf(aTask({containers: [agent()], overrides})).memoryMiB).toBeUndefined();
		},
	);
});
