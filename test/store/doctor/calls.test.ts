import {describe, expect, test} from 'vitest';
import {checks} from '../../../source/domain/checks/registry.js';
import {diagnose} from '../../../source/domain/doctor/doctor.js';
import {type FactName} from '../../../source/domain/doctor/doctor-facts.js';
import {type OperationName} from '../../../source/domain/operations.js';
import {diagnoseInputIn} from '../../../source/store/doctor/facts.js';
import {type DoctorSubject} from '../../../source/store/doctor/subject.js';
import {doctorWants} from '../../../source/store/doctor/wants.js';
import {aStore} from '../a-store.js';
import {type Script} from '../fake-account.js';
import {clusterArn, serviceArn} from '../fake-world.js';
import {firstTask, networkScript} from './fake-network.js';

const cluster = clusterArn('shop');

/** Settles the doctor's wants of a subject as a command does. */
async function settled(script: Script, subject: DoctorSubject) {
	const console = aStore(script);
	let isDone = false;
	const done = console.store
		.settle(() => doctorWants(console.store.snapshot(), subject))
		.then(() => {
			isDone = true;
		});
	await console.clock.advanceUntil(() => isDone, 600_000);
	await done;
	return {...console, input: () => diagnoseInputIn(console.store.snapshot(), subject)};
}

function ec2AndIam(counts: {readonly [name: string]: number}) {
	return Object.fromEntries(Object.entries(counts).filter(([name]) => /^(ec2|iam|cloudtrail):/.test(name)));
}

describe('the calls of the doctor', () => {
	test('on 500 tasks of 20 services in two VPCs are at most 60, whole', async () => {
		const {account, input} = await settled(
			networkScript({services: 20, tasks: 500, vpcs: 2, subnetsPerVpc: 3, roles: 6, bare: 100}),
			{
				cluster,
			},
		);
		expect(input().members).toHaveLength(500);
		expect(account.sent.length).toBeLessThanOrEqual(60);
		expect(account.counts()).toMatchObject({'guardduty:ListDetectors': 1, 'guardduty:ListCoverage': 1});
		expect(ec2AndIam(account.counts())).toEqual({
			'ec2:DescribeNetworkInterfaces': 1,
			'ec2:DescribeSubnets': 1,
			'ec2:DescribeRouteTables': 1,
			'ec2:DescribeVpcEndpoints': 1,
			'ec2:DescribeSecurityGroups': 1,
			'ec2:DescribeVpcAttribute': 4,
			'ec2:DescribeManagedPrefixLists': 1,
			'iam:SimulatePrincipalPolicy': 6,
			'cloudtrail:LookupEvents': 3,
		});
		const unread = new Set(
			input().members.flatMap(facts =>
				Object.entries(facts).flatMap(([name, fact]) =>
					'status' in fact && fact.status === 'unknown' ? (name as FactName) : [],
				),
			),
		);
		// Its policies are read only when a role can't be simulated, or is refused.
		expect([...unread]).toEqual(['rolePolicies']);
	});

	test('ask CloudTrail only where something may have begun before the opt-in', async () => {
		const lookups = async (shape: Parameters<typeof networkScript>[0], subject: DoctorSubject) =>
			(await settled(networkScript(shape), subject)).account.counts()['cloudtrail:LookupEvents'] ?? 0;
		expect(await lookups({services: 2, tasks: 4}, {cluster})).toBe(0);
		expect(await lookups({services: 2, tasks: 4, bare: 1}, {cluster})).toBe(3);
		expect(await lookups({services: 2, tasks: 4, bare: 1}, {cluster, task: firstTask})).toBe(3);
		// The second service has no task.
		expect(await lookups({services: 2, tasks: 1}, {cluster})).toBe(3);
	});

	test('grow by one per execution role more, and by nothing per task more', async () => {
		const sent = async (shape: Parameters<typeof networkScript>[0]) =>
			(await settled(networkScript(shape), {cluster})).account.sent.length;
		const one = await sent({services: 20, tasks: 100, roles: 1});
		expect(await sent({services: 20, tasks: 100, roles: 20})).toBe(one + 19);
		expect(await sent({services: 20, tasks: 40, roles: 1})).toBe(one);
	});

	test('on a service and on a task are about what is theirs', async () => {
		const script = networkScript({services: 4, tasks: 40, vpcs: 2, roles: 4});
		const service = await settled(script, {cluster, service: serviceArn('shop', 'svc-001')});
		expect(service.input().members).toHaveLength(10);
		expect(service.account.counts()).toMatchObject({
			'ecs:DescribeTaskDefinition': 1,
			'iam:SimulatePrincipalPolicy': 1,
			'ec2:DescribeNetworkInterfaces': 1,
		});
		const task = await settled(script, {cluster, task: firstTask});
		expect(task.input().members).toHaveLength(1);
		expect(task.account.sent.find(({name}) => name === 'ec2:DescribeNetworkInterfaces')?.input).toEqual({
			networkInterfaceIds: ['eni-0'],
		});
	});

	test('are not made for what is not on Fargate', async () => {
		const script = networkScript({services: 2, tasks: 4});
		const describe = script['ecs:DescribeTasks']!;
		const services = script['ecs:DescribeServices']!;
		const {account, input} = await settled(
			{
				...script,
				'ecs:DescribeTasks': async request => {
					const answer = await describe(request);
					return answer.ok
						? {
								...answer,
								value: {
									...answer.value,
									items: answer.value.items.map(task => ({...task, launchType: 'EC2'})),
								},
							}
						: answer;
				},
				'ecs:DescribeServices': async request => {
					const answer = await services(request);
					return answer.ok
						? {
								...answer,
								value: {
									...answer.value,
									items: answer.value.items.map(service => ({...service, launchType: 'EC2'})),
								},
							}
						: answer;
				},
			},
			{cluster},
		);
		expect(input().members).toHaveLength(4);
		expect(ec2AndIam(account.counts())).toEqual({});
		expect(input().facts.endpoints).toMatchObject({status: 'unknown'});
	});
});

