import {
	type ClusterArn,
	type ContainerInstanceArn,
	type ServiceArn,
	type ServiceDeploymentArn,
	type TaskArn,
	type TaskDefinitionArn,
} from './arn.js';
import {type DoctorOperations} from './doctor/doctor-operations.js';
import {type FindingOperations} from './findings/finding-operations.js';
import {type Page} from './page.js';
import {
	type AccountSetting,
	type Administrator,
	type Cluster,
	type ContainerInsights,
	type ContainerInstance,
	type Detector,
	type Identity,
	type Json,
	type Service,
	type ServiceDeployment,
	type Tag,
	type Task,
	type TaskDefinition,
} from './resources.js';
import {type UsageOperations} from './usage/usage-operations.js';

export type {Page};

/** What a describe call could not find, from `failures[]`; `reason` is AWS's, usually MISSING. */
export type Missing = {readonly arn: string; readonly reason: string};

export type Described<T> = {readonly items: readonly T[]; readonly missing: readonly Missing[]};

type Empty = Readonly<Record<string, never>>;

type InCluster<T> = {readonly cluster: ClusterArn} & T;

/** The body of RunTask, composed by domain/task/replace-task.ts and shown before it is sent. API member names. */
export type RunTaskRequest = {readonly [member: string]: Json};

/**
 * Every AWS request that the console can make, by the IAM action that allows it.
 * One entry is one HTTP request; paging and batching are the callers' work, so that a budget can count.
 * Those of coverage and the doctor are in doctor-operations.ts, those of usage and findings in their folders.
 * To add one: a line here, a line in `operationTable`, a file in aws/operations/.
 */
export type Operations = CoreOperations & DoctorOperations & UsageOperations & FindingOperations;

/** Those of the console itself: clusters, services, tasks, the detector, who one is. */
type CoreOperations = {
	'sts:GetCallerIdentity': {input: Empty; output: Identity};

	'ecs:ListClusters': {input: {readonly nextToken?: string}; output: Page<ClusterArn>};
	/** At most 100 clusters; asks for SETTINGS, STATISTICS and TAGS. */
	'ecs:DescribeClusters': {input: {readonly clusters: readonly ClusterArn[]}; output: Described<Cluster>};
	/** Pages of 100. */
	'ecs:ListServices': {input: InCluster<{readonly nextToken?: string}>; output: Page<ServiceArn>};
	/** At most 10 services. */
	'ecs:DescribeServices': {
		input: InCluster<{readonly services: readonly ServiceArn[]}>;
		output: Described<Service>;
	};
	/** Pages of 100. */
	'ecs:ListTasks': {
		input: InCluster<{
			readonly desiredStatus: 'RUNNING' | 'STOPPED';
			readonly serviceName?: string;
			readonly nextToken?: string;
		}>;
		output: Page<TaskArn>;
	};
	/** At most 100 tasks. */
	'ecs:DescribeTasks': {input: InCluster<{readonly tasks: readonly TaskArn[]}>; output: Described<Task>};
	'ecs:ListContainerInstances': {
		input: InCluster<{readonly nextToken?: string}>;
		output: Page<ContainerInstanceArn>;
	};
	/** At most 100 instances. */
	'ecs:DescribeContainerInstances': {
		input: InCluster<{readonly containerInstances: readonly ContainerInstanceArn[]}>;
		output: Described<ContainerInstance>;
	};
	'ecs:DescribeTaskDefinition': {
		input: {readonly taskDefinition: TaskDefinitionArn};
		output: TaskDefinition;
	};
	'ecs:ListServiceDeployments': {
		input: InCluster<{readonly service: ServiceArn; readonly nextToken?: string}>;
		output: Page<ServiceDeployment>;
	};
	'ecs:ListAccountSettings': {input: {readonly name: string}; output: readonly AccountSetting[]};

	'ecs:TagResource': {
		input: {readonly resourceArn: ClusterArn; readonly tags: readonly Tag[]};
		output: Empty;
	};
	'ecs:UntagResource': {
		input: {readonly resourceArn: ClusterArn; readonly tagKeys: readonly string[]};
		output: Empty;
	};
	'ecs:UpdateClusterSettings': {
		input: InCluster<{readonly containerInsights: ContainerInsights}>;
		output: Empty;
	};
	/** Always with forceNewDeployment; the answer is the service with its new PRIMARY deployment. */
	'ecs:UpdateService': {input: InCluster<{readonly service: ServiceArn}>; output: Service};
	'ecs:StopServiceDeployment': {
		input: {readonly serviceDeployment: ServiceDeploymentArn; readonly stopType: 'ABORT' | 'ROLLBACK'};
		output: Empty;
	};
	'ecs:StopTask': {input: InCluster<{readonly task: TaskArn; readonly reason: string}>; output: Task};
	'ecs:RunTask': {input: {readonly request: RunTaskRequest}; output: Described<Task>};

	'guardduty:ListDetectors': {input: Empty; output: readonly string[]};
	'guardduty:GetDetector': {input: {readonly detectorId: string}; output: Detector};
	'guardduty:GetAdministratorAccount': {
		input: {readonly detectorId: string};
		/** Undefined when this account has no administrator. */
		output: Administrator | undefined;
	};
};

