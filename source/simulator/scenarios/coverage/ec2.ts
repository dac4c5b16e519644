import {type World} from '../../world/types.js';
import {addCluster, addDefinition, addInstances, dayMs, ec2} from '../build.js';
import {addService} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

// Texts of docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ec2.html and, from b on,
// gdu-assess-coverage-bottlerocket-ecs-ec2.html. Two of them are empty.
const issues: readonly (readonly [cluster: string, issue: string])[] = [
	['e01-waiting-for-ssm', 'Waiting for SSM notification'],
	['e02-no-report', ''],
	['e03-disconnected', 'Agent disconnected'],
	['e05-old-kernel', 'Kernel version is lower than the supported version.'],
	['e06-new-kernel', 'Kernel version is higher than the supported version.'],
	['e07-no-identity', 'Unable to retrieve instance identity document.'],
	['e08-association-exists', 'GuardDuty SSM association already exists in your account'],
	['e09-too-many-associations', 'Your account has too many SSM associations'],
	['e10-no-association', 'GuardDuty SSM association does not exist in your account'],
	['e11-association-deleted', 'GuardDuty SSM association does not exist in your account'],
	['e12-prerequisites', 'Architectural requirements or other prerequisites are not met.'],
	['e13-shared-vpc', 'VPC endpoint creation not supported for shared VPC vpc-0f1e2d3c4b5a69788'],
	[
		'e14-owner-not-enabled',
		"Owner account ID 730114286095 for shared VPC vpc-0f1e2d3c4b5a69788 doesn't have either Runtime Monitoring, automated agent configuration, or both, enabled",
	],
	[
		'e15-dns-attributes',
		'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-0f1e2d3c4b5a69788 (Service: Ec2, Status Code:400, Request ID: a1b2c3d4-5678-90ab-cdef-EXAMPLE11111).',
	],
	[
		'e16-shared-deletion',
		'Shared VPC endpoint deletion not allowed for account ID 482193057716, shared VPC vpc-0f1e2d3c4b5a69788, owner account ID 730114286095.',
	],
	['e17-end-of-support', ''],
	['b01-image-pull', 'The agent container image could not be pulled from Amazon ECR.'],
	['b02-old-kernel', 'Kernel version is lower than the supported version.'],
	['b03-disconnected', 'Agent disconnected'],
];

/** A cluster on EC2 for each issue, with one instance that has it; then mixed and healthy ones. */
export const coverageEc2: Scenario = {
	name: 'coverage-ec2',
	summary: 'every issue that GuardDuty reports of EC2 instances, by clusters named after it',
	account: demo.account,
	fill(world) {
		for (const [name, issue] of issues) {
			const hasGuardDutyAgent = /^Agent disconnected|^Shared VPC/.test(issue);
			addNodes(world, name, [{count: 1, issue, hasGuardDutyAgent}]);
		}

		addNodes(world, 'e04-exclusion-tag', [
			{count: 1, hasGuardDutyAgent: false, tags: {GuardDutyManaged: 'false'}},
		]);
		addNodes(world, 'ec2-healthy', [{count: 3}]);
		addNodes(world, 'ec2-one-of-three', [{count: 2}, {count: 1, hasGuardDutyAgent: false}]);
		addNodes(world, 'ec2-none', [{count: 2, hasGuardDutyAgent: false}]);
	},
};

type Nodes = {
	readonly count: number;
	readonly issue?: string;
	readonly hasGuardDutyAgent?: boolean;
	readonly tags?: Readonly<Record<string, string>>;
};

function addNodes(world: World, name: string, nodes: readonly Nodes[]): void {
	addCluster(world, {name, tags: {GuardDutyManaged: 'true'}, capacityProviders: ['nodes']}, cluster => {
		for (const [index, {tags, ...own}] of nodes.entries()) {
			const instanceType = ['m6i.large', 'm6i.xlarge'][index] ?? 'm6i.large';
			addInstances(world, cluster, {
				...own,
				tags: {Name: `${name}-${index}`, ...tags},
				instanceType,
				cpu: 2048,
				memory: 7680,
			});
		}

		addService(world, cluster, {
			name: 'workload',
			tasks: 2,
			deployedAgoMs: 2 * dayMs,
			launch: ec2,
			definition: addDefinition(world, {family: `${name}-workload`, networkMode: 'bridge'}),
		});
	});
}
