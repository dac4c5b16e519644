import {failureLine} from '../../../domain/failure-text.js';
import {type Fetched} from '../../../domain/fetched.js';
import {isolationGroupName} from '../../../domain/findings/isolation.js';
import {type NetworkInterface, type SecurityGroup} from '../../../domain/network/network.js';
import {type Task} from '../../../domain/resources.js';
import {type Want, want} from '../../read.js';
import {isolationGroupRead} from '../../reads/isolation-group.js';
import {networkInterfaceRead} from '../../reads/network-interface.js';
import {taskDefinitionRead} from '../../reads/task-definition.js';
import {tasksRead} from '../../reads/tasks.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget} from '../action.js';
import {type Found, heldTask} from '../held.js';
import {lastEndOf} from '../last-run.js';

/** What changes the groups of an interface. */
const groupActions: ReadonlySet<string> = new Set(['task.isolate', 'task.release']);

/** A plan on a task's network is made from what was read just now. */
const now = {everyMs: 15_000, priority: 0} as const;

/** Returns what must be read to isolate a task or to undo it. */
export function isolationWants(targets: readonly EcsTarget[], snapshot: Snapshot): readonly Want[] {
	return targets.flatMap(target => {
		const found = heldTask(snapshot, target);
		return [
			want(tasksRead, target.clusterArn, now),
			...(found.status === 'held' ? wantsOf(found.value, snapshot) : []),
		];
	});
}

function wantsOf({taskDefinition, network}: Task, snapshot: Snapshot): readonly Want[] {
	const eniId = network?.eniId;
	const fetched = eniId === undefined ? undefined : snapshot.get(networkInterfaceRead, eniId);
	const vpcId = fetched && 'value' in fetched ? fetched.value?.vpcId : undefined;
	return [
		want(taskDefinitionRead, taskDefinition, {everyMs: 3_600_000, priority: 0}),
		...(eniId === undefined ? [] : [want(networkInterfaceRead, eniId, now)]),
		...(vpcId === undefined ? [] : [want(isolationGroupRead, vpcId, now)]),
	];
}

/** What is known of a task's network; `group` of its VPC. */
export type NetworkOfTask = {
	readonly task: Task;
	readonly networkMode?: string;
	readonly networkInterface?: NetworkInterface;
	readonly group?: SecurityGroup;
};

/** Returns the network of a task as it was read; what can't be read is no ground to act on. */
export function networkOf(target: EcsTarget, snapshot: Snapshot): Found<NetworkOfTask> {
	const found = heldTask(snapshot, target);
	if (found.status !== 'held') {
		return found;
	}

	const task = found.value;
	const definition = snapshot.get(taskDefinitionRead, task.taskDefinition);
	const networkMode =
		definition.status === 'fresh' || definition.status === 'stale' ? definition.value.networkMode : undefined;
	const since = lastEndOf(snapshot.runs, id => groupActions.has(id)) ?? 0;
	const eniId = task.network?.eniId;
	if (eniId === undefined) {
		return definition.status === 'waiting'
			? {status: 'waiting'}
			: {status: 'held', value: {task, ...(networkMode !== undefined && {networkMode})}};
	}

	const networkInterface = freshly(snapshot.get(networkInterfaceRead, eniId), {
		what: 'the network interface',
		since,
	});
	if (networkInterface.status !== 'held') {
		return networkInterface;
	}

	const vpcId = networkInterface.value?.vpcId;
	const group: Found<SecurityGroup | undefined> =
		vpcId === undefined
			? {status: 'held', value: undefined}
			: freshly(snapshot.get(isolationGroupRead, vpcId), {
					what: `the security group ${isolationGroupName}`,
					since,
				});
	if (group.status !== 'held') {
		return group;
	}

	return {
		status: 'held',
		value: {
			task,
			...(networkMode !== undefined && {networkMode}),
			...(networkInterface.value && {networkInterface: networkInterface.value}),
			...(group.value && {group: group.value}),
		},
	};
}

/** The groups of an interface are put in the journal to be put back: old ones would be wrong ones. */
function freshly<T>(
	fetched: Fetched<T>,
	{what, since}: {readonly what: string; readonly since: number},
): Found<T> {
	switch (fetched.status) {
		case 'waiting':
			return {status: 'waiting'};
		case 'fresh':
			return fetched.at < since ? {status: 'waiting'} : {status: 'held', value: fetched.value};
		case 'stale':
		case 'failed':
			return {status: 'missing', why: `${what} can't be read: ${failureLine(fetched.failure)}`};
		default:
			return fetched satisfies never;
	}
}
