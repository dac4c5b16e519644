import {describe, expect, test} from 'vitest';
import {type ServiceDeploymentArn} from '../../../source/domain/arn.js';
import {type Failure} from '../../../source/domain/failure.js';
import {type Service} from '../../../source/domain/resources.js';
import {serviceRedeploy} from '../../../source/store/actions/service/service-redeploy.js';
import {expired, serverError, throttle} from '../fake-account.js';
import {aConsole, serviceTarget} from './console.js';
import {addCluster, pullFailure, type RolloutScript} from './fake-ecs.js';

const minute = 60_000;

async function planned(rollouts: {readonly [name: string]: RolloutScript}, facts: Partial<Service> = {}) {
	const console = aConsole();
	addCluster(console.ecs, 'checkout');
	const services = Object.entries(rollouts).map(([name, script]) =>
		console.ecs.addService('checkout', name, facts, script),
	);
	const made = await console.plan(serviceRedeploy, services.map(serviceTarget), {wave: '1'});
	return {...console, made, services};
}

async function redeployed(
	script: RolloutScript,
	options: {
		readonly facts?: Partial<Service>;
		readonly change?: (console: Awaited<ReturnType<typeof planned>>) => void;
	} = {},
) {
	const console = await planned({api: script}, options.facts);
	options.change?.(console);
	const run = await console.carryOut(serviceRedeploy, console.made);
	return {...console, ended: run, step: run.steps[0]!, tookMs: run.finishedAt! - run.startedAt};
}

