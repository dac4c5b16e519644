import {describe, expect, test} from 'vitest';
import {type TaskArn} from '../../../source/domain/arn.js';
import {diagnose} from '../../../source/domain/doctor/doctor.js';
import {type Failure} from '../../../source/domain/failure.js';
import {type SimulationResult} from '../../../source/domain/iam.js';
import {type Task} from '../../../source/domain/resources.js';
import {diagnoseInputIn, doctorFactsIn} from '../../../source/store/doctor/facts.js';
import {type DoctorSubject} from '../../../source/store/doctor/subject.js';
import {doctorWants} from '../../../source/store/doctor/wants.js';
import {aStore} from '../a-store.js';
import {failed, ok, type Script} from '../fake-account.js';
import {aCluster, clusterArn, describeOf, serviceArn, taskArn} from '../fake-world.js';
import {coverageOf, execPolicy, firstTask, networkScript, roleArn} from './fake-network.js';

const cluster = clusterArn('shop');
const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});

async function settled(script: Script, subject: DoctorSubject = {cluster, task: firstTask}) {
	const console = aStore(script);
	let isDone = false;
	const done = console.store
		.settle(() => doctorWants(console.store.snapshot(), subject))
		.then(() => {
			isDone = true;
		});
	await console.clock.advanceUntil(() => isDone, 600_000);
	await done;
	return {...console, facts: doctorFactsIn(console.store.snapshot(), subject)};
}

/** The script with tasks that differ. */
function withTasks(script: Script, change: (task: Task) => Task): Script {
	const describe = script['ecs:DescribeTasks']!;
	return {
		...script,
		'ecs:DescribeTasks': async request => {
			const answer = await describe(request);
			return answer.ok ? ok({...answer.value, items: answer.value.items.map(change)}) : answer;
		},
	};
}

const script = networkScript({services: 1, tasks: 2, vpcs: 1});

