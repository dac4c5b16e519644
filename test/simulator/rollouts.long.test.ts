import {
	DescribeServiceDeploymentsCommand,
	DescribeServicesCommand,
	DescribeTasksCommand,
	type ECSClient,
	ListServiceDeploymentsCommand,
	ListTasksCommand,
	type Service,
	StopServiceDeploymentCommand,
	StopTaskCommand,
	TagResourceCommand,
	type Task,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {describe, expect, test} from 'vitest';
import {type Simulator} from '../../source/simulator/simulator.js';
import {errorNameOf} from './clients.js';
import {createRig, type Rig} from './rig.js';

const start = createRig();

/** A service and how to look at it. */
function watch({ecs, simulator}: Rig, cluster: string, service: string) {
	return {
		redeploy: async () => ecs.send(new UpdateServiceCommand({cluster, service, forceNewDeployment: true})),
		now: async (): Promise<Service> => {
			const {services} = await ecs.send(new DescribeServicesCommand({cluster, services: [service]}));
			return services![0]!;
		},
		tasks: async (): Promise<readonly Task[]> => tasksOf(ecs, cluster, service),
		/** Looks every second until it holds; returns how many seconds of simulated time that took. */
		until: async (holds: (service: Service) => boolean, withinSeconds: number) =>
			until(
				simulator,
				async () => holds(await watch({ecs, simulator} as Rig, cluster, service).now()),
				withinSeconds,
			),
		deployments: async () =>
			(await ecs.send(new ListServiceDeploymentsCommand({cluster, service}))).serviceDeployments ?? [],
	};
}

async function tasksOf(ecs: ECSClient, cluster: string, serviceName: string): Promise<readonly Task[]> {
	const {taskArns = []} = await ecs.send(new ListTasksCommand({cluster, serviceName}));
	const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster, tasks: taskArns}));
	return tasks;
}

async function until(
	simulator: Simulator,
	holds: () => Promise<boolean>,
	withinSeconds: number,
): Promise<number> {
	for (let second = 1; second <= withinSeconds; second++) {
		simulator.advance(1000);
		if (await holds()) {
			return second;
		}
	}

	throw new Error(`it did not happen within ${withinSeconds} s of simulated time`);
}

const isDone = ({deployments}: Service) =>
	deployments?.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
const hasAgent = ({containers}: Task) =>
	containers?.some(
		({name, lastStatus}) => name?.startsWith('aws-guardduty-agent-') && lastStatus === 'RUNNING',
	) ?? false;