describe('a rollout that completes', () => {
	test('is done once the agent runs in every new task', async () => {
		const {step, journalled, tookMs} = await redeployed({});
		expect(step).toMatchObject({
			status: 'done',
			detail: 'rollout completed; agents: 2 running of 2',
			done: 2,
			of: 2,
		});
		expect(tookMs).toBeLessThan(minute);
		expect(journalled()).toEqual([
			'begin | ok',
			'ecs:UpdateService | ok',
			'verify | ok | rollout completed; agents: 2 running of 2',
			'end | ok | 1 done',
		]);
	});

	test('shows deployments, tasks, agents and events while it goes on', async () => {
		const {store, made, clock, run} = await planned({api: {agent: 'failed'}});
		const id = store.start(serviceRedeploy, made, {});
		await clock.advance(18_000);
		const [step] = run(id).steps;
		expect(step).toMatchObject({
			status: 'verifying',
			detail: 'api: in-progress, 1/2 new, 1 old: ECS deployment in progress.',
			done: 0,
			of: 2,
			lines: [
				'new PRIMARY ecs-svc/api-2: 1/2 running, 1 pending IN_PROGRESS',
				'old ACTIVE ecs-svc/api: 1/2 running COMPLETED',
				'agents in new tasks: 1 failed of 1',
				`task apinew0 RUNNING, agent failed: ${pullFailure}`,
				'08:00:02Z (service api) has started 1 tasks.',
			],
		});
	});

	test('waits for agents that start later than their tasks', async () => {
		const {step, tookMs} = await redeployed({agent: 'late'});
		expect(step.status).toBe('done');
		expect(tookMs).toBeGreaterThan(minute);
	});

	test('may take much longer than a stall as long as it moves', async () => {
		const {step, tookMs} = await redeployed(
			{everyMs: 8 * minute},
			{facts: {desired: 3, running: 3}, change: ({store}) => store.want([])},
		);
		expect(step).toMatchObject({status: 'done', detail: 'rollout completed; agents: 3 running of 3'});
		expect(tookMs).toBeGreaterThan(30 * minute);
	});

	test.each([
		['failed', `rollout completed, agent failed in 2 of 2 tasks: ${pullFailure}`],
		['absent', 'rollout completed, agent absent in 2 of 2 tasks: the task was started without it'],
	] as const)('with the agent %s has failed', async (agent, detail) => {
		const {step, journalled} = await redeployed({agent});
		expect(step).toMatchObject({status: 'failed', detail});
		expect(journalled().at(-2)).toBe(`verify | failed | ${detail}`);
	});

	test('tells of the agents of tasks that live, not of one that died on the way', async () => {
		const {step} = await redeployed({agent: 'failed', hasDeadTask: true});
		expect(step.detail).toBe(`rollout completed, agent failed in 2 of 2 tasks: ${pullFailure}`);
		expect(step.lines).toContain(`task apidead stopped: ${pullFailure}`);
	});

	test('is not judged by the tasks that ECS lists late', async () => {
		const {step} = await redeployed({tasksLagMs: 15_000});
		expect(step).toMatchObject({status: 'done', detail: 'rollout completed; agents: 2 running of 2'});
	});

	test('is not taken for rolled back while DescribeServices does not know it yet', async () => {
		const {step} = await redeployed({shownAfterMs: 12_000});
		expect(step.status).toBe('done');
	});

	test('is done without an agent where the cluster is opted out', async () => {
		const console = aConsole();
		addCluster(console.ecs, 'checkout', {tags: [{key: 'GuardDutyManaged', value: 'false'}]});
		const api = console.ecs.addService('checkout', 'api', {}, {agent: 'absent'});
		const made = await console.plan(serviceRedeploy, [serviceTarget(api)]);
		const run = await console.carryOut(serviceRedeploy, made);
		expect(run.steps[0]).toMatchObject({
			status: 'done',
			detail: 'rollout completed, 2 new tasks; no agent is expected (2 absent of 2)',
			done: 2,
		});
	});

	test('says that it does not know what was expected where GuardDuty could not be read', async () => {
		const console = aConsole();
		addCluster(console.ecs, 'checkout');
		const api = console.ecs.addService('checkout', 'api', {}, {agent: 'absent'});
		const failure = {kind: 'denied', action: 'guardduty:ListDetectors', message: 'no'} as const;
		console.ecs.fail('guardduty:ListDetectors', failure, {times: 99});
		const made = await console.plan(serviceRedeploy, [serviceTarget(api)]);
		const run = await console.carryOut(serviceRedeploy, made);
		expect(run.steps[0]?.detail).toBe(
			'rollout completed; agents: 2 absent of 2; whether one is expected is not known',
		);
	});

	test('on container instances is done when it is completed: their agent is the instance’s', async () => {
		const {step} = await redeployed({agent: 'absent'}, {facts: {launchType: 'EC2'}});
		expect(step.detail).toBe("rollout completed, 2 new tasks; their agent is the instance's");
	});

	test('with tasks that can have no agent is done, and says so', async () => {
		const {step} = await redeployed({agent: 'absent'}, {facts: {platformFamily: 'WINDOWS_SERVER_2022_CORE'}});
		expect(step).toMatchObject({status: 'done', detail: 'rollout completed; agents: 2 unsupported of 2'});
	});

	test('of a service without tasks is done', async () => {
		const {step} = await redeployed({}, {facts: {desired: 0, running: 0}});
		expect(step).toMatchObject({status: 'done', detail: 'rollout completed; no task is desired'});
	});
});

