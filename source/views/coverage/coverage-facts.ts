import {
	type CoverageDetails,
	type CoverageResource,
	coveragePercent,
} from '../../domain/coverage/coverage.js';
import {type Fact, known, pendingFact, unknownFact} from '../../domain/fact.js';
import {type Collection, heldValue} from '../../domain/fetched.js';
import {type Want, want} from '../../store/read.js';
import {
	type CoverageQuery,
	clustersCoverage,
	coverageRead,
	coverageStatisticsRead,
} from '../../store/reads/coverage.js';
import {detectorRead} from '../../store/reads/detector.js';
import {type Snapshot} from '../../store/snapshot.js';
import {failureOf, heldValues} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {counted} from '../plural.js';
import {type Cell, type ListStatus} from '../view.js';

type ClusterCoverage = CoverageResource & {readonly details: Extract<CoverageDetails, {type: 'ECS'}>};

/** What GuardDuty lists, ready to be joined to clusters. */
export type CoverageIndex = {
	readonly resources: readonly CoverageResource[];
	readonly clusters: readonly ClusterCoverage[];
	/** Returns what is listed for a cluster of an account. */
	find(account: string, name: string): ClusterCoverage | undefined;
	/** What to say of a cluster that is not listed: nothing is known yet, it can't be read, or there is nothing. */
	readonly unlisted: Fact<undefined>;
	readonly readAt?: number;
};

/** Returns what GuardDuty lists of clusters; the same object until it changes. */
export function coverageIndexIn(snapshot: Snapshot): CoverageIndex {
	return indexOf(clusterCoverageIn(snapshot));
}

/** Returns GuardDuty's list of clusters, as it is held. */
export function clusterCoverageIn(snapshot: Snapshot): Collection<CoverageResource> {
	return snapshot.get(coverageRead, clustersCoverage);
}

/** All instances of the account: those of ECS name their cluster. */
export const instancesEverywhere: CoverageQuery = {type: 'EC2'};

/** Returns GuardDuty's record of a cluster; known `undefined` when it lists none. */
export function coverageFact(
	index: CoverageIndex,
	account: string,
	name: string,
): Fact<CoverageResource | undefined> {
	const resource = index.find(account, name);
	return resource ? known(resource) : index.unlisted;
}

// Whether the id of a resource is the cluster's ARN is not documented, so account and name are compared.
const indexOf = memoBy((coverage: Collection<CoverageResource>): CoverageIndex => {
	const resources = heldValues(coverage);
	const clusters = resources.filter(isCluster);
	const byName = new Map(clusters.map(one => [`${one.accountId} ${one.details.clusterName}`, one]));
	return {
		resources,
		clusters,
		find: (account, name) => byName.get(`${account} ${name}`),
		unlisted: unlistedFact(coverage),
		...(coverage.listedAt !== undefined && {readAt: coverage.listedAt}),
	};
});

function isCluster(resource: CoverageResource): resource is ClusterCoverage {
	return resource.details.type === 'ECS';
}

/** Returns what is known of something that GuardDuty's list does not hold: nothing yet, why not, or that it is not there. */
export function unlistedFact(coverage: Collection<CoverageResource>): Fact<undefined> {
	if (coverage.isComplete && coverage.listedAt !== undefined) {
		return known(undefined);
	}

	return coverage.failure ? unknownFact(coverage.failure) : pendingFact;
}

/** Returns what GuardDuty has to be asked for coverage. */
export function coverageWants(snapshot: Snapshot, priority: 0 | 1): readonly Want[] {
	const query = withDetector(snapshot, clustersCoverage);
	return [
		want(coverageRead, query, {everyMs: pace.coverageMs, priority}),
		want(coverageStatisticsRead, query, {everyMs: pace.coverageMs, priority: 1}),
	];
}

/** Returns what the badge of the coverage pane needs while another pane is on screen. */
export function coverageBadgeWants(): readonly Want[] {
	return [want(coverageRead, clustersCoverage, {everyMs: pace.hiddenCensusMs, priority: 3})];
}

/** The detector's id, where it is known, spares asking for it. */
export function withDetector(snapshot: Snapshot, query: CoverageQuery): CoverageQuery {
	const detectorId = heldValue(snapshot.get(detectorRead, undefined))?.id;
	return detectorId === undefined ? query : {...query, detectorId};
}

/** Returns what could not be read of GuardDuty's sums. */
export function statisticsErrors(snapshot: Snapshot): ListStatus['errors'] {
	return failureOf('coverage statistics', snapshot.get(coverageStatisticsRead, clustersCoverage));
}

/** Returns GuardDuty's own sums in a line: `GuardDuty covers 12 of 19 clusters (63%)`. */
export function statisticsSummary(snapshot: Snapshot): Cell | undefined {
	const statistics = heldValue(snapshot.get(coverageStatisticsRead, clustersCoverage));
	const percent = statistics && coveragePercent(statistics);
	if (!statistics || percent === undefined) {
		return undefined;
	}

	const {byStatus = {}} = statistics;
	const all = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
	// Rounded down: 99.9 % is not all.
	const text = `GuardDuty covers ${byStatus.HEALTHY ?? 0} of ${counted(all, 'cluster')} (${Math.floor(percent)}%)`;
	return {text, tone: percent === 100 ? 'good' : 'warning'};
}