describe('the network of a task', () => {
	test('is its VPC’s alone, with the subnets and groups of the endpoints that matter', async () => {
		const {facts} = await settled(networkScript({services: 1, tasks: 4, vpcs: 2, subnetsPerVpc: 1}), {
			cluster,
			task: taskArn('shop', 'task-001'),
		});
		expect(facts.networkInterface).toMatchObject({value: {id: 'eni-1', vpcId: 'vpc-1'}});
		expect(facts.subnets).toMatchObject({value: [{id: 'subnet-1'}, {id: 'subnet-ep1'}]});
		expect(facts.routeTables).toMatchObject({value: [{id: 'rtb-vpc-1'}]});
		expect(facts.endpoints.status === 'known' && facts.endpoints.value.map(({vpcId}) => vpcId)).toEqual(
			Array.from({length: 5}, () => 'vpc-1'),
		);
		expect(
			facts.securityGroups.status === 'known' && new Set(facts.securityGroups.value.map(({id}) => id)),
		).toEqual(new Set(['sg-task', 'sg-endpoints']));
		expect(facts.dnsSupport).toEqual({status: 'known', value: true});
		expect(facts.dnsHostnames).toEqual({status: 'known', value: false});
		expect(facts.prefixLists).toMatchObject({value: [{name: 'com.amazonaws.eu-west-1.s3'}]});
	});

	test('of a cluster is each task’s own, though all are read at once', async () => {
		const {store} = await settled(networkScript({services: 1, tasks: 2, vpcs: 2, subnetsPerVpc: 1}), {
			cluster,
		});
		const {members} = diagnoseInputIn(store.snapshot(), {cluster});
		expect(members.map(({routeTables}) => routeTables)).toMatchObject([
			{value: [{vpcId: 'vpc-0'}]},
			{value: [{vpcId: 'vpc-1'}]},
		]);
	});

	test('has a subnet once, also when its endpoints are in it', async () => {
		const endpoints = script['ec2:DescribeVpcEndpoints']!;
		const {facts} = await settled({
			...script,
			'ec2:DescribeVpcEndpoints': async request => {
				const answer = await endpoints(request);
				return answer.ok
					? ok({items: answer.value.items.map(endpoint => ({...endpoint, subnetIds: ['subnet-0']}))})
					: answer;
			},
		});
		expect(facts.subnets).toMatchObject({value: [{id: 'subnet-0'}]});
	});

	test('is found by the subnets where interfaces are denied, with the service’s groups', async () => {
		const failure = denied('ec2:DescribeNetworkInterfaces');
		const {facts, account} = await settled({
			...script,
			'ec2:DescribeNetworkInterfaces': () => failed(failure),
		});
		expect(facts.networkInterface).toMatchObject({status: 'unknown', failure});
		expect(facts.subnets).toMatchObject({value: [{id: 'subnet-0'}, {id: 'subnet-ep0'}]});
		expect(facts.routeTables).toMatchObject({value: [{vpcId: 'vpc-0'}]});
		expect(facts.securityGroups).toMatchObject({value: [{id: 'sg-endpoints'}, {id: 'sg-service'}]});
		expect(account.counts()).toMatchObject({'ec2:DescribeSubnets': 2});
	});

	test('whose interface is gone is a known "none", and the rest is found by the subnet', async () => {
		const {facts} = await settled({...script, 'ec2:DescribeNetworkInterfaces': () => ok([])});
		expect(facts.networkInterface).toEqual({status: 'known', value: undefined});
		expect(facts.endpoints).toMatchObject({status: 'known'});
	});

	test('that can not be told at all says which permission would tell it', async () => {
		const {facts} = await settled({
			...script,
			'ec2:DescribeNetworkInterfaces': () => failed(denied('ec2:DescribeNetworkInterfaces')),
			'ec2:DescribeSubnets': () => failed(denied('ec2:DescribeSubnets')),
		});
		for (const fact of [facts.subnets, facts.routeTables, facts.endpoints, facts.dnsSupport]) {
			expect(fact).toMatchObject({status: 'unknown', permission: 'ec2:DescribeSubnets'});
		}
	});

	test('of a subnet that is another account’s is unknown, not empty', async () => {
		const {facts} = await settled({
			...script,
			'ec2:DescribeNetworkInterfaces': () => ok([]),
			'ec2:DescribeSubnets': () => ok({items: []}),
		});
		expect(facts.subnets).toEqual({status: 'known', value: []});
		expect(facts.endpoints).toMatchObject({
			status: 'unknown',
			why: "subnet subnet-0 can't be seen: another account's, or gone",
		});
	});

	test('of a task that has none yet is unknown, and only its service’s groups are asked for', async () => {
		const young = withTasks(script, task => ({...task, lastStatus: 'PROVISIONING', network: undefined}));
		const {facts, account} = await settled(young);
		expect(facts.networkInterface).toMatchObject({
			status: 'unknown',
			why: 'ECS did not say which network interface the task has',
		});
		expect(facts.endpoints.status).toBe('unknown');
		expect(Object.keys(account.counts()).filter(name => name.startsWith('ec2:'))).toEqual([
			'ec2:DescribeSecurityGroups',
			'ec2:DescribeManagedPrefixLists',
		]);
	});

	test('is not known before everything is read: nothing is taken for absent meanwhile', async () => {
		const {store, clock} = aStore(script);
		const subject = {cluster, task: firstTask};
		const seen = new Set<string>();
		const look = () => {
			const facts = doctorFactsIn(store.snapshot(), subject);
			for (const name of [
				'subnets',
				'endpoints',
				'routeTables',
				'securityGroups',
				'coverage',
				'role',
			] as const) {
				const fact = facts[name];
				if (fact.status === 'known') {
					seen.add(`${name} ${Array.isArray(fact.value) ? fact.value.length : typeof fact.value}`);
				}
			}

			store.want(doctorWants(store.snapshot(), subject));
		};
		look();
		store.subscribe(look);
		await clock.advance(30_000);
		expect([...seen].toSorted()).toEqual([
			'coverage 1',
			'endpoints 5',
			'role object',
			'routeTables 1',
			'securityGroups 2',
			'subnets 2',
		]);
	});
});

