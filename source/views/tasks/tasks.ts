import {shortName} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Collection} from '../../domain/fetched.js';
import {type Task} from '../../domain/resources.js';
import {isolationsWants} from '../../store/isolation.js';
import {type Want, want} from '../../store/read.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {clustersAt, clustersPart} from '../clusters/clusters-at.js';
import {emptyText} from '../empty.js';
import {freshnessOf, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {keepSame} from '../memo.js';
import {pace} from '../pace.js';
import {serviceArnOf, servicePlace} from '../places.js';
import {counted} from '../plural.js';
import {type Cell, type ListView, type Place} from '../view.js';
import {isolationHint} from './isolation.js';
import {taskColumns} from './task-columns.js';
import {taskPlace} from './task-place.js';
import {taskMembers, taskRecord} from './task-record.js';
import {remedyFor} from './task-remedy.js';
import {type TaskRow, taskRows, taskVerdict} from './task-row.js';

/** Running and stopped tasks: of one service, of one cluster, or of all clusters. */
export const tasksView: ListView<TaskRow> = {
	kind: 'list',
	id: 'tasks',
	title: () => 'tasks',
	wants: (place, snapshot) => [
		...tasksWants(snapshot, place),
		clustersWant(pace.addedMs, place.cluster ? 1 : 0),
		...gateWants(),
		...isolationsWants(snapshot),
	],
	rows: (snapshot, place) =>
		place.cluster
			? taskRows(snapshot, place.cluster, place)
			: sameRows(clustersAt(snapshot, place).flatMap(cluster => taskRows(snapshot, cluster, place))),
	status: (snapshot, place) =>
		statusOf(
			[
				...clustersPart(snapshot, place),
				...clustersAt(snapshot, place).map(cluster => ({
					what: `tasks of ${shortName(cluster)}`,
					collection: snapshot.get(tasksRead, cluster),
				})),
			],
			gateErrors(snapshot),
		),
	key: row => row.arn,
	name: row => row.id,
	columns: taskColumns,
	sort: {column: 'status', isDescending: false},
	verdict: taskVerdict,
	freshness: ({held}) => freshnessOf(held),
	empty: emptyTasks,
	hint: taskHint,
	open: row => taskPlace(row),
	pivots(row) {
		const {clusterArn, known} = row;
		const service = known && serviceArnOf(known.task);
		return {
			...(service
				? {
						service: servicePlace(clusterArn, service),
						events: {view: 'service-events', cluster: clusterArn, service},
					}
				: {}),
			tree: {view: 'tree', cluster: clusterArn},
			instances: {view: 'container-instances', cluster: clusterArn},
			tasks: {view: 'findings', cluster: clusterArn, task: row.arn},
			timeline: {view: 'timeline', cluster: clusterArn, task: row.arn},
			doctor: {...taskPlace(row), view: 'doctor'},
			fixes: {view: 'fixes', cluster: clusterArn},
			usage: {...taskPlace(row), view: 'usage'},
			size: {view: 'size', cluster: clusterArn},
		};
	},
	target: ({arn, clusterArn, id}) => ({kind: 'task', arn, clusterArn, name: id}),
	actions: ['task.stop', 'task.replace', 'evidence.keep', 'task.isolate', 'task.release'],
	record: taskRecord,
	members: taskMembers,
};

const sameRows = keepSame<TaskRow>();

function tasksWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const options = place.cluster
		? ({everyMs: pace.focusedMs, priority: 0} as const)
		: ({everyMs: pace.everywhereMs, priority: 1} as const);
	return clustersAt(snapshot, place).map(cluster => want(tasksRead, cluster, options));
}

function emptyTasks(snapshot: Snapshot, place: Place): string {
	if (!place.cluster) {
		return 'no tasks in any cluster';
	}

	const where = place.service ? `service ${shortName(place.service)}` : shortName(place.cluster);
	const tasks = snapshot.get(tasksRead, place.cluster);
	return (
		undescribed(tasks, place) ??
		emptyText(
			tasks,
			`no tasks in ${where}, and none that stopped in the last hour; ${keyNames.refresh} reads again`,
		)
	);
}

/** Which service a task is of only its description tells: what was not described may be of this one. */
function undescribed({rows, failure}: Collection<Task>, {cluster, service}: Place): string | undefined {
	const unknown = rows.filter(({value}) => value === undefined);
	if (failure || !cluster || !service || unknown.length === 0) {
		return undefined;
	}

	const reason = unknown.find(row => row.failure)?.failure;
	return reason
		? `${unknown.length} of ${counted(rows.length, 'task')} of ${shortName(cluster)} could not be read, so which are of ${shortName(service)} is not known: ${failureLine(reason)}`
		: 'reading …';
}

function taskHint({known, optIn, held, isolation}: TaskRow): Cell | undefined {
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	if (!known) {
		return undefined;
	}

	const isolated = isolationHint(
		isolation,
		known.task,
		`${keyNames['task.release']} puts its security groups back`,
	);
	if (isolated !== undefined) {
		return {text: isolated, tone: 'warning'};
	}

	const remedy = remedyFor(known, optIn);
	if (remedy) {
		return {text: `${remedy.what}; ${remedy.fix}`, tone: remedy.tone};
	}

	return {text: known.health.text};
}
