import {type Finding, type FindingSummary} from './finding.js';

/** Returns the one copy of a text that is kept of all equal ones. */
export type TextPool = (text: string) => string;

/** More different texts than this are not pooled: ids and tasks may be as many as findings. */
const poolLimit = 20_000;

/** Returns a pool of its own. Types, titles, accounts, clusters and images repeat in thousands of findings. */
export function createTextPool(): TextPool {
	const pool = new Map<string, string>();
	return text => {
		const pooled = pool.get(text);
		if (pooled !== undefined) {
			return pooled;
		}

		if (pool.size < poolLimit) {
			pool.set(text, text);
		}

		return text;
	};
}

/** Returns what a list needs of a finding, without what hangs on it; texts that repeat are shared through the pool. */
export function summaryOf(finding: Finding, pool: TextPool): FindingSummary {
	const shared = (text: string | undefined): string | undefined => text && pool(text);
	return {
		id: finding.id,
		arn: finding.arn,
		accountId: pool(finding.accountId),
		region: pool(finding.region),
		type: pool(finding.type),
		title: pool(finding.title),
		severity: finding.severity,
		createdAt: finding.createdAt,
		updatedAt: finding.updatedAt,
		firstSeenAt: finding.firstSeenAt,
		lastSeenAt: finding.lastSeenAt,
		count: finding.count,
		isArchived: finding.isArchived,
		isSample: finding.isSample,
		detectorId: shared(finding.detectorId),
		resourceType: shared(finding.resourceType),
		clusterName: shared(finding.clusterName),
		clusterArn: shared(finding.clusterArn),
		taskArn: shared(finding.taskArn),
		taskId: shared(finding.taskId),
		serviceName: shared(finding.serviceName),
		containerName: shared(finding.containerName),
		image: shared(finding.image),
		instanceId: shared(finding.instanceId),
		sequenceArn: shared(finding.sequenceArn),
		isSequence: finding.isSequence,
	};
}
