import {type Task} from '../resources.js';

/** Where a task is in its life; `unknown` for a status that ECS has not documented. */
export type TaskPhase = 'starting' | 'running' | 'ending' | 'ended' | 'unknown';

// docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
const phases: ReadonlyMap<string, TaskPhase> = new Map([
	['PROVISIONING', 'starting'],
	['PENDING', 'starting'],
	['ACTIVATING', 'starting'],
	['RUNNING', 'running'],
	['DEACTIVATING', 'ending'],
	['STOPPING', 'ending'],
	['DEPROVISIONING', 'ending'],
	['STOPPED', 'ended'],
	['DELETED', 'ended'],
]);

/** Returns the phase of a task by its last known status. */
export function taskPhase(task: Pick<Task, 'lastStatus'>): TaskPhase {
	return phases.get(task.lastStatus) ?? 'unknown';
}

/** True for a task that starts, runs, or has a status nobody knows: it may be doing work. */
export function isLive(task: Pick<Task, 'lastStatus'>): boolean {
	const phase = taskPhase(task);
	return phase !== 'ending' && phase !== 'ended';
}
