import {describe, expect, test} from 'vitest';
import {type ServiceArn, type TaskArn, type TaskDefinitionArn} from '../../../source/domain/arn.js';
import {clusterSubject} from '../../../source/domain/checks/subject.js';
import {diagnose} from '../../../source/domain/doctor/doctor.js';
import {type DoctorFacts} from '../../../source/domain/doctor/doctor-facts.js';
import {known} from '../../../source/domain/fact.js';
import {type ClusterState} from '../../../source/domain/fixes/fix.js';
import {fixQueue} from '../../../source/domain/fixes/fix-queue.js';
import {type Service, type Task} from '../../../source/domain/resources.js';
import {aCluster, aDetector, agent, anOptIn, app, aService} from '../build.js';
import {anEndpoint, bareTask, goodFacts, simulated} from '../checks/facts.js';

const monitored = anOptIn('monitored', {by: 'tag', since: 0});

function aState(facts: Partial<ClusterState> = {}): ClusterState {
	return {cluster: aCluster([]), optIn: monitored, services: [], tasks: [], ...facts};
}

const service = (name: string, facts: Partial<Service> = {}): Service =>
	aService({
		name,
		arn: `arn:aws:ecs:eu-west-1:111122223333:service/shop/${name}` as ServiceArn,
		maximumPercent: 200,
		...facts,
	});

let lastId = 0;
function tasksOf(serviceName: string | undefined, count: number, facts: Partial<Task> = {}): readonly Task[] {
	return Array.from({length: count}, () => {
		lastId++;
		const id = `task${lastId}`;
		return {
			...bareTask,
			id,
			arn: `arn:aws:ecs:eu-west-1:111122223333:task/shop/${id}` as TaskArn,
			serviceName,
			...facts,
		};
	});
}

const brief = (clusters: readonly ClusterState[]) =>
	fixQueue(clusters).map(({kind, title, tasksFixed, action}) => [kind, title, tasksFixed, action]);

const withAgent = {containers: [app, agent()]};
const withFailed = {
	containers: [app, agent({lastStatus: 'STOPPED', reason: 'CannotPullContainerError: 403 Forbidden'})],
};

describe('the queue', () => {
	test('is empty when every task is covered', () => {
		expect(fixQueue([aState({services: [service('api')], tasks: tasksOf('api', 3, withAgent)})])).toEqual([]);
		expect(fixQueue([])).toEqual([]);
	});

	test('has what fixes most first', () => {
		const state = aState({
			services: [service('api'), service('web'), service('jobs')],
			tasks: [
				...tasksOf('api', 2),
				...tasksOf('web', 5),
				...tasksOf('jobs', 1, withAgent),
				...tasksOf(undefined, 3),
				...tasksOf(undefined, 1, {
					taskDefinition: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/batch:2' as TaskDefinitionArn,
				}),
			],
		});
		expect(brief([state])).toEqual([
			['redeploy', 'redeploy shop/web', 5, 'service.redeploy'],
			['relaunch', 'replace 3 standalone tasks of api:7', 3, 'task.replace'],
			['redeploy', 'redeploy shop/api', 2, 'service.redeploy'],
			['relaunch', 'replace 1 standalone task of batch:2', 1, 'task.replace'],
		]);
	});

	test('puts what must come first before the others where as many tasks wait, then goes by its ids', () => {
		const state = aState({
			services: [
				service('a', {controller: 'CODE_DEPLOY'}),
				service('b'),
				service('c'),
				service('d', {controller: 'EXTERNAL'}),
			],
			tasks: ['c', 'b', undefined, 'd', 'a'].flatMap(name => tasksOf(name, 1)),
		});
		expect(fixQueue([state]).map(({title}) => title)).toEqual([
			'deploy shop/a anew',
			'deploy shop/d anew',
			'redeploy shop/b',
			'redeploy shop/c',
			'replace 1 standalone task of api:7',
		]);
	});

	test('names the targets of its actions', () => {
		const tasks = tasksOf(undefined, 2);
		const [relaunch] = fixQueue([aState({tasks})]);
		expect(relaunch?.targets).toEqual(
			tasks.map(({arn, clusterArn, id}) => ({kind: 'task', arn, clusterArn, name: id})),
		);
		const api = service('api');
		const [redeploy] = fixQueue([aState({services: [api], tasks: tasksOf('api', 1)})]);
		expect(redeploy?.targets).toEqual([
			{kind: 'service', arn: api.arn, clusterArn: api.clusterArn, name: 'api'},
		]);
		expect(redeploy?.reason).toBe('1 task without the agent');
	});

	test('tells tasks whose agent failed from those without', () => {
		const tasks = [...tasksOf('api', 1), ...tasksOf('api', 2, withFailed)];
		const [fix] = fixQueue([aState({services: [service('api')], tasks})]);
		expect(fix).toMatchObject({
			tasksFixed: 3,
			reason: '1 task without the agent, 2 tasks whose agent failed',
		});
	});

	test('shrinks as tasks come back with an agent, and keeps its ids', () => {
		const services = [service('api')];
		const tasks = tasksOf('api', 4);
		const before = fixQueue([aState({services, tasks})]);
		const half = fixQueue([aState({services, tasks: [...tasks.slice(2), ...tasksOf('api', 2, withAgent)]})]);
		expect(half.map(({id, tasksFixed}) => [id, tasksFixed])).toEqual([[before[0]?.id, 2]]);
		const after = fixQueue([
			aState({
				services,
				tasks: [...tasks.map(task => ({...task, desiredStatus: 'STOPPED'})), ...tasksOf('api', 4, withAgent)],
			}),
		]);
		expect(after).toEqual([]);
	});

	test('has no redeploy of a service that was not read', () => {
		expect(fixQueue([aState({tasks: tasksOf('api', 2)})])).toEqual([]);
	});

	test.each([
		['unknown', anOptIn('unknown')],
		['excluded', anOptIn('excluded')],
		['off', anOptIn('off')],
	])('asks for nothing while the opt-in is %s', (_state, optIn) => {
		expect(fixQueue([aState({optIn, services: [service('api')], tasks: tasksOf('api', 2)})])).toEqual([]);
	});
});