describe('the role of a task', () => {
	const results = (decisions: Partial<Record<string, SimulationResult['decision']>>): Script => ({
		'iam:SimulatePrincipalPolicy': ({actions}) =>
			ok({
				items: actions.map(action => ({
					action,
					decision: decisions[action] ?? 'allowed',
					matchedPolicies: [],
					missingContextKeys: [],
				})),
			}),
	});
	const iamCalls = (counts: {readonly [name: string]: number}) =>
		Object.keys(counts)
			.filter(name => name.startsWith('iam:'))
			.toSorted();

	test('that IAM simulates is known to exist, without another call', async () => {
		const {facts, account} = await settled(script);
		expect(facts.role).toEqual({status: 'known', value: {arn: roleArn('exec-0'), name: 'exec-0'}});
		expect(facts.simulation).toMatchObject({status: 'known'});
		expect(iamCalls(account.counts())).toEqual(['iam:SimulatePrincipalPolicy']);
	});

	test('that need not be allowed to send telemetry is not looked at any closer', async () => {
		const {account} = await settled({
			...script,
			...results({'guardduty:SendSecurityTelemetry': 'implicitDeny'}),
		});
		expect(iamCalls(account.counts())).toEqual(['iam:SimulatePrincipalPolicy']);
	});

	test.each([
		['ecr:BatchGetImage', 'implicitDeny'],
		['guardduty:SendSecurityTelemetry', 'explicitDeny'],
	] as const)('that is refused %s is explained by its policies', async (action, decision) => {
		const {facts} = await settled({...script, ...results({[action]: decision})});
		expect(facts.rolePolicies).toMatchObject({
			status: 'known',
			value: {policies: [{name: 'own'}, {name: 'Shared'}]},
		});
	});

	test('that is refused is not read policy by policy for a whole cluster', async () => {
		const {account} = await settled(
			{...script, ...results({'ecr:BatchGetImage': 'implicitDeny'})},
			{cluster},
		);
		expect(iamCalls(account.counts())).toEqual(['iam:SimulatePrincipalPolicy']);
	});

	test.each([
		denied('iam:SimulatePrincipalPolicy'),
		{kind: 'not-offered', operation: 'iam:SimulatePrincipalPolicy', message: 'no'},
	] as const)(
		'that can not be simulated ($kind) is read policy by policy, its boundary too',
		async failure => {
			const {facts, account} = await settled({
				...script,
				'iam:SimulatePrincipalPolicy': () => failed(failure),
				'iam:GetRole': ({roleName}) =>
					ok({arn: roleArn(roleName), name: roleName, permissionsBoundaryArn: 'arn:boundary'}),
				'iam:GetPolicy': ({policyArn}) => ok({arn: policyArn, name: policyArn, defaultVersionId: 'v1'}),
			});
			expect(facts.simulation).toMatchObject({status: 'unknown', failure});
			expect(facts.rolePolicies).toMatchObject({
				value: {policies: [{name: 'own'}, {name: execPolicy}], boundary: {name: 'arn:boundary'}},
			});
			expect(account.counts()).toMatchObject({'iam:GetRole': 1, 'iam:GetPolicy': 2});
		},
	);

	test('reads a managed policy once for all roles', async () => {
		const {account} = await settled(
			{
				...networkScript({services: 4, tasks: 8, roles: 4}),
				'iam:SimulatePrincipalPolicy': () => failed(denied('iam:SimulatePrincipalPolicy')),
			},
			{cluster},
		);
		expect(account.counts()).toMatchObject({'iam:GetRole': 4, 'iam:GetPolicy': 1, 'iam:GetPolicyVersion': 1});
	});

	test.each([
		'iam:GetRole',
		'iam:ListAttachedRolePolicies',
		'iam:ListRolePolicies',
		'iam:GetRolePolicy',
		'iam:GetPolicy',
		'iam:GetPolicyVersion',
	] as const)('without simulation and without %s is unknown, and says so', async name => {
		const {facts} = await settled({
			...script,
			'iam:SimulatePrincipalPolicy': () => failed(denied('iam:SimulatePrincipalPolicy')),
			[name]: () => failed(denied(name)),
		});
		expect(facts.rolePolicies).toMatchObject({status: 'unknown', permission: name});
	});

	test('whose boundary may not be read is unknown, and says what would tell', async () => {
		const {facts} = await settled({
			...script,
			'iam:SimulatePrincipalPolicy': () => failed(denied('iam:SimulatePrincipalPolicy')),
			'iam:GetRole': ({roleName}) =>
				ok({arn: roleArn(roleName), name: roleName, permissionsBoundaryArn: 'arn:boundary'}),
			'iam:GetPolicy': ({policyArn}) =>
				policyArn === 'arn:boundary'
					? failed(denied('iam:GetPolicy'))
					: ok({arn: policyArn, name: 'x', defaultVersionId: 'v1'}),
		});
		expect(facts.rolePolicies).toMatchObject({status: 'unknown', permission: 'iam:GetPolicy'});
	});

	test.each(['arn:boundary', execPolicy])(
		'of which IAM does not know %s is unknown, not "none"',
		async gone => {
			const {facts} = await settled({
				...script,
				'iam:SimulatePrincipalPolicy': () => failed(denied('iam:SimulatePrincipalPolicy')),
				'iam:GetRole': ({roleName}) =>
					ok({arn: roleArn(roleName), name: roleName, permissionsBoundaryArn: 'arn:boundary'}),
				'iam:GetPolicy': ({policyArn}) =>
					ok(policyArn === gone ? undefined : {arn: policyArn, name: 'x', defaultVersionId: 'v1'}),
			});
			expect(facts.rolePolicies).toMatchObject({
				status: 'unknown',
				why: expect.stringContaining('IAM does not know it') as string,
			});
		},
	);

	test('that no longer exists is a known "none", by the simulation or by GetRole', async () => {
		const absent: Failure = {kind: 'absent', message: 'The principal cannot be found.'};
		const simulated = await settled({...script, 'iam:SimulatePrincipalPolicy': () => failed(absent)});
		expect(simulated.facts.role).toEqual({status: 'known', value: undefined});
		expect(iamCalls(simulated.account.counts())).toEqual(['iam:SimulatePrincipalPolicy']);
		const read = await settled({
			...script,
			'iam:SimulatePrincipalPolicy': () => failed(denied('iam:SimulatePrincipalPolicy')),
			'iam:GetRole': () => ok(undefined),
		});
		expect(read.facts.role).toEqual({status: 'known', value: undefined});
		expect(iamCalls(read.account.counts())).toEqual(['iam:GetRole', 'iam:SimulatePrincipalPolicy']);
	});

	test('that the task definition does not name is a known "none"', async () => {
		const describe = script['ecs:DescribeTaskDefinition']!;
		const {facts, account} = await settled({
			...script,
			'ecs:DescribeTaskDefinition': async request => {
				const answer = await describe(request);
				return answer.ok ? ok({...answer.value, executionRoleArn: undefined}) : answer;
			},
		});
		expect(facts.role).toEqual({status: 'known', value: undefined});
		expect(iamCalls(account.counts())).toEqual([]);
	});

	test('is the one that the task was started with', async () => {
		const {facts} = await settled(
			withTasks(script, task => ({...task, overrides: {executionRoleArn: roleArn('other')}})),
		);
		expect(facts.role).toMatchObject({value: {name: 'other'}});
	});
});