export type OperationName = keyof Operations;
export type OperationInput<Name extends OperationName> = Operations[Name]['input'];
export type OperationOutput<Name extends OperationName> = Operations[Name]['output'];

/** A documented request-rate bucket: capacity and refill per second. */
export type Bucket = {readonly burst: number; readonly perSecond: number};

/**
 * Per account and Region, docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html.
 * GuardDuty, STS, EC2, IAM and Detective publish none for these calls (domain.md §12): those are our own, gentle.
 */
export const buckets = {
	'ecs cluster read': {burst: 50, perSecond: 20},
	'ecs cluster modify': {burst: 20, perSecond: 1},
	'ecs cluster resource read': {burst: 100, perSecond: 20},
	'ecs cluster resource modify': {burst: 100, perSecond: 40},
	'ecs service read': {burst: 100, perSecond: 20},
	'ecs service modify': {burst: 50, perSecond: 5},
	'ecs service deployment': {burst: 50, perSecond: 20},
	'ecs task definition read': {burst: 50, perSecond: 20},
	'ecs tag modify': {burst: 20, perSecond: 10},
	'ecs setting read': {burst: 50, perSecond: 20},
	'guardduty read': {burst: 10, perSecond: 4},
	'sts read': {burst: 10, perSecond: 4},
	// ListCoverage has no published rate: poll gently, 60 s apart or more (domain.md §3.1).
	'guardduty coverage read': {burst: 5, perSecond: 2},
	'ec2 network read': {burst: 20, perSecond: 10},
	'iam read': {burst: 10, perSecond: 5},
	// "limited to two per second, per account, per Region" docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
	'cloudtrail lookup': {burst: 2, perSecond: 2},
	// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html; StopQuery has no published rate,
	// FilterLogEvents and GetLogEvents have several: those of the Regions that allow least.
	'logs group read': {burst: 10, perSecond: 10},
	'logs query start': {burst: 10, perSecond: 10},
	'logs query read': {burst: 10, perSecond: 10},
	'logs query stop': {burst: 10, perSecond: 5},
	'logs filter': {burst: 5, perSecond: 5},
	'logs event read': {burst: 10, perSecond: 10},
	'guardduty finding read': {burst: 10, perSecond: 5},
	'guardduty finding modify': {burst: 5, perSecond: 2},
	'ec2 network modify': {burst: 5, perSecond: 2},
	// 50 per second for all but PutEvents, docs.aws.amazon.com/eventbridge/latest/userguide/cloudwatch-limits-eventbridge.html
	'events read': {burst: 50, perSecond: 50},
	// "all other operations": docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
	'securityhub read': {burst: 30, perSecond: 10},
	'detective read': {burst: 5, perSecond: 2},
} as const satisfies Record<string, Bucket>;

export type BucketName = keyof typeof buckets;

export type OperationFacts = {
	/** A write changes AWS: the read-only gate and the journal go by this word alone. */
	readonly kind: 'read' | 'write';
	readonly bucket: BucketName;
};

