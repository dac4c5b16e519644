import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type Account} from '../../source/domain/account.js';
import {type ClusterArn} from '../../source/domain/arn.js';
import {groupBy} from '../../source/domain/group.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
} from '../../source/domain/operations.js';
import {type Moto, startMoto} from '../support/moto.js';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';

// The doctor's reads of EC2 and IAM, answered by a server that nobody here wrote.
const session = startSession();
let moto: Moto;
let account: Account;

beforeAll(async () => {
	moto = await startMoto();
	account = createAccount({
		region: moto.region,
		endpointUrl: moto.url,
		credentials: {
			accessKeyId: moto.env.AWS_ACCESS_KEY_ID ?? '',
			secretAccessKey: moto.env.AWS_SECRET_ACCESS_KEY ?? '',
		},
	});
});

afterAll(async () => {
	await moto?.stop();
});

async function ask<Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
	const answer = await account.call(name, input, {signal: new AbortController().signal});
	if (!answer.ok) {
		throw new Error(`${name}: ${JSON.stringify(answer.failure)}`);
	}

	return answer.value;
}

type Verdict = {
	readonly check: string;
	readonly status: string;
	readonly seen: string;
	readonly missingPermission: string | null;
	readonly remedy: {readonly text: string} | null;
};

/** Returns the verdicts of a service by their check. */
async function verdictsOf(service: string): Promise<ReadonlyMap<string, readonly Verdict[]>> {
	const {stdout, stderr, code} = await runProgram(
		session.home(),
		[
			...['doctor', '--cluster', 'checkout-prod', '--service', service, '-o', 'json'],
			...['--endpoint-url', moto.url, '--region', moto.region],
		],
		moto.env,
	);
	expect(stderr).toBe('');
	expect([1, 2]).toContain(code);
	// Our own contract; each test looks at the members that it names.
	const {partial, reports} = JSON.parse(stdout) as {partial: boolean; reports: {verdicts: Verdict[]}[]};
	expect(partial).toBe(false);
	return groupBy(reports[0]?.verdicts ?? [], ({check}) => check);
}

test('the network of the tasks, by the EC2 reads', async () => {
	const [cluster] = (await ask('ecs:ListClusters', {})).items.filter(arn =>
		arn.endsWith('/checkout-prod'),
	) as [ClusterArn];
	const {items: taskArns} = await ask('ecs:ListTasks', {cluster, desiredStatus: 'RUNNING'});
	const {items: tasks} = await ask('ecs:DescribeTasks', {cluster, tasks: taskArns});
	const ids = tasks.flatMap(({network}) => network?.eniId ?? []);
	expect(ids.length).toBeGreaterThan(0);
	const found = (await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: ids})) ?? [];
	expect(found.map(({id}) => id).toSorted()).toEqual(ids.toSorted());
	expect(await ask('ec2:DescribeNetworkInterfaces', {everyOf: ids})).toHaveLength(ids.length);
	// One that is gone is only missing by a filter, and by its id the answer says that one is.
	const gone = 'eni-0123456789abcdef0';
	expect(await ask('ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [...ids, gone]})).toHaveLength(
		ids.length,
	);
	expect(await ask('ec2:DescribeNetworkInterfaces', {everyOf: [...ids, gone]})).toBeUndefined();

	const subnetIds = [...new Set(found.flatMap(({subnetId}) => subnetId ?? []))];
	const {items: subnets} = await ask('ec2:DescribeSubnets', {
		subnetIds: [...subnetIds, 'subnet-0123456789abcdef0'],
	});
	expect(subnets.map(({id}) => id).toSorted()).toEqual(subnetIds.toSorted());
	const vpcIds = [...new Set(subnets.map(({vpcId}) => vpcId))];
	expect(vpcIds).toHaveLength(1);
	const {items: tables} = await ask('ec2:DescribeRouteTables', {vpcIds});
	const targets = tables.flatMap(({routes}) => routes.map(({target}) => target));
	expect(targets).toEqual(expect.arrayContaining(['local', 'nat-gateway', 'internet-gateway']));
	const {items: endpoints} = await ask('ec2:DescribeVpcEndpoints', {vpcIds});
	expect(endpoints.map(({serviceName}) => serviceName.split('.').at(-1))).toEqual(
		expect.arrayContaining(['api', 'dkr', 'guardduty-data']),
	);
	const groupIds = [...new Set(found.flatMap(({securityGroups}) => securityGroups))];
	const {items: groups} = await ask('ec2:DescribeSecurityGroups', {
		groupIds: [...groupIds, 'sg-0123456789abcdef0'],
	});
	expect(groups.map(({id}) => id)).toEqual(groupIds);
	expect(groups[0]?.outbound.length).toBeGreaterThan(0);
	for (const attribute of ['enableDnsSupport', 'enableDnsHostnames'] as const) {
		expect(await ask('ec2:DescribeVpcAttribute', {vpcId: vpcIds[0]!, attribute})).toBe(true);
	}

	const name = `com.amazonaws.${moto.region}.s3`;
	expect((await ask('ec2:DescribeManagedPrefixLists', {names: [name]})).items).toMatchObject([{name}]);
});

