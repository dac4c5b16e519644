import {describe, expect, test} from 'vitest';
import {type Census} from '../../../source/domain/agent/census.js';
import {type OptIn} from '../../../source/domain/opt-in/opt-in.js';
import {staleService, staleTask} from '../../../source/domain/opt-in/stale.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {aCensus, aDeployment, agent, anOptIn, app, aService, aTask} from '../build.js';

const byAccount = anOptIn('monitored', {by: 'account', since: 2000});
const byTag = anOptIn('monitored', {by: 'tag', since: 2000});
const old = {deployments: [aDeployment({createdAt: 1000})]};
const young = {deployments: [aDeployment({createdAt: 3000})]};
const beforeText = 'deployed before monitoring was switched on';

describe('a service of a monitored cluster', () => {
	test.each<[string, Partial<Service>, OptIn, Partial<Census> | undefined, boolean | 'unknown', string]>([
		[
			'tasks without agent',
			old,
			byAccount,
			{running: 3, absent: 1},
			true,
			'1 of 4 tasks without the agent, from before monitoring was switched on',
		],
		[
			'tasks without agent, partly read',
			old,
			byAccount,
			{absent: 1, isPartial: true},
			true,
			'at least 1 of 1 tasks without the agent, from before monitoring was switched on',
		],
		[
			'a young deployment without agent',
			young,
			byAccount,
			{absent: 4},
			true,
			'4 of 4 tasks without the agent, though newer than monitoring: check execution role and ECR access',
		],
		[
			'a young deployment by tag',
			young,
			byTag,
			{absent: 4},
			true,
			'4 of 4 tasks without the agent, from before the tag, or the agent could not be added (execution role, ECR)',
		],
		[
			'a rollout under way, the old tasks still there',
			{
				deployments: [
					aDeployment({createdAt: 3000, rolloutState: 'IN_PROGRESS'}),
					aDeployment({id: 'ecs-svc/2', status: 'ACTIVE', createdAt: 1000}),
				],
			},
			byAccount,
			{absent: 2, starting: 1},
			true,
			'2 of 3 tasks without the agent, while a rollout replaces its tasks',
		],
		[
			'the switch not dated',
			young,
			anOptIn('monitored'),
			{absent: 4},
			true,
			'4 of 4 tasks without the agent',
		],
		['evidence beats the date', young, byAccount, {running: 4}, false, 'every task has the agent'],
		[
			'an old deployment whose tasks all have it',
			old,
			byAccount,
			{running: 4},
			false,
			'every task has the agent',
		],
		[
			'agents that failed are no matter of a redeploy',
			old,
			byAccount,
			{running: 3, failed: 1},
			false,
			'every task that can have the agent has it',
		],
		[
			'old, tasks not read',
			old,
			byAccount,
			undefined,
			'unknown',
			`${beforeText}; its tasks were not read yet`,
		],
		['young, tasks not read', young, byAccount, undefined, 'unknown', 'its tasks were not read yet'],
		[
			'a partial census without fault',
			young,
			byAccount,
			{running: 4, isPartial: true},
			'unknown',
			'not every task could be read',
		],
		[
			'agents that are not known',
			young,
			byAccount,
			{running: 3, unknown: 1},
			'unknown',
			'the agent of 1 of 4 tasks is not known',
		],
		['unsupported tasks', old, byAccount, {unsupported: 4}, false, 'its tasks can have no agent'],
		[
			'old, starting',
			old,
			byAccount,
			{running: 3, starting: 1},
			'unknown',
			`${beforeText}; 1 tasks are starting`,
		],
		['young, starting', young, byAccount, {running: 3, starting: 1}, false, 'its tasks are being replaced'],
		[
			'the last old tasks stop',
			young,
			byAccount,
			{running: 3, absent: 1, staleServices: []},
			false,
			'its tasks are being replaced',
		],
		[
			'old, scaled to none',
			{...old, desired: 0, running: 0},
			byAccount,
			{},
			false,
			`${beforeText}, but it runs no tasks`,
		],
		['young, scaled to none', {...young, desired: 0, running: 0}, byAccount, {}, false, 'it runs no tasks'],
		[
			'old, none runs',
			{...old, running: 0},
			byAccount,
			{},
			true,
			`${beforeText}; none of its tasks runs now`,
		],
		['young, none runs', {...young, running: 0}, byAccount, {}, false, 'none of its tasks runs now'],
		['none read though some run', old, byAccount, {}, 'unknown', 'its tasks were not read yet'],
		[
			'none read, partly',
			{...old, running: 0},
			byAccount,
			{isPartial: true},
			'unknown',
			'its tasks were not read yet',
		],
		[
			'EC2',
			{...old, launchType: 'EC2'},
			byAccount,
			{unknown: 4},
			false,
			'not on Fargate: a redeploy brings no agent',
		],
		['draining', {...old, status: 'DRAINING'}, byAccount, {absent: 4}, false, 'the service is DRAINING'],
	])('%s', (_title, service, optIn, census, isStale, reason) => {
		expect(staleService(aService(service), optIn, census && aCensus(census))).toEqual({isStale, reason});
	});

	test('is judged by its PRIMARY deployment, not by an older one', () => {
		const deployments = [
			aDeployment({createdAt: 3000}),
			aDeployment({id: 'ecs-svc/0', status: 'ACTIVE', createdAt: 10}),
		];
		expect(staleService(aService({deployments, running: 0}), byAccount, aCensus()).isStale).toBe(false);
	});
});