describe('the cluster', () => {
	test('has the coverage of its own account and name, and of its container instances', async () => {
		const {facts} = await settled(
			{
				...script,
				'ecs:DescribeClusters': ({clusters}) =>
					ok(describeOf(clusters, () => aCluster('shop', {containerInstances: 2}))),
				'guardduty:ListCoverage': ({criteria}) =>
					ok({
						items:
							criteria?.length === 2
								? [coverageOf('i', {details: {type: 'EC2', instanceId: 'i-1'}})]
								: [coverageOf('shop', {accountId: '999999999999', id: 'foreign'}), coverageOf('shop')],
					}),
			},
			{cluster},
		);
		expect(facts.coverage.status === 'known' && facts.coverage.value.map(({id}) => id)).toEqual([
			'cov-shop',
			'cov-i',
		]);
	});

	test('that GuardDuty does not list is a known "none"; a listing that failed is not', async () => {
		const none = await settled({
			...script,
			'guardduty:ListCoverage': () => ok({items: [coverageOf('other')]}),
		});
		expect(none.facts.coverage).toEqual({status: 'known', value: []});
		const failure = denied('guardduty:ListCoverage');
		const refused = await settled({...script, 'guardduty:ListCoverage': () => failed(failure)});
		expect(refused.facts.coverage).toMatchObject({status: 'unknown', failure});
	});

	test('that is gone, and one that was denied, are unknown', async () => {
		const gone = await settled({...script, 'ecs:ListClusters': () => ok({items: []})});
		expect(gone.facts.cluster).toMatchObject({status: 'unknown', why: 'the cluster shop does not exist'});
		const failure = denied('ecs:ListClusters');
		const refused = await settled({...script, 'ecs:ListClusters': () => failed(failure)});
		expect(refused.facts.cluster).toMatchObject({status: 'unknown', failure});
	});

	test('knows when its tag was set', async () => {
		const at = Date.UTC(2026, 10, 20);
		const {facts} = await settled({
			...networkScript({services: 2, tasks: 4, bare: 1}),
			'cloudtrail:LookupEvents': ({attribute: {value}}) =>
				ok({
					items:
						value === 'TagResource'
							? [
									{
										id: 'e-1',
										name: value,
										at,
										user: 'ann',
										detail: {
											eventSource: 'ecs.amazonaws.com',
											requestParameters: {
												resourceArn: cluster,
												tags: [{key: 'GuardDutyManaged', value: 'true'}],
											},
										},
									},
								]
							: [],
				}),
		});
		expect(facts.tagTime).toMatchObject({value: {status: 'known', at, by: 'ann'}});
	});

	test('has one member per live task and per service without one', async () => {
		const subject = {cluster};
		const {store} = await settled(networkScript({services: 3, tasks: 2}), subject);
		const {members, facts} = diagnoseInputIn(store.snapshot(), subject);
		expect(
			members.map(({task, service}) => [
				task.status === 'known' ? task.value?.id : task.status,
				service.status === 'known' ? service.value?.name : service.status,
			]),
		).toEqual([
			['task-000', 'svc-000'],
			['task-001', 'svc-001'],
			[undefined, 'svc-002'],
		]);
		expect(facts.endpoints).toMatchObject({status: 'known'});
		expect(facts.task).toEqual({status: 'known', value: undefined});
	});

	test('has no dead tasks among its members; the task itself may be dead', async () => {
		const dead = withTasks(script, task => ({...task, lastStatus: 'STOPPED', desiredStatus: 'STOPPED'}));
		const {store} = await settled(dead, {cluster});
		expect(diagnoseInputIn(store.snapshot(), {cluster}).members.map(({task}) => task)).toEqual([
			{status: 'known', value: undefined},
		]);
		const own = await settled(dead);
		expect(own.facts.task).toMatchObject({value: {lastStatus: 'STOPPED'}});
	});

	test('a service has its own tasks, and itself when it has none', async () => {
		const world = networkScript({services: 2, tasks: 1});
		const busy = {cluster, service: serviceArn('shop', 'svc-000')};
		const idle = {cluster, service: serviceArn('shop', 'svc-001')};
		const {store, facts} = await settled(world, busy);
		expect(facts.service).toMatchObject({value: {name: 'svc-000'}});
		expect(diagnoseInputIn(store.snapshot(), busy).members).toHaveLength(1);
		const other = diagnoseInputIn(store.snapshot(), idle);
		expect(other.members).toMatchObject([{task: {value: undefined}, service: {value: {name: 'svc-001'}}}]);
		expect(other.subject).toMatchObject({kind: 'service', name: 'svc-001', clusterArn: cluster});
	});

	test('a task that ECS does not know is unknown, and so is one that is not listed yet', async () => {
		const subject = {cluster, task: taskArn('shop', 'gone') as TaskArn};
		const before = doctorFactsIn(aStore(script).store.snapshot(), subject);
		expect(before.task).toMatchObject({status: 'unknown', why: 'not read yet'});
		const {facts} = await settled(script, subject);
		expect(facts.task).toMatchObject({status: 'unknown', why: 'ECS does not know the task any more'});
		const failure = denied('ecs:ListTasks');
		const refused = await settled({...script, 'ecs:ListTasks': () => failed(failure)}, subject);
		expect(refused.facts.task).toMatchObject({status: 'unknown', failure});
	});
});

