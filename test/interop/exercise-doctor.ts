import {LookupEventsCommand} from '@aws-sdk/client-cloudtrail';
import {
	DescribeInternetGatewaysCommand,
	DescribeManagedPrefixListsCommand,
	DescribeNatGatewaysCommand,
	DescribeNetworkInterfacesCommand,
	DescribeRouteTablesCommand,
	DescribeSecurityGroupsCommand,
	DescribeSubnetsCommand,
	DescribeVpcAttributeCommand,
	DescribeVpcEndpointsCommand,
	DescribeVpcsCommand,
	type VpcAttributeName,
} from '@aws-sdk/client-ec2';
import {
	type CoverageSortKey,
	GetCoverageStatisticsCommand,
	ListCoverageCommand,
	ListMembersCommand,
} from '@aws-sdk/client-guardduty';
import {
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import {type Clients} from '../simulator/clients.js';
import {answered} from './answered.js';

const agentRepository = 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate';

/** Calls every operation that coverage and the doctor need, in health and in error. */
export async function exerciseDoctor(
	clients: Clients,
	{detectors, clusters}: {detectors: readonly string[]; clusters: readonly string[]},
): Promise<void> {
	for (const DetectorId of [...detectors, 'unknown']) {
		await readCoverage(clients, DetectorId);
	}

	await readNetwork(clients);
	for (const role of ['ecsTaskExecutionRole', ...rolesOf(clusters), 'unknown']) {
		await readRole(clients, role);
	}

	await readTrail(clients, clusters[0] ?? 'unknown');
}

async function readCoverage({guardduty}: Clients, DetectorId: string): Promise<void> {
	const AttributeName: CoverageSortKey = 'UPDATED_AT';
	const SortCriteria = {AttributeName, OrderBy: 'DESC'} as const;
	const page = await answered(
		guardduty.send(new ListCoverageCommand({DetectorId, SortCriteria, MaxResults: 5})),
	);
	const {NextToken} = page ?? {};
	if (NextToken !== undefined) {
		await guardduty.send(new ListCoverageCommand({DetectorId, SortCriteria, MaxResults: 5, NextToken}));
	}

	await answered(guardduty.send(new ListCoverageCommand({DetectorId, NextToken: 'made up'})));
	await answered(guardduty.send(new ListMembersCommand({DetectorId, OnlyAssociated: 'false'})));
	await answered(
		guardduty.send(
			new GetCoverageStatisticsCommand({
				DetectorId,
				StatisticsType: ['COUNT_BY_COVERAGE_STATUS', 'COUNT_BY_RESOURCE_TYPE'],
				FilterCriteria: {
					FilterCriterion: [{CriterionKey: 'RESOURCE_TYPE', FilterCondition: {Equals: ['ECS', 'EC2']}}],
				},
			}),
		),
	);
}

async function readNetwork({ec2}: Clients): Promise<void> {
	const {Vpcs = []} = (await answered(ec2.send(new DescribeVpcsCommand({})))) ?? {};
	const VpcId = Vpcs.at(-1)?.VpcId ?? 'vpc-0';
	const Filters = [{Name: 'vpc-id', Values: [VpcId, 'vpc-0']}];
	const attributes: readonly VpcAttributeName[] = ['enableDnsSupport', 'enableDnsHostnames'];
	for (const Attribute of attributes) {
		await answered(ec2.send(new DescribeVpcAttributeCommand({VpcId, Attribute})));
	}

	await answered(ec2.send(new DescribeVpcAttributeCommand({VpcId: 'vpc-0', Attribute: 'enableDnsSupport'})));
	await answered(ec2.send(new DescribeSubnetsCommand({MaxResults: 5})));
	await answered(ec2.send(new DescribeSubnetsCommand({SubnetIds: ['subnet-0']})));
	await answered(ec2.send(new DescribeRouteTablesCommand({})));
	await answered(ec2.send(new DescribeRouteTablesCommand({Filters})));
	await answered(ec2.send(new DescribeInternetGatewaysCommand({})));
	await answered(ec2.send(new DescribeNatGatewaysCommand({Filter: Filters})));
	await answered(ec2.send(new DescribeVpcEndpointsCommand({})));
	await answered(ec2.send(new DescribeVpcEndpointsCommand({VpcEndpointIds: ['vpce-0']})));
	await answered(ec2.send(new DescribeSecurityGroupsCommand({})));
	await answered(ec2.send(new DescribeSecurityGroupsCommand({GroupIds: ['sg-0']})));
	await answered(ec2.send(new DescribeManagedPrefixListsCommand({})));
	await answered(ec2.send(new DescribeNetworkInterfacesCommand({Filters})));
	await answered(
		ec2.send(new DescribeNetworkInterfacesCommand({Filters: [{Name: 'colour', Values: ['red']}]})),
	);
}

// The scenarios of IAM name their roles after what is wrong with them.
function rolesOf(clusters: readonly string[]): readonly string[] {
	return clusters.some(arn => arn.endsWith('/doctor-iam'))
		? ['least-privilege-execution', 'boundary-without-ecr-execution', 'under-a-condition-execution']
		: ['ledger-writer-execution'];
}

async function readRole({iam}: Clients, RoleName: string): Promise<void> {
	await answered(iam.send(new GetRoleCommand({RoleName})));
	const attached = await answered(iam.send(new ListAttachedRolePoliciesCommand({RoleName, MaxItems: 1})));
	for (const {PolicyArn} of [...(attached?.AttachedPolicies ?? []), {PolicyArn: `${agentRepository}/no`}]) {
		const policy = await answered(iam.send(new GetPolicyCommand({PolicyArn})));
		const VersionId = policy?.Policy?.DefaultVersionId ?? 'v1';
		await answered(iam.send(new GetPolicyVersionCommand({PolicyArn, VersionId})));
	}

	const inline = await answered(iam.send(new ListRolePoliciesCommand({RoleName})));
	for (const PolicyName of [...(inline?.PolicyNames ?? []), 'unknown']) {
		await answered(iam.send(new GetRolePolicyCommand({RoleName, PolicyName})));
	}

	await answered(
		iam.send(
			new SimulatePrincipalPolicyCommand({
				PolicySourceArn: `arn:aws:iam::482193057716:role/${RoleName}`,
				ActionNames: ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'guardduty:SendSecurityTelemetry'],
				ResourceArns: [agentRepository, '*'],
				MaxItems: 4,
			}),
		),
	);
}

async function readTrail({cloudtrail}: Clients, cluster: string): Promise<void> {
	const LookupAttributes = [{AttributeKey: 'ResourceName' as const, AttributeValue: cluster}];
	const StartTime = new Date(Date.UTC(2026, 8, 1));
	await answered(cloudtrail.send(new LookupEventsCommand({LookupAttributes, StartTime, MaxResults: 1})));
	await answered(cloudtrail.send(new LookupEventsCommand({NextToken: 'made up'})));
	await answered(cloudtrail.send(new LookupEventsCommand({LookupAttributes, MaxResults: 50})));
}
