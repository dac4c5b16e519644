import {shortName} from '../../domain/arn.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type TaskState} from '../../domain/findings/task-state.js';
import {type Target} from '../../store/actions/action.js';
import {servicePlace} from '../places.js';
import {type ListView, type Place} from '../view.js';
import {asTaskArn, clusterOf, findingArn, findingPlace, placeOfArn, serviceOf} from './finding-places.js';
import {type FindingRow} from './finding-row.js';
import {liveTaskOf} from './task-state.js';

type Pivots = ReturnType<ListView<FindingRow>['pivots']>;

/** Returns where the keys lead from a finding. */
export function findingPivots(finding: FindingSummary, state: TaskState): Pivots {
	const cluster = clusterOf(finding);
	const service = serviceOf(finding);
	const {subject} = findingPlace(finding);
	return {
		...taskPivot(finding, state),
		...(cluster && service
			? {
					service: servicePlace(cluster, service),
					events: {view: 'service-events', cluster, service},
				}
			: {}),
		...(cluster && finding.instanceId !== undefined
			? {instances: {view: 'container-instances', cluster}}
			: {}),
		tree: {view: 'blast-radius', subject},
		timeline: timelinePlace(finding),
		...sequencePivot(finding),
		archived: finding.isArchived ? {view: 'findings'} : {view: 'findings', item: 'archived'},
		flows: {view: 'flows'},
	};
}

/** The live task while ECS describes it, else the finding's own copy and what this console saw of it. */
function taskPivot(finding: FindingSummary, state: TaskState): Pivots {
	const cluster = clusterOf(finding);
	const task = asTaskArn(finding.taskArn);
	const service = serviceOf(finding);
	if (liveTaskOf(state) && cluster && task) {
		return {tasks: {view: 'task', cluster, task, ...(service ? {service} : {})}};
	}

	return finding.taskArn === undefined ? {} : {tasks: {...findingPlace(finding), view: 'finding-task'}};
}

/** The subject keeps the finding in sight when its task and its service have many more. */
function timelinePlace(finding: FindingSummary): Place {
	const cluster = clusterOf(finding);
	const service = serviceOf(finding);
	const task = asTaskArn(finding.taskArn);
	return {
		...findingPlace(finding),
		view: 'timeline',
		...(cluster && {cluster}),
		...(service && {service}),
		...(task && {task}),
	};
}

function sequencePivot(finding: FindingSummary): Pivots {
	if (finding.isSequence) {
		return {sequence: {...findingPlace(finding), view: 'findings'}};
	}

	return finding.sequenceArn === undefined ? {} : {sequence: placeOfArn(finding.sequenceArn)};
}

/** Returns the other list of the same cluster, service or task: from open findings the archived ones, and back. */
export function archivedPlace({cluster, service, task, item}: Place): Place {
	return {
		view: 'findings',
		...(cluster && {cluster}),
		...(service && {service}),
		...(task && {task}),
		...(item !== 'archived' && {item: 'archived'}),
	};
}

/** Returns a finding as what actions are applied to. */
export function findingTarget(finding: FindingSummary): Target {
	return {kind: 'finding', arn: findingArn(finding), id: finding.id, name: finding.type};
}

/** Returns the finding's task as what actions on tasks are applied to, unless it is known that there is none to act on. */
export function taskTargets(finding: FindingSummary, state: TaskState): readonly Target[] {
	const clusterArn = clusterOf(finding);
	const arn = asTaskArn(finding.taskArn);
	const isHere = state.kind !== 'gone' && state.kind !== 'elsewhere' && !finding.isSample;
	return clusterArn && arn && isHere ? [{kind: 'task', arn, clusterArn, name: shortName(arn)}] : [];
}

/** Evidence first: what is stopped or cut off tells no more. */
export const findingActions: readonly string[] = [
	'evidence.keep',
	'finding.archive',
	'task.stop',
	'task.isolate',
	'finding.unarchive',
	'task.release',
	'finding.feedback',
	'finding.samples',
];
