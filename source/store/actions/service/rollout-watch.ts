import {type Service} from '../../../domain/resources.js';
import {rolloutOf} from '../../../domain/task/rollout.js';
import {type StepContext, type StepEnd} from '../action.js';
import {span} from '../plan-parts.js';
import {type Look, watch} from '../watch.js';
import {explained} from '../write-end.js';
import {explainEnd} from './rollout-end.js';
import {
	type AgentExpectation,
	agentCounts,
	completedEnd,
	type RolloutView,
	rolloutDetail,
	rolloutLines,
} from './rollout-text.js';
import {readServiceTasks} from './service-tasks.js';

const everyMs = 5000;
/** Longer than draining (300 s), a grace period and a slow start together usually take. */
const stallMs = 900_000;
/** UpdateService may have answered before DescribeServices knows the new deployment. */
const graceMs = 30_000;
/** A circuit breaker says FAILED before its rollback shows; so long it is waited for. */
const rollbackLooks = 12;

export type WatchedRollout = {
	/** As it was before. */
	readonly service: Service;
	readonly deploymentId: string;
	/** By the clock of AWS: tells a rollback from a newer deployment. */
	readonly createdAt: number;
	/** By the clock of this machine. */
	readonly startedAt: number;
	readonly expects: AgentExpectation;
};

/**
 * Watches a deployment to its end: done when it is completed and every new task has its agent (where one is
 * expected); failed when it fails, is rolled back, superseded, gone, or stops moving. Always ends.
 */
export async function watchRollout(context: StepContext, watched: WatchedRollout): Promise<StepEnd> {
	const memory: Memory = {
		wasSeen: false,
		mostNew: 0,
		leastOld: Number.POSITIVE_INFINITY,
		mostAgents: 0,
		failedLooks: 0,
	};
	const {deploymentId} = watched;
	const goesOn = `the rollout ${deploymentId} goes on in AWS`;
	return watch(context, {
		everyMs,
		stallMs,
		look: () => look(context, watched, memory),
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `stalled: nothing moved for ${span(stallMs)}; ${goesOn}; last seen: ${detail}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `UpdateService was sent; ${goesOn}`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `it can't be watched: ${explained(failure)}; ${goesOn}`,
			failure,
		}),
	});
}

/** What was reached so far: a task that starts and dies again and again is no progress. */
type Memory = {
	wasSeen: boolean;
	mostNew: number;
	leastOld: number;
	mostAgents: number;
	failedLooks: number;
};

async function look(context: StepContext, watched: WatchedRollout, memory: Memory): Promise<Look> {
	const {clusterArn: cluster, arn, name} = watched.service;
	const answer = await context.call('ecs:DescribeServices', {cluster, services: [arn]});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const service = answer.value.items.find(item => item.arn === arn);
	if (service === undefined || service.status === 'INACTIVE') {
		return ended({status: 'failed', detail: `the service ${name} was deleted during its rollout`});
	}

	const {deploymentId, createdAt, startedAt} = watched;
	const own = service.deployments.find(({id}) => id === deploymentId);
	const statuses = own && own.failedTasks > 0 ? (['RUNNING', 'STOPPED'] as const) : (['RUNNING'] as const);
	const read = await readServiceTasks(context.call, service, statuses);
	if (!read.ok) {
		return {status: 'unread', failure: read.failure};
	}

	const {tasks} = read;
	const rollout = rolloutOf(service, deploymentId, tasks, createdAt);
	const view: RolloutView = {service, deploymentId, rollout, tasks, startedAt};
	memory.wasSeen ||= own !== undefined;
	report(context, view, watched.expects);
	if (!memory.wasSeen && context.now() - startedAt < graceMs) {
		return going(view, memory, `ECS does not show the deployment ${deploymentId} yet`);
	}

	return judge(context, {...watched, view, memory});
}

async function judge(
	context: StepContext,
	{view, memory, expects}: WatchedRollout & {readonly view: RolloutView; readonly memory: Memory},
): Promise<Look> {
	const {rollout, service} = view;
	switch (rollout.state) {
		case 'in-progress':
			return going(view, memory, rolloutDetail(view));
		case 'completed': {
			const end = completedEnd(view, expects);
			return end === undefined
				? going(view, memory, `rollout completed, waiting for agents: ${agentCounts(rollout)}`)
				: ended(end);
		}

		case 'failed': {
			memory.failedLooks += 1;
			const waits = service.circuitBreaker?.rollback === true && memory.failedLooks < rollbackLooks;
			return waits
				? going(view, memory, `${rolloutDetail(view)}; waiting for the rollback`)
				: ended(await explainEnd(context, view));
		}

		case 'rolled-back':
		case 'superseded':
		case 'gone':
			return ended(await explainEnd(context, view));
		default:
			return rollout.state satisfies never;
	}
}

function ended(end: StepEnd): Look {
	return {status: 'ended', end};
}

function going(view: RolloutView, memory: Memory, detail: string): Look {
	const {rollout} = view;
	memory.mostNew = Math.max(memory.mostNew, rollout.new);
	memory.leastOld = Math.min(memory.leastOld, rollout.old);
	memory.mostAgents = Math.max(memory.mostAgents, rollout.agents.running);
	const {mostNew, leastOld, mostAgents} = memory;
	return {status: 'going', mark: [rollout.state, mostNew, leastOld, mostAgents].join(' '), detail};
}

function report(context: StepContext, view: RolloutView, expects: AgentExpectation): void {
	const {rollout} = view;
	const reached = expects === 'agent' ? rollout.agents.running : rollout.new;
	context.progress({
		phase: 'verifying',
		detail: rolloutDetail(view),
		done: Math.min(reached, rollout.desired),
		of: rollout.desired,
		lines: rolloutLines(view),
	});
}
