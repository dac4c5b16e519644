import {agentPullFailure} from '../world/agent-pull.js';
import {addScopedRole} from '../world/iam/create-iam.js';
import {type AgentContainer, type Task, type TaskDefinition, type World} from '../world/types.js';
import {hourMs} from './build.js';

/** What became of the agent in tasks that are there from the beginning. */
export type AgentPlan =
	| 'none'
	| 'running'
	/** Its image is refused, since the execution role is made for the team's own repositories. */
	| 'denied'
	| 'ended'
	/** As the role and the network of the task have it, without further ado. */
	| 'follows'
	| {readonly exitCode?: number; readonly reason?: string};

/** Puts the agent into a task that runs already. */
export function giveAgent(world: World, task: Task, plan: AgentPlan, version: string): void {
	const agent = agentOf(world, task, {plan, version});
	if (agent) {
		task.agent = {...agent, ...(agent.status === 'STOPPED' && {stoppedAt: endOf(world, task)})};
	}
}

// Some hours ago, or half way through the life of a younger task.
function endOf(world: World, {startedAt}: Task): number {
	const now = world.clock.now();
	return Math.max(now - 3 * hourMs, now - (now - (startedAt ?? now)) / 2);
}

function agentOf(
	world: World,
	task: Task,
	{plan, version}: {plan: AgentPlan; version: string},
): AgentContainer | undefined {
	switch (plan) {
		case 'none':
			return undefined;
		case 'running':
			return {version, status: 'RUNNING'};
		case 'ended':
			return {version, status: 'STOPPED', exitCode: 143};
		case 'denied':
		case 'follows': {
			const reason = agentPullFailure(world, task);
			return reason === undefined ? {version, status: 'RUNNING'} : {version, status: 'STOPPED', reason};
		}
		default:
			return {version, status: 'STOPPED', ...plan};
	}
}

/** The definition again, with a role that may pull nothing but the family's own images. */
export function limited(world: World, definition: TaskDefinition): TaskDefinition {
	const name = `${definition.family.slice(0, 40)}-execution`.replaceAll(/[^\w+=,.@-]/g, '-');
	addScopedRole(world, name, [definition.family]);
	const own = {...definition, executionRole: name};
	world.definitions.set(`${definition.family}:${definition.revision}`, own);
	return own;
}