describe('a rollout that does not complete', () => {
	test('and fails says so, with the reason of a task', async () => {
		const {step} = await redeployed({ends: 'fails'});
		expect(step.status).toBe('failed');
		expect(step.detail).toBe(
			`rollout failed after 3 failed tasks; tasks failed to start; task apidead: ${pullFailure}`,
		);
	});

	test('and is rolled back is watched until the rollback is seen', async () => {
		const {step} = await redeployed({ends: 'rolls back'});
		expect(step.detail).toMatch(/^rolled back to ecs-svc\/api after 3 failed tasks; tasks failed to start/);
	});

	test('and is superseded says by whom', async () => {
		const {step} = await redeployed({ends: 'superseded'});
		expect(step.detail).toBe(
			'superseded by the deployment ecs-svc/api-2-other; the newer deployment ecs-svc/api-2-other took over',
		);
	});

	test('and is stopped by hand says so, by the service deployment', async () => {
		const {step} = await redeployed(
			{ends: 'stopped by hand'},
			{
				change({ecs, services, clock}) {
					const [service] = services;
					const arn = (id: string) => `${service!.arn}/${id}` as ServiceDeploymentArn;
					const deployment = {serviceArn: service!.arn, statusReason: 'asked by ann'};
					ecs.serviceDeployments.push(
						{...deployment, arn: arn('2'), status: 'STOPPED', createdAt: clock.now() + 30},
						{...deployment, arn: arn('1'), status: 'SUCCESSFUL', createdAt: clock.now() - 3_600_000},
					);
				},
			},
		);
		expect(step.detail).toBe(
			'rolled back to ecs-svc/api; the older deployment ecs-svc/api is back; service deployment STOPPED (stopped by hand): asked by ann',
		);
	});

	test('says so where the endpoint does not tell who ended it', async () => {
		const failure: Failure = {kind: 'not-offered', operation: 'ListServiceDeployments', message: ''};
		const {step} = await redeployed(
			{ends: 'superseded'},
			{change: ({ecs}) => ecs.fail('ecs:ListServiceDeployments', failure)},
		);
		expect(step.detail).toContain(
			'who ended it is not known: this endpoint does not offer ListServiceDeployments',
		);
	});

	test.each(['deleted', 'made inactive'] as const)('and whose service is %s says so', async ends => {
		const {step} = await redeployed({ends});
		expect(step.detail).toBe('the service api was deleted during its rollout');
	});

	test.each(['stalls', 'flaps'] as const)('and %s is given up after 15 minutes, not in AWS', async ends => {
		const {step, tookMs} = await redeployed({ends});
		expect(step.status).toBe('failed');
		expect(step.detail).toMatch(
			/^stalled: nothing moved for 15 min; the rollout ecs-svc\/api-2 goes on in AWS; last seen: api: in-progress/,
		);
		expect(tookMs).toBeGreaterThan(15 * minute);
		expect(tookMs).toBeLessThan(17 * minute);
	});

	test('stops the waves that follow', async () => {
		const console = await planned({a: {}, b: {ends: 'fails'}, c: {}});
		const run = await console.carryOut(serviceRedeploy, console.made);
		expect(run.status).toBe('failed');
		expect(run.steps.map(({label, status}) => `${label} ${status}`)).toEqual([
			'a done',
			'b failed',
			'c skipped',
		]);
		expect(run.steps[2]?.detail).toBe('stopped after b failed');
		expect(console.account.counts()['ecs:UpdateService']).toBe(2);
	});
});

