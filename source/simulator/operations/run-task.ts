import {startTask} from '../engine/task-life.js';
import {type JsonObject} from '../json.js';
import {clientError, invalidParameter, Refusal} from '../refusal.js';
import {taskJson} from '../wire/task-json.js';
import {definitionArn} from '../world/arns.js';
import {injectsAgent} from '../world/opt-in.js';
import {
	type CapacityProviderItem,
	type Launch,
	type Network,
	type TaskDefinition,
	type World,
} from '../world/types.js';
import {flag, integer, object, objects, text, texts} from './inputs.js';
import {clusterOf, definitionOf} from './lookup.js';
import {type Operation} from './operation.js';
import {checkTags, tagsIn} from './tag-rules.js';

export const runTask: Operation = {
	service: 'ecs',
	name: 'RunTask',
	bucket: 'cluster resource modify',
	input: {
		cluster: 'text',
		taskDefinition: 'text',
		count: 'integer',
		launchType: 'text',
		capacityProviderStrategy: 'objects',
		networkConfiguration: 'object',
		overrides: 'object',
		group: 'text',
		startedBy: 'text',
		platformVersion: 'text',
		enableExecuteCommand: 'boolean',
		tags: 'objects',
		clientToken: 'text',
	},
	resource(input, world) {
		const definition = definitionOf(world, text(input, 'taskDefinition') ?? '');
		return definition ? definitionArn(world, definition) : '*';
	},
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const token = text(input, 'clientToken');
		const earlier = token === undefined ? undefined : world.clientTokens.get(token);
		if (earlier) {
			return {tasks: earlier.map(task => taskJson(world, task)), failures: []};
		}

		const definition = definitionOf(world, text(input, 'taskDefinition') ?? '');
		if (!definition) {
			return clientError('TaskDefinition not found.');
		}

		if (definition.status !== 'ACTIVE') {
			return clientError('TaskDefinition is inactive');
		}

		const refusal = refusalOf(input, definition) ?? subnetRefusal(input, world);
		if (refusal) {
			return refusal;
		}

		const tasks = Array.from({length: integer(input, 'count') ?? 1}, () => {
			const launch = launchOf(input);
			const capacityProvider = launch.strategy?.[0]?.capacityProvider;
			const network = withGroup(world, networkOf(input));
			const instance = [...cluster.contents().instances.values()][0];
			const overrides = object(input, 'overrides');
			const startedBy = text(input, 'startedBy');
			return startTask(world, {
				cluster,
				definition,
				group: text(input, 'group') ?? `family:${definition.family}`,
				launch,
				...(startedBy !== undefined && {startedBy}),
				...(capacityProvider !== undefined && {capacityProvider}),
				...(network && {network}),
				...(overrides && {overrides}),
				...(launch.launchType === 'EC2' && instance && {instance}),
				enableExecuteCommand: flag(input, 'enableExecuteCommand'),
				tags: tagsIn(input),
				injectsAgent: injectsAgent(world, cluster),
				outcome: 'works',
				onChange: () => {},
			});
		});
		if (token !== undefined) {
			world.clientTokens.set(token, tasks);
		}

		return {tasks: tasks.map(task => taskJson(world, task)), failures: []};
	},
};

function refusalOf(input: JsonObject, definition: TaskDefinition): Refusal | undefined {
	const count = integer(input, 'count') ?? 1;
	if (count < 1 || count > 10) {
		return invalidParameter('Count must be between 1 and 10.');
	}

	if (text(input, 'launchType') !== undefined && objects(input, 'capacityProviderStrategy').length > 0) {
		return invalidParameter(
			'Specifying both a launch type and capacity provider strategy is not supported. Remove one and try again.',
		);
	}

	if (text(input, 'group')?.startsWith('service:')) {
		return invalidParameter('Invalid namespace for group. The prefix service: is reserved.');
	}

	if (definition.networkMode === 'awsvpc' && !networkOf(input)) {
		return invalidParameter("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
	}

	const overrides = objects(object(input, 'overrides') ?? {}, 'containerOverrides');
	for (const override of overrides) {
		const name = text(override, 'name');
		if (!definition.containers.some(container => container.name === name)) {
			return invalidParameter(
				`Override for container named ${name ?? ''} is not a container in the TaskDefinition.`,
			);
		}
	}

	return checkTags(tagsIn(input));
}

// Without a security group the task gets the default one of its VPC.
function withGroup(world: World, network: Network | undefined): Network | undefined {
	if (!network || network.securityGroups.length > 0) {
		return network;
	}

	const {subnets, securityGroups} = world.networks;
	const vpc = subnets.get(network.subnets[0] ?? '')?.vpc;
	const own = [...securityGroups.values()].find(group => group.vpc === vpc && group.name === 'default');
	return {...network, securityGroups: own ? [own.id] : []};
}

function subnetRefusal(input: JsonObject, world: World): Refusal | undefined {
	const missing = networkOf(input)?.subnets.find(id => !world.networks.subnets.has(id));
	return missing === undefined
		? undefined
		: invalidParameter(
				`Error retrieving subnet information for [${missing}]: The subnet ID '${missing}' does not exist (ErrorCode: InvalidSubnetID.NotFound).`,
			);
}

// AWS takes the cluster's default strategy when neither is given; here that is always Fargate.
function launchOf(input: JsonObject): Launch {
	const platformVersion = text(input, 'platformVersion');
	const platform = platformVersion === undefined ? {} : {platformVersion};
	const strategy = objects(input, 'capacityProviderStrategy').map(
		(item): CapacityProviderItem => ({
			capacityProvider: text(item, 'capacityProvider') ?? '',
			weight: integer(item, 'weight') ?? 1,
			base: integer(item, 'base') ?? 0,
		}),
	);
	if (strategy.length > 0) {
		const isFargate = strategy.every(({capacityProvider}) => capacityProvider.startsWith('FARGATE'));
		return {launchType: isFargate ? 'FARGATE' : 'EC2', strategy, ...platform};
	}

	return {launchType: text(input, 'launchType') === 'EC2' ? 'EC2' : 'FARGATE', ...platform};
}

function networkOf(input: JsonObject): Network | undefined {
	const vpc = object(object(input, 'networkConfiguration') ?? {}, 'awsvpcConfiguration');
	if (!vpc || texts(vpc, 'subnets').length === 0) {
		return undefined;
	}

	return {
		subnets: texts(vpc, 'subnets'),
		securityGroups: texts(vpc, 'securityGroups'),
		assignPublicIp: text(vpc, 'assignPublicIp') === 'ENABLED' ? 'ENABLED' : 'DISABLED',
	};
}
