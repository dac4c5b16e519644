import {agentOf} from '../../../domain/agent/agent.js';
import {failureLine} from '../../../domain/failure-text.js';
import {type Described, type RunTaskRequest} from '../../../domain/operations.js';
import {type Task} from '../../../domain/resources.js';
import {taskPhase} from '../../../domain/task/task-phase.js';
import {type PlannedCall, type Step, type StepContext, type StepEnd} from '../action.js';
import {span} from '../plan-parts.js';
import {type Look, watch} from '../watch.js';
import {explained, send} from '../write-end.js';
import {watchStop} from './watch-stop.js';

const everyMs = 3000;
/** A start with a slow pull; each change of status begins it anew. */
const stallMs = 600_000;
/** RunTask carries a client token: sent again after a lost answer, it starts no second task. */
const runTries = 3;
const retryAfterMs = 3000;

export type Replacement = {
	readonly task: Task;
	readonly request: RunTaskRequest;
	readonly isOldStopped: boolean;
	readonly expectsAgent: boolean;
};

/** Returns the step that starts the copy, sees it run, tells its agent, and only then stops the old task. */
export function replaceStep(replacement: Replacement): Step {
	const {task, request, isOldStopped} = replacement;
	const run = {name: 'ecs:RunTask', input: {request}} as const;
	const stop = {
		name: 'ecs:StopTask',
		input: {cluster: task.clusterArn, task: task.arn, reason: 'replaced by a copy with onduty'},
	} as const;
	const calls: readonly PlannedCall[] = isOldStopped ? [run] : [run, stop];
	return {
		id: task.arn,
		label: task.id,
		target: task.arn,
		calls,
		async run(context) {
			const started = await startCopy(context, run);
			if ('status' in started) {
				return started;
			}

			const ran = await watchStart(context, started.copy);
			if (ran.end.status !== 'done' || isOldStopped) {
				return ran.end.status === 'done' ? judged(ran, replacement, '') : ran.end;
			}

			const told = ran.end.detail;
			const sent = await send(context, stop, `${told}; `);
			const stopped = await watchStop(context, task, sent);
			return stopped.status === 'done'
				? judged(ran, replacement, `; ${stopped.detail}`)
				: {...stopped, detail: `${told}; the old task: ${stopped.detail}`};
		},
	};
}

/** Replaced is not the same as watched: a copy whose agent failed is told as failed. */
function judged({agent, end}: Started, {expectsAgent}: Replacement, rest: string): StepEnd {
	const detail = `${end.detail}${rest}`;
	return expectsAgent && agent !== 'running' && agent !== 'unsupported'
		? {status: 'failed', detail: `replaced, but not watched: ${detail}`}
		: {status: 'done', detail};
}

async function startCopy(
	context: StepContext,
	run: {readonly name: 'ecs:RunTask'; readonly input: {readonly request: RunTaskRequest}},
): Promise<{readonly copy: Task} | StepEnd> {
	for (let tries = 1; ; tries++) {
		const sent = await send(context, run);
		switch (sent.status) {
			case 'ended':
				return sent.end;
			case 'sent':
				return copyIn(sent.value);
			case 'unsure':
				break;
			default:
				return sent satisfies never;
		}

		const {failure} = sent;
		const unanswered = `no answer to RunTask (${failureLine(failure)}): a copy may have started`;
		if (context.signal.aborted) {
			return {status: 'aborted', detail: `${unanswered}; the old task was not stopped`};
		}

		if (tries === runTries) {
			return {status: 'failed', detail: `${unanswered}; the old task was not stopped`, failure};
		}

		context.progress({phase: 'applying', detail: `${unanswered}; sent again with the same token`});
		await context.pause(retryAfterMs);
	}
}

/** RunTask answers 200 with `failures` when it could not place a task. */
function copyIn({items, missing}: Described<Task>): {readonly copy: Task} | StepEnd {
	const [copy] = items;
	if (copy !== undefined) {
		return {copy};
	}

	const reasons = missing.map(({arn, reason}) => [reason, arn].filter(part => part !== '').join(' '));
	const why = reasons.length === 0 ? 'AWS gives no reason' : reasons.join('; ');
	return {status: 'failed', detail: `no copy was started: ${why}; the old task was not stopped`};
}

type Started = {readonly end: StepEnd; readonly agent: ReturnType<typeof agentOf>['state']};

/** Watches the copy until it runs and the state of its agent can be told. */
async function watchStart(context: StepContext, copy: Task): Promise<Started> {
	let agent: Started['agent'] = 'unknown';
	const untouched = 'the old task was not stopped';
	const end = await watch(context, {
		everyMs,
		stallMs,
		async look() {
			const looked = await lookAt(context, copy);
			if (looked.agent !== undefined) {
				agent = looked.agent;
			}

			return looked.look;
		},
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `nothing moved for ${span(stallMs)}: ${detail}; ${untouched}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `RunTask started the copy ${copy.id}; ${untouched}`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `the copy ${copy.id} can't be watched: ${explained(failure)}; ${untouched}`,
			failure,
		}),
	});
	return {end, agent};
}

async function lookAt(
	context: StepContext,
	{clusterArn: cluster, arn, id}: Task,
): Promise<{readonly look: Look; readonly agent?: Started['agent']}> {
	const answer = await context.call('ecs:DescribeTasks', {cluster, tasks: [arn]});
	if (!answer.ok) {
		return {look: {status: 'unread', failure: answer.failure}};
	}

	const task = answer.value.items.find(item => item.arn === arn);
	if (task === undefined) {
		// ECS is eventually consistent: right after RunTask a task may not be known yet.
		return {look: {status: 'going', mark: 'missing', detail: `ECS does not know the copy ${id} yet`}};
	}

	const phase = taskPhase(task);
	const agent = agentOf(task);
	if (phase === 'ending' || phase === 'ended') {
		const why = task.stoppedReason ?? 'ECS gives no reason';
		const detail = `the copy ${id} stopped before it was seen running: ${why}; the old task was not stopped`;
		return {look: {status: 'ended', end: {status: 'failed', detail}}};
	}

	const said = agent.reason === '' ? agent.state : `${agent.state} (${agent.reason})`;
	const detail = `copy ${id} is ${task.lastStatus}, agent ${said}`;
	context.progress({phase: 'verifying', detail});
	return phase === 'running' && agent.state !== 'starting'
		? {look: {status: 'ended', end: {status: 'done', detail}}, agent: agent.state}
		: {look: {status: 'going', mark: detail, detail}};
}
