import {
	type CoverageCriterion,
	type CoverageResource,
	type CoverageSort,
	type CoverageStatistics,
} from '../coverage/coverage.js';
import {
	type AttachedPolicy,
	type IamRole,
	type ManagedPolicy,
	type PolicyText,
	type SimulationResult,
} from '../iam.js';
import {
	type NetworkInterface,
	type PrefixList,
	type RouteTable,
	type SecurityGroup,
	type Subnet,
	type VpcEndpoint,
} from '../network/network.js';
import {type Page} from '../page.js';
import {type TrailAttribute, type TrailEvent} from '../trail.js';

type InVpcs = {readonly vpcIds: readonly string[]; readonly nextToken?: string};

type OfRole = {readonly roleName: string; readonly nextToken?: string};

/** The requests that coverage and the doctor make; one entry is one HTTP request, as in operations.ts. */
export type DoctorOperations = {
	/** Pages of 50; an administrator is told of its members' resources too. */
	'guardduty:ListCoverage': {
		input: {
			readonly detectorId: string;
			readonly criteria?: readonly CoverageCriterion[];
			readonly sort?: CoverageSort;
			readonly nextToken?: string;
		};
		output: Page<CoverageResource>;
	};
	/** Counts by resource type and by status. */
	'guardduty:GetCoverageStatistics': {
		input: {readonly detectorId: string; readonly criteria?: readonly CoverageCriterion[]};
		output: CoverageStatistics;
	};

	/**
	 * At most 200 `networkInterfaceIds`, as a filter, so that one that is gone is only missing; or at most 1,000 that
	 * are asked for by `everyOf` these ids: the answer is undefined when one of them is gone.
	 */
	'ec2:DescribeNetworkInterfaces': {
		input: {readonly networkInterfaceIds: readonly string[]} | {readonly everyOf: readonly string[]};
		output: readonly NetworkInterface[] | undefined;
	};
	/** At most 200 ids, as a filter. */
	'ec2:DescribeSubnets': {
		input: {readonly subnetIds: readonly string[]; readonly nextToken?: string};
		output: Page<Subnet>;
	};
	/** At most 200 VPCs, as a filter. */
	'ec2:DescribeRouteTables': {input: InVpcs; output: Page<RouteTable>};
	/** At most 200 VPCs, as a filter. */
	'ec2:DescribeVpcEndpoints': {input: InVpcs; output: Page<VpcEndpoint>};
	/** At most 200 ids, or the group of that name in one VPC; as a filter. */
	'ec2:DescribeSecurityGroups': {
		input: ({readonly groupIds: readonly string[]} | {readonly vpcId: string; readonly groupName: string}) & {
			readonly nextToken?: string;
		};
		output: Page<SecurityGroup>;
	};
	/** One attribute a call. */
	'ec2:DescribeVpcAttribute': {
		input: {readonly vpcId: string; readonly attribute: 'enableDnsSupport' | 'enableDnsHostnames'};
		output: boolean;
	};
	/** By the lists' names, as a filter: `com.amazonaws.eu-west-1.s3`. */
	'ec2:DescribeManagedPrefixLists': {
		input: {readonly names: readonly string[]; readonly nextToken?: string};
		output: Page<PrefixList>;
	};

	/** Undefined when the role does not exist. */
	'iam:GetRole': {input: {readonly roleName: string}; output: IamRole | undefined};
	'iam:ListAttachedRolePolicies': {input: OfRole; output: Page<AttachedPolicy>};
	/** Names of inline policies. */
	'iam:ListRolePolicies': {input: OfRole; output: Page<string>};
	'iam:GetRolePolicy': {
		input: {readonly roleName: string; readonly policyName: string};
		output: PolicyText;
	};
	/** Undefined when the policy does not exist. */
	'iam:GetPolicy': {input: {readonly policyArn: string}; output: ManagedPolicy | undefined};
	/** The document of a version; its name is the policy's ARN. */
	'iam:GetPolicyVersion': {
		input: {readonly policyArn: string; readonly versionId: string};
		output: PolicyText;
	};
	/** One role, several actions, each on the same resource. */
	'iam:SimulatePrincipalPolicy': {
		input: {
			readonly roleArn: string;
			readonly actions: readonly string[];
			readonly resources: readonly string[];
			readonly nextToken?: string;
		};
		output: Page<SimulationResult>;
	};

	/** Newest first, the last 90 days; pages of 50. */
	'cloudtrail:LookupEvents': {
		input: {
			readonly attribute: TrailAttribute;
			/** Epoch ms. */
			readonly from?: number;
			readonly to?: number;
			readonly nextToken?: string;
		};
		output: Page<TrailEvent>;
	};
};
