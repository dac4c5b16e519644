import {deploy, wake} from '../engine/scheduler.js';
import {type JsonObject} from '../json.js';
import {clientError, invalidParameter, Refusal} from '../refusal.js';
import {serviceJson} from '../wire/service-json.js';
import {nameIn, serviceArn} from '../world/arns.js';
import {type Service, type World} from '../world/types.js';
import {flag, integer, text, texts} from './inputs.js';
import {arnFor, clusterOf, clusterResource, definitionOf, serviceOf} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listServices: Operation = {
	service: 'ecs',
	name: 'ListServices',
	bucket: 'service read',
	input: {
		cluster: 'text',
		nextToken: 'text',
		maxResults: 'integer',
		launchType: 'text',
		schedulingStrategy: 'text',
	},
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const launchType = text(input, 'launchType');
		const scheduling = text(input, 'schedulingStrategy');
		const all = [...cluster.contents().services.values()].filter(
			service =>
				service.status !== 'INACTIVE' &&
				(launchType === undefined ||
					(!service.launch.strategy && service.launch.launchType === launchType)) &&
				(scheduling === undefined || service.scheduling === scheduling),
		);
		const scope = `ListServices ${cluster.name} ${launchType} ${scheduling}`;
		const paged = page(all, {input, rules: {maximum: 100, usual: 10, scope}, keyOf: ({name}) => name});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {serviceArns: paged.items.map(service => serviceArn(world, service)), nextToken: paged.nextToken};
	},
};

export const describeServices: Operation = {
	service: 'ecs',
	name: 'DescribeServices',
	bucket: 'service read',
	input: {cluster: 'text', services: 'texts', include: 'texts'},
	resource: clusterResource,
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const identifiers = texts(input, 'services');
		if (identifiers.length === 0) {
			return invalidParameter('Services cannot be empty.');
		}

		if (identifiers.length > 10) {
			return invalidParameter('Services cannot have more than 10 elements.');
		}

		const {services} = cluster.contents();
		const found = identifiers.map(identifier => ({
			identifier,
			service: services.get(nameIn(world, 'service', identifier) ?? ''),
		}));
		const include = texts(input, 'include');
		return {
			services: found.flatMap(({service}) => (service ? [serviceJson(world, service, include)] : [])),
			failures: found.flatMap(({service, identifier}) =>
				service ? [] : [{arn: arnFor(world, {kind: 'service', cluster, identifier}), reason: 'MISSING'}],
			),
		};
	},
};

export const updateService: Operation = {
	service: 'ecs',
	name: 'UpdateService',
	bucket: 'service modify',
	input: {
		cluster: 'text',
		service: 'text',
		desiredCount: 'integer',
		taskDefinition: 'text',
		forceNewDeployment: 'boolean',
	},
	resource(input, world) {
		const name = nameIn(world, 'service', text(input, 'service') ?? '') ?? '';
		const cluster = nameIn(world, 'cluster', text(input, 'cluster') ?? 'default') ?? '';
		return `arn:aws:ecs:${world.region}:${world.account}:service/${cluster}/${name}`;
	},
	serve(input, world) {
		const service = serviceOf(input, world);
		if (service instanceof Refusal) {
			return service;
		}

		if (service.status !== 'ACTIVE') {
			return new Refusal('ServiceNotActiveException', 'Service was not ACTIVE.');
		}

		const refusal = update(service, input, world);
		return refusal ?? {service: serviceJson(world, service, ['TAGS'])};
	},
};

function update(service: Service, input: JsonObject, world: World): Refusal | undefined {
	const identifier = text(input, 'taskDefinition');
	const isForced = flag(input, 'forceNewDeployment');
	const definition = identifier === undefined ? service.definition : definitionOf(world, identifier);
	if (definition === undefined) {
		return clientError('TaskDefinition not found.');
	}

	const isNew = definition !== service.definition;
	const refusal = isForced || isNew ? refusalOf(service, isForced) : undefined;
	if (refusal) {
		return refusal;
	}

	const desired = integer(input, 'desiredCount');
	if (desired !== undefined) {
		if (desired < 0) {
			return invalidParameter('desiredCount must be 0 or more.');
		}

		if (service.scheduling === 'DAEMON') {
			return invalidParameter(
				'The daemon scheduling strategy does not support a desired count for services. Remove the desired count value and try again',
			);
		}

		service.scalings.push({until: world.clock.now(), desired: service.desired});
		service.desired = desired;
	}

	if (isForced || isNew) {
		deploy(world, service, definition);
	} else {
		wake(world, service);
	}

	return undefined;
}

function refusalOf({controller}: Service, isForced: boolean): Refusal | undefined {
	const what = isForced ? 'force a new deployment' : 'update task definition';
	switch (controller) {
		case 'ECS':
			return undefined;
		case 'CODE_DEPLOY':
			return invalidParameter(
				`Unable to ${what} on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.`,
			);
		case 'EXTERNAL':
			return invalidParameter(
				`Unable to ${what} on services with an EXTERNAL deployment controller. Use CreateTaskSet to create a new task set.`,
			);
	}
}