test('the same is the same object, until something of it changes', async () => {
	const subject = {cluster};
	const {store, clock} = await settled(script, subject);
	const first = diagnoseInputIn(store.snapshot(), subject);
	store.setPaused(true);
	expect(diagnoseInputIn(store.snapshot(), subject)).toBe(first);
	expect(diagnoseInputIn(store.snapshot(), {cluster, task: firstTask})).not.toBe(first);
	expect(diagnoseInputIn(store.snapshot(), subject)).toBe(first);
	store.setPaused(false);
	store.want(doctorWants(store.snapshot(), subject));
	await clock.advance(400_000);
	const later = diagnoseInputIn(store.snapshot(), subject);
	expect(later).not.toBe(first);
	expect(later.members[0]?.role).toEqual(first.members[0]?.role);
});

test('wants stop growing when all is known, and name what they need once', async () => {
	const subject = {cluster};
	const {store} = await settled(networkScript({services: 2, tasks: 10, vpcs: 2}), subject);
	const wants = doctorWants(store.snapshot(), subject);
	const keys = wants.map(({read, params}) => `${read.id} ${read.key(params as never)}`);
	expect(new Set(keys).size).toBe(keys.length);
	expect(wants.every(({everyMs}) => everyMs >= 20_000)).toBe(true);
	expect(diagnose(diagnoseInputIn(store.snapshot(), subject)).missingPermissions).toEqual([]);
});
