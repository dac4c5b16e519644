import {failureLine} from '../../../domain/failure-text.js';
import {heldValue} from '../../../domain/fetched.js';
import {type OptIn, optInOf} from '../../../domain/opt-in/opt-in.js';
import {type Task} from '../../../domain/resources.js';
import {isAnswer} from '../../../domain/task/replace-questions.js';
import {composeRunTask} from '../../../domain/task/replace-task.js';
import {taskPhase} from '../../../domain/task/task-phase.js';
import {type Want, want} from '../../read.js';
import {accountSettingRead} from '../../reads/account-setting.js';
import {administratorRead} from '../../reads/administrator.js';
import {clustersRead} from '../../reads/clusters.js';
import {detectorRead} from '../../reads/detector.js';
import {networkInterfaceRead} from '../../reads/network-interface.js';
import {taskDefinitionRead} from '../../reads/task-definition.js';
import {tasksRead} from '../../reads/tasks.js';
import {optInFactsIn} from '../../selectors.js';
import {type Snapshot} from '../../snapshot.js';
import {type Answers, type EcsTarget, type Plan, type Question} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {evidenceQuestions, withEvidenceFirst} from '../evidence/evidence-first.js';
import {evidenceWants} from '../evidence/evidence-subjects.js';
import {heldCluster, heldTask} from '../held.js';
import {confirmation, emptyPlan} from '../plan-parts.js';
import {replaceStep} from './replace-step.js';

/** Starts a copy of a standalone task and, once that runs, stops the old one. */
export const taskReplace = ecsAction({
	id: 'task.replace',
	label: 'replace',
	describes: 'Start a copy of a standalone task, then stop the old one',
	appliesTo: ['task'],
	disabledReason,
	wants: (targets, snapshot) =>
		targets.flatMap(target => {
			const found = heldTask(snapshot, target);
			return [
				want(tasksRead, target.clusterArn, {everyMs: 30_000, priority: 0}),
				want(clustersRead, undefined, {everyMs: 30_000, priority: 1}),
				want(detectorRead, undefined, {everyMs: 300_000, priority: 1}),
				want(administratorRead, undefined, {everyMs: 300_000, priority: 2}),
				want(accountSettingRead, undefined, {everyMs: 300_000, priority: 1}),
				...(found.status === 'held' ? wantsOf(found.value) : []),
				...evidenceWants(),
			];
		}),
	questions,
	plan,
});

function wantsOf({taskDefinition, network}: Task): readonly Want[] {
	return [
		want(taskDefinitionRead, taskDefinition, {everyMs: 3_600_000, priority: 0}),
		...(network?.eniId === undefined
			? []
			: [want(networkInterfaceRead, network.eniId, {everyMs: 3_600_000, priority: 0})]),
	];
}

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return 'one task at a time: each has a request of its own';
	}

	const found = heldTask(snapshot, target);
	return found.status === 'held' ? composed(found.value, snapshot, {}).refusal : undefined;
}

function questions(targets: readonly EcsTarget[], snapshot: Snapshot): readonly Question[] {
	const [target] = targets;
	const found = target && heldTask(snapshot, target);
	// While it is being read what could be proposed, the plan says so; the questions come after.
	if (found?.status !== 'held' || stillRead(found.value, snapshot) !== undefined) {
		return [];
	}

	return [
		...evidenceQuestions([found.value.arn], snapshot),
		...composed(found.value, snapshot, {}).questions.map(({id, label, why, initial}) => ({
			kind: 'text' as const,
			id,
			label: `${label} (${why})`,
			initial,
			check: (text: string) => (isAnswer(id, text.trim()) ? undefined : answerShapes[id]),
		})),
	];
}

const answerShapes = {
	subnets: 'one or more like subnet-0a1b2c',
	securityGroups: 'none, or some like sg-0a1b2c',
	assignPublicIp: 'ENABLED or DISABLED',
};

function stillRead({taskDefinition, network}: Task, snapshot: Snapshot): string | undefined {
	if (snapshot.get(taskDefinitionRead, taskDefinition).status === 'waiting') {
		return 'its task definition';
	}

	return network?.eniId !== undefined &&
		snapshot.get(networkInterfaceRead, network.eniId).status === 'waiting'
		? 'its network interface'
		: undefined;
}