describe('a rollout that works', () => {
	test('replaces the tasks one by one, never below what must run, never above what may', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'fraud-scoring');
		expect((await service.tasks()).some(hasAgent)).toBe(false);
		const {service: answered} = await service.redeploy();
		expect(answered?.deployments?.map(({status, rolloutState}) => [status, rolloutState])).toEqual([
			['PRIMARY', 'IN_PROGRESS'],
			['ACTIVE', 'COMPLETED'],
		]);
		const running: number[] = [];
		const all: number[] = [];
		const news: number[] = [];
		const seconds = await service.until(now => {
			running.push(now.runningCount ?? 0);
			all.push((now.runningCount ?? 0) + (now.pendingCount ?? 0));
			news.push(now.deployments?.[0]?.runningCount ?? 0);
			return isDone(now);
		}, 60);
		expect(seconds).toBeGreaterThanOrEqual(20);
		expect(seconds).toBeLessThanOrEqual(40);
		expect(Math.min(...running)).toBe(3);
		expect(Math.max(...all)).toBeLessThanOrEqual(6);
		expect([...new Set(news)]).toEqual([0, 1, 2, 3]);
		const tasks = await service.tasks();
		expect(tasks).toHaveLength(3);
		expect(tasks.every(hasAgent)).toBe(true);
		expect(new Set(tasks.map(({startedBy}) => startedBy))).toEqual(new Set([answered?.deployments?.[0]?.id]));
	});

	test('tells what it does in the events of the service', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'fraud-scoring');
		await service.redeploy();
		await service.until(isDone, 60);
		const messages = (await service.now()).events?.map(({message}) =>
			message?.replaceAll(/[0-9a-f]{32}|\d{19}/g, '…'),
		);
		expect(messages?.slice(0, 2)).toEqual([
			'(service fraud-scoring) has reached a steady state.',
			'(service fraud-scoring) (deployment ecs-svc/…) deployment completed.',
		]);
		expect(messages).toContain('(service fraud-scoring) has started 1 tasks: (task …).');
		expect(messages).toContain('(service fraud-scoring) has stopped 1 running tasks: (task …).');
	});

	test('is recorded as a service deployment', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'fraud-scoring');
		await service.redeploy();
		expect((await service.deployments()).map(({status}) => status)).toEqual(['IN_PROGRESS', 'SUCCESSFUL']);
		await service.until(isDone, 60);
		expect((await service.deployments()).map(({status}) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
	});

	test('gives the agent only to clusters that are opted in when the deployment begins', async () => {
		const rig = await start();
		const service = watch(rig, 'checkout-prod', 'basket');
		await service.redeploy();
		await service.until(isDone, 60);
		expect((await service.tasks()).some(hasAgent)).toBe(false);
		await rig.ecs.send(
			new TagResourceCommand({
				resourceArn: 'arn:aws:ecs:eu-west-1:482193057716:cluster/checkout-prod',
				tags: [{key: 'GuardDutyManaged', value: 'true'}],
			}),
		);
		// A task that is replaced inside the old deployment is judged by that deployment.
		const [first] = await service.tasks();
		await rig.ecs.send(new StopTaskCommand({cluster: 'checkout-prod', task: first?.taskArn}));
		await service.until(({runningCount}) => runningCount === 1, 10);
		await service.until(({runningCount}) => runningCount === 2, 40);
		expect((await service.tasks()).some(hasAgent)).toBe(false);
		await service.redeploy();
		await service.until(isDone, 60);
		expect((await service.tasks()).every(hasAgent)).toBe(true);
	});

	test('keeps the application running where the agent can not be pulled', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'ledger-writer');
		await service.redeploy();
		await service.until(isDone, 60);
		for (const {lastStatus, containers} of await service.tasks()) {
			expect([lastStatus, containers?.[0]?.lastStatus, containers?.[1]?.lastStatus]).toEqual([
				'RUNNING',
				'RUNNING',
				'STOPPED',
			]);
			expect(containers?.[1]?.reason).toMatch(/^CannotPullContainerError/);
		}
	});

	test.each([
		['row1', false],
		['row2', false],
		['row3', true],
		['row4', true],
		['row5', false],
		['row6', true],
		['row7', false],
		['row8', false],
	])('in the scenario %s new tasks have the agent: %s', async (scenario, expected) => {
		const rig = await start({scenario});
		const service = watch(rig, 'orders-prod', 'orders-before');
		await service.redeploy();
		await service.until(isDone, 60);
		expect((await service.tasks()).map(hasAgent)).toEqual([expected, expected]);
	});

	test('with at most 100 % it stops an old task before it starts a new one', async () => {
		const rig = await start();
		const service = watch(rig, 'legacy-billing', 'invoice-render');
		await service.redeploy();
		const all: number[] = [];
		await service.until(now => {
			all.push((now.runningCount ?? 0) + (now.pendingCount ?? 0));
			return isDone(now);
		}, 90);
		expect(Math.max(...all)).toBe(4);
		expect(Math.min(...all)).toBeGreaterThanOrEqual(2);
	});

	test('with 100 % at least and at most it can not move', async () => {
		const rig = await start();
		const service = watch(rig, 'checkout-prod', 'price-engine');
		await service.redeploy();
		rig.simulator.advance(600_000);
		expect((await service.now()).deployments?.map(({runningCount}) => runningCount)).toEqual([0, 2]);
	});
});

