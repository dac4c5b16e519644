import {describe, expect, test} from 'vitest';
import {taskIdIn} from '../../../source/domain/findings/task-id.js';
import {
	goneSince,
	type TaskAnswer,
	type TaskStateFacts,
	taskState,
} from '../../../source/domain/findings/task-state.js';
import {aTask, taskArn, taskId} from '../build.js';

const facts = (answer: TaskAnswer, more: Partial<TaskStateFacts> = {}): TaskStateFacts => ({
	finding: {taskArn, lastSeenAt: 2000},
	account: '111122223333',
	region: 'eu-west-1',
	answer,
	...more,
});
const now = (task: Parameters<typeof aTask>[0]): TaskAnswer => ({kind: 'task', task: aTask(task), at: 9000});
const missing: TaskAnswer = {kind: 'missing', at: 9000};
const failure = {kind: 'denied', action: 'ecs:DescribeTasks', message: ''} as const;

describe('the state of the task of a finding', () => {
	test.each([
		['RUNNING', 'RUNNING', 'running'],
		['RUNNING', 'STOPPED', 'stopping'],
		['PENDING', 'RUNNING', 'starting'],
		['DEPROVISIONING', 'STOPPED', 'stopping'],
		['STOPPED', 'STOPPED', 'stopped'],
		['DREAMING', 'RUNNING', 'unknown'],
	])('%s, wanted %s, is %s', (lastStatus, desiredStatus, kind) => {
		expect(taskState(facts(now({lastStatus, desiredStatus})))).toMatchObject({kind, at: 9000});
	});

	test.each([undefined, ''])('there is none with the ARN %j', arn => {
		expect(taskState(facts(missing, {finding: {taskArn: arn}}))).toEqual({kind: 'none'});
	});

	test.each(['task', `arn:aws:ecs:eu-west-1:1:task/shop/evil`, 'arn:aws:ecs:eu-west-1:1:cluster/shop'])(
		'is not known with the ARN %j: that there is one is told',
		arn => {
			expect(taskState(facts(missing, {finding: {taskArn: arn}}))).toEqual({kind: 'unknown', why: 'unasked'});
		},
	);

	test('is not known when there is nothing to ask by', () => {
		expect(taskState(facts({kind: 'unasked'}))).toEqual({kind: 'unknown', why: 'unasked'});
	});

	test('what ECS does not know here may live elsewhere, and is not gone', () => {
		expect(taskState(facts(missing, {account: '999999999999'}))).toEqual({
			kind: 'elsewhere',
			account: '111122223333',
			region: 'eu-west-1',
		});
		expect(taskState(facts(missing, {region: 'us-east-1'}))).toMatchObject({kind: 'elsewhere'});
		expect(taskState(facts(missing, {account: undefined}))).toMatchObject({kind: 'gone'});
	});

	test('what could not be asked is unknown, and is not gone', () => {
		expect(taskState(facts({kind: 'waiting'}))).toEqual({kind: 'waiting'});
		const remembered = {task: aTask(), seenAt: 5000};
		expect(taskState(facts({kind: 'failed', failure}, {remembered}))).toEqual({
			kind: 'unknown',
			why: 'failed',
			failure,
			remembered: remembered.task,
		});
	});
});

describe('a task that is gone', () => {
	const since = (more: Partial<TaskStateFacts>) => {
		const state = taskState(facts(missing, more));
		return state.kind === 'gone' ? goneSince(state) : undefined;
	};

	test.each([
		[
			'since it stopped, where that was seen',
			{remembered: {task: aTask({stoppedAt: 7000}), seenAt: 7100}},
			{at: 7000, isExact: true},
		],
		[
			'after it was seen last by onduty',
			{remembered: {task: aTask(), seenAt: 5000}},
			{at: 5000, isExact: false},
		],
		['after the finding saw it last', {}, {at: 2000, isExact: false}],
		['after the later of both', {remembered: {task: aTask(), seenAt: 1000}}, {at: 2000, isExact: false}],
		['by when ECS said so', {finding: {taskArn}}, {at: 9000, isExact: false}],
		['never after ECS said so', {finding: {taskArn, lastSeenAt: 10_000}}, {at: 9000, isExact: false}],
	] as const)('is so %s', (_title, more, expected) => {
		expect(since(more)).toEqual(expected);
	});

	test('keeps what was seen of it', () => {
		const task = aTask();
		expect(taskState(facts(missing, {remembered: {task, seenAt: 5000}}))).toMatchObject({remembered: task});
	});
});

test('the id of a task is told by its ARN, in both formats', () => {
	expect(
		[
			taskArn,
			`arn:aws:ecs:x:1:task/${taskId}`,
			'arn:aws:ecs:x:1:task/shop/772c4784-92ae-414e-8df2-03d3358e39fa',
			`${taskArn}/x`,
			`${taskArn.slice(0, -1)}G`,
		].map(taskIdIn),
	).toEqual([taskId, taskId, '772c4784-92ae-414e-8df2-03d3358e39fa', undefined, undefined]);
});
