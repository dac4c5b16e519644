import {isoTime} from '../../../domain/age.js';
import {agentOf} from '../../../domain/agent/agent.js';
import {shortName} from '../../../domain/arn.js';
import {type Deployment, type Service, type Task} from '../../../domain/resources.js';
import {type Rollout} from '../../../domain/task/rollout.js';
import {isLive, taskPhase} from '../../../domain/task/task-phase.js';
import {type StepEnd} from '../action.js';
import {counted} from '../plan-parts.js';

/** What new tasks should have: decides whether a completed rollout is a success. */
export type AgentExpectation = 'agent' | 'none' | 'unknown' | 'on-instance';

/** What one look at a rollout showed. */
export type RolloutView = {
	readonly service: Service;
	readonly deploymentId: string;
	readonly rollout: Rollout;
	readonly tasks: readonly Task[];
	readonly startedAt: number;
};

const eventsShown = 3;
const tasksShown = 8;

/** Returns the lines of the live rollout: deployments, agents of the new tasks, faults, last events. */
export function rolloutLines(view: RolloutView): readonly string[] {
	const {service, deploymentId, rollout, tasks, startedAt} = view;
	const faults = tasks.filter(task => isNewOf(task, deploymentId)).flatMap(taskFault);
	const events = service.events
		.filter(({at}) => at !== undefined && at >= startedAt)
		.slice(0, eventsShown)
		.map(({at, message}) => `${at === undefined ? '' : `${isoTime(at).slice(11, 19)}Z `}${message}`);
	return [
		...service.deployments.map(deployment => deploymentLine(deployment, deploymentId)),
		`agents in new tasks: ${agentCounts(rollout)}`,
		...faults.slice(0, tasksShown),
		...(faults.length > tasksShown ? [`and ${faults.length - tasksShown} more tasks with faults`] : []),
		...events,
	];
}

function deploymentLine(deployment: Deployment, watchedId: string): string {
	const {id, status, rolloutState, running, desired, pending, failedTasks, rolloutStateReason} = deployment;
	const counts = [
		`${running}/${desired} running`,
		...(pending > 0 ? [`${pending} pending`] : []),
		...(failedTasks > 0 ? [`${failedTasks} failed`] : []),
	].join(', ');
	const reason = rolloutState === 'FAILED' && rolloutStateReason ? `: ${rolloutStateReason}` : '';
	const which = id === watchedId ? 'new' : 'old';
	return `${which} ${status} ${id}: ${counts}${rolloutState ? ` ${rolloutState}` : ''}${reason}`;
}

/** True for a task that the watched deployment started. */
export function isNewOf(task: Task, deploymentId: string): boolean {
	return task.startedBy === deploymentId;
}

function taskFault(task: Task): readonly string[] {
	if (taskPhase(task) === 'ended') {
		return task.stoppedReason === undefined ? [] : [`task ${task.id} stopped: ${task.stoppedReason}`];
	}

	const {state, reason} = agentOf(task);
	return state === 'failed' || state === 'absent' || state === 'unknown'
		? [`task ${task.id} ${task.lastStatus}, agent ${state}: ${reason}`]
		: [];
}

const states = ['running', 'starting', 'failed', 'absent', 'unsupported', 'unknown'] as const;

/** Returns the agents of the new tasks, e.g. `2 running, 1 starting of 3`. */
export function agentCounts({agents}: Rollout): string {
	const told = states.filter(state => agents[state] > 0).map(state => `${agents[state]} ${state}`);
	return told.length === 0 ? 'no new task yet' : `${told.join(', ')} of ${agents.tasks}`;
}

/** Returns how far a rollout is, in one line. */
export function rolloutDetail({service, rollout}: RolloutView): string {
	const {state, old, new: fresh, desired, reason} = rollout;
	const counts = `${fresh}/${desired} new, ${old} old`;
	return `${service.name}: ${state}, ${counts}${reason ? `: ${reason}` : ''}`;
}

/**
 * Returns the end of a completed rollout, or undefined while agents are still on their way.
 * A rollout that ECS calls completed says nothing of the agent: it is not essential.
 */
export function completedEnd(view: RolloutView, expects: AgentExpectation): StepEnd | undefined {
	const {rollout, tasks, deploymentId} = view;
	const {agents, desired} = rollout;
	const counts = agentCounts(rollout);
	switch (expects) {
		case 'on-instance':
			return done(`rollout completed, ${counted(rollout.new, 'new task')}; their agent is the instance's`);
		case 'none':
			return done(`rollout completed, ${counted(rollout.new, 'new task')}; no agent is expected (${counts})`);
		case 'unknown':
			return done(`rollout completed; agents: ${counts}; whether one is expected is not known`);
		case 'agent':
			break;
		default:
			return expects satisfies never;
	}

	// The listing of tasks may lag behind the service for some seconds.
	if (agents.starting > 0 || agents.isPartial) {
		return undefined;
	}

	// Tasks that can have no agent are no fault of the rollout; the plan has warned of them.
	const faults = (['failed', 'absent', 'unknown'] as const).filter(state => agents[state] > 0);
	const [worst] = faults;
	if (worst === undefined) {
		return done(
			desired === 0 ? 'rollout completed; no task is desired' : `rollout completed; agents: ${counts}`,
		);
	}

	const reason = tasks
		.filter(task => isNewOf(task, deploymentId) && isLive(task))
		.map(agentOf)
		.find(agent => agent.state === worst)?.reason;
	const said = faults.map(state => `agent ${state} in ${agents[state]}`).join(', ');
	const detail = `rollout completed, ${said} of ${counted(agents.tasks, 'task')}`;
	return {status: 'failed', detail: reason ? `${detail}: ${reason}` : detail};
}

function done(detail: string): StepEnd {
	return {status: 'done', detail};
}

/** Returns why new tasks of a failed rollout did not start, as one of them says; undefined when none does. */
export function startFailure({tasks, deploymentId}: RolloutView): string | undefined {
	const stopped = tasks.find(
		task => isNewOf(task, deploymentId) && taskPhase(task) === 'ended' && task.stoppedReason !== undefined,
	);
	return stopped && `task ${shortName(stopped.arn)}: ${stopped.stoppedReason}`;
}
