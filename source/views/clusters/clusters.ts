import {type Want, want} from '../../store/read.js';
import {censusRead} from '../../store/reads/census.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type Snapshot} from '../../store/snapshot.js';
import {emptyText} from '../empty.js';
import {freshnessOf, groupFailures, statusOf} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {counted} from '../plural.js';
import {type ListStatus, type ListView, type Place} from '../view.js';
import {clusterColumns} from './cluster-columns.js';
import {clustersWant, gateErrors, gateWants} from './cluster-facts.js';
import {clusterHint} from './cluster-hint.js';
import {clusterMembers, clusterRecord} from './cluster-record.js';
import {type ClusterRow, clusterRow} from './cluster-row.js';
import {clusterVerdict} from './cluster-verdict.js';

/** Home: is every cluster watched, and why not? */
export const clustersView: ListView<ClusterRow> = {
	kind: 'list',
	id: 'clusters',
	title: () => 'clusters',
	wants: (place, snapshot, visible) => [
		clustersWant(pace.focusedMs, 0),
		...gateWants(),
		...censusWants(snapshot, place, visible),
	],
	rows: clusterRows,
	status: (snapshot, place) =>
		statusOf(
			[{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}],
			[...gateErrors(snapshot), ...censusErrors(clusterRows(snapshot, place))],
		),
	key: row => row.arn,
	name: row => row.name,
	columns: clusterColumns,
	sort: {column: 'opt-in', isDescending: false},
	verdict: clusterVerdict,
	freshness: ({held}) => freshnessOf(held),
	empty: snapshot =>
		emptyText(snapshot.get(clustersRead, undefined), `no clusters in ${snapshot.scope.region}`),
	hint: clusterHint,
	open: row => ({view: 'services', cluster: row.arn}),
	pivots: ({arn}) => ({
		tasks: {view: 'tasks', cluster: arn},
		tree: {view: 'tree', cluster: arn},
		instances: {view: 'container-instances', cluster: arn},
		doctor: {view: 'doctor', cluster: arn},
		fixes: {view: 'fixes', cluster: arn},
		usage: {view: 'usage', cluster: arn},
		size: {view: 'size', cluster: arn},
	}),
	target: ({arn, name}) => ({kind: 'cluster', arn, clusterArn: arn, name}),
	actions: ['cluster.tag', 'cluster.insights', 'service.redeploy'],
	record: clusterRecord,
	members: clusterMembers,
};

/** All clusters, or the place's own where a script asks for one. */
function clusterRows(snapshot: Snapshot, {cluster}: Place): readonly ClusterRow[] {
	const listed = snapshot.get(clustersRead, undefined).rows;
	const rows = cluster ? listed.filter(({key}) => key === cluster) : listed;
	return sameRows(rows.map(held => clusterRow(snapshot, held)));
}

const sameRows = keepSame<ClusterRow>();

/** The census of each cluster where something runs; the rows on screen first and more often. */
function censusWants(
	snapshot: Snapshot,
	{cluster}: Place,
	visible: readonly string[] | undefined,
): readonly Want[] {
	const onScreen = new Set(cluster ? [cluster] : visible);
	return snapshot.get(clustersRead, undefined).rows.flatMap(({key, value}) => {
		const isAsked = cluster === undefined || cluster === key;
		if (!value || !isAsked || value.runningTasks + value.pendingTasks === 0) {
			return [];
		}

		const isVisible = onScreen.has(key);
		return [
			want(censusRead, value.arn, {
				everyMs: isVisible ? pace.visibleCensusMs : pace.hiddenCensusMs,
				priority: isVisible ? 1 : 3,
			}),
		];
	});
}

/** One line for each kind of failure: 200 clusters whose tasks are denied are one fact. */
const censusErrors = memoBy((rows: readonly ClusterRow[]): ListStatus['errors'] =>
	groupFailures(
		rows.flatMap(({census}) =>
			census.status === 'failed' || census.status === 'stale' ? [census.failure] : [],
		),
	).map(({failure, count}) => ({what: `agents of ${counted(count, 'cluster')}`, failure})),
);