test('roles and their policies, by the IAM reads', async () => {
	expect(await ask('iam:GetRole', {roleName: 'exec-no-ecr'})).toMatchObject({name: 'exec-no-ecr'});
	expect(await ask('iam:GetRole', {roleName: 'never-made'})).toBeUndefined();
	expect((await ask('iam:ListRolePolicies', {roleName: 'exec-inline-ecr'})).items).toEqual(['ecr']);
	const inline = await ask('iam:GetRolePolicy', {roleName: 'exec-inline-ecr', policyName: 'ecr'});
	expect(JSON.parse(inline.document)).toMatchObject({Statement: [{Effect: 'Allow', Resource: '*'}]});
	const {items: attached} = await ask('iam:ListAttachedRolePolicies', {roleName: 'ecsTaskExecutionRole'});
	expect(attached.map(({name}) => name)).toEqual(['AmazonECSTaskExecutionRolePolicy']);
	const policyArn = attached[0]!.arn;
	const policy = await ask('iam:GetPolicy', {policyArn});
	const {document} = await ask('iam:GetPolicyVersion', {policyArn, versionId: policy!.defaultVersionId});
	expect(document).toContain('ecr:BatchGetImage');
});

describe('where moto simulates no policies, the doctor reads them', () => {
	test('a role without ECR fails, with the statement that mends it', async () => {
		const verdicts = await verdictsOf('legacy-pdf');
		const [permission] = verdicts.get('ecr-permission') ?? [];
		expect(permission).toMatchObject({status: 'fail', seen: expect.stringContaining('role exec-no-ecr')});
		expect(permission?.remedy?.text).toContain('repository/aws-guardduty-agent-fargate');
	});

	test.each(['payments', 'cart'])(
		'of %s, which may by its policies, nothing passes for the SCPs that nobody saw',
		async service => {
			const verdicts = await verdictsOf(service);
			for (const check of ['ecr-permission', 'telemetry-permission']) {
				const found = verdicts.get(check) ?? [];
				expect(found.map(({status}) => status)).toEqual(['unknown']);
				expect(found[0]?.seen).toContain("SCPs can't be seen this way");
			}
		},
	);

	test('the network is judged by moto’s own subnets, routes and endpoints', async () => {
		const cart = await verdictsOf('cart');
		expect(cart.get('ecr-path')?.[0]).toMatchObject({
			status: 'pass',
			seen: expect.stringContaining('endpoints'),
		});
		expect(cart.get('s3-path')?.[0]).toMatchObject({
			status: 'pass',
			seen: expect.stringContaining('NAT nat-'),
		});
		expect(cart.get('vpc-dns')?.[0]?.status).toBe('pass');
		// The endpoints have the security group of the tasks, which lets nothing in.
		expect(cart.get('endpoint-ingress')?.map(({status}) => status)).toEqual(['fail', 'fail', 'warn']);
		const search = await verdictsOf('search');
		expect(search.get('s3-path')?.[0]).toMatchObject({
			status: 'fail',
			seen: expect.stringContaining('no way to the internet'),
		});
	});

	test('what moto does not offer stays unknown, and is named', async () => {
		const verdicts = await verdictsOf('cart');
		expect(verdicts.get('coverage-issues')?.[0]).toMatchObject({
			status: 'unknown',
			seen: expect.stringContaining('does not offer guardduty:ListCoverage'),
		});
		expect(verdicts.get('account-setting')?.[0]?.status).toBe('unknown');
	});
});
