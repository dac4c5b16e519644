import {isFargateTask} from '../agent/agent-support.js';
import {shortName} from '../arn.js';
import {type RunTaskRequest} from '../operations.js';
import {type Tag, type Task, type TaskDefinition} from '../resources.js';
import {isAgentOverride, ownOverrides} from './replace-overrides.js';
import {
	isAnswer,
	networkConfiguration,
	questionsAbout,
	type ReplaceInput,
	type ReplaceQuestion,
} from './replace-questions.js';
import {containerOverrides, type JsonObject} from './task-overrides.js';

export type ReplaceTask = {
	readonly request: RunTaskRequest;
	readonly questions: readonly ReplaceQuestion[];
	/** What the new task will not have, one sentence each. */
	readonly dropped: readonly string[];
	/** Ids of the questions that have neither an answer nor an initial text, or an answer that can't be right. */
	readonly unanswered: readonly string[];
	/** Why this task can't be replaced by RunTask, or undefined. */
	readonly refusal?: string;
};

/**
 * Returns the RunTask request that starts a standalone task again. What DescribeTasks does not tell is asked for,
 * what can't be carried over is named. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export function composeRunTask(input: ReplaceInput): ReplaceTask {
	const {task, taskDefinition, clientToken} = input;
	const questions = questionsAbout(input);
	const answers = new Map(
		questions.map(({id, initial}) => [id, (input.answers[id] ?? initial).trim()] as const),
	);
	const network = networkConfiguration(input, answers);
	const overrides = ownOverrides(task, taskDefinition);
	const tags = (task.tags ?? []).filter(tag => !isReserved(tag));
	const request: RunTaskRequest = {
		cluster: task.clusterArn,
		taskDefinition: task.taskDefinition,
		count: 1,
		...placement(task),
		...(isFargateTask(task) && task.platformVersion && {platformVersion: task.platformVersion}),
		...(network && {networkConfiguration: network}),
		...(overrides && {overrides}),
		...(isCustomGroup(task) && {group: task.group}),
		...(isStarter(task.startedBy) && {startedBy: task.startedBy}),
		...(task.enableExecuteCommand && {enableExecuteCommand: true}),
		...(task.tags?.some(({key}) => key.startsWith('aws:ecs:')) && {enableECSManagedTags: true}),
		...(tags.length > 0 && {tags: tags.map(({key, value}) => ({key, value}))}),
		...(clientToken !== undefined && {clientToken}),
	};
	const refusal = refusalOf(task, taskDefinition);
	return {
		request,
		questions,
		dropped: droppedFrom(task, taskDefinition),
		unanswered: questions.filter(({id}) => !isAnswer(id, answers.get(id) ?? '')).map(({id}) => id),
		...(refusal !== undefined && {refusal}),
	};
}

function refusalOf(task: Task, taskDefinition: TaskDefinition | undefined): string | undefined {
	if (task.serviceName !== undefined || task.group?.startsWith('service:')) {
		return `service ${task.serviceName ?? task.group?.slice('service:'.length)} replaces its own tasks: redeploy it`;
	}

	if (task.startedBy?.startsWith('ecs-svc/')) {
		return 'a service started this task and replaces it by itself';
	}

	return taskDefinition?.status !== undefined && taskDefinition.status !== 'ACTIVE'
		? `task definition ${shortName(taskDefinition.arn)} is ${taskDefinition.status}: RunTask refuses it`
		: undefined;
}

/** A launch type and a capacity provider exclude each other; managed instances only come by provider. */
function placement(task: Task): JsonObject {
	if (task.capacityProvider) {
		return {capacityProviderStrategy: [{capacityProvider: task.capacityProvider, weight: 1}]};
	}

	return task.launchType === undefined || task.launchType === 'MANAGED_INSTANCES'
		? {}
		: {launchType: task.launchType};
}

/** `family:<name>` is what ECS sets by itself; `service:` belongs to services. */
function isCustomGroup({group, taskDefinition}: Task): boolean {
	return (
		group !== undefined &&
		group !== '' &&
		!group.startsWith('service:') &&
		group !== `family:${shortName(taskDefinition).replace(/:\d+$/, '')}`
	);
}

/** `ecs-svc/` is reserved for services; the rest is what the API documents. */
function isStarter(startedBy: string | undefined): boolean {
	return (
		startedBy !== undefined && /^[A-Za-z0-9_/-]{1,128}$/.test(startedBy) && !startedBy.startsWith('ecs-svc/')
	);
}

function isReserved({key}: Tag): boolean {
	return /^aws:/i.test(key);
}

function droppedFrom(task: Task, taskDefinition: TaskDefinition | undefined): readonly string[] {
	const reserved = (task.tags ?? []).filter(isReserved).map(({key}) => key);
	const agent = containerOverrides(task.overrides).find(override =>
		isAgentOverride(override, taskDefinition),
	);
	const placed = task.launchType === 'EC2' || task.launchType === 'EXTERNAL';
	return [
		...(agent ? [`the override of ${String(agent.name)}: GuardDuty injects its own`] : []),
		...(reserved.length > 0 ? [`reserved tags: ${reserved.join(', ')}`] : []),
		...(task.tags === undefined ? ['tags, if any: they were not read'] : []),
		...(task.startedBy !== undefined && !isStarter(task.startedBy)
			? [`startedBy "${task.startedBy}": RunTask does not take it, its starter will not know the new task`]
			: []),
		...(task.group?.startsWith('service:') ? [`group ${task.group}: reserved for services`] : []),
		...(placed ? ['placement constraints and strategy, if any: ECS does not tell them'] : []),
		'EBS volumes configured at launch, if any: ECS does not tell them',
	];
}
