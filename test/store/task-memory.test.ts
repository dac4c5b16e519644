import {describe, expect, test} from 'vitest';
import {createTaskMemory, remembered} from '../../source/store/task-memory.js';
import {witnessed} from '../../source/store/witness.js';
import {createDrivenClock} from './driven-clock.js';
import {createFakeAccount, failed, ok, serverError} from './fake-account.js';
import {anInterface} from './fake-network.js';
import {aTask, taskArn} from './fake-world.js';

const running = aTask('shop', 't1', {
	tags: [{key: 'team', value: 'payments'}],
	network: {eniId: 'eni-1'},
	containers: [{name: 'app', imageDigest: 'sha256:aa', runtimeId: 'r1'}],
});
const stopped = aTask('shop', 't1', {
	lastStatus: 'STOPPED',
	stoppedAt: 9,
	tags: [],
	network: {},
	containers: [{name: 'app', exitCode: 137}],
});

describe('what is remembered of a task', () => {
	test('is how it was last, with what ECS takes away when it stops', () => {
		const first = remembered(undefined, running, 1);
		expect(first).toEqual({task: running, seenAt: 1});
		const {task, seenAt} = remembered(first, stopped, 2);
		expect(seenAt).toBe(2);
		expect(task).toMatchObject({
			lastStatus: 'STOPPED',
			stoppedAt: 9,
			tags: [{key: 'team', value: 'payments'}],
			network: {eniId: 'eni-1'},
			containers: [{name: 'app', exitCode: 137, imageDigest: 'sha256:aa', runtimeId: 'r1'}],
		});
	});

	test('is the same object while nothing changes', () => {
		const first = remembered(undefined, running, 1);
		expect(remembered(first, structuredClone(running), 2).task).toBe(first.task);
	});
});

describe('the memory', () => {
	test('keeps what has ended while any number of others run', () => {
		const memory = createTaskMemory();
		memory.sawTasks([stopped], 1);
		for (let round = 0; round < 3; round += 1) {
			memory.sawTasks(
				Array.from({length: 5000}, (_, index) => aTask('shop', `r${index}`)),
				2 + round,
			);
		}

		expect(memory.get(stopped.arn)?.task.stoppedAt).toBe(9);
		expect(memory.get(taskArn('shop', 'r4999'))).toBeDefined();
		// 4,000 of those that run: those that were seen first are forgotten first.
		expect(memory.get(taskArn('shop', 'r999'))).toBeUndefined();
		expect(memory.get(taskArn('shop', 'r1000'))).toBeDefined();
	});

	test('keeps 2,000 of those that have ended', () => {
		const memory = createTaskMemory();
		memory.sawTasks(
			Array.from({length: 2001}, (_, index) => aTask('shop', `e${index}`, {lastStatus: 'STOPPED'})),
			1,
		);
		expect([memory.get(taskArn('shop', 'e0')), memory.get(taskArn('shop', 'e1'))?.seenAt]).toEqual([
			undefined,
			1,
		]);
	});

	test('knows the network interface of a task, and no others', () => {
		const memory = createTaskMemory();
		memory.sawTasks([running], 1);
		memory.sawInterfaces([anInterface('eni-1', {securityGroups: ['sg-1']}), anInterface('eni-9')]);
		expect(memory.get(running.arn)?.networkInterface?.securityGroups).toEqual(['sg-1']);
		memory.sawTasks([stopped], 2);
		expect(memory.get(running.arn)?.networkInterface?.securityGroups).toEqual(['sg-1']);
	});
});

test('a witness tells the memory of every answer about tasks and interfaces, and of no failure', async () => {
	const clock = createDrivenClock();
	const memory = createTaskMemory();
	let isBroken = false;
	const account = witnessed(
		createFakeAccount({
			clock,
			latencyMs: 0,
			script: {
				'ecs:DescribeTasks': () => (isBroken ? failed(serverError) : ok({items: [running], missing: []})),
				'ec2:DescribeNetworkInterfaces': () => ok([anInterface('eni-1')]),
			},
		}),
		memory,
		() => 7,
	);
	const {signal} = new AbortController();
	const ask = async () => {
		const answer = account.call(
			'ecs:DescribeTasks',
			{cluster: running.clusterArn, tasks: [running.arn]},
			{signal},
		);
		await clock.advance(1);
		return answer;
	};
	isBroken = true;
	await ask();
	expect(memory.get(running.arn)).toBeUndefined();
	isBroken = false;
	expect((await ask()).ok).toBe(true);
	expect(memory.get(running.arn)?.seenAt).toBe(7);
	const interfaces = account.call(
		'ec2:DescribeNetworkInterfaces',
		{networkInterfaceIds: ['eni-1']},
		{signal},
	);
	await clock.advance(1);
	await interfaces;
	expect(memory.get(running.arn)?.networkInterface?.id).toBe('eni-1');
	expect(account.scope.region).toBe('eu-west-1');
});
