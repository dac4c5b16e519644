import {isAgentContainer} from '../../../domain/agent/agent.js';
import {type Task} from '../../../domain/resources.js';
import {taskPhase} from '../../../domain/task/task-phase.js';
import {want} from '../../read.js';
import {tasksRead} from '../../reads/tasks.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan, type Step} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {evidenceQuestions, withEvidenceFirst} from '../evidence/evidence-first.js';
import {evidenceWants} from '../evidence/evidence-subjects.js';
import {heldTask} from '../held.js';
import {clustersOf, confirmation, counted, emptyPlan, listed, named} from '../plan-parts.js';
import {send} from '../write-end.js';
import {watchStop} from './watch-stop.js';

/** ECS documents no limit for the reason of StopTask; this much is shown whole by its console. */
export const longestReason = 255;

/** Returns what is wrong with a reason for StopTask, or undefined. */
export function checkReason(text: string): string | undefined {
	return text.length > longestReason ? `at most ${longestReason} characters` : undefined;
}

/** Stops tasks and sees them stopped. */
export const taskStop = ecsAction({
	id: 'task.stop',
	label: 'stop',
	describes: 'Stop a task; a service starts a replacement',
	appliesTo: ['task'],
	disabledReason,
	wants: targets => [
		...clustersOf(targets).map(cluster => want(tasksRead, cluster, {everyMs: 15_000, priority: 0})),
		...evidenceWants(),
	],
	questions: (targets, snapshot) => [
		...evidenceQuestions(
			targets.map(({arn}) => arn),
			snapshot,
		),
		{
			kind: 'text',
			id: 'reason',
			label: 'reason (kept by ECS with the task)',
			initial: 'stopped by hand with onduty',
			check: checkReason,
		},
	],
	plan,
});

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	const ended = targets.every(target => {
		const found = heldTask(snapshot, target);
		return found.status === 'held' && taskPhase(found.value) === 'ended';
	});
	return ended ? 'it has stopped already' : undefined;
}

function plan({targets, answers, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const title = `stop ${targets.length === 1 ? 'task ' : ''}${named(targets, 'tasks')}`;
	const reason = answers.reason ?? '';
	const fault = checkReason(reason);
	if (fault !== undefined) {
		return emptyPlan(title, {refusal: `the reason is too long: ${fault}`, warnings: []});
	}

	const founds = targets.map(target => ({target, found: heldTask(snapshot, target)}));
	const waitingFor = founds.filter(({found}) => found.status === 'waiting').length;
	if (waitingFor > 0) {
		return emptyPlan(title, {waitingFor: counted(waitingFor, 'task'), warnings: []});
	}

	const leftOut = founds.flatMap(({target, found}) =>
		found.status === 'missing' ? [`${target.name} is left out: ${found.why}`] : [],
	);
	const held = founds.flatMap(({found}) => (found.status === 'held' ? [found.value] : []));
	const ended = held.filter(task => taskPhase(task) === 'ended');
	const stopping = held.filter(task => taskPhase(task) !== 'ended');
	const gone = [...leftOut, ...ended.map(({id}) => `${id} is left out: it has stopped already`)];
	if (stopping.length === 0) {
		return emptyPlan(title, {refusal: gone.join('; ') || 'no task to stop', warnings: []});
	}

	const stop: Plan = {
		title,
		changes: [
			...stopping.map(changeOf),
			'its containers get SIGTERM, then SIGKILL after 30 s unless the task definition says otherwise',
			"AWS deletes the task's tags",
		],
		keeps: keepsOf(stopping),
		warnings: [...gone, ...warningsOf(stopping)],
		steps: stopping.map(task => stopStep(task, reason)),
		waveSize: settings.waveSize,
		confirm: confirmation(clustersOf(targets), settings),
	};
	const taskArns = stopping.map(({arn}) => arn);
	return withEvidenceFirst(stop, {taskArns, answers, snapshot, settings: settings.evidence});
}

function changeOf(task: Task): string {
	return task.serviceName === undefined
		? `${task.id} (standalone) stops`
		: `${task.id} stops; service ${task.serviceName} starts a replacement`;
}

function keepsOf(tasks: readonly Task[]): readonly string[] {
	const services = [...new Set(tasks.flatMap(({serviceName}) => serviceName ?? []))];
	return services.length === 0
		? ['other tasks of the cluster run on']
		: [`the desired count of ${listed(services)} and the other tasks of the cluster`];
}

function warningsOf(tasks: readonly Task[]): readonly string[] {
	const standalone = tasks.filter(task => task.serviceName === undefined);
	const unwatched = tasks.filter(
		task => task.serviceName !== undefined && !task.containers.some(isAgentContainer),
	);
	return [
		...(standalone.length > 0
			? [`nothing starts ${listed(standalone.map(({id}) => id))} again: replace starts a copy first`]
			: []),
		// Row 4 of the unconfirmed items: whether a task replaced inside an old deployment gets the agent.
		...(unwatched.length > 0
			? ['whether a replacement in an old deployment gets the agent is not documented: redeploy does']
			: []),
	];
}

function stopStep(task: Task, reason: string): Step {
	const call = {name: 'ecs:StopTask', input: {cluster: task.clusterArn, task: task.arn, reason}} as const;
	return {
		id: task.arn,
		label: task.id,
		target: task.arn,
		calls: [call],
		async run(context) {
			return watchStop(context, task, await send(context, call));
		},
	};
}
