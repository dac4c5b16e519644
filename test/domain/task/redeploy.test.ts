import {describe, expect, test} from 'vitest';
import {type Service, type Task, type TaskDefinition} from '../../../source/domain/resources.js';
import {redeployRefusal, redeployWarnings} from '../../../source/domain/task/redeploy.js';
import {aDeployment, agent, app, aService, aTask, aTaskDefinition} from '../build.js';

const rolling = {minimumHealthyPercent: 100, maximumPercent: 200};

describe('a redeploy is refused', () => {
	test.each<[Partial<Service>, string | undefined]>([
		[rolling, undefined],
		[
			{...rolling, controller: 'CODE_DEPLOY'},
			'CodeDeploy deploys this service: create a CodeDeploy deployment instead',
		],
		[
			{...rolling, controller: 'EXTERNAL'},
			'an external controller deploys this service: create a task set there instead',
		],
		[{...rolling, status: 'INACTIVE'}, 'the service is INACTIVE, not ACTIVE'],
		[{...rolling, status: 'DRAINING'}, 'the service is DRAINING, not ACTIVE'],
		[{}, "it can't roll: minimum 100 % and maximum 100 % of 4 leave no room for a new task"],
		// ECS rounds the minimum up and the maximum down.
		[
			{desired: 1, minimumHealthyPercent: 50, maximumPercent: 100},
			"it can't roll: minimum 50 % and maximum 100 % of 1 leave no room for a new task",
		],
		[
			{desired: 1, minimumHealthyPercent: 100, maximumPercent: 150},
			"it can't roll: minimum 100 % and maximum 150 % of 1 leave no room for a new task",
		],
		[{desired: 2, minimumHealthyPercent: 100, maximumPercent: 150}, undefined],
		[{minimumHealthyPercent: 75, maximumPercent: 100}, undefined],
		[{desired: 0}, undefined],
		[{strategy: 'BLUE_GREEN'}, undefined],
		[
			{strategy: 'ROLLING'},
			"it can't roll: minimum 100 % and maximum 100 % of 4 leave no room for a new task",
		],
		[{minimumHealthyPercent: undefined as never}, undefined],
		[{scheduling: 'DAEMON', minimumHealthyPercent: 0}, undefined],
		[{...rolling, deployments: [aDeployment({rolloutState: 'IN_PROGRESS'})]}, undefined],
	])('%j: %s', (service, refusal) => {
		expect(redeployRefusal(aService(service))).toBe(refusal);
	});
});

describe('a redeploy warns', () => {
	const rollback = 'circuit breaker with rollback: if it trips, the old deployment comes back';
	const watched = [aTask({containers: [app, agent()]})];
	const unwatched = [aTask()];

	function warnings(
		service: Partial<Service>,
		definition?: Partial<TaskDefinition>,
		tasks: readonly Task[] = unwatched,
	) {
		return redeployWarnings(aService(service), aTaskDefinition(definition), tasks);
	}

	test('of nothing but the circuit breaker when all is pinned and nothing doubles', () => {
		expect(warnings({minimumHealthyPercent: 100})).toEqual([rollback]);
	});

	test.each<[string, Partial<Service>, string]>([
		['capacity', rolling, 'up to 8 tasks at once instead of 4: needs capacity, addresses, quota'],
		[
			'odd capacity, rounded down',
			{maximumPercent: 130},
			'up to 5 tasks at once instead of 4: needs capacity, addresses, quota',
		],
		['minimum 0', {minimumHealthyPercent: 0}, 'all its tasks may stop at once'],
		['minimum 50', {minimumHealthyPercent: 50}, 'only 2 of 4 tasks are kept running'],
		[
			'a daemon',
			{scheduling: 'DAEMON', minimumHealthyPercent: 0},
			'daemon: each instance loses its task before it gets the new one',
		],
		[
			'Spot',
			{capacityProviders: [{name: 'FARGATE_SPOT', weight: 1}]},
			'Fargate Spot: there may be no capacity for the new tasks',
		],
		[
			'a rollout in progress',
			{deployments: [aDeployment({rolloutState: 'IN_PROGRESS'})]},
			'a rollout is in progress: this one takes its place',
		],
		[
			'an old deployment that drains',
			{deployments: [aDeployment(), aDeployment({id: 'ecs-svc/0', status: 'ACTIVE'})]},
			'a rollout is in progress: this one takes its place',
		],
		['LATEST', {platformVersion: 'LATEST'}, 'platform LATEST: new tasks may run on a newer platform version'],
		[
			'an old platform',
			{platformVersion: '1.3.0'},
			'no agent comes with it: platform 1.3.0 is older than 1.4.0',
		],
		[
			'Windows',
			{platformFamily: 'WINDOWS_SERVER_2022_CORE'},
			'no agent comes with it: Windows on Fargate can have no agent',
		],
		['EC2', {launchType: 'EC2'}, 'not on Fargate: a redeploy brings no agent to its tasks'],
		['no tasks', {desired: 0, running: 0}, 'desired count is 0: no task will start'],
	])('of %s', (_title, service, warning) => {
		expect(warnings(service).filter(line => line !== rollback)).toEqual([warning]);
	});

	test.each<[string, Partial<Service>, readonly string[]]>([
		[
			'off',
			{circuitBreaker: {enable: false, rollback: true}},
			['circuit breaker off: a failing rollout goes on until it is stopped'],
		],
		[
			'no rollback',
			{circuitBreaker: {enable: true, rollback: false}},
			['circuit breaker without rollback: if it trips, the rollout stops half way'],
		],
		['not told', {circuitBreaker: undefined as never}, ['whether a circuit breaker is on is not known']],
		[
			'blue/green has none',
			{strategy: 'BLUE_GREEN', ...rolling},
			['BLUE_GREEN: a second set of 4 tasks runs beside the old one'],
		],
	])('of the circuit breaker: %s', (_title, service, lines) => {
		expect(warnings(service)).toEqual(lines);
	});

	test('of images that a tag may move', () => {
		const containers = [
			'web:latest',
			`pinned@sha256:${'b'.repeat(64)}`,
			'a',
			'b:1',
			'c:2',
			'd:3@sha256:short',
		].map((image, index) => ({name: `c${index}`, image, isEssential: true}));
		expect(warnings({}, {containers}).slice(0, 4)).toEqual([
			'c0 may get a newer image: web:latest is not pinned by digest',
			'c2 may get a newer image: a is not pinned by digest',
			'c3 may get a newer image: b:1 is not pinned by digest',
			'2 more images are not pinned by digest',
		]);
	});

	test('when it can not tell about images', () => {
		expect(redeployWarnings(aService(), undefined, [])).toContain(
			'the task definition was not read: new tasks may run a newer image',
		);
	});

	test('when there is nothing to gain', () => {
		const line = 'every task runs the agent already';
		expect(warnings({}, {}, watched)).toContain(line);
		expect(warnings({}, {}, [...watched, aTask({lastStatus: 'STOPPED'})])).toContain(line);
		expect(warnings({}, {}, [...watched, ...unwatched])).not.toContain(line);
		expect(warnings({}, {}, [])).not.toContain(line);
	});
});