describe('watching', () => {
	test('stopped in wave 2 leaves that rollout to AWS and starts no third', async () => {
		const {store, made, clock, run, account} = await planned({a: {}, b: {}, c: {}});
		const id = store.start(serviceRedeploy, made, {});
		await clock.advanceUntil(() => run(id).steps[1]?.status === 'verifying', 10 * minute);
		await clock.advance(7000);
		store.abort(id);
		await clock.advanceUntil(() => run(id).finishedAt !== undefined, 1000);
		expect(run(id).status).toBe('aborted');
		expect(run(id).steps.map(({status, detail}) => `${status}: ${detail}`)).toEqual([
			'done: rollout completed; agents: 2 running of 2',
			'aborted: UpdateService was sent; the rollout ecs-svc/b-2 goes on in AWS',
			'skipped: not started: stopped by hand',
		]);
		expect(account.counts()['ecs:UpdateService']).toBe(2);
	});

	test('goes on through errors that pass, and shows them nowhere as an end', async () => {
		const {step} = await redeployed(
			{},
			{change: ({ecs}) => ecs.fail('ecs:ListTasks', serverError, {times: 7})},
		);
		expect(step.status).toBe('done');
	});

	test.each(['ecs:ListTasks', 'ecs:DescribeTasks', 'ecs:DescribeServices'] as const)(
		'that AWS does not allow (%s) ends with what is missing',
		async action => {
			const failure = {kind: 'denied', action, message: 'no'} as const;
			const {step} = await redeployed({}, {change: ({ecs}) => ecs.fail(action, failure, {times: 99})});
			expect(step.detail).toBe(
				`it can't be watched: AWS does not say which policy refuses it: ask for ${action}; the rollout ecs-svc/api-2 goes on in AWS`,
			);
		},
	);

	test('ends when the login does, and nothing fires after a new one', async () => {
		const console = await planned({a: {}, b: {}});
		console.ecs.fail('ecs:DescribeServices', expired, {times: 1});
		const run = await console.carryOut(serviceRedeploy, console.made);
		expect(run.steps.map(({status}) => status)).toEqual(['failed', 'skipped']);
		expect(run.steps[0]?.detail).toMatch(/^it can't be watched: the AWS login has expired/);
		console.store.refresh();
		await console.clock.advance(10 * minute);
		expect(console.account.counts()['ecs:UpdateService']).toBe(1);
	});

	test('reads each service every five seconds, and stopped tasks only once some failed', async () => {
		const {account, made, store, clock} = await planned({api: {ends: 'stalls'}});
		store.want([]);
		await clock.advance(minute);
		const before = account.sent.length;
		store.start(serviceRedeploy, made, {});
		await clock.advance(30_000);
		const calls = account.sent.slice(before).map(({name, input}) => {
			const status = (input as {desiredStatus?: string}).desiredStatus;
			return status ? `${name} ${status}` : name;
		});
		const count = (name: string) => calls.filter(call => call === name).length;
		expect(count('ecs:DescribeServices')).toBe(6);
		expect(count('ecs:ListTasks RUNNING')).toBe(6);
		expect(count('ecs:ListTasks STOPPED')).toBe(0);
	});
});

describe('an UpdateService', () => {
	test('that is denied ends the step with what is missing', async () => {
		const failure = {
			kind: 'denied',
			action: 'ecs:UpdateService',
			message: 'no identity-based policy allows it',
		} as const;
		const {step, ended} = await redeployed({}, {change: ({ecs}) => ecs.fail('ecs:UpdateService', failure)});
		expect(step).toMatchObject({
			status: 'failed',
			detail: 'no policy of this identity allows ecs:UpdateService: ask for it',
			failure,
		});
		expect(ended.status).toBe('failed');
	});

	test('that is throttled is sent again', async () => {
		const {step, account} = await redeployed(
			{},
			{change: ({ecs}) => ecs.fail('ecs:UpdateService', throttle)},
		);
		expect(step.status).toBe('done');
		expect(account.counts()['ecs:UpdateService']).toBe(2);
	});

	test('without an answer is not sent again; a deployment that began all the same is watched', async () => {
		const {step, account, journalled} = await redeployed(
			{},
			{change: ({ecs}) => ecs.fail('ecs:UpdateService', serverError, {isDone: true})},
		);
		expect(step).toMatchObject({status: 'done', detail: 'rollout completed; agents: 2 running of 2'});
		expect(account.counts()['ecs:UpdateService']).toBe(1);
		expect(journalled()[2]).toMatch(
			/^verify \| ok \| no answer to UpdateService .*, but the deployment ecs-svc\/api-2 began/,
		);
	});

	test('without an answer does not take a deployment of before for its own', async () => {
		const console = aConsole();
		addCluster(console.ecs, 'checkout');
		const {deployments} = console.ecs.addService('checkout', 'api');
		const api = console.ecs.addService('checkout', 'api', {
			deployments: deployments.map(deployment => ({...deployment, createdAt: console.clock.now()})),
		});
		const made = await console.plan(serviceRedeploy, [serviceTarget(api)]);
		console.ecs.fail('ecs:UpdateService', serverError);
		const run = await console.carryOut(serviceRedeploy, made);
		expect(run.steps[0]?.detail).toMatch(/no new deployment is seen$/);
	});

	test('without an answer and without a new deployment has failed', async () => {
		const {step} = await redeployed({}, {change: ({ecs}) => ecs.fail('ecs:UpdateService', serverError)});
		expect(step.detail).toMatch(
			/^no answer to UpdateService \(AWS had an error.*\); no new deployment is seen$/,
		);
	});
});