describe('denied at one call', () => {
	const subjects: readonly (readonly [string, DoctorSubject])[] = [
		['the cluster', {cluster}],
		['a task', {cluster, task: firstTask}],
	];
	const denied: readonly (readonly [OperationName, readonly FactName[]])[] = [
		['ecs:DescribeTaskDefinition', ['taskDefinition']],
		['guardduty:ListCoverage', ['coverage']],
		['ec2:DescribeNetworkInterfaces', ['networkInterface']],
		['ec2:DescribeSubnets', ['subnets']],
		['ec2:DescribeRouteTables', ['routeTables']],
		['ec2:DescribeVpcEndpoints', ['endpoints']],
		['ec2:DescribeSecurityGroups', ['securityGroups']],
		['ec2:DescribeVpcAttribute', ['dnsSupport', 'dnsHostnames']],
		['ec2:DescribeManagedPrefixLists', ['prefixLists']],
		['iam:SimulatePrincipalPolicy', ['simulation']],
		['cloudtrail:LookupEvents', ['tagTime']],
	];

	test.each(
		denied.flatMap(([name, facts]) => subjects.map(([title, subject]) => ({name, facts, title, subject}))),
	)('$name: the facts of $title say which permission is missing', async ({name, facts, subject}) => {
		const script = networkScript({services: 2, tasks: 4, vpcs: 2, bare: 4});
		const {input} = await settled(
			{...script, [name]: () => ({ok: false, failure: {kind: 'denied', action: name, message: 'no'}})},
			subject,
		);
		const [member] = input().members;
		for (const fact of facts) {
			expect(member?.[fact]).toMatchObject({status: 'unknown', permission: name});
		}

		const others = Object.entries(member ?? {}).flatMap(([other, fact]) =>
			'status' in fact && fact.status === 'unknown' && fact.permission === undefined ? other : [],
		);
		// Without task definition the role is not known either; policies are read only in its place.
		expect(others.filter(other => !['role', 'simulation', 'rolePolicies'].includes(other))).toEqual([]);
		// Where a check can't do without, the report asks for the permission.
		if (checks.some(({needs}) => facts.some(fact => needs.includes(fact)))) {
			expect(diagnose(input()).missingPermissions).toContain(name);
		}
	});
});
