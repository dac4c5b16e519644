import {DescribeServicesCommand, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {expect, test} from 'vitest';
import {createRig, type Rig} from '../rig.js';
import {minuteMs, readRecords} from './reading.js';

const start = createRig();

type Counted = {readonly [count: string]: unknown};

/** What ECS says of a service now, in the words of its record. */
async function described({ecs}: Rig, cluster: string, name: string): Promise<Counted> {
	const {services = []} = await ecs.send(new DescribeServicesCommand({cluster, services: [name]}));
	const [service] = services;
	return {
		DesiredTaskCount: service?.desiredCount,
		RunningTaskCount: service?.runningCount,
		PendingTaskCount: service?.pendingCount,
		DeploymentCount: service?.deployments?.length,
		TaskSetCount: service?.taskSets?.length ?? 0,
	};
}

/** What ECS says at each whole minute from now on. */
async function describedByMinute(
	rig: Rig,
	{cluster, name}: {readonly cluster: string; readonly name: string},
): Promise<ReadonlyMap<number, Counted>> {
	const seen = new Map<number, Counted>();
	for (let minute = 0; minute < minutes; minute++) {
		rig.simulator.advance(minuteMs - (rig.simulator.now() % minuteMs));
		seen.set(rig.simulator.now(), await described(rig, cluster, name));
	}

	return seen;
}

const minutes = 8;

test.each([
	['is scaled out', 'checkout-prod/basket', {desiredCount: 12}],
	['is scaled to nothing', 'checkout-prod/basket', {desiredCount: 0}],
	['is deployed anew', 'payments-prod/payments-api', {forceNewDeployment: true}],
	['goes back to what ran', 'payments-prod/settlement-batch', {forceNewDeployment: true}],
	['has tasks that crash', 'checkout-prod/cart-sessions', {forceNewDeployment: true}],
	['is another controller’s', 'ledger-prod/ledger-shadow', {desiredCount: 4}],
] as const)('minute by minute a service that %s is counted as ECS describes it', async (_, where, change) => {
	const rig = await start();
	const [cluster = '', name = ''] = where.split('/');
	await rig.ecs.send(new UpdateServiceCommand({cluster, service: name, ...change}));
	const seen = await describedByMinute(rig, {cluster, name});
	rig.simulator.advance(3 * minuteMs);
	const records = await readRecords(rig, cluster, {
		agoMs: (minutes + 4) * minuteMs,
		pattern: `{ $.Type = "Service" && $.ServiceName = "${name}" }`,
	});
	const told = new Map(
		records.map(
			({Timestamp, DesiredTaskCount, RunningTaskCount, PendingTaskCount, DeploymentCount, TaskSetCount}) => [
				Timestamp,
				{DesiredTaskCount, RunningTaskCount, PendingTaskCount, DeploymentCount, TaskSetCount},
			],
		),
	);
	expect([...seen.keys()].map(at => [at, told.get(at)])).toEqual([...seen]);
});