describe('a service of another cluster', () => {
	test.each<[OptIn['state'], Partial<Census> | undefined, boolean | 'unknown', string]>([
		['excluded', {absent: 4}, false, 'the cluster is excluded'],
		['not-opted-in', {absent: 4}, false, 'the cluster is not-opted-in'],
		['off', undefined, false, 'the cluster is off'],
		['unknown', {absent: 4}, 'unknown', 'the opt-in is not known: unknown'],
		['unknown', undefined, 'unknown', 'the opt-in is not known: unknown'],
		['unknown', {running: 4}, false, 'every task has the agent'],
	])('%s', (state, census, isStale, reason) => {
		expect(staleService(aService(), anOptIn(state), census && aCensus(census))).toEqual({isStale, reason});
	});
});

describe('a task', () => {
	test.each<[string, Partial<Task>, OptIn, boolean | 'unknown', string]>([
		[
			'standalone',
			{startedAt: 1000},
			byAccount,
			true,
			'started without the agent, from before monitoring was switched on: replace it',
		],
		[
			'of a service',
			{serviceName: 'api'},
			byAccount,
			true,
			'started without the agent: redeploy service api',
		],
		['with its agent', {containers: [app, agent()]}, byAccount, false, 'it has the agent'],
		[
			'with a failed agent',
			{containers: [app, agent({lastStatus: 'STOPPED'})]},
			byAccount,
			false,
			'it was started with the agent, which failed',
		],
		['starting', {lastStatus: 'PENDING'}, byAccount, false, 'it is starting'],
		['stopped', {lastStatus: 'STOPPED'}, byAccount, false, 'the task has stopped, or is stopping'],
		['unsupported', {launchType: 'EXTERNAL'}, byAccount, false, 'ECS Anywhere (EXTERNAL) can have no agent'],
		[
			'on EC2',
			{launchType: 'EC2'},
			byAccount,
			'unknown',
			'the agent lives on the container instance; GuardDuty coverage tells',
		],
		['opt-in unknown', {}, anOptIn('unknown'), 'unknown', 'no agent, and the opt-in is not known: unknown'],
		['excluded', {}, anOptIn('excluded'), false, 'the cluster is excluded'],
		['not opted in', {}, anOptIn('not-opted-in'), false, 'the cluster is not-opted-in'],
		['off', {}, anOptIn('off'), false, 'the cluster is off'],
	])('%s', (_title, task, optIn, isStale, reason) => {
		expect(staleTask(aTask(task), optIn)).toEqual({isStale, reason});
	});
});
