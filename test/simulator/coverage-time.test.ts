import {
	DescribeServicesCommand,
	ListTasksCommand,
	RunTaskCommand,
	StopTaskCommand,
	TagResourceCommand,
	UntagResourceCommand,
	UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {ListCoverageCommand, ListDetectorsCommand} from '@aws-sdk/client-guardduty';
import {expect, test} from 'vitest';
import {createRig, type Rig} from './rig.js';

const start = createRig();
const second = 1000;
const minute = 60 * second;

/** What GuardDuty says of a cluster now. */
async function judgementOf({guardduty}: Rig, cluster: string) {
	const {DetectorIds: [DetectorId] = []} = await guardduty.send(new ListDetectorsCommand({}));
	const FilterCriterion = [{CriterionKey: 'ECS_CLUSTER_NAME' as const, FilterCondition: {Equals: [cluster]}}];
	const {Resources = []} = await guardduty.send(
		new ListCoverageCommand({DetectorId, FilterCriteria: {FilterCriterion}}),
	);
	const fargate = Resources[0]?.ResourceDetails?.EcsClusterDetails?.FargateDetails;
	return {
		status: Resources[0]?.CoverageStatus,
		issues: fargate?.Issues ?? [],
		management: fargate?.ManagementType,
		updatedAt: Resources[0]?.UpdatedAt?.getTime(),
	};
}

async function networkOf({ecs}: Rig, cluster: string, service: string) {
	const {services} = await ecs.send(new DescribeServicesCommand({cluster, services: [service]}));
	return services?.[0]?.networkConfiguration;
}

test('a cluster becomes healthy some time after its stale service was redeployed, and not before', async () => {
	const rig = await start();
	const cluster = 'tokyo-expansion';
	const before = await judgementOf(rig, cluster);
	expect(before).toMatchObject({status: 'UNHEALTHY', issues: [expect.stringContaining("'konbini'")]});
	await rig.ecs.send(new UpdateServiceCommand({cluster, service: 'konbini', forceNewDeployment: true}));
	rig.simulator.advance(55 * second);
	expect(await judgementOf(rig, cluster)).toEqual(before);
	rig.simulator.advance(5 * minute);
	const after = await judgementOf(rig, cluster);
	expect(after).toMatchObject({status: 'HEALTHY', issues: []});
	expect(after.updatedAt).toBeGreaterThan(before.updatedAt ?? 0);
	// Nothing happens any more, so its time stands still.
	rig.simulator.advance(60 * minute);
	expect(await judgementOf(rig, cluster)).toEqual(after);
});

test('a healthy cluster becomes unhealthy by one task that cannot have the agent', async () => {
	const rig = await start();
	const cluster = 'identity-prod';
	expect(await judgementOf(rig, cluster)).toMatchObject({status: 'HEALTHY'});
	const {tasks} = await rig.ecs.send(
		new RunTaskCommand({
			cluster,
			taskDefinition: 'ledger-reports',
			launchType: 'FARGATE',
			networkConfiguration: await networkOf(rig, cluster, 'login'),
		}),
	);
	rig.simulator.advance(3 * minute);
	const unhealthy = await judgementOf(rig, cluster);
	expect(unhealthy).toMatchObject({
		status: 'UNHEALTHY',
		issues: ["TaskExecutionRole missing from TaskDefinition - 'ledger-reports:7'"],
	});
	await rig.ecs.send(new StopTaskCommand({cluster, task: tasks?.[0]?.taskArn}));
	// A task that finished lately still counts …
	rig.simulator.advance(2 * minute);
	expect(await judgementOf(rig, cluster)).toEqual(unhealthy);
	// … and then no longer.
	rig.simulator.advance(6 * minute);
	const recovered = await judgementOf(rig, cluster);
	expect(recovered).toMatchObject({status: 'HEALTHY', issues: []});
	// No task was created since, but the status changed.
	expect(recovered.updatedAt).toBeGreaterThan(unhealthy.updatedAt ?? 0);
});

test('a new task changes the time of a judgement that stays the same', async () => {
	const rig = await start();
	const cluster = 'identity-prod';
	const before = await judgementOf(rig, cluster);
	const {taskArns = []} = await rig.ecs.send(new ListTasksCommand({cluster, serviceName: 'mfa'}));
	await rig.ecs.send(new StopTaskCommand({cluster, task: taskArns[0]}));
	// The agent that ended with its task has done nothing wrong.
	rig.simulator.advance(90 * second);
	expect(await judgementOf(rig, cluster)).toMatchObject({status: 'HEALTHY', issues: []});
	rig.simulator.advance(6 * minute);
	const after = await judgementOf(rig, cluster);
	expect(after.status).toBe('HEALTHY');
	expect(after.updatedAt).toBeGreaterThan(before.updatedAt ?? 0);
});

test('the tag takes effect on what is deployed after it', async () => {
	const rig = await start();
	const cluster = 'checkout-prod';
	const resourceArn = `arn:aws:ecs:eu-west-1:482193057716:cluster/${cluster}`;
	expect((await judgementOf(rig, cluster)).management).toBe('DISABLED');
	await rig.ecs.send(new TagResourceCommand({resourceArn, tags: [{key: 'GuardDutyManaged', value: 'true'}]}));
	expect((await judgementOf(rig, cluster)).management).toBe('DISABLED');
	rig.simulator.advance(2 * minute);
	const included = await judgementOf(rig, cluster);
	expect(included.management).toBe('AUTO_MANAGED');
	expect(included.issues).toHaveLength(4);
	await rig.ecs.send(new UpdateServiceCommand({cluster, service: 'basket', forceNewDeployment: true}));
	rig.simulator.advance(6 * minute);
	const {issues} = await judgementOf(rig, cluster);
	expect(issues).toHaveLength(3);
	expect(issues.join()).not.toContain('basket');
	await rig.ecs.send(new UntagResourceCommand({resourceArn, tagKeys: ['GuardDutyManaged']}));
	rig.simulator.advance(2 * minute);
	expect((await judgementOf(rig, cluster)).management).toBe('DISABLED');
});

test('a service that is deployed while the cluster is excluded is reported as such', async () => {
	const rig = await start();
	const cluster = 'identity-prod';
	const resourceArn = `arn:aws:ecs:eu-west-1:482193057716:cluster/${cluster}`;
	await rig.ecs.send(
		new TagResourceCommand({resourceArn, tags: [{key: 'GuardDutyManaged', value: 'false'}]}),
	);
	await rig.ecs.send(new UpdateServiceCommand({cluster, service: 'mfa', forceNewDeployment: true}));
	rig.simulator.advance(6 * minute);
	expect(await judgementOf(rig, cluster)).toMatchObject({
		status: 'UNHEALTHY',
		management: 'DISABLED',
		issues: [
			"Services deployed when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted service name(s): 'mfa'",
		],
	});
});

test('the same role and network refuse the agent again and again', async () => {
	const rig = await start();
	const cluster = 'payments-prod';
	await rig.ecs.send(new UpdateServiceCommand({cluster, service: 'ledger-writer', forceNewDeployment: true}));
	rig.simulator.advance(10 * minute);
	expect((await judgementOf(rig, cluster)).issues[0]).toMatch(/403 Forbidden .*'ledger-writer:41'$/);
});