export const operationTable: {readonly [Name in OperationName]: OperationFacts} = {
	'sts:GetCallerIdentity': {kind: 'read', bucket: 'sts read'},
	'ecs:ListClusters': {kind: 'read', bucket: 'ecs cluster read'},
	'ecs:DescribeClusters': {kind: 'read', bucket: 'ecs cluster read'},
	'ecs:ListServices': {kind: 'read', bucket: 'ecs service read'},
	'ecs:DescribeServices': {kind: 'read', bucket: 'ecs service read'},
	'ecs:ListTasks': {kind: 'read', bucket: 'ecs cluster resource read'},
	'ecs:DescribeTasks': {kind: 'read', bucket: 'ecs cluster resource read'},
	'ecs:ListContainerInstances': {kind: 'read', bucket: 'ecs cluster resource read'},
	'ecs:DescribeContainerInstances': {kind: 'read', bucket: 'ecs cluster resource read'},
	'ecs:DescribeTaskDefinition': {kind: 'read', bucket: 'ecs task definition read'},
	'ecs:ListServiceDeployments': {kind: 'read', bucket: 'ecs service deployment'},
	'ecs:ListAccountSettings': {kind: 'read', bucket: 'ecs setting read'},
	'ecs:TagResource': {kind: 'write', bucket: 'ecs tag modify'},
	'ecs:UntagResource': {kind: 'write', bucket: 'ecs tag modify'},
	'ecs:UpdateClusterSettings': {kind: 'write', bucket: 'ecs cluster modify'},
	'ecs:UpdateService': {kind: 'write', bucket: 'ecs service modify'},
	'ecs:StopServiceDeployment': {kind: 'write', bucket: 'ecs service deployment'},
	'ecs:StopTask': {kind: 'write', bucket: 'ecs cluster resource modify'},
	'ecs:RunTask': {kind: 'write', bucket: 'ecs cluster resource modify'},
	'guardduty:ListDetectors': {kind: 'read', bucket: 'guardduty read'},
	'guardduty:GetDetector': {kind: 'read', bucket: 'guardduty read'},
	'guardduty:GetAdministratorAccount': {kind: 'read', bucket: 'guardduty read'},
	'guardduty:ListCoverage': {kind: 'read', bucket: 'guardduty coverage read'},
	'guardduty:GetCoverageStatistics': {kind: 'read', bucket: 'guardduty coverage read'},
	'ec2:DescribeNetworkInterfaces': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeSubnets': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeRouteTables': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeVpcEndpoints': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeSecurityGroups': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeVpcAttribute': {kind: 'read', bucket: 'ec2 network read'},
	'ec2:DescribeManagedPrefixLists': {kind: 'read', bucket: 'ec2 network read'},
	'iam:GetRole': {kind: 'read', bucket: 'iam read'},
	'iam:ListAttachedRolePolicies': {kind: 'read', bucket: 'iam read'},
	'iam:ListRolePolicies': {kind: 'read', bucket: 'iam read'},
	'iam:GetRolePolicy': {kind: 'read', bucket: 'iam read'},
	'iam:GetPolicy': {kind: 'read', bucket: 'iam read'},
	'iam:GetPolicyVersion': {kind: 'read', bucket: 'iam read'},
	'iam:SimulatePrincipalPolicy': {kind: 'read', bucket: 'iam read'},
	'cloudtrail:LookupEvents': {kind: 'read', bucket: 'cloudtrail lookup'},
	// A query changes nothing, and neither does its end.
	'logs:DescribeLogGroups': {kind: 'read', bucket: 'logs group read'},
	'logs:StartQuery': {kind: 'read', bucket: 'logs query start'},
	'logs:GetQueryResults': {kind: 'read', bucket: 'logs query read'},
	'logs:StopQuery': {kind: 'read', bucket: 'logs query stop'},
	'logs:FilterLogEvents': {kind: 'read', bucket: 'logs filter'},
	'logs:GetLogEvents': {kind: 'read', bucket: 'logs event read'},
	'guardduty:ListFindings': {kind: 'read', bucket: 'guardduty finding read'},
	'guardduty:GetFindings': {kind: 'read', bucket: 'guardduty finding read'},
	'guardduty:GetFindingsStatistics': {kind: 'read', bucket: 'guardduty finding read'},
	'guardduty:ArchiveFindings': {kind: 'write', bucket: 'guardduty finding modify'},
	'guardduty:UnarchiveFindings': {kind: 'write', bucket: 'guardduty finding modify'},
	'guardduty:UpdateFindingsFeedback': {kind: 'write', bucket: 'guardduty finding modify'},
	'guardduty:CreateSampleFindings': {kind: 'write', bucket: 'guardduty finding modify'},
	'guardduty:ListPublishingDestinations': {kind: 'read', bucket: 'guardduty read'},
	'guardduty:DescribePublishingDestination': {kind: 'read', bucket: 'guardduty read'},
	'ec2:ModifyNetworkInterfaceAttribute': {kind: 'write', bucket: 'ec2 network modify'},
	'ec2:CreateSecurityGroup': {kind: 'write', bucket: 'ec2 network modify'},
	'ec2:RevokeSecurityGroupEgress': {kind: 'write', bucket: 'ec2 network modify'},
	'events:ListRules': {kind: 'read', bucket: 'events read'},
	'events:ListTargetsByRule': {kind: 'read', bucket: 'events read'},
	'securityhub:DescribeHub': {kind: 'read', bucket: 'securityhub read'},
	'securityhub:ListEnabledProductsForImport': {kind: 'read', bucket: 'securityhub read'},
	'detective:ListGraphs': {kind: 'read', bucket: 'detective read'},
};