describe('a rollout that fails', () => {
	test('trips the circuit breaker and rolls back, and the old tasks have run all the time', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'settlement-batch');
		const before = new Set((await service.tasks()).map(({taskArn}) => taskArn));
		const {service: answered} = await service.redeploy();
		const [failing, good] = answered?.deployments ?? [];
		await service.until(({deployments}) => deployments?.[0]?.id === good?.id, 90);
		const [primary, failed] = (await service.now()).deployments ?? [];
		expect(primary).toMatchObject({
			status: 'PRIMARY',
			rolloutState: 'IN_PROGRESS',
			rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${good?.id}.`,
		});
		expect(failed).toMatchObject({
			id: failing?.id,
			rolloutState: 'FAILED',
			rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
		});
		// One more may have been on its way.
		expect([3, 4]).toContain(failed?.failedTasks);
		expect((await service.deployments())[0]?.status).toBe('ROLLBACK_IN_PROGRESS');
		await service.until(isDone, 60);
		const [record] = await service.deployments();
		expect(record?.status).toBe('ROLLBACK_SUCCESSFUL');
		const {serviceDeployments} = await rig.ecs.send(
			new DescribeServiceDeploymentsCommand({serviceDeploymentArns: [record?.serviceDeploymentArn ?? '']}),
		);
		expect(serviceDeployments?.[0]).toMatchObject({
			rollback: {reason: expect.stringContaining('circuit breaker')},
			deploymentCircuitBreaker: {status: 'TRIGGERED', threshold: 3},
		});
		expect(new Set((await service.tasks()).map(({taskArn}) => taskArn))).toEqual(before);
	});

	test('leaves stopped tasks with their reason', async () => {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'settlement-batch');
		await service.redeploy();
		rig.simulator.advance(60_000);
		const stopped = {
			cluster: 'payments-prod',
			serviceName: 'settlement-batch',
			desiredStatus: 'STOPPED',
		} as const;
		const {taskArns} = await rig.ecs.send(new ListTasksCommand(stopped));
		const {tasks = []} = await rig.ecs.send(
			new DescribeTasksCommand({cluster: 'payments-prod', tasks: taskArns}),
		);
		const failed = tasks.filter(({stopCode}) => stopCode === 'TaskFailedToStart');
		expect(failed.length).toBeGreaterThanOrEqual(3);
		for (const {stoppedReason, startedAt, containers} of failed) {
			expect(stoppedReason).toMatch(/^CannotPullContainerError: .*not found$/);
			expect(containers?.[0]?.reason).toBe(stoppedReason);
			expect(startedAt).toBeUndefined();
		}
	});

	test('never ends without a circuit breaker', async () => {
		const rig = await start();
		const service = watch(rig, 'checkout-prod', 'cart-sessions');
		await service.redeploy();
		rig.simulator.advance(600_000);
		const {deployments, runningCount, events} = await service.now();
		expect(deployments?.map(({rolloutState}) => rolloutState)).toEqual(['IN_PROGRESS', 'COMPLETED']);
		expect(deployments?.[0]?.failedTasks).toBeGreaterThan(10);
		expect(runningCount).toBe(2);
		expect(events?.some(({message}) => message?.includes('is unable to consistently start tasks'))).toBe(
			true,
		);
	});
});

describe('a rollout that is stopped', () => {
	async function stopEarly(stopType: 'ROLLBACK' | 'ABORT') {
		const rig = await start();
		const service = watch(rig, 'payments-prod', 'fraud-scoring');
		const before = new Set((await service.tasks()).map(({taskArn}) => taskArn));
		await service.redeploy();
		rig.simulator.advance(5000);
		const [record] = await service.deployments();
		const stop = new StopServiceDeploymentCommand({
			serviceDeploymentArn: record?.serviceDeploymentArn,
			stopType,
		});
		await rig.ecs.send(stop);
		return {rig, service, before, stop};
	}

	test('goes back to the deployment before', async () => {
		const {rig, service, before, stop} = await stopEarly('ROLLBACK');
		await service.until(isDone, 60);
		expect(new Set((await service.tasks()).map(({taskArn}) => taskArn))).toEqual(before);
		expect((await service.deployments())[0]?.status).toBe('ROLLBACK_SUCCESSFUL');
		expect(await errorNameOf(rig.ecs.send(stop))).toBe('ConflictException');
	});

	test('stays as it is when it is aborted', async () => {
		const {rig, service} = await stopEarly('ABORT');
		rig.simulator.advance(120_000);
		expect((await service.deployments())[0]?.status).toBe('STOPPED');
		expect((await service.now()).deployments).toHaveLength(2);
	});
});

test('the desired count goes up and down', async () => {
	const rig = await start();
	const service = watch(rig, 'identity-prod', 'mfa');
	const scale = async (desiredCount: number) =>
		rig.ecs.send(new UpdateServiceCommand({cluster: 'identity-prod', service: 'mfa', desiredCount}));
	await scale(4);
	await service.until(({runningCount}) => runningCount === 4, 30);
	await scale(1);
	await service.until(({runningCount}) => runningCount === 1, 30);
	expect((await service.now()).deployments).toHaveLength(1);
});

test('a task that is stopped by hand is replaced', async () => {
	const rig = await start();
	const service = watch(rig, 'identity-prod', 'login');
	const [first] = await service.tasks();
	await rig.ecs.send(new StopTaskCommand({cluster: 'identity-prod', task: first?.taskArn}));
	await service.until(({runningCount}) => runningCount === 2, 10);
	await service.until(({runningCount}) => runningCount === 3, 30);
	expect((await service.tasks()).map(({taskArn}) => taskArn)).not.toContain(first?.taskArn);
});
