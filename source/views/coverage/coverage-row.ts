import {type ClusterArn, parseArn} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {type CoverageComparison, compareCoverage} from '../../domain/coverage/coverage-compare.js';
import {type CoverageIssue, coverageIssuesOf} from '../../domain/coverage/coverage-issue.js';
import {type Fact, factOf, known} from '../../domain/fact.js';
import {heldValue} from '../../domain/fetched.js';
import {type ClusterState} from '../../domain/fixes/fix.js';
import {fixQueue} from '../../domain/fixes/fix-queue.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {identityRead} from '../../store/reads/identity.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type ClusterRow, clusterRow} from '../clusters/cluster-row.js';
import {clusterStateIn, type TaskTimes, taskTimesIn} from '../clusters/cluster-state.js';
import {keepSame, memoBy} from '../memo.js';
import {type Place} from '../view.js';
import {type CoverageIndex, coverageFact, coverageIndexIn} from './coverage-facts.js';

/** One cluster as GuardDuty judges it, beside what its tasks show. */
export type CoverageRow = {
	/** Of another account's cluster it is composed: GuardDuty names only account and cluster. */
	readonly arn: ClusterArn;
	readonly name: string;
	readonly account: string;
	/** Absent for a cluster that ECS does not list here: of another account, or gone. */
	readonly cluster?: ClusterRow;
	readonly isForeign: boolean;
	/** What GuardDuty lists for it; known `undefined` when it lists nothing. */
	readonly coverage: Fact<CoverageResource | undefined>;
	/** When GuardDuty's list was read. */
	readonly readAt?: number;
	readonly issues: readonly CoverageIssue[];
	readonly times?: TaskTimes;
	/** How many entries its queue has; absent until its services and tasks were read. */
	readonly fixes?: number;
};

/** `other`: a status that is not documented; `unlisted`: GuardDuty says nothing; `unread`: nobody knows yet. */
export type Judgement = 'unhealthy' | 'unread' | 'other' | 'unlisted' | 'healthy';

/** Returns what GuardDuty says of a cluster. */
export function judgementOf({coverage}: Pick<CoverageRow, 'coverage'>): Judgement {
	if (coverage.status === 'unknown') {
		return 'unread';
	}

	if (!coverage.value) {
		return 'unlisted';
	}

	const status = coverage.value.status.toUpperCase();
	return status === 'HEALTHY' ? 'healthy' : status === 'UNHEALTHY' ? 'unhealthy' : 'other';
}

/** Returns every cluster of the account, then what GuardDuty lists besides; the place's own when it names one. */
export function coverageRows(snapshot: Snapshot, {cluster}: Place): readonly CoverageRow[] {
	const index = coverageIndexIn(snapshot);
	const own = snapshot.get(clustersRead, undefined).rows.map(held => clusterRow(snapshot, held));
	const rows = own.map(row => ownRow(row, index, taskTimesIn(snapshot, row), fixesIn(snapshot, row)));
	const all = [...rows, ...othersOf(snapshot, index, own)];
	return sameRows(cluster === undefined ? all : all.filter(({arn}) => arn === cluster));
}

const sameRows = keepSame<CoverageRow>();

/** Returns whether GuardDuty and the tasks say the same of a cluster. */
export function comparisonOf(row: CoverageRow, now: number): CoverageComparison {
	const {coverage, cluster, account, isForeign, times} = row;
	if (!cluster && !isForeign) {
		return {
			outcome: 'disagree',
			reason: 'unexplained',
			text: 'ECS lists no such cluster (any more); GuardDuty may still count what ran in it',
		};
	}

	return compareCoverage({
		coverage,
		census: cluster ? factOf(cluster.census) : {status: 'unknown', why: 'of another account'},
		account: isForeign ? '' : account,
		...(times?.newestTaskAt !== undefined && {newestTaskAt: times.newestTaskAt}),
		...(times && {finishedWithoutAgent: times.finishedWithoutAgent}),
		now,
	});
}

function fixesIn(snapshot: Snapshot, row: ClusterRow): number | undefined {
	const state = clusterStateIn(snapshot, row);
	return state && countFixes(state);
}

const countFixes = memoBy((state: ClusterState): number => fixQueue([state]).length);

/** The same object until something that it is made of changes. */
const ownRow = memoBy(
	(
		cluster: ClusterRow,
		index: CoverageIndex,
		times: TaskTimes | undefined,
		fixes: number | undefined,
	): CoverageRow => {
		const account = parseArn(cluster.arn)?.account ?? '';
		const coverage = coverageFact(index, account, cluster.name);
		return {
			arn: cluster.arn,
			name: cluster.name,
			account,
			cluster,
			isForeign: false,
			coverage,
			...(index.readAt !== undefined && {readAt: index.readAt}),
			issues: issuesIn(coverage),
			...(times && {times}),
			...(fixes !== undefined && {fixes}),
		};
	},
);

function issuesIn(coverage: Fact<CoverageResource | undefined>): readonly CoverageIssue[] {
	return coverage.status === 'known' && coverage.value ? coverageIssuesOf(coverage.value) : [];
}

/** Clusters that only GuardDuty lists. */
function othersOf(
	snapshot: Snapshot,
	index: CoverageIndex,
	own: readonly ClusterRow[],
): readonly CoverageRow[] {
	const [first] = own;
	const parts = first && parseArn(first.arn);
	const account = parts?.account ?? heldValue(snapshot.get(identityRead, undefined))?.account;
	const names = new Set(own.map(({name}) => name));
	return index.clusters
		.filter(({accountId, details}) => accountId !== account || !names.has(details.clusterName))
		.map(resource => otherRow(resource, index, parts?.partition ?? 'aws', snapshot.scope.region, account));
}

const otherRow = memoBy(
	(
		resource: CoverageIndex['clusters'][number],
		{readAt}: CoverageIndex,
		partition: string,
		region: string,
		ownAccount: string | undefined,
	): CoverageRow => {
		const {accountId, details} = resource;
		return {
			// By the documented pattern of a cluster's ARN.
			arn: `arn:${partition}:ecs:${region}:${accountId}:cluster/${details.clusterName}` as ClusterArn,
			name: details.clusterName,
			account: accountId,
			isForeign: accountId !== ownAccount,
			coverage: known(resource),
			...(readAt !== undefined && {readAt}),
			issues: coverageIssuesOf(resource),
		};
	},
);
