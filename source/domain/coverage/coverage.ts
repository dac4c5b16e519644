// What GuardDuty itself reports: ListCoverage and GetCoverageStatistics. docs.aws.amazon.com/guardduty/latest/APIReference/API_ListCoverage.html

/** AUTO_MANAGED, MANUAL (never on Fargate) or DISABLED (never on EC2); an open string. */
export type ManagementType = string;

/** What GuardDuty says of the tasks on Fargate of one cluster. */
export type FargateCoverage = {readonly issues: readonly string[]; readonly management?: ManagementType};

/** Container instances of a cluster: `compatible` are all that could have the agent, `covered` those that are healthy. */
export type InstanceCoverage = {readonly covered: number; readonly compatible: number};

export type CoverageDetails =
	| {
			readonly type: 'ECS';
			readonly clusterName: string;
			readonly fargate?: FargateCoverage;
			readonly instances?: InstanceCoverage;
	  }
	| {
			readonly type: 'EC2';
			readonly instanceId: string;
			readonly instanceType?: string;
			/** The ECS cluster that the instance belongs to, when it does. */
			readonly clusterArn?: string;
			readonly agentVersion?: string;
			readonly management?: ManagementType;
	  }
	/** EKS, and what is not documented yet. */
	| {readonly type: 'other'; readonly name: string};

/**
 * One resource that GuardDuty judged. `updatedAt` (epoch ms) changes only when a task is created or the status
 * changes, so an old one is no sign of old news. docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html
 */
export type CoverageResource = {
	/** Whether this is the cluster's ARN is not documented: join by account and cluster name. */
	readonly id: string;
	readonly detectorId?: string;
	/** An administrator is told of its members' resources too. */
	readonly accountId: string;
	/** HEALTHY or UNHEALTHY; an open string. */
	readonly status: string;
	readonly issue?: string;
	readonly updatedAt?: number;
	readonly details: CoverageDetails;
};

/** Resources per type (`ECS`, `EC2`, `EKS`) and per status (`HEALTHY`, `UNHEALTHY`); absent = not asked or not told. */
export type CoverageStatistics = {
	readonly byType?: Readonly<Record<string, number>>;
	readonly byStatus?: Readonly<Record<string, number>>;
};

/** Every key that the API filters by. */
export const coverageCriterionKeys = [
	'ACCOUNT_ID',
	'RESOURCE_TYPE',
	'COVERAGE_STATUS',
	'ADDON_VERSION',
	'CLUSTER_NAME',
	'ECS_CLUSTER_NAME',
	'MANAGEMENT_TYPE',
	'EKS_CLUSTER_NAME',
	'AGENT_VERSION',
	'INSTANCE_ID',
	'CLUSTER_ARN',
] as const;

export type CoverageCriterionKey = (typeof coverageCriterionKeys)[number];

/** One condition on the listing; with several all must hold. The documentation's `EqualsValue` is not in the API. */
export type CoverageCriterion = {
	readonly key: CoverageCriterionKey;
} & ({readonly equals: readonly string[]} | {readonly notEquals: readonly string[]});

/** Every attribute that the API sorts by. */
export const coverageSortKeys = [
	'ACCOUNT_ID',
	'COVERAGE_STATUS',
	'ISSUE',
	'ADDON_VERSION',
	'UPDATED_AT',
	'CLUSTER_NAME',
	'EKS_CLUSTER_NAME',
	'ECS_CLUSTER_NAME',
	'INSTANCE_ID',
] as const;

export type CoverageSortKey = (typeof coverageSortKeys)[number];

export type CoverageSort = {readonly by: CoverageSortKey; readonly order: 'ASC' | 'DESC'};

type Usable = {
	readonly criteria: readonly CoverageCriterionKey[];
	readonly sorts: readonly CoverageSortKey[];
};

/**
 * Which of them mean something for ECS clusters and for EC2 instances.
 * docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html and gdu-assess-coverage-ec2.html
 */
export const coverageKeysOf: {readonly [type in 'ECS' | 'EC2']: Usable} = {
	ECS: {
		criteria: ['ACCOUNT_ID', 'RESOURCE_TYPE', 'ECS_CLUSTER_NAME', 'COVERAGE_STATUS', 'MANAGEMENT_TYPE'],
		sorts: ['ACCOUNT_ID', 'COVERAGE_STATUS', 'ISSUE', 'ECS_CLUSTER_NAME', 'UPDATED_AT'],
	},
	EC2: {
		criteria: [
			'ACCOUNT_ID',
			'RESOURCE_TYPE',
			'COVERAGE_STATUS',
			'AGENT_VERSION',
			'MANAGEMENT_TYPE',
			'INSTANCE_ID',
			'CLUSTER_ARN',
		],
		// Sorting EC2 by ISSUE is answered with InvalidInputException.
		sorts: ['ACCOUNT_ID', 'COVERAGE_STATUS', 'INSTANCE_ID', 'UPDATED_AT'],
	},
};

/** Returns why GuardDuty would refuse this sort for resources of that type, or undefined. */
export function coverageSortRefusal(type: 'ECS' | 'EC2', key: CoverageSortKey): string | undefined {
	return coverageKeysOf[type].sorts.includes(key) ? undefined : `GuardDuty does not sort ${type} by ${key}`;
}

/** Returns the share of healthy resources in percent, or undefined when there are none or they were not counted. */
export function coveragePercent({byStatus}: CoverageStatistics): number | undefined {
	const healthy = byStatus?.HEALTHY ?? 0;
	const all = Object.values(byStatus ?? {}).reduce((sum, count) => sum + count, 0);
	return all === 0 ? undefined : (healthy / all) * 100;
}
