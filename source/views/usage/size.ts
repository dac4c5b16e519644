import {shortName} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {type Want, want} from '../../store/read.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {emptyText} from '../empty.js';
import {statusOf} from '../held.js';
import {pace} from '../pace.js';
import {type Cell, type ListStatus, type ListView, type Place} from '../view.js';
import {refusalText} from './gap-text.js';
import {windowAt, withNextWindow} from './level.js';
import {sizeColumns} from './size-columns.js';
import {type SizeHour, sizeHourIn, sizeHourWants} from './size-hour.js';
import {sizeLink} from './size-queries.js';
import {sizeMembers, sizeRecord} from './size-record.js';
import {type SizeRow, sizeRows} from './size-rows.js';
import {sizeHint, sizeVerdict} from './size-words.js';
import {usageClusters, usageSettingsIn, usageWants} from './usage-query.js';
import {costCells, usageStatusWith} from './usage-status.js';

/** Is the task size still right with the agent in it? One row for each task definition family. */
export const sizeView: ListView<SizeRow> = {
	kind: 'list',
	id: 'size',
	title: place => `size advice ${windowAt(place)}`,
	wants: (place, snapshot) => [
		clustersWant(pace.addedMs, 0),
		...usageWants(snapshot, place),
		...sizeHourWants(snapshot, place),
		...taskWants(snapshot, place),
	],
	rows: sizeRows,
	status: sizeStatus,
	key: row => row.key,
	name: row => row.name,
	columns: sizeColumns,
	sort: {column: 'free', isDescending: false},
	verdict: sizeVerdict,
	freshness: () => ({}),
	empty: emptySize,
	hint: sizeHint,
	open: (row, place) =>
		row.kind === 'gap'
			? {view: 'describe', cluster: row.cluster, subject: row.cluster}
			: {...place, view: 'size-of', item: row.key},
	describe: (row, place) => (row.kind === 'gap' ? undefined : {...place, view: 'size-of', item: row.key}),
	turn: (turn, place) => (turn === 'window' ? withNextWindow(place) : place),
	link: sizeLink,
	pivots: ({cluster}) => ({
		usage: {view: 'usage', cluster},
		tasks: {view: 'tasks', cluster},
		doctor: {view: 'doctor', cluster},
		tree: {view: 'tree', cluster},
	}),
	target: ({cluster}) => ({
		kind: 'cluster',
		arn: cluster,
		clusterArn: cluster,
		name: shortName(cluster),
	}),
	actions: ['cluster.tag', 'cluster.insights'],
	record: (row): {readonly [member: string]: Json} => sizeRecord(row),
	members: sizeMembers,
};

/** What a task may use, and which families there are where nothing is measured, ECS tells. */
function taskWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const everyMs = place.cluster ? pace.addedMs : pace.everywhereMs;
	return usageClusters(snapshot, place)
		.filter(({runningTasks, pendingTasks}) => runningTasks + pendingTasks > 0)
		.map(({arn}) => want(tasksRead, arn, {everyMs, priority: 1}));
}

function emptySize(snapshot: Snapshot, place: Place): string {
	const {isPartial} = sizeStatus(snapshot, place);
	const clusters = snapshot.get(clustersRead, undefined);
	return emptyText(
		{...clusters, isComplete: clusters.isComplete && !isPartial},
		'no tasks run, so there is no size to advise',
	);
}

function sizeStatus(snapshot: Snapshot, place: Place): ListStatus {
	const {sizeMarginPercent} = usageSettingsIn(snapshot);
	const families = sizeRows(snapshot, place).filter(({kind}) => kind === 'family').length;
	const sums = [
		{text: families === 1 ? '1 family' : `${families} families`},
		{text: `${sizeMarginPercent} % of memory and CPU shall stay free`},
	];
	const usage = usageStatusWith(snapshot, place, sums);
	const hour = sizeHourIn(snapshot, place);
	const tasks = statusOf(
		usageClusters(snapshot, place)
			.filter(({runningTasks, pendingTasks}) => runningTasks + pendingTasks > 0)
			.map(({arn, name}) => ({what: `tasks of ${name}`, collection: snapshot.get(tasksRead, arn)})),
	);
	return {
		...usage,
		isPartial: usage.isPartial || tasks.isPartial,
		// A cluster stands for its families until its tasks tell them: then it is not gone.
		...((usage.isUnfinished || tasks.at === undefined) && {isUnfinished: true}),
		...(!usage.progress && tasks.progress && {progress: tasks.progress}),
		...(hour && hourStatus(hour, usage, [...costCells(hour.usage, usageSettingsIn(snapshot)), ...sums])),
		errors: [...usage.errors, ...tasks.errors],
	};
}

/** What stands in for the window says so; it was read when the list itself could not be. */
function hourStatus(
	{failure, usage: {readAt}}: SizeHour,
	{at = readAt}: ListStatus,
	further: readonly Cell[],
): Pick<ListStatus, 'at' | 'notice' | 'further'> {
	return {
		...(at !== undefined && {at}),
		notice: {text: `${refusalText(failure)}: 1h only, confidence low`, tone: 'warning'},
		further,
	};
}
