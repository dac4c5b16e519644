import {type TaskDefinitionArn} from '../../../source/domain/arn.js';
import {type CoverageResource} from '../../../source/domain/coverage/coverage.js';
import {
	type NetworkInterface,
	type RouteTable,
	type Subnet,
	type VpcEndpoint,
} from '../../../source/domain/network/network.js';
import {type Task} from '../../../source/domain/resources.js';
import {ok, type Script} from '../fake-account.js';
import {aService, aTask, describeOf, emptyWorld, names, pageOf, scriptOf, taskArn} from '../fake-world.js';

export const account = '123456789012';
export const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`;
export const definitionArn = (family: string) =>
	`arn:aws:ecs:eu-west-1:${account}:task-definition/${family}:7` as TaskDefinitionArn;
export const execPolicy = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';
const allowAll = JSON.stringify({Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]});

/** Which cluster there is; everything else follows from these numbers. */
export type Shape = {
	readonly services: number;
	readonly tasks: number;
	readonly vpcs?: number;
	readonly subnetsPerVpc?: number;
	/** Execution roles, given to the services in turn. */
	readonly roles?: number;
	/** Tasks that have no agent, the first ones. */
	readonly bare?: number;
};

/** Returns the answers of an account with one cluster `shop`, whose tasks are in private subnets with endpoints. */
export function networkScript(shape: Shape): Script {
	const {services, tasks, vpcs = 1, subnetsPerVpc = 2, roles = 1, bare = 0} = shape;
	const serviceNames = names('svc', services);
	const subnetCount = vpcs * subnetsPerVpc;
	const taskIds = names('task', tasks);
	const vpcOf = (subnet: number) => `vpc-${Math.floor(subnet / subnetsPerVpc)}`;
	const at = (id: string) => Number(id.slice(id.lastIndexOf('-') + 1));
	const subnetOf = (index: number) => index % subnetCount;
	const serviceOf = (index: number) => serviceNames[index % services]!;
	const base = scriptOf({
		...emptyWorld,
		clusters: ['shop'],
		services: () => serviceNames,
		running: () => taskIds,
	});
	const task = (id: string): Task =>
		aTask('shop', id, {
			serviceName: serviceOf(at(id)),
			group: `service:${serviceOf(at(id))}`,
			taskDefinition: definitionArn(serviceOf(at(id))),
			...(at(id) < bare && {containers: []}),
			network: {
				eniId: `eni-${at(id)}`,
				subnetId: `subnet-${subnetOf(at(id))}`,
				privateIp: `10.0.${subnetOf(at(id))}.9`,
			},
		});
	return {
		...base,
		'ecs:DescribeTasks': ({tasks: arns}) =>
			ok(describeOf(arns, arn => task(arn.slice(arn.lastIndexOf('/') + 1)))),
		'ecs:DescribeServices': ({services: arns}) =>
			ok(
				describeOf(arns, arn =>
					aService('shop', arn.slice(arn.lastIndexOf('/') + 1), {
						networkConfiguration: {subnets: ['subnet-0'], securityGroups: ['sg-service']},
					}),
				),
			),
		'ecs:DescribeTaskDefinition': ({taskDefinition}) => {
			const family = taskDefinition.slice(taskDefinition.lastIndexOf('/') + 1, -2);
			return ok({
				arn: taskDefinition,
				family,
				revision: 7,
				containers: [],
				requiresCompatibilities: ['FARGATE'],
				executionRoleArn: roleArn(`exec-${at(family) % roles}`),
			});
		},
		'guardduty:ListCoverage': ({nextToken}) =>
			ok(pageOf([coverageOf('shop'), coverageOf('other')], nextToken, 50)),
		'guardduty:GetCoverageStatistics': () => ok({byType: {ECS: 2}, byStatus: {HEALTHY: 2}}),
		'ec2:DescribeNetworkInterfaces': input =>
			ok(
				('everyOf' in input ? input.everyOf : input.networkInterfaceIds).map(
					(id): NetworkInterface => ({
						id,
						ipv6Addresses: [],
						securityGroups: ['sg-task'],
						subnetId: `subnet-${subnetOf(at(id))}`,
						vpcId: vpcOf(subnetOf(at(id))),
					}),
				),
			),
		'ec2:DescribeSubnets': ({subnetIds}) =>
			ok({items: subnetIds.filter(id => /^subnet-(\d+|ep\d+)$/.test(id)).map(id => subnet(id))}),
		'ec2:DescribeRouteTables': ({vpcIds}) => ok({items: vpcIds.map(routeTable)}),
		'ec2:DescribeVpcEndpoints': ({vpcIds}) => ok({items: vpcIds.flatMap(endpointsOf)}),
		'ec2:DescribeSecurityGroups': input =>
			ok({
				items: ('groupIds' in input ? input.groupIds : []).map(id => ({id, inbound: [], outbound: []})),
			}),
		'ec2:DescribeVpcAttribute': ({attribute}) => ok(attribute === 'enableDnsSupport'),
		'ec2:DescribeManagedPrefixLists': ({names: listNames}) =>
			ok({items: listNames.map(name => ({id: 'pl-1', name}))}),
		'iam:SimulatePrincipalPolicy': ({actions, resources}) =>
			ok({
				items: actions.map(action => ({
					action,
					resource: resources[0],
					decision: 'allowed' as const,
					matchedPolicies: [],
					missingContextKeys: [],
				})),
			}),
		'iam:GetRole': ({roleName}) => ok({arn: roleArn(roleName), name: roleName}),
		'iam:ListAttachedRolePolicies': () =>
			ok({items: [{arn: execPolicy, name: 'AmazonECSTaskExecutionRolePolicy'}]}),
		'iam:ListRolePolicies': () => ok({items: ['own']}),
		'iam:GetRolePolicy': ({policyName}) => ok({name: policyName, document: allowAll}),
		'iam:GetPolicy': ({policyArn}) => ok({arn: policyArn, name: 'Shared', defaultVersionId: 'v3'}),
		'iam:GetPolicyVersion': ({policyArn}) => ok({name: policyArn, document: allowAll}),
		'cloudtrail:LookupEvents': () => ok({items: []}),
	};

	function subnet(id: string): Subnet {
		const own = id.startsWith('subnet-ep') ? `vpc-${id.slice(9)}` : vpcOf(at(id));
		return {id, vpcId: own, cidr: `10.0.${at(id) || 200}.0/24`, ipv6Cidrs: [], isIpv6Only: false};
	}
}

export function coverageOf(clusterName: string, facts: Partial<CoverageResource> = {}): CoverageResource {
	return {
		id: `cov-${clusterName}`,
		accountId: account,
		status: 'HEALTHY',
		updatedAt: 1_780_000_000_000,
		details: {type: 'ECS', clusterName, fargate: {issues: [], management: 'AUTO_MANAGED'}},
		...facts,
	};
}

function routeTable(vpcId: string): RouteTable {
	return {
		id: `rtb-${vpcId}`,
		vpcId,
		isMain: true,
		subnetIds: [],
		routes: [{destination: '10.0.0.0/16', target: 'local', isActive: true}],
	};
}

function endpointsOf(vpcId: string): readonly VpcEndpoint[] {
	return ['ecr.api', 'ecr.dkr', 's3', 'guardduty-data', 'lambda'].map(service => ({
		id: `vpce-${service}-${vpcId}`,
		vpcId,
		serviceName: `com.amazonaws.eu-west-1.${service}`,
		type: 'Interface',
		state: 'available',
		hasPrivateDns: true,
		subnetIds: [`subnet-ep${vpcId.slice(4)}`],
		routeTableIds: [],
		securityGroups: [service === 'lambda' ? 'sg-lambda' : 'sg-endpoints'],
		policyDocument: allowAll,
	}));
}

export const firstTask = taskArn('shop', 'task-000');
