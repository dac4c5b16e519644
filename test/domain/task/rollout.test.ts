import {describe, expect, test} from 'vitest';
import {type Deployment, type Service} from '../../../source/domain/resources.js';
import {type Rollout, rolloutOf} from '../../../source/domain/task/rollout.js';
import {aDeployment, agent, app, aService, aTask} from '../build.js';

const ours = 'ecs-svc/2';
const before = aDeployment({id: 'ecs-svc/1', status: 'ACTIVE', running: 3, createdAt: 1000});
const mine = aDeployment({id: ours, running: 1, pending: 1, createdAt: 2000, rolloutState: 'IN_PROGRESS'});
const mute = {rolloutState: undefined as never};

type Row = [
	title: string,
	deployments: readonly Deployment[],
	service: Partial<Service>,
	state: Rollout['state'],
	reason: string | undefined,
];

describe('a rollout', () => {
	test.each<Row>([
		['goes on', [mine, before], {}, 'in-progress', undefined],
		[
			'is done',
			[
				{
					...mine,
					running: 4,
					pending: 0,
					rolloutState: 'COMPLETED',
					rolloutStateReason: 'ECS deployment ecs-svc/2 completed.',
				},
			],
			{},
			'completed',
			'ECS deployment ecs-svc/2 completed.',
		],
		[
			'failed in place',
			[{...mine, rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start'}],
			{},
			'failed',
			'tasks failed to start',
		],
		[
			'has no state and old tasks',
			[{...mine, running: 4, pending: 0, ...mute}, before],
			{},
			'in-progress',
			undefined,
		],
		[
			'has no state and pending tasks',
			[{...mine, running: 3, pending: 1, ...mute}],
			{},
			'in-progress',
			undefined,
		],
		[
			'has no state and all its tasks',
			[
				{...mine, running: 4, pending: 0, ...mute},
				{...before, running: 0},
			],
			{},
			'completed',
			undefined,
		],
		[
			'was rolled back, ours failed',
			[
				{...before, status: 'PRIMARY'},
				{...mine, status: 'ACTIVE', rolloutState: 'FAILED', rolloutStateReason: 'tasks failed to start.'},
			],
			{},
			'rolled-back',
			'tasks failed to start.',
		],
		[
			'was rolled back without a reason',
			[
				{...before, status: 'PRIMARY'},
				{...mine, status: 'INACTIVE', rolloutState: 'FAILED'},
			],
			{},
			'rolled-back',
			'failed, rolled back to ecs-svc/1',
		],
		[
			'was rolled back and says so',
			[
				aDeployment({
					id: 'ecs-svc/3',
					createdAt: 3000,
					rolloutStateReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
				}),
			],
			{},
			'rolled-back',
			'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.',
		],
		[
			'was rolled back by an event',
			[{...before, status: 'PRIMARY'}],
			{
				events: [
					{
						id: '1',
						message: '(service api) (deployment ecs-svc/2) deployment failed: tasks failed to start.',
					},
				],
			},
			'rolled-back',
			'(service api) (deployment ecs-svc/2) deployment failed: tasks failed to start.',
		],
		[
			'is judged by its own events alone',
			[{...before, status: 'PRIMARY'}],
			{events: [{id: '1', message: '(service api) (deployment ecs-svc/22) deployment failed: x'}]},
			'superseded',
			'ecs-svc/1 took over; ECS does not say whether as a rollback',
		],
		[
			'gave way to an older one',
			[
				{...before, status: 'PRIMARY'},
				{...mine, status: 'ACTIVE'},
			],
			{},
			'rolled-back',
			'the older deployment ecs-svc/1 is back',
		],
		[
			'was superseded',
			[aDeployment({id: 'ecs-svc/3', createdAt: 3000}), {...mine, status: 'ACTIVE'}],
			{},
			'superseded',
			'the newer deployment ecs-svc/3 took over',
		],
		[
			'vanished',
			[aDeployment({id: 'ecs-svc/3', createdAt: 3000})],
			{},
			'superseded',
			'ecs-svc/3 took over; ECS does not say whether as a rollback',
		],
		['went with its service', [], {status: 'INACTIVE'}, 'gone', 'the service is INACTIVE'],
		[
			'went with a service that has no deployment left',
			[],
			{status: 'DRAINING'},
			'gone',
			'the service is DRAINING',
		],
	])('%s', (_title, deployments, service, state, reason) => {
		const rollout = rolloutOf(aService({...service, deployments}), ours, []);
		expect([rollout.state, rollout.reason]).toEqual([state, reason]);
	});

	test.each([
		[2000, 'rolled-back'],
		[500, 'superseded'],
		[1000, 'superseded'],
		[undefined, 'superseded'],
	])('that vanished is told apart by when it was created (%s)', (startedAt, state) => {
		const service = aService({deployments: [{...before, status: 'PRIMARY'}]});
		expect(rolloutOf(service, ours, [], startedAt).state).toBe(state);
	});

	test('counts old and new tasks, and the agents in the new ones', () => {
		const tasks = [
			aTask({startedBy: ours, containers: [app, agent()]}),
			aTask({startedBy: ours, lastStatus: 'PENDING'}),
			aTask({startedBy: ours, lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart'}),
			aTask({startedBy: 'ecs-svc/1'}),
		];
		const rollout = rolloutOf(
			aService({desired: 9, deployments: [{...mine, failedTasks: 2}, before]}),
			ours,
			tasks,
		);
		expect(rollout).toMatchObject({old: 3, new: 1, desired: 4, failedTasks: 2});
		expect(rollout.agents).toMatchObject({tasks: 2, running: 1, starting: 1, absent: 0, isPartial: false});
	});

	test('says when ECS counts more new tasks than were read', () => {
		const rollout = rolloutOf(aService({deployments: [{...mine, running: 2}]}), ours, [
			aTask({startedBy: ours}),
		]);
		expect(rollout.agents).toMatchObject({tasks: 1, isPartial: true});
	});

	test('that vanished is counted by its tasks', () => {
		const tasks = [
			aTask({startedBy: ours}),
			aTask({startedBy: ours, lastStatus: 'STOPPED', stopCode: 'TaskFailedToStart'}),
			aTask({startedBy: ours, lastStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated'}),
		];
		const rollout = rolloutOf(
			aService({desired: 9, deployments: [{...before, status: 'PRIMARY'}]}),
			ours,
			tasks,
		);
		expect(rollout).toMatchObject({new: 1, desired: 9, failedTasks: 1});
	});
});