describe('effort and risk', () => {
	const risk = (facts: Partial<Service>) =>
		fixQueue([aState({services: [service('api', facts)], tasks: tasksOf('api', 1)})])[0];

	test.each<[string, Partial<Service>, string]>([
		[
			'a quiet rollout',
			{
				maximumPercent: 100,
				minimumHealthyPercent: 50,
				desired: 4,
				circuitBreaker: {enable: true, rollback: true},
			},
			'medium',
		],
		['all tasks may stop', {minimumHealthyPercent: 0, maximumPercent: 100}, 'high'],
		['no circuit breaker', {circuitBreaker: {enable: false, rollback: false}}, 'high'],
	])('%s', (_title, facts, expected) => {
		expect(risk(facts)).toMatchObject({risk: expected, effort: 'low'});
		expect(risk(facts)?.riskTexts.join()).not.toContain('task definition');
	});

	test('a service that an action can not redeploy is somebody else’s work', () => {
		expect(risk({controller: 'CODE_DEPLOY'})).toMatchObject({
			kind: 'change',
			effort: 'high',
			remedy: {text: expect.stringContaining('CodeDeploy')},
		});
		expect(risk({controller: 'CODE_DEPLOY'})?.action).toBeUndefined();
	});
});

describe('a cluster that nobody opted in', () => {
	const optIn = anOptIn('not-opted-in');

	test('is to be tagged, with every task that waits for it', () => {
		const tasks = [
			...tasksOf('api', 3),
			...tasksOf('api', 1, withAgent),
			...tasksOf('api', 1, {lastStatus: 'STOPPED'}),
		];
		const [fix, ...others] = fixQueue([aState({optIn, services: [service('api')], tasks})]);
		expect(fix).toMatchObject({kind: 'retag', tasksFixed: 3, action: 'cluster.tag', purpose: 'cover'});
		expect(fix?.targets).toMatchObject([{kind: 'cluster', name: 'shop'}]);
		expect(others).toEqual([]);
	});

	test('is left alone while nothing waits for it', () => {
		expect(fixQueue([aState({optIn, tasks: tasksOf('api', 1, withAgent)})])).toEqual([]);
	});
});

describe('a cluster that is opted out', () => {
	test.each(['excluded', 'off'] as const)('and %s still shows the agents that it runs, last', state => {
		const out = aState({
			optIn: anOptIn(state),
			cluster: aCluster([], {name: 'old'}),
			services: [service('api')],
			tasks: [...tasksOf('api', 5, withAgent), ...tasksOf(undefined, 1, withAgent), ...tasksOf('api', 2)],
		});
		const other = aState({services: [service('web')], tasks: tasksOf('web', 1)});
		const queue = fixQueue([out, other]);
		expect(queue.map(({purpose, title, tasksFixed}) => [purpose, title, tasksFixed])).toEqual([
			['cover', 'redeploy shop/web', 1],
			['clean-up', 'redeploy old/api', 5],
			['clean-up', 'replace 1 standalone task of api:7', 1],
		]);
		expect(queue[1]?.reason).toBe('5 tasks with an agent that is not wanted');
		expect(queue.slice(1).map(({id}) => id.endsWith(' clean-up'))).toEqual([true, true]);
		expect(queue[0]?.id.endsWith(' clean-up')).toBe(false);
	});
});

