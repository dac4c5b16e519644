import {stopByHand} from '../engine/scheduler.js';
import {invalidParameter, Refusal, serviceNotFound} from '../refusal.js';
import {taskJson} from '../wire/task-json.js';
import {nameIn, taskArn} from '../world/arns.js';
import {type Task} from '../world/types.js';
import {text, texts} from './inputs.js';
import {arnFor, clusterOf, clusterResource} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listTasks: Operation = {
	service: 'ecs',
	name: 'ListTasks',
	bucket: 'cluster resource read',
	input: {
		cluster: 'text',
		containerInstance: 'text',
		family: 'text',
		nextToken: 'text',
		maxResults: 'integer',
		startedBy: 'text',
		serviceName: 'text',
		desiredStatus: 'text',
		launchType: 'text',
	},
	resource: (input, world) =>
		clusterResource(input, world).replace(':cluster/', ':container-instance/').concat('/*'),
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const {services, tasks} = cluster.contents();
		const desired = text(input, 'desiredStatus') ?? 'RUNNING';
		const launchType = text(input, 'launchType');
		const family = text(input, 'family');
		const startedBy = text(input, 'startedBy');
		const instance = text(input, 'containerInstance');
		const serviceName = text(input, 'serviceName');
		if (!['RUNNING', 'PENDING', 'STOPPED'].includes(desired)) {
			return invalidParameter(`Invalid desiredStatus: ${desired}`);
		}

		const service =
			serviceName === undefined ? undefined : services.get(nameIn(world, 'service', serviceName) ?? '');
		if (serviceName !== undefined && !service) {
			return serviceNotFound();
		}

		const instanceId = instance === undefined ? undefined : nameIn(world, 'container-instance', instance);
		const isAsked = (task: Task): boolean =>
			task.desired === desired &&
			(launchType === undefined || task.launch.launchType === launchType) &&
			(family === undefined || task.definition.family === family) &&
			(startedBy === undefined || task.startedBy === startedBy) &&
			(instance === undefined || task.instance?.id === instanceId);
		const all = [...(service?.tasks ?? tasks.values())].filter(isAsked);
		const scope = [
			'ListTasks',
			cluster.name,
			desired,
			launchType,
			family,
			startedBy,
			instance,
			serviceName,
		].join(' ');
		const paged = page(all, {input, rules: {maximum: 100, usual: 100, scope}, keyOf: ({id}) => id});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {taskArns: paged.items.map(task => taskArn(world, task)), nextToken: paged.nextToken};
	},
};

export const describeTasks: Operation = {
	service: 'ecs',
	name: 'DescribeTasks',
	bucket: 'cluster resource read',
	input: {cluster: 'text', tasks: 'texts', include: 'texts'},
	resource: (input, world) => clusterResource(input, world).replace(':cluster/', ':task/').concat('/*'),
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const identifiers = texts(input, 'tasks');
		if (identifiers.length === 0) {
			return invalidParameter('Tasks cannot be empty.');
		}

		if (identifiers.length > 100) {
			return invalidParameter('Tasks cannot have more than 100 elements.');
		}

		const {tasks} = cluster.contents();
		const found = identifiers.map(identifier => ({
			identifier,
			task: tasks.get(nameIn(world, 'task', identifier) ?? ''),
		}));
		const include = texts(input, 'include');
		return {
			tasks: found.flatMap(({task}) => (task ? [taskJson(world, task, include)] : [])),
			failures: found.flatMap(({task, identifier}) =>
				task ? [] : [{arn: arnFor(world, {kind: 'task', cluster, identifier}), reason: 'MISSING'}],
			),
		};
	},
};

export const stopTask: Operation = {
	service: 'ecs',
	name: 'StopTask',
	bucket: 'cluster resource modify',
	input: {cluster: 'text', task: 'text', reason: 'text'},
	resource(input, world) {
		const id = nameIn(world, 'task', text(input, 'task') ?? '') ?? '';
		return `${clusterResource(input, world).replace(':cluster/', ':task/')}/${id}`;
	},
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const id = nameIn(world, 'task', text(input, 'task') ?? '');
		const task = id === undefined ? undefined : cluster.contents().tasks.get(id);
		if (!task) {
			return invalidParameter('The referenced task was not found.');
		}

		stopByHand(world, task, {code: 'UserInitiated', reason: text(input, 'reason') ?? 'Task stopped by user'});
		return {task: taskJson(world, task)};
	},
};
