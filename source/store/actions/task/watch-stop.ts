import {type Task} from '../../../domain/resources.js';
import {taskPhase} from '../../../domain/task/task-phase.js';
import {type StepContext, type StepEnd} from '../action.js';
import {readBack} from '../read-back.js';
import {type Look} from '../watch.js';
import {type Sent} from '../write-end.js';

const everyMs = 3000;
/** Longer than the longest stopTimeout on Fargate (120 s) and the draining of a load balancer (300 s). */
const stallMs = 600_000;
/** When no answer came, AWS may never have been asked: a task that does not begin to stop by then won't. */
const unsureStallMs = 60_000;

/** Ends a step that stopped a task: done once ECS says STOPPED, or no longer knows the task. */
export async function watchStop(
	context: StepContext,
	task: Pick<Task, 'arn' | 'id' | 'clusterArn'>,
	sent: Sent<unknown>,
): Promise<StepEnd> {
	return readBack(context, sent, {
		call: 'ecs:StopTask',
		everyMs,
		patienceMs: sent.status === 'sent' ? stallMs : unsureStallMs,
		whenLate: 'but after',
		whenAborted: 'the task was not seen stopped yet',
		look: () => look(context, task),
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
