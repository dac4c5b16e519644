import {agentOf} from '../../domain/agent/agent.js';
import {agentSupport} from '../../domain/agent/agent-support.js';
import {type ReportVerdict} from '../../domain/doctor/doctor.js';
import {type Collection} from '../../domain/fetched.js';
import {type ClusterState} from '../../domain/fixes/fix.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {type Cluster, type Service, type Task} from '../../domain/resources.js';
import {isLive} from '../../domain/task/task-phase.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {heldValues} from '../held.js';
import {memoBy} from '../memo.js';
import {type ClusterRow} from './cluster-row.js';

/** When the tasks of a cluster came and went, as far as GuardDuty's judgement hangs on it. */
export type TaskTimes = {readonly newestTaskAt?: number; readonly finishedWithoutAgent: number};

/**
 * Returns what the fix queue works from; undefined until cluster, opt-in state, services and tasks were read.
 * The same object while what it is made of is the same.
 */
export function clusterStateIn(
	snapshot: Snapshot,
	{arn, cluster, optIn}: ClusterRow,
): ClusterState | undefined {
	if (!cluster || !optIn) {
		return undefined;
	}

	const isIdle = cluster.runningTasks + cluster.pendingTasks === 0;
	const tasks = snapshot.get(tasksRead, arn);
	const services = snapshot.get(servicesRead, arn);
	return isIdle || (tasks.listedAt !== undefined && services.listedAt !== undefined)
		? stateOf(tasks, services, cluster, optIn)
		: undefined;
}

const stateOf = memoBy(
	(tasks: Collection<Task>, services: Collection<Service>, cluster: Cluster, optIn: OptIn): ClusterState => ({
		cluster,
		optIn,
		services: heldValues(services),
		tasks: heldValues(tasks),
	}),
);

/** Returns the same with what the doctor says. */
export const withVerdicts = memoBy(
	(state: ClusterState, verdicts: readonly ReportVerdict[]): ClusterState => ({...state, verdicts}),
);

/** Returns the times of a cluster's tasks, undefined while the tasks themselves were not read. */
export function taskTimesIn(snapshot: Snapshot, {arn}: ClusterRow): TaskTimes | undefined {
	const tasks = snapshot.get(tasksRead, arn);
	return tasks.listedAt === undefined ? undefined : timesOf(tasks);
}

const timesOf = memoBy((tasks: Collection<Task>): TaskTimes => {
	let newestTaskAt: number | undefined;
	let finishedWithoutAgent = 0;
	for (const task of heldValues(tasks)) {
		const at = task.startedAt ?? task.createdAt;
		if (isLive(task) && at !== undefined) {
			newestTaskAt = Math.max(newestTaskAt ?? at, at);
		}

		finishedWithoutAgent += isLive(task) || !endedWithoutAgent(task) ? 0 : 1;
	}

	return {...(newestTaskAt !== undefined && {newestTaskAt}), finishedWithoutAgent};
});

function endedWithoutAgent(task: Task): boolean {
	const {state, container} = agentOf(task);
	return state === 'failed' || (container === undefined && agentSupport(task).isSupported === true);
}