describe('what the doctor found', () => {
	function examined(
		change: Partial<DoctorFacts>,
		tasks: readonly Task[],
		facts: Partial<ClusterState> = {},
	): ClusterState {
		const cluster: DoctorFacts = {...goodFacts, ...change, task: known(undefined), service: known(undefined)};
		const members = tasks.map(
			(task): DoctorFacts => ({
				...goodFacts,
				...change,
				task: known<Task | undefined>(task),
				service: known<Service | undefined>(
					task.serviceName === undefined ? undefined : service(task.serviceName),
				),
			}),
		);
		const {verdicts} = diagnose({subject: clusterSubject(cluster), facts: cluster, members});
		return aState({services: [service('api'), service('web')], tasks, verdicts, ...facts});
	}

	const scoped = {
		simulation: known(
			simulated(action => (/^ecr:(?!GetAuth)/.test(action) ? {decision: 'implicitDeny'} : {})),
		),
	};

	test('and no key mends is one change for all its tasks, before the restarts that need it', () => {
		const state = examined(scoped, [...tasksOf('api', 2, withFailed), ...tasksOf('web', 1)]);
		const queue = fixQueue([state]);
		expect(queue.map(({kind, tasksFixed}) => [kind, tasksFixed])).toEqual([
			['change', 3],
			['redeploy', 2],
			['redeploy', 1],
		]);
		const [change, redeploy] = queue;
		expect(change).toMatchObject({
			effort: 'high',
			effortText: 'copy the IAM statement',
			remedy: {text: expect.stringContaining('GuardDutyAgentPull')},
			after: [],
		});
		expect(redeploy?.after).toEqual([change?.title]);
	});

	test('in several clusters alike is one change', () => {
		const detector = {detector: known(aDetector({rm: false}))};
		const off = {optIn: anOptIn('off')};
		const queue = fixQueue([
			examined(detector, tasksOf('api', 2), off),
			examined(detector, tasksOf('api', 3), {...off, cluster: aCluster([], {name: 'two'})}),
		]);
		expect(queue.map(({kind, title, tasksFixed}) => [kind, title, tasksFixed])).toEqual([
			['change', 'Runtime Monitoring: switch Runtime Monitoring on', 5],
		]);
		expect(queue[0]?.remedy?.label).toBe('message to the security administrator');
	});

	test('of two roles is two changes', () => {
		const other = {
			...scoped,
			taskDefinition: known({
				...(goodFacts.taskDefinition.status === 'known'
					? goodFacts.taskDefinition.value!
					: (undefined as never)),
				executionRoleArn: 'arn:aws:iam::111122223333:role/other',
			}),
		};
		const queue = fixQueue([examined(scoped, tasksOf('api', 1)), examined(other, tasksOf('web', 1))]);
		expect(queue.filter(({kind}) => kind === 'change')).toHaveLength(2);
	});

	test('and that a restart mends is not said twice', () => {
		const queue = fixQueue([examined({}, tasksOf('api', 2))]);
		expect(queue.map(({kind}) => kind)).toEqual(['redeploy']);
		expect(queue[0]?.after).toEqual([]);
	});

	test('of a service that is too old is its redeploy alone', () => {
		const old = {tagTime: known({status: 'known', at: 9000, isExact: true} as const)};
		const queue = fixQueue([examined(old, tasksOf('api', 2))]);
		expect(queue.map(({kind}) => kind)).toEqual(['redeploy']);
	});

	test('of an endpoint left behind is a clean-up', () => {
		const queue = fixQueue([
			examined(
				{
					cluster: known(aCluster([{key: 'GuardDutyManaged', value: 'false'}])),
					endpoints: known([
						anEndpoint('guardduty-data', {tags: [{key: 'GuardDutyManaged', value: 'true'}]}),
					]),
				},
				[],
				{optIn: anOptIn('excluded')},
			),
		]);
		expect(queue).toMatchObject([
			{
				kind: 'change',
				purpose: 'clean-up',
				risk: 'medium',
				remedy: {text: expect.stringContaining('delete-vpc-endpoints')},
			},
		]);
	});
});
