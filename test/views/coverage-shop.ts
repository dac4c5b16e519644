import {type ClusterArn} from '../../source/domain/arn.js';
import {type CoverageResource} from '../../source/domain/coverage/coverage.js';
import {type Collection} from '../../source/domain/fetched.js';
import {
	clustersCoverage,
	coverageKey,
	coverageRead,
	coverageStatisticsRead,
} from '../../source/store/reads/coverage.js';
import {instancesEverywhere} from '../../source/views/coverage/coverage-facts.js';
import {fresh, type Holding, holding, hourMs, now, readAt} from './build.js';

/** Returns what GuardDuty says of a cluster. */
export function aCoverage(
	clusterName: string,
	{issues = [], details, ...facts}: Partial<CoverageResource> & {readonly issues?: readonly string[]} = {},
): CoverageResource {
	return {
		id: `arn:aws:ecs:eu-west-1:111122223333:cluster/${clusterName}`,
		accountId: '111122223333',
		status: issues.length > 0 ? 'UNHEALTHY' : 'HEALTHY',
		updatedAt: now - 3 * hourMs,
		details: details ?? {type: 'ECS', clusterName, fargate: {issues, management: 'AUTO_MANAGED'}},
		...facts,
	};
}

/** Returns what GuardDuty says of a container instance. */
export function anInstanceCoverage(instanceId: string, cluster: ClusterArn, issue: string): CoverageResource {
	return aCoverage('', {
		id: instanceId,
		status: 'UNHEALTHY',
		issue,
		details: {type: 'EC2', instanceId, clusterArn: cluster},
	});
}

export function coverageList(
	resources: readonly CoverageResource[],
	facts: Partial<Collection<CoverageResource>> = {},
): Collection<CoverageResource> {
	return {
		rows: resources.map(value => ({key: coverageKey(value), value, at: readAt})),
		isComplete: true,
		listedAt: readAt,
		...facts,
	};
}

/** Returns GuardDuty's lists of clusters and of instances, and its sums. */
export function covered(
	clusters: readonly CoverageResource[],
	instances: readonly CoverageResource[] = [],
): readonly Holding[] {
	const byStatus: Record<string, number> = {};
	for (const {status} of clusters) {
		byStatus[status] = (byStatus[status] ?? 0) + 1;
	}

	return [
		holding(coverageRead, clustersCoverage, coverageList(clusters)),
		holding(coverageRead, instancesEverywhere, coverageList(instances)),
		holding(coverageStatisticsRead, clustersCoverage, fresh({byStatus})),
	];
}
