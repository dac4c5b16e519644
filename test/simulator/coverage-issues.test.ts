import {DescribeTasksCommand, paginateListTasks, UpdateServiceCommand} from '@aws-sdk/client-ecs';
import {type CoverageResource, ListCoverageCommand, ListDetectorsCommand} from '@aws-sdk/client-guardduty';
import {describe, expect, test} from 'vitest';
import {createRig, type Rig} from './rig.js';

const start = createRig();

async function resourcesIn({guardduty}: Rig): Promise<readonly CoverageResource[]> {
	const {DetectorIds: [DetectorId] = []} = await guardduty.send(new ListDetectorsCommand({}));
	const {Resources = []} = await guardduty.send(new ListCoverageCommand({DetectorId}));
	return Resources;
}

async function issuesOf(rig: Rig, cluster: string): Promise<readonly string[]> {
	const found = (await resourcesIn(rig)).find(
		({ResourceDetails}) => ResourceDetails?.EcsClusterDetails?.ClusterName === cluster,
	);
	return found?.ResourceDetails?.EcsClusterDetails?.FargateDetails?.Issues ?? [];
}

// The texts of docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html
const ofDefinition = (family: string): string => `TaskDefinition - '${family}:1'`;

describe('every issue of Fargate', () => {
	test.each([
		['F1', `Agent not reporting for tasks in ${ofDefinition('f01-telemetry-denied')}`],
		['F2', `enabled; for task in ${ofDefinition('f02-shared-vpc')}`],
		['F3', `ExitCode: 137 for tasks in ${ofDefinition('f03-exit-code')}`],
		[
			'F4',
			`Reason: CannotStartContainerError: context deadline exceeded for tasks in ${ofDefinition('f04-reason')}`,
		],
		[
			'F5',
			`ExitCode: 137 with reason: 'OutOfMemoryError: Container killed due to memory usage' for tasks in ${ofDefinition('f05-code-and-reason')}`,
		],
		['F6', `403 Forbidden for tasks in ${ofDefinition('f06-own-repositories')}`],
		['F6 without a route', `i/o timeout for tasks in ${ofDefinition('f06-no-route')}`],
		['F6 without S3', `52.92.18.2:443: i/o timeout for tasks in ${ofDefinition('f06-closed-to-s3')}`],
		[
			'F7',
			'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-',
		],
		['F8', `Unsupported invocation by AWS Batch for task(s) in ${ofDefinition('f08-invocation')}`],
		['F9', `Unsupported CPU architecture 'ARM' for task(s) in ${ofDefinition('f09-architecture')}`],
		['F10', `TaskExecutionRole missing from ${ofDefinition('f10-no-role')}`],
		['F11', `Missing network configuration 'subnets' for task(s) in ${ofDefinition('f11-no-network')}`],
		[
			'F14',
			'Tasks started before enabling Automated Agent Configuration are not covered. Impacted task ID(s): ',
		],
		[
			'F15',
			"Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): 'f15-old-deployment'",
		],
		[
			'F16',
			"Service 'f16-older-deployment' requires a new deployment to fix/troubleshoot. Refer documentation, Impacted service name(s): 'f16-older-deployment'",
		],
		['F17', 'Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '],
		['F18', `Unidentified issue, for tasks in ${ofDefinition('f18-unidentified')}`],
	])('%s is there once', async (_, text) => {
		const issues = await issuesOf(await start({scenario: 'coverage-fargate'}), 'coverage-fargate');
		expect(issues.filter(issue => issue.includes(text))).toHaveLength(1);
		expect(issues).toHaveLength(18);
	});

	test('F12 and F13 are those of a cluster that was excluded', async () => {
		const rig = await start({scenario: 'coverage-fargate'});
		expect(await issuesOf(rig, 'coverage-included')).toEqual([
			expect.stringMatching(
				/^Tasks started when clusters had exclusion tag are excluded from Runtime Monitoring\. Impacted task ID\(s\): '[0-9a-f]{32}'$/,
			),
			"Services deployed when clusters had exclusion tag are excluded from Runtime Monitoring. Impacted service name(s): 'f13-excluded-service'",
		]);
		expect(await issuesOf(rig, 'coverage-excluded')).toEqual([
			expect.stringContaining("Impacted service name(s): 'f13-excluded-now'"),
		]);
		expect(await issuesOf(rig, 'coverage-healthy')).toEqual([]);
	});
});

