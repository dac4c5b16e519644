import {type TaskArn} from '../../domain/arn.js';
import {type Fetched} from '../../domain/fetched.js';
import {isolationsWants} from '../../store/isolation.js';
import {type Want, want} from '../../store/read.js';
import {networkInterfaceRead} from '../../store/reads/network-interface.js';
import {taskDefinitionRead} from '../../store/reads/task-definition.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clusterFacts, clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {openIndex} from '../findings/finding-facts.js';
import {failureOf, heldRow, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {pace} from '../pace.js';
import {serviceArnOf, servicePlace} from '../places.js';
import {type Block, type DetailView, type Place} from '../view.js';
import {isolationCell} from './isolation.js';
import {taskBlocks} from './task-blocks.js';
import {type TaskRow, taskRow} from './task-row.js';

/** One task: what is wrong with it first, then its facts, containers, images and timeline. */
export const taskView: DetailView = {
	kind: 'detail',
	id: 'task',
	title: () => 'task',
	wants: (place, snapshot) => [
		...(place.cluster ? [want(tasksRead, place.cluster, {everyMs: pace.focusedMs, priority: 0})] : []),
		clustersWant(pace.addedMs, 1),
		...gateWants(),
		...isolationsWants(snapshot),
		...ownWants(snapshot, place),
	],
	status: taskStatus,
	blocks: (snapshot, place, now) => blocksOf(snapshot, place, now),
	pivots(place, snapshot) {
		const task = taskAt(snapshot, place)?.held.value;
		const service = task && serviceArnOf(task);
		return {
			...(service
				? {
						service: servicePlace(task.clusterArn, service),
						events: {view: 'service-events', cluster: task.clusterArn, service},
					}
				: {}),
			...(place.cluster
				? {
						tree: {view: 'tree', cluster: place.cluster},
						...findingsOf(place),
						instances: {view: 'container-instances', cluster: place.cluster},
						doctor: {...place, view: 'doctor'},
						fixes: {view: 'fixes', cluster: place.cluster},
						...(task && {usage: {view: 'usage', cluster: task.clusterArn, task: task.arn}}),
						size: {view: 'size', cluster: place.cluster},
					}
				: {}),
		};
	},
	target(place, snapshot) {
		const row = taskAt(snapshot, place);
		return row && {kind: 'task', arn: row.arn, clusterArn: row.clusterArn, name: row.id};
	},
	actions: ['task.stop', 'task.replace', 'evidence.keep', 'task.isolate', 'task.release'],
};

/** What was found in the task, and what happened to it. */
function findingsOf({cluster, ...place}: Place): ReturnType<DetailView['pivots']> {
	// A place of `describe` names its task as the subject.
	const task = place.task ?? (place.subject as TaskArn | undefined);
	return cluster && task
		? {tasks: {view: 'findings', cluster, task}, timeline: {view: 'timeline', cluster, task}}
		: {};
}

/** Returns the row of the place's task, undefined while it is not listed. */
export function taskAt(snapshot: Snapshot, {cluster, task, subject}: Place): TaskRow | undefined {
	// A place of `describe` names its task as the subject.
	const arn = task ?? (subject as TaskArn | undefined);
	const held = cluster && heldRow(snapshot.get(tasksRead, cluster), arn);
	const {byTask, others} = openIndex(snapshot);
	const findings = held && (byTask.get(held.key) ?? others);
	return held && cluster && taskRow(held, cluster, clusterFacts(snapshot, cluster).optIn, findings);
}

/** Returns the blocks of a task, or why there are none. */
export function blocksOf(snapshot: Snapshot, place: Place, now: number): readonly Block[] {
	const row = taskAt(snapshot, place);
	const definition = row?.known && snapshot.get(taskDefinitionRead, row.known.task.taskDefinition);
	const networkInterface = row?.known?.task.network?.eniId;
	if (!row?.known || !definition) {
		return [{kind: 'lines', heading: 'Task', lines: [{text: absentText(snapshot, place), tone: 'dim'}]}];
	}

	return taskBlocks({
		known: row.known,
		optIn: row.optIn,
		findings: row.findings,
		isolation: isolationCell(snapshot, {arn: row.arn, task: row.known.task}, undo),
		definition,
		networkInterface: networkInterface ? snapshot.get(networkInterfaceRead, networkInterface) : undefined,
		now,
	});
}

const undo = `${keyNames['task.release']} puts its security groups back`;

function absentText(snapshot: Snapshot, {cluster}: Place): string {
	const isListed = cluster !== undefined && snapshot.get(tasksRead, cluster).isComplete;
	return isListed ? 'ECS does not list this task any more' : 'reading …';
}

/** The task definition never changes, the network interface hardly ever. */
function ownWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const task = taskAt(snapshot, place)?.held.value;
	if (!task) {
		return [];
	}

	const options = {everyMs: pace.rarelyMs, priority: 1} as const;
	const eniId = task.network?.eniId;
	return [
		want(taskDefinitionRead, task.taskDefinition, options),
		...(eniId === undefined ? [] : [want(networkInterfaceRead, eniId, options)]),
	];
}

function taskStatus(snapshot: Snapshot, place: Place): ReturnType<DetailView['status']> {
	const task = taskAt(snapshot, place)?.held.value;
	const tasks = place.cluster ? [{what: 'tasks', collection: snapshot.get(tasksRead, place.cluster)}] : [];
	const definition: Fetched<unknown> | undefined =
		task && snapshot.get(taskDefinitionRead, task.taskDefinition);
	const eniId = task?.network?.eniId;
	return statusOf(tasks, [
		...(definition ? failureOf('task definition', definition) : []),
		...(eniId ? failureOf('network interface', snapshot.get(networkInterfaceRead, eniId)) : []),
		...gateErrors(snapshot),
	]);
}
