import {describe, expect, test} from 'vitest';
import {type ServiceDeploymentArn} from '../../../../source/domain/arn.js';
import {type Failure} from '../../../../source/domain/failure.js';
import {serviceStopRollout} from '../../../../source/store/actions/service/service-stop-rollout.js';
import {isStoppable} from '../../../../source/store/actions/service/stop-rollout-step.js';
import {aConsole, clusterTarget, serviceTarget} from '../console.js';
import {addCluster} from '../fake-ecs.js';

function withDeployments(...statuses: readonly string[]) {
	const console = aConsole();
	addCluster(console.ecs, 'checkout');
	const service = console.ecs.addService('checkout', 'api');
	console.ecs.serviceDeployments.push(
		...statuses.map((status, index) => ({
			arn: `${service.arn}/${index}` as ServiceDeploymentArn,
			serviceArn: service.arn,
			status,
			createdAt: console.clock.now() - index * 60_000,
		})),
	);
	return {...console, service, target: serviceTarget(service)};
}

test.each([
	['PENDING', 'yes'],
	['IN_PROGRESS', 'yes'],
	['STOP_REQUESTED', 'again'],
	['ROLLBACK_REQUESTED', 'again'],
	['ROLLBACK_IN_PROGRESS', 'again'],
	['SUCCESSFUL', 'no'],
	['STOPPED', 'no'],
	['ROLLBACK_SUCCESSFUL', 'no'],
	['ROLLBACK_FAILED', 'no'],
	['SOMETHING_NEW', 'no'],
] as const)('a service deployment %s can be stopped: %s', (status, can) => {
	expect(isStoppable(status)).toBe(can);
});

describe('the plan', () => {
	test('stops the rollout that goes forward with a rollback', async () => {
		const {plan, target, service} = withDeployments('ROLLBACK_IN_PROGRESS', 'IN_PROGRESS', 'SUCCESSFUL');
		const made = await plan(serviceStopRollout, [target]);
		expect(made.title).toBe('stop the rollout of api');
		expect(made.steps[0]?.calls).toEqual([
			{
				name: 'ecs:StopServiceDeployment',
				input: {serviceDeployment: `${service.arn}/1`, stopType: 'ROLLBACK'},
			},
		]);
		expect(made.warnings.join()).not.toContain('under way already');
	});

	test('warns when a stop is under way already', async () => {
		const {plan, target} = withDeployments('STOP_REQUESTED');
		expect((await plan(serviceStopRollout, [target])).warnings[0]).toBe(
			'a stop or a rollback is under way already',
		);
	});

	test.each([
		[['SUCCESSFUL'], 'no rollout can be stopped: the last one is SUCCESSFUL'],
		[[], 'no rollout can be stopped'],
	])('with %j is refused: %s', async (statuses, refusal) => {
		const {plan, target} = withDeployments(...statuses);
		expect(await plan(serviceStopRollout, [target])).toMatchObject({refusal, steps: []});
	});

	test('explains an endpoint that does not offer it', async () => {
		const {plan, target, ecs} = withDeployments('IN_PROGRESS');
		const failure: Failure = {kind: 'not-offered', operation: 'ListServiceDeployments', message: ''};
		ecs.fail('ecs:ListServiceDeployments', failure, {times: 99});
		expect((await plan(serviceStopRollout, [target])).refusal).toMatch(
			/^which rollout to stop can't be read: this endpoint does not offer ListServiceDeployments/,
		);
	});

	test('is offered for one service that rolls, or may roll', async () => {
		const {plan, store, target, ecs} = withDeployments('SUCCESSFUL');
		expect(serviceStopRollout.disabledReason([target], store.snapshot())).toBeUndefined();
		await plan(serviceStopRollout, [target]);
		const reason = (...targets: readonly (typeof target)[]) =>
			serviceStopRollout.disabledReason(targets, store.snapshot());
		expect(reason(target)).toBe('no rollout is in progress');
		expect(reason(target, target)).toBe('it stops one rollout at a time');
		expect(reason(clusterTarget(ecs.clusters.get('checkout')!))).toContain('not to a cluster');
	});
});

describe('the step', () => {
	async function stopped(change: (console: ReturnType<typeof withDeployments>) => void) {
		const console = withDeployments('IN_PROGRESS');
		const made = await console.plan(serviceStopRollout, [console.target]);
		change(console);
		const run = await console.carryOut(serviceStopRollout, made);
		return {...console, step: run.steps[0]!};
	}

	test('is done once the rollback has ended', async () => {
		const {step, journalled} = await stopped(() => {});
		expect(step).toMatchObject({status: 'done', detail: 'service deployment ROLLBACK_SUCCESSFUL'});
		expect(journalled().slice(1, 3)).toEqual([
			'ecs:StopServiceDeployment | ok',
			'verify | ok | service deployment ROLLBACK_SUCCESSFUL',
		]);
	});

	test.each([
		['ROLLBACK_FAILED', 'service deployment ROLLBACK_FAILED: no healthy revision'],
		['SUCCESSFUL', 'it ended before the stop; service deployment SUCCESSFUL: no healthy revision'],
	])('fails when the deployment ends %s', async (status, detail) => {
		const {step} = await stopped(({ecs, clock}) => {
			ecs.isObedient = false;
			clock.after(7000, () => {
				const [deployment] = ecs.serviceDeployments;
				ecs.serviceDeployments[0] = {...deployment!, status, statusReason: 'no healthy revision'};
			});
		});
		expect(step).toMatchObject({status: 'failed', detail});
	});

	test('fails when ECS no longer lists the deployment', async () => {
		const {step} = await stopped(({ecs, clock}) => {
			clock.after(7000, () => ecs.serviceDeployments.splice(0));
		});
		expect(step.detail).toBe('ECS no longer lists this service deployment');
	});

	test('gives up after 15 minutes in which nothing moved', async () => {
		const {step} = await stopped(({ecs}) => {
			ecs.isObedient = false;
		});
		expect(step.detail).toBe(
			'StopServiceDeployment was accepted, but nothing moved for 15 min: service deployment IN_PROGRESS',
		);
	});

	test('explains an endpoint that does not offer it', async () => {
		const failure: Failure = {kind: 'not-offered', operation: 'StopServiceDeployment', message: ''};
		const {step} = await stopped(({ecs}) => ecs.fail('ecs:StopServiceDeployment', failure));
		expect(step.detail).toMatch(/^this endpoint does not offer StopServiceDeployment/);
	});
});