const tokenEveryMs = 600_000;

/**
 * The same token makes a second try of this plan no second task. It stays while the plan is being read, and
 * is another one for another try in this session, or ten minutes later. At most 64 characters.
 */
function tokenOf(task: Task, snapshot: Snapshot, now: number): string {
	const earlier = snapshot.runs.filter(
		({actionId, steps}) => actionId === taskReplace.id && steps.some(({target}) => target === task.arn),
	).length;
	return `onduty-${task.id.slice(0, 40)}-${Math.floor(now / tokenEveryMs).toString(36)}-${earlier}`;
}

function composed(task: Task, snapshot: Snapshot, answers: Answers, clientToken?: string) {
	const eniId = task.network?.eniId;
	const networkInterface =
		eniId === undefined ? undefined : heldValue(snapshot.get(networkInterfaceRead, eniId));
	return composeRunTask({
		task,
		taskDefinition: heldValue(snapshot.get(taskDefinitionRead, task.taskDefinition)),
		answers,
		...(networkInterface && {networkInterface}),
		...(clientToken !== undefined && {clientToken}),
	});
}

function plan(input: PlanInputOf<EcsTarget>): Plan {
	const {targets, snapshot} = input;
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return emptyPlan('replace a task', {refusal: 'choose one task', warnings: []});
	}

	const title = `replace task ${target.name}`;
	const found = heldTask(snapshot, target);
	switch (found.status) {
		case 'waiting':
			return emptyPlan(title, {waitingFor: `task ${target.name}`, warnings: []});
		case 'missing':
			return emptyPlan(title, {refusal: found.why, warnings: []});
		case 'held':
			return planFor(found.value, title, input);
		default:
			return found satisfies never;
	}
}

function planFor(
	task: Task,
	title: string,
	{answers, snapshot, settings, now}: PlanInputOf<EcsTarget>,
): Plan {
	const clientToken = tokenOf(task, snapshot, now);
	const {request, dropped, unanswered, refusal} = composed(task, snapshot, answers, clientToken);
	if (refusal !== undefined) {
		return emptyPlan(title, {refusal, warnings: []});
	}

	const waitingFor = stillRead(task, snapshot);
	if (waitingFor !== undefined) {
		return emptyPlan(title, {waitingFor, warnings: []});
	}

	const definition = snapshot.get(taskDefinitionRead, task.taskDefinition);
	if (unanswered.length > 0) {
		return emptyPlan(title, {refusal: `still to be answered: ${unanswered.join(', ')}`, warnings: []});
	}

	const isEnded = taskPhase(task) === 'ended';
	const optIn = optInAt(task, snapshot);
	const replace: Plan = {
		title,
		changes: [
			'RunTask starts a copy by the request below; ECS does not tell all that the task was given',
			...(isEnded
				? ['the old task has stopped already']
				: ['once the copy runs, StopTask stops the old task and deletes its tags']),
		],
		keeps: isEnded
			? ['nothing else changes']
			: ['the old task runs on until the copy runs, and for good if the copy fails to start'],
		warnings: [
			...agentWarnings(optIn),
			...(isEnded ? [] : ['for a while both run: the workload must bear that']),
			...(definition.status === 'failed'
				? [`its task definition could not be read: ${failureLine(definition.failure)}`]
				: []),
			...dropped.map(part => `not carried over: ${part}`),
		],
		steps: [replaceStep({task, request, isOldStopped: isEnded, expectsAgent: optIn?.state === 'monitored'})],
		waveSize: 1,
		confirm: confirmation([task.clusterArn], settings),
	};
	return withEvidenceFirst(replace, {
		taskArns: [task.arn],
		answers,
		snapshot,
		settings: settings.evidence,
	});
}

function agentWarnings(optIn: OptIn | undefined): readonly string[] {
	if (optIn === undefined || optIn.state === 'unknown') {
		return ['whether the copy gets the agent is not known'];
	}

	return optIn.state === 'monitored' ? [] : [`the copy gets no agent: the cluster is ${optIn.label}`];
}

function optInAt(task: Task, snapshot: Snapshot): OptIn | undefined {
	const cluster = heldCluster(snapshot, task.clusterArn);
	return cluster.status === 'held' ? optInOf(cluster.value, optInFactsIn(snapshot)) : undefined;
}