test('every issue of EC2 makes its instance and its whole cluster unhealthy', async () => {
	const resources = await resourcesIn(await start({scenario: 'coverage-ec2'}));
	const nodes = resources.flatMap(({ResourceDetails, CoverageStatus, Issue}) => {
		const arn = ResourceDetails?.Ec2InstanceDetails?.ClusterArn;
		return arn === undefined ? [] : [{cluster: arn.split('/')[1], CoverageStatus, Issue}];
	});
	const clusters = new Map(
		resources.map(({ResourceDetails, CoverageStatus}) => [
			ResourceDetails?.EcsClusterDetails?.ClusterName,
			CoverageStatus,
		]),
	);
	for (const {cluster, CoverageStatus} of nodes) {
		if (CoverageStatus === 'UNHEALTHY') {
			expect(clusters.get(cluster)).toBe('UNHEALTHY');
		}
	}

	const texts = nodes.filter(({CoverageStatus}) => CoverageStatus === 'UNHEALTHY').map(({Issue}) => Issue);
	expect(new Set(texts)).toEqual(
		new Set([
			'',
			'Waiting for SSM notification',
			'Agent disconnected',
			'Instances with exclusion tags are excluded from Runtime Monitoring.',
			'Kernel version is lower than the supported version.',
			'Kernel version is higher than the supported version.',
			'Unable to retrieve instance identity document.',
			'GuardDuty SSM association already exists in your account',
			'Your account has too many SSM associations',
			'GuardDuty SSM association does not exist in your account',
			'Architectural requirements or other prerequisites are not met.',
			'VPC endpoint creation not supported for shared VPC vpc-0f1e2d3c4b5a69788',
			"Owner account ID 730114286095 for shared VPC vpc-0f1e2d3c4b5a69788 doesn't have either Runtime Monitoring, automated agent configuration, or both, enabled",
			expect.stringMatching(/^Enabling private DNS requires both/),
			expect.stringMatching(/^Shared VPC endpoint deletion not allowed for account ID 482193057716/),
			'The agent container image could not be pulled from Amazon ECR.',
		]),
	);
	expect([clusters.get('ec2-healthy'), clusters.get('ec2-one-of-three')]).toEqual(['HEALTHY', 'UNHEALTHY']);
});

test('odd texts arrive whole: unknown, several in one, a thousand tasks', async () => {
	const rig = await start({scenario: 'coverage-odd'});
	const odd = await issuesOf(rig, 'odd-issues');
	expect(odd).toHaveLength(5);
	expect(odd.join()).toContain('\u001b]0;owned\u0007');
	const [many = ''] = await issuesOf(rig, 'odd-many');
	expect(many.split(', ')).toHaveLength(1000);
});

/** The agent's state in the first task of each service. */
async function agentsIn({ecs}: Rig, cluster: string): Promise<Readonly<Record<string, string>>> {
	const taskArns: string[] = [];
	for await (const page of paginateListTasks({client: ecs}, {cluster})) {
		taskArns.push(...(page.taskArns ?? []));
	}

	const states: Record<string, string> = {};
	for (let begin = 0; begin < taskArns.length; begin += 100) {
		const part = taskArns.slice(begin, begin + 100);
		const {tasks = []} = await ecs.send(new DescribeTasksCommand({cluster, tasks: part}));
		for (const {group, containers = []} of tasks) {
			const agent = containers.find(({name}) => name?.startsWith('aws-guardduty-agent-'));
			states[group?.replace('service:', '') ?? ''] = agent
				? (/403|i\/o timeout|no such host/.exec(agent.reason ?? '')?.[0] ?? agent.lastStatus ?? '')
				: 'none';
		}
	}

	return states;
}

