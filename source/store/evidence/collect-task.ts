import {isoTime} from '../../domain/age.js';
import {type ServiceArn} from '../../domain/arn.js';
import {
	type Service,
	type ServiceDeployment,
	type Task,
	type TaskDefinition,
} from '../../domain/resources.js';
import {askWhole, type Collecting, jsonOf} from './ask.js';
import {type EvidenceSubject, type TaskPlace} from './subject.js';

export type TaskFound = {
	readonly task?: Task;
	/** What has become of it, in words. */
	readonly state: string;
};

/** Collects the task as ECS knows it; of one that it has forgotten what this console saw. */
export async function collectTask(
	collecting: Collecting,
	{cluster, arn}: TaskPlace,
	{finding, seen}: EvidenceSubject,
): Promise<TaskFound> {
	const {drawer} = collecting;
	if (finding?.isSample) {
		drawer.lacks('the task', 'the finding is a sample: its task never was');
		return {state: 'never was: the finding is a sample'};
	}

	collecting.reading('the task');
	const answer = await askWhole(collecting, 'ecs:DescribeTasks', {cluster, tasks: [arn]});
	const task = answer.ok ? answer.value.items.find(item => item.arn === arn) : undefined;
	if (answer.ok && task) {
		drawer.addJson(['task'], 'the task, as ECS describes it', answer.json);
		return {task, state: task.lastStatus};
	}

	const gone = answer.ok || answer.failure.kind === 'absent';
	if (answer.ok) {
		drawer.lacks('the task', 'ECS does not know it (any more)');
	} else {
		drawer.missed('the task', answer.failure);
	}

	const state = gone ? 'gone: ECS does not know it (any more)' : 'not known';
	if (seen === undefined) {
		return {state};
	}

	const seenAt = isoTime(seen.seenAt);
	drawer.addJson(['task-as-seen'], `the task, as this console saw it at ${seenAt}`, jsonOf(seen.task));
	return {task: seen.task, state: `${state}; what follows was seen at ${seenAt}`};
}

/** Collects the task definition, by which logs are found. */
export async function collectDefinition(
	collecting: Collecting,
	arn: Task['taskDefinition'] | undefined,
): Promise<TaskDefinition | undefined> {
	const {drawer} = collecting;
	if (arn === undefined) {
		drawer.lacks('the task definition', 'nothing tells which it is');
		return undefined;
	}

	collecting.reading('the task definition');
	const answer = await askWhole(collecting, 'ecs:DescribeTaskDefinition', {taskDefinition: arn});
	if (!answer.ok) {
		drawer.missed('the task definition', answer.failure);
		return undefined;
	}

	drawer.addJson(['task-definition'], 'the task definition', answer.json);
	return answer.value;
}

export type ServiceFound = {
	readonly service?: Service;
	readonly deployments: readonly ServiceDeployment[];
};

/** Collects the service that the task belongs to, with its events and its last deployments. */
export async function collectService(
	collecting: Collecting,
	{cluster, arn}: TaskPlace,
	serviceName: string | undefined,
): Promise<ServiceFound> {
	const {drawer} = collecting;
	if (serviceName === undefined || !/^[A-Za-z0-9_-]{1,255}$/.test(serviceName)) {
		return {deployments: []};
	}

	collecting.reading('the service');
	// docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html
	const service = arn.replace(/:task\/([^/]+)\/.*$/, `:service/$1/${serviceName}`) as ServiceArn;
	const answer = await askWhole(collecting, 'ecs:DescribeServices', {cluster, services: [service]});
	const found = answer.ok ? answer.value.items[0] : undefined;
	if (!answer.ok) {
		drawer.missed('the service', answer.failure);
	} else if (found) {
		drawer.addJson(['service'], 'the service with its events', answer.json);
	} else {
		drawer.lacks('the service', `ECS does not know ${serviceName} (any more)`);
	}

	const listed = await askWhole(collecting, 'ecs:ListServiceDeployments', {cluster, service});
	if (!listed.ok) {
		drawer.missed('the deployments of the service', listed.failure);
		return {...(found && {service: found}), deployments: []};
	}

	drawer.addJson(['service-deployments'], 'the last deployments of the service', listed.json);
	return {...(found && {service: found}), deployments: listed.value.items};
}
