import {shortName} from '../../domain/arn.js';
import {type Want, want} from '../../store/read.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {emptyText} from '../empty.js';
import {keyNames} from '../key-names.js';
import {pace} from '../pace.js';
import {counted} from '../plural.js';
import {type ListView, type Place} from '../view.js';
import {ceilingText} from './gap-text.js';
import {levelAt, windowAt, withNextLevel, withNextWindow} from './level.js';
import {queryLink, queryTexts} from './row-queries.js';
import {usageColumns} from './usage-columns.js';
import {usagePivots, usageTarget} from './usage-pivots.js';
import {usageClusters, usageIn, usageQuery, usageWants} from './usage-query.js';
import {usageMembers, usageRecord} from './usage-record.js';
import {clusterInKey, type UsageRow} from './usage-row.js';
import {usageRows} from './usage-rows.js';
import {usageStatus} from './usage-status.js';
import {usageHint, usageVerdict} from './usage-words.js';

/** Pane 3: what agents use against their limits; by another key containers, tasks, services, families, clusters. */
export const usageView: ListView<UsageRow> = {
	kind: 'list',
	id: 'usage',
	title: place => `usage ${levelAt(place)} ${windowAt(place)}`,
	wants: (place, snapshot, visible) => [
		clustersWant(pace.addedMs, 0),
		...usageWants(snapshot, place),
		...taskWants(snapshot, place, visible),
	],
	rows: usageRows,
	status: usageStatus,
	key: row => row.key,
	name: row => row.name,
	columns: usageColumns,
	sort: {column: 'limit', isDescending: true},
	// The containers of a task stay side by side.
	sortAt: place =>
		levelAt(place) === 'containers'
			? {column: 'task', isDescending: false}
			: {column: 'limit', isDescending: true},
	verdict: usageVerdict,
	freshness: () => ({}),
	empty: emptyUsage,
	hint: usageHint,
	open: (row, place) =>
		row.kind === 'gap'
			? {view: 'describe', cluster: row.cluster, subject: row.cluster}
			: {...place, view: 'usage-of', item: row.key},
	describe: (row, place) => (row.kind === 'gap' ? undefined : {...place, view: 'usage-of', item: row.key}),
	turn: (turn, place) => (turn === 'window' ? withNextWindow(place) : withNextLevel(place)),
	link(row, place, snapshot) {
		const usage = usageIn(snapshot, place);
		return row.kind === 'gap' || !usage ? undefined : queryLink(row, usage);
	},
	remedies(row, place, snapshot) {
		const usage = usageIn(snapshot, place);
		return row.kind === 'gap' || !usage ? [] : queryTexts(row, usage);
	},
	pivots: usagePivots,
	pivotsHere: ({cluster}) => ({size: {view: 'size', ...(cluster && {cluster})}}),
	target: usageTarget,
	actions: ['cluster.insights', 'service.redeploy', 'task.replace', 'task.stop'],
	record: usageRecord,
	members: usageMembers,
};

/** Clusters whose tasks are read for their overrides and sizes, when all clusters are on screen. */
const mostClusters = 12;

/** What GuardDuty set in a task only ECS tells: of the clusters on screen, for the rest its table has to do. */
function taskWants(
	snapshot: Snapshot,
	place: Place,
	visible: readonly string[] | undefined,
): readonly Want[] {
	const asked = new Set(usageQuery(snapshot, place)?.clusters);
	const names = visible && new Set(visible.map(clusterInKey));
	return usageClusters(snapshot, place)
		.filter(
			({arn, runningTasks}) =>
				asked.has(arn) && runningTasks > 0 && (names === undefined || names.has(shortName(arn))),
		)
		.slice(0, mostClusters)
		.map(({arn}) => want(tasksRead, arn, {everyMs: pace.everywhereMs, priority: 1}));
}

function emptyUsage(snapshot: Snapshot, place: Place): string {
	const clusters = snapshot.get(clustersRead, undefined);
	const query = usageQuery(snapshot, place);
	if (!query) {
		return emptyText(
			clusters,
			usageClusters(snapshot, place).length === 0
				? `no clusters in ${snapshot.scope.region}`
				: `Container Insights is off in all clusters of ${snapshot.scope.region}; ${keyNames['cluster.insights']} on a cluster turns it on`,
		);
	}

	const {window} = query;
	const usage = usageIn(snapshot, place);
	const paused = [...(usage?.gaps.values() ?? [])].find(gap => gap.kind === 'ceiling');
	if (paused) {
		return ceilingText(paused);
	}

	return usage?.isPartial === false
		? `no ${levelAt(place)} with records in the last ${window}; ${keyNames.window} looks further back`
		: `reading the last ${window} of ${counted(query.clusters.length, 'cluster')} from CloudWatch Logs …`;
}