test('the agent starts or fails as the network of its task has it', async () => {
	const rig = await start({scenario: 'doctor-network'});
	expect(await agentsIn(rig, 'doctor-network')).toEqual({
		'public-with-address': 'RUNNING',
		'public-without-address': 'i/o timeout',
		'private-nat': 'RUNNING',
		'private-nat-gone': 'i/o timeout',
		'private-transit': 'RUNNING',
		'private-endpoints': 'RUNNING',
		'private-nothing': 'i/o timeout',
		'without-s3-endpoint': 'i/o timeout',
		'without-dkr-endpoint': 'i/o timeout',
		'without-api-endpoint': 'i/o timeout',
		'endpoints-without-private-dns': 'i/o timeout',
		'endpoint-group-closed': 'i/o timeout',
		'endpoint-policy-closed': '403',
		'endpoint-pending': 'i/o timeout',
		'endpoint-of-another-owner': 'RUNNING',
		'egress-nothing': 'i/o timeout',
		'egress-without-s3': 'i/o timeout',
		'egress-prefix-list': 'RUNNING',
		'dns-support-off': 'no such host',
		'dns-hostnames-off': 'RUNNING',
		'ipv6-only': 'i/o timeout',
		'telemetry-endpoint-missing': 'RUNNING',
		'telemetry-endpoint-not-needed': 'RUNNING',
		'telemetry-endpoint-closed': 'RUNNING',
		'telemetry-endpoint-denies': 'RUNNING',
		'telemetry-endpoint-failed': 'RUNNING',
		'shared-vpc': 'RUNNING',
	});
	const silent = (await issuesOf(rig, 'doctor-network')).filter(issue => issue.startsWith('Agent not'));
	expect(silent.map(issue => /'(.*):1'/.exec(issue)?.[1])).toEqual([
		'telemetry-endpoint-missing',
		'telemetry-endpoint-closed',
		'telemetry-endpoint-denies',
		'telemetry-endpoint-failed',
	]);
});

const byRole = {
	'managed-policy': 'RUNNING',
	'least-privilege': 'RUNNING',
	wildcards: 'RUNNING',
	'without-token': '403',
	nothing: '403',
	'explicit-deny': '403',
	'not-action': 'RUNNING',
	'under-a-condition': '403',
	'telemetry-denied': 'RUNNING',
	'boundary-wide': 'RUNNING',
	'boundary-without-ecr': '403',
	'boundary-denies-telemetry': 'RUNNING',
	'customer-policy': 'RUNNING',
	'own-repositories': '403',
	'no-role': 'none',
	'role-gone': '403',
};

test('the agent starts or fails as its execution role has it', async () => {
	expect(await agentsIn(await start({scenario: 'doctor-iam'}), 'doctor-iam')).toEqual(byRole);
	expect(await agentsIn(await start({scenario: 'doctor-organization'}), 'doctor-iam')).toEqual(byRole);
});

test('a service control policy keeps every agent out, also those of a new deployment', async () => {
	const rig = await start({scenario: 'doctor-scp'});
	const all = Object.entries(await agentsIn(rig, 'doctor-iam'));
	expect(new Set(all.map(([, state]) => state))).toEqual(new Set(['403', 'none']));
	await rig.ecs.send(
		new UpdateServiceCommand({cluster: 'doctor-iam', service: 'managed-policy', forceNewDeployment: true}),
	);
	rig.simulator.advance(120_000);
	expect((await agentsIn(rig, 'doctor-iam'))['managed-policy']).toBe('403');
});

test('a new deployment of a service that can reach everything gets its agent', async () => {
	const rig = await start({scenario: 'doctor-network'});
	const cluster = 'doctor-network';
	for (const service of ['private-endpoints', 'egress-without-s3']) {
		await rig.ecs.send(new UpdateServiceCommand({cluster, service, forceNewDeployment: true}));
	}

	rig.simulator.advance(120_000);
	const agents = await agentsIn(rig, cluster);
	expect([agents['private-endpoints'], agents['egress-without-s3']]).toEqual(['RUNNING', 'i/o timeout']);
});

test('500 tasks of 20 services share two VPCs', async () => {
	const rig = await start({scenario: 'doctor-500'});
	const states = await agentsIn(rig, 'doctor-500');
	expect(Object.keys(states)).toHaveLength(20);
	expect(new Set(Object.values(states))).toEqual(new Set(['RUNNING', 'i/o timeout', '403', 'none']));
});
