import {type Census} from '../agent/census.js';
import {type ClusterArn} from '../arn.js';
import {type CoverageResource} from '../coverage/coverage.js';
import {type Fact, known, pendingFact} from '../fact.js';
import {type IamRole, type RolePolicies, type SimulationResult} from '../iam.js';
import {
	type NetworkInterface,
	type PrefixList,
	type RouteTable,
	type SecurityGroup,
	type Subnet,
	type VpcEndpoint,
} from '../network/network.js';
import {type TagTime} from '../opt-in/tag-time.js';
import {
	type AccountSetting,
	type Administrator,
	type Cluster,
	type Detector,
	type Service,
	type Task,
	type TaskDefinition,
} from '../resources.js';

/** Everything that checks judge by. A known `undefined` means that AWS said: there is none. */
export type DoctorFactValues = {
	readonly cluster: Cluster;
	readonly detector: Detector | undefined;
	readonly administrator: Administrator | undefined;
	readonly accountSetting: AccountSetting | undefined;
	/** When the cluster's tag got the value that it has. */
	readonly tagTime: TagTime;
	/** Agents in the tasks of the cluster. */
	readonly census: Census;
	/** What GuardDuty reports of this cluster and of its container instances; empty when it reports nothing. */
	readonly coverage: readonly CoverageResource[];
	/** Undefined for a standalone task. */
	readonly service: Service | undefined;
	/** Undefined when no task runs. */
	readonly task: Task | undefined;
	readonly taskDefinition: TaskDefinition | undefined;
	/** The task execution role; undefined when there is none or it no longer exists. */
	readonly role: IamRole | undefined;
	readonly rolePolicies: RolePolicies;
	readonly simulation: readonly SimulationResult[];
	readonly networkInterface: NetworkInterface | undefined;
	/** The task's subnet, and those of the endpoints where they were read. */
	readonly subnets: readonly Subnet[];
	/** Of the task's VPC. */
	readonly routeTables: readonly RouteTable[];
	/** Of the task's VPC; for a cluster, of every VPC that its tasks are in. */
	readonly endpoints: readonly VpcEndpoint[];
	/** Of the task and of the endpoints. */
	readonly securityGroups: readonly SecurityGroup[];
	readonly dnsSupport: boolean;
	readonly dnsHostnames: boolean;
	readonly prefixLists: readonly PrefixList[];
};

export type FactName = keyof DoctorFactValues;

/** Where the subject is, as its ARN says; this much is always known. */
export type DoctorPlace = {
	readonly partition: string;
	readonly region: string;
	readonly account: string;
	readonly clusterArn: ClusterArn;
};

export type DoctorFacts = {readonly place: DoctorPlace} & {
	readonly [Name in FactName]: Fact<DoctorFactValues[Name]>;
};

/** The IAM actions that each fact takes, in the order in which they are asked. */
export const factPermissions: {readonly [Name in FactName]: readonly string[]} = {
	cluster: ['ecs:DescribeClusters'],
	detector: ['guardduty:ListDetectors', 'guardduty:GetDetector'],
	administrator: ['guardduty:GetAdministratorAccount'],
	accountSetting: ['ecs:ListAccountSettings'],
	tagTime: ['cloudtrail:LookupEvents'],
	census: ['ecs:ListTasks', 'ecs:DescribeTasks'],
	coverage: ['guardduty:ListCoverage'],
	service: ['ecs:DescribeServices'],
	task: ['ecs:DescribeTasks'],
	taskDefinition: ['ecs:DescribeTaskDefinition'],
	role: ['iam:GetRole'],
	rolePolicies: [
		'iam:GetRole',
		'iam:ListAttachedRolePolicies',
		'iam:ListRolePolicies',
		'iam:GetRolePolicy',
		'iam:GetPolicy',
		'iam:GetPolicyVersion',
	],
	simulation: ['iam:SimulatePrincipalPolicy'],
	networkInterface: ['ec2:DescribeNetworkInterfaces'],
	subnets: ['ec2:DescribeSubnets'],
	routeTables: ['ec2:DescribeRouteTables'],
	endpoints: ['ec2:DescribeVpcEndpoints'],
	securityGroups: ['ec2:DescribeSecurityGroups'],
	dnsSupport: ['ec2:DescribeVpcAttribute'],
	dnsHostnames: ['ec2:DescribeVpcAttribute'],
	prefixLists: ['ec2:DescribeManagedPrefixLists'],
};

/** Facts of which none was read yet, for the subject to be filled in as answers come. */
export function pendingFacts(place: DoctorPlace): DoctorFacts {
	return {
		place,
		cluster: pendingFact,
		detector: pendingFact,
		administrator: pendingFact,
		accountSetting: pendingFact,
		tagTime: pendingFact,
		census: pendingFact,
		coverage: pendingFact,
		service: known(undefined),
		task: known(undefined),
		taskDefinition: pendingFact,
		role: pendingFact,
		rolePolicies: pendingFact,
		simulation: pendingFact,
		networkInterface: pendingFact,
		subnets: pendingFact,
		routeTables: pendingFact,
		endpoints: pendingFact,
		securityGroups: pendingFact,
		dnsSupport: pendingFact,
		dnsHostnames: pendingFact,
		prefixLists: pendingFact,
	};
}
