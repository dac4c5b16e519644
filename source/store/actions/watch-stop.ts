import {failureLine} from '../../domain/failure-text.js';
import {type Task} from '../../domain/resources.js';
import {taskPhase} from '../../domain/task-phase.js';
import {type StepContext, type StepEnd} from './action.js';
import {span} from './plan-parts.js';
import {type Look, watch} from './watch.js';
import {explained, type Sent} from './write-end.js';

const everyMs = 3000;
/** Longer than the longest stopTimeout on Fargate (120 s) and the draining of a load balancer (300 s). */
const stallMs = 600_000;
/** When no answer came, AWS may never have been asked: a task that does not begin to stop by then won't. */
const unsureStallMs = 60_000;

/** Ends a step that stopped a task: done once ECS says STOPPED, or no longer knows the task. */
export async function watchStop(
	context: StepContext,
	task: Pick<Task, 'arn' | 'id' | 'clusterArn'>,
	sent: Exclude<Sent<unknown>, {readonly status: 'ended'}>,
): Promise<StepEnd> {
	const wrote =
		sent.status === 'sent' ? 'StopTask was accepted' : `no answer to StopTask (${failureLine(sent.failure)})`;
	const patienceMs = sent.status === 'sent' ? stallMs : unsureStallMs;
	context.progress({phase: 'verifying', detail: wrote});
	return watch(context, {
		everyMs,
		stallMs: patienceMs,
		look: () => look(context, task),
		stalled: (detail, failure) => ({
			status: 'failed',
			detail: `${wrote}, but after ${span(patienceMs)}: ${detail}`,
			...(failure && {failure}),
		}),
		aborted: () => ({status: 'aborted', detail: `${wrote}; the task was not seen stopped yet`}),
		unreadable: failure => ({
			status: 'failed',
			detail: `${wrote}, but it can't be read back: ${explained(failure)}`,
			failure,
		}),
	});
}

async function look(
	context: StepContext,
	{arn, id, clusterArn}: Pick<Task, 'arn' | 'id' | 'clusterArn'>,
): Promise<Look> {
	const answer = await context.call('ecs:DescribeTasks', {cluster: clusterArn, tasks: [arn]});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const task = answer.value.items.find(item => item.arn === arn);
	if (task === undefined) {
		const [missing] = answer.value.missing;
		const detail = `ECS no longer knows ${id}${missing ? ` (${missing.reason})` : ''}`;
		return {status: 'ended', end: {status: 'done', detail}};
	}

	if (taskPhase(task) === 'ended') {
		const why = task.stoppedReason === undefined ? '' : `: ${task.stoppedReason}`;
		return {status: 'ended', end: {status: 'done', detail: `${id} is ${task.lastStatus}${why}`}};
	}

	const detail = `${id} is ${task.lastStatus}`;
	context.progress({phase: 'verifying', detail});
	return {status: 'going', mark: task.lastStatus, detail};
}
