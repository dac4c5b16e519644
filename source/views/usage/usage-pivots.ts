import {shortName} from '../../domain/arn.js';
import {serviceArnIn, servicePlace} from '../places.js';
import {type ListView, type Pivot, type Place} from '../view.js';
import {taskArnOf, type UsageRow} from './usage-row.js';

/** Returns where the pivot keys lead from a row of usage. */
export function usagePivots(row: UsageRow, place: Place): {readonly [pivot in Pivot]?: Place} {
	const {cluster} = row;
	const window = place.window && {window: place.window};
	const inCluster = {
		tree: {view: 'tree', cluster},
		fixes: {view: 'fixes', cluster},
		size: {view: 'size', cluster},
	};
	if (row.kind === 'gap') {
		return {...inCluster, tasks: {view: 'tasks', cluster}, doctor: {view: 'doctor', cluster}};
	}

	const {entity} = row;
	const task = entity.taskId === undefined ? undefined : taskArnOf(cluster, entity.taskId);
	const service = entity.service === undefined ? undefined : serviceArnIn(cluster, entity.service);
	return {
		...inCluster,
		tasks: task ? {view: 'task', cluster, task} : {view: 'tasks', cluster, ...(service && {service})},
		doctor: {view: 'doctor', cluster, ...(task ? {task} : service && {service})},
		...(service && {
			service: servicePlace(cluster, service),
			events: {view: 'service-events', cluster, service},
		}),
		// From a row into what it is made of.
		...(task
			? place.task
				? {}
				: {usage: {view: 'usage', cluster, task, ...window}}
			: {usage: {view: 'usage', cluster, ...(service && {service}), level: 'tasks' as const, ...window}}),
	};
}

/** Returns what an action is for: the task of a container, the service of a sum, the cluster of a gap. */
export function usageTarget(row: UsageRow): ReturnType<ListView<UsageRow>['target']> {
	const {cluster: clusterArn} = row;
	const ofCluster = {kind: 'cluster' as const, arn: clusterArn, clusterArn, name: shortName(clusterArn)};
	if (row.kind === 'gap') {
		return ofCluster;
	}

	const {entity} = row;
	if (entity.kind === 'cluster') {
		return ofCluster;
	}

	if (entity.taskId !== undefined) {
		const arn = taskArnOf(clusterArn, entity.taskId);
		return arn && {kind: 'task', arn, clusterArn, name: entity.taskId};
	}

	const arn = entity.service === undefined ? undefined : serviceArnIn(clusterArn, entity.service);
	return arn && {kind: 'service', arn, clusterArn, name: entity.service ?? ''};
}
