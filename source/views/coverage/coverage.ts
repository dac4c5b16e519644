import {type CoverageIssue} from '../../domain/coverage/coverage-issue.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Want, want} from '../../store/read.js';
import {censusRead} from '../../store/reads/census.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {clusterVerdict} from '../clusters/cluster-verdict.js';
import {emptyText} from '../empty.js';
import {freshnessOf, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Cell, type ListStatus, type ListView, type Place, type RowVerdict} from '../view.js';
import {worst} from '../watch.js';
import {coverageBlocks} from './coverage-blocks.js';
import {coverageColumns} from './coverage-columns.js';
import {clusterCoverageIn, coverageWants, statisticsErrors, statisticsSummary} from './coverage-facts.js';
import {coverageMembers, coverageRecord} from './coverage-record.js';
import {type CoverageRow, comparisonOf, coverageRows, judgementOf} from './coverage-row.js';

/** Pane 2: what GuardDuty says of each cluster, beside what its tasks show. */
export const coverageView: ListView<CoverageRow> = {
	kind: 'list',
	id: 'coverage',
	title: () => 'coverage',
	wants: (place, snapshot, visible) => [
		...coverageWants(snapshot, 0),
		clustersWant(pace.addedMs, 0),
		...gateWants(),
		...agentWants(snapshot, place, visible),
	],
	rows: coverageRows,
	status: coverageStatus,
	key: row => row.arn,
	name: row => row.name,
	columns: coverageColumns,
	sort: {column: 'guardduty', isDescending: false},
	verdict: coverageVerdict,
	freshness: ({cluster, readAt}) =>
		cluster ? freshnessOf(cluster.held) : {...(readAt !== undefined && {at: readAt})},
	empty: snapshot =>
		emptyText(snapshot.get(clustersRead, undefined), `no clusters in ${snapshot.scope.region}`),
	hint: coverageHint,
	open: ({cluster}) => cluster && {view: 'doctor', cluster: cluster.arn},
	beside: coverageBlocks,
	pivots: ({cluster}) => ({
		causes: {view: 'causes'},
		fixes: {view: 'fixes'},
		...(cluster
			? {
					doctor: {view: 'doctor', cluster: cluster.arn},
					tasks: {view: 'tasks', cluster: cluster.arn},
					tree: {view: 'tree', cluster: cluster.arn},
					usage: {view: 'usage', cluster: cluster.arn},
					size: {view: 'size', cluster: cluster.arn},
					instances: {view: 'container-instances', cluster: cluster.arn},
				}
			: {}),
	}),
	target: ({cluster, arn, name}) => cluster && {kind: 'cluster', arn, clusterArn: arn, name},
	actions: ['cluster.tag', 'service.redeploy'],
	record: coverageRecord,
	members: coverageMembers,
};

/** Returns the number of clusters that GuardDuty calls unhealthy as `3!`, or undefined when there are none. */
export function coverageBadge(snapshot: Snapshot): string | undefined {
	const unhealthy = countUnhealthy(coverageRows(snapshot, {view: coverageView.id}));
	return unhealthy === 0 ? undefined : `${unhealthy}!`;
}

const countUnhealthy = memoBy(
	(rows: readonly CoverageRow[]): number => rows.filter(row => judgementOf(row) === 'unhealthy').length,
);

/** A cluster is at fault when GuardDuty says so, or when its tasks do; neither can make good what the other says. */
function coverageVerdict(row: CoverageRow): RowVerdict {
	const own = row.cluster ? clusterVerdict(row.cluster) : 'ok';
	switch (judgementOf(row)) {
		case 'unhealthy':
			return 'fault';
		case 'healthy':
		case 'unlisted':
			return own;
		case 'unread':
		case 'other':
			return worst(own, 'unknown');
	}
}

function coverageStatus(snapshot: Snapshot): ListStatus {
	const summary = statisticsSummary(snapshot);
	return {
		...statusOf(
			[
				{what: 'clusters', collection: snapshot.get(clustersRead, undefined)},
				{what: 'coverage', collection: clusterCoverageIn(snapshot)},
			],
			[...statisticsErrors(snapshot), ...gateErrors(snapshot)],
		),
		...(summary && {summary}),
	};
}

/** Tasks and services of what is on screen, for the fixes; of the others the count of their agents is enough. */
function agentWants(
	snapshot: Snapshot,
	{cluster}: Place,
	visible: readonly string[] | undefined,
): readonly Want[] {
	const onScreen = visible && new Set(visible);
	return snapshot.get(clustersRead, undefined).rows.flatMap(({key, value}): readonly Want[] => {
		const isAsked = cluster === undefined || cluster === key;
		if (!value || !isAsked || value.runningTasks + value.pendingTasks === 0) {
			return [];
		}

		const options = {everyMs: pace.visibleCensusMs, priority: 1} as const;
		return onScreen === undefined || onScreen.has(key)
			? [want(tasksRead, value.arn, options), want(servicesRead, value.arn, options)]
			: [want(censusRead, value.arn, {everyMs: pace.hiddenCensusMs, priority: 3})];
	});
}

/** A new start brings no agent to a cluster that is not opted in, whatever GuardDuty asks for. */
function fixText({fix, remedy}: CoverageIssue, {cluster}: CoverageRow): string {
	const optIn = cluster?.optIn;
	const isRestart = remedy === 'redeploy' || remedy === 'relaunch';
	return isRestart && (optIn?.state === 'not-opted-in' || optIn?.state === 'excluded')
		? `but first opt it in (${keyNames['cluster.tag']}): the cluster is ${optIn.label}; then ${fix}`
		: fix;
}

/** What GuardDuty says first, then where the tasks say otherwise. */
function coverageHint(row: CoverageRow, now: number): Cell | undefined {
	const {cluster, issues, coverage} = row;
	if (cluster?.held.failure) {
		return {text: failureLine(cluster.held.failure), tone: 'fault'};
	}

	const [issue] = issues;
	const comparison = comparisonOf(row, now);
	const agreement = comparison.outcome === 'agree' ? '' : comparison.text;
	const cause = issue ? `${issue.cause}; ${fixText(issue, row)}` : '';
	// A likely reason for the difference tells more than the issue that it explains away.
	const texts = comparison.outcome === 'disagree' ? [agreement, cause] : [cause, agreement];
	const text = texts.filter(part => part !== '').join('; ');
	if (text === '') {
		return {text: comparison.text};
	}

	const isFault = coverage.status === 'known' && issues.length > 0;
	return {text, tone: isFault ? 'fault' : comparison.outcome === 'agree' ? 'plain' : 'warning'};
}
