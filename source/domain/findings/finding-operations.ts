import {type Page} from '../page.js';
import {type Finding} from './finding.js';

type OfDetector = {readonly detectorId: string};
type Empty = Readonly<Record<string, never>>;

/** One condition of a criterion; AWS joins criteria by "and". docs.aws.amazon.com/guardduty/latest/APIReference/API_Condition.html */
export type FindingCondition = {
	readonly equals?: readonly string[];
	readonly notEquals?: readonly string[];
	readonly greaterThanOrEqual?: number;
	readonly lessThan?: number;
	readonly lessThanOrEqual?: number;
};

/** By the API's names of fields: `severity`, `service.archived`, `updatedAt` … */
export type FindingCriteria = {readonly [field: string]: FindingCondition};

export type FindingSort = {readonly by: string; readonly order: 'ASC' | 'DESC'};

/** Counts by what was asked for: severity (`8.0`), finding type, account, resource or date. */
export type FindingCount = {readonly key: string; readonly findings: number; readonly lastSeenAt?: number};

export type FindingGrouping = 'SEVERITY' | 'FINDING_TYPE' | 'ACCOUNT' | 'RESOURCE' | 'DATE';

export type PublishingDestination = {
	readonly id: string;
	readonly type: string;
	/** PENDING_VERIFICATION PUBLISHING UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY STOPPED; an open string. */
	readonly status: string;
	readonly failingSince?: number;
	/** Told by DescribePublishingDestination alone, as the two below. */
	readonly destinationArn?: string;
	readonly kmsKeyArn?: string;
};

export type EventRule = {
	readonly name: string;
	readonly arn?: string;
	readonly state: string;
	readonly pattern?: string;
	readonly busName?: string;
};

export type EventTarget = {readonly id: string; readonly arn: string};

/** The requests that findings, evidence and isolation make; one entry is one HTTP request, as in operations.ts. */
export type FindingOperations = {
	/** Ids only, pages of 50. */
	'guardduty:ListFindings': {
		input: OfDetector & {
			readonly criteria?: FindingCriteria;
			readonly sort?: FindingSort;
			readonly nextToken?: string;
		};
		output: Page<string>;
	};
	/** At most 50 ids. */
	'guardduty:GetFindings': {
		input: OfDetector & {readonly findingIds: readonly string[]; readonly sort?: FindingSort};
		output: readonly Finding[];
	};
	'guardduty:GetFindingsStatistics': {
		input: OfDetector & {readonly groupBy: FindingGrouping; readonly criteria?: FindingCriteria};
		output: readonly FindingCount[];
	};
	/** At most 50 ids; only the administrator account may. */
	'guardduty:ArchiveFindings': {
		input: OfDetector & {readonly findingIds: readonly string[]};
		output: Empty;
	};
	'guardduty:UnarchiveFindings': {
		input: OfDetector & {readonly findingIds: readonly string[]};
		output: Empty;
	};
	'guardduty:UpdateFindingsFeedback': {
		input: OfDetector & {
			readonly findingIds: readonly string[];
			readonly feedback: 'USEFUL' | 'NOT_USEFUL';
			readonly comments?: string;
		};
		output: Empty;
	};
	/** At most 50 types. */
	'guardduty:CreateSampleFindings': {
		input: OfDetector & {readonly findingTypes: readonly string[]};
		output: Empty;
	};
	'guardduty:ListPublishingDestinations': {
		input: OfDetector & {readonly nextToken?: string};
		output: Page<PublishingDestination>;
	};
	'guardduty:DescribePublishingDestination': {
		input: OfDetector & {readonly destinationId: string};
		output: PublishingDestination;
	};
	/** Rules of the default bus, where GuardDuty's events come. */
	'events:ListRules': {input: {readonly nextToken?: string}; output: Page<EventRule>};
	'events:ListTargetsByRule': {
		input: {readonly rule: string; readonly nextToken?: string};
		output: Page<EventTarget>;
	};
	/** Undefined when Security Hub is off here. */
	'securityhub:DescribeHub': {input: Empty; output: {readonly arn: string} | undefined};
	/** ARNs of product subscriptions; GuardDuty's contains `/guardduty`. */
	'securityhub:ListEnabledProductsForImport': {
		input: {readonly nextToken?: string};
		output: Page<string>;
	};
	/** ARNs of behaviour graphs that this account administers; a member sees none of its administrator's. */
	'detective:ListGraphs': {input: {readonly nextToken?: string}; output: Page<string>};
	/** Replaces all security groups of an interface. */
	'ec2:ModifyNetworkInterfaceAttribute': {
		input: {readonly networkInterfaceId: string; readonly groups: readonly string[]};
		output: Empty;
	};
	'ec2:CreateSecurityGroup': {
		input: {readonly vpcId: string; readonly groupName: string; readonly description: string};
		output: {readonly groupId: string};
	};
	/** Takes "all traffic" to these ranges away from a group: a new one allows all, in a VPC with IPv6 to `::/0` too. */
	'ec2:RevokeSecurityGroupEgress': {
		input: {
			readonly groupId: string;
			readonly cidrs: readonly string[];
			readonly ipv6Cidrs: readonly string[];
		};
		output: Empty;
	};
};
