import {type Want, want} from '../store/read.js';
import {censusRead} from '../store/reads/census.js';
import {clustersRead} from '../store/reads/clusters.js';
import {type Snapshot} from '../store/snapshot.js';
import {clusterColumns} from './cluster-columns.js';
import {clustersWant, gateErrors, gateWants} from './cluster-facts.js';
import {clusterHint} from './cluster-hint.js';
import {clusterMembers, clusterRecord} from './cluster-record.js';
import {type ClusterRow, clusterRow} from './cluster-row.js';
import {clusterVerdict} from './cluster-verdict.js';
import {emptyText} from './empty.js';
import {freshnessOf, statusOf} from './held.js';
import {keepSame} from './memo.js';
import {pace} from './pace.js';
import {type ListView} from './view.js';

/** Home: is every cluster watched, and why not? */
export const clustersView: ListView<ClusterRow> = {
	kind: 'list',
	id: 'clusters',
	title: () => 'clusters',
	wants: (_place, snapshot, visible) => [
		clustersWant(pace.focusedMs, 0),
		...gateWants(),
		...censusWants(snapshot, visible),
	],
	rows: clusterRows,
	status: snapshot =>
		statusOf([{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}], gateErrors(snapshot)),
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
	}),
	target: ({arn, name}) => ({kind: 'cluster', arn, clusterArn: arn, name}),
	actions: ['cluster.tag', 'cluster.insights', 'service.redeploy'],
	record: clusterRecord,
	members: clusterMembers,
};

function clusterRows(snapshot: Snapshot): readonly ClusterRow[] {
	const {rows} = snapshot.get(clustersRead, undefined);
	return sameRows(rows.map(held => clusterRow(snapshot, held)));
}

const sameRows = keepSame<ClusterRow>();

/** The census of each cluster where something runs; the rows on screen first and more often. */
function censusWants(snapshot: Snapshot, visible: readonly string[] | undefined): readonly Want[] {
	const onScreen = new Set(visible);
	return snapshot.get(clustersRead, undefined).rows.flatMap(({key, value}) => {
		if (!value || value.runningTasks + value.pendingTasks === 0) {
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
