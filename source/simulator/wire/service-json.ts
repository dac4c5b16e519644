import {type Json, type JsonObject} from '../json.js';
import {
	clusterArn,
	definitionArn,
	roleArn,
	serviceArn,
	serviceDeploymentArn,
	serviceRevisionArn,
} from '../world/arns.js';
import {platformFamily, runningPlatform} from '../world/opt-in.js';
import {type Deployment, type Network, type Service, type Task, type World} from '../world/types.js';
import {seconds} from './seconds.js';

export function serviceJson(world: World, service: Service, include: readonly string[]): JsonObject {
	const [primary] = service.deployments;
	const [current] = service.serviceDeployments;
	const isRolling = service.controller === 'ECS';
	return {
		serviceArn: serviceArn(world, service),
		serviceName: service.name,
		clusterArn: clusterArn(world, service.cluster),
		loadBalancers: loadBalancers(world, service),
		serviceRegistries: [],
		status: service.status,
		desiredCount: service.desired,
		runningCount: service.tasks.filter(({status}) => status === 'RUNNING').length,
		pendingCount: service.tasks.filter(isPending).length,
		...placement(service),
		...(service.launch.launchType === 'FARGATE' && {
			platformVersion: service.launch.platformVersion ?? 'LATEST',
			platformFamily: platformFamily(service.definition, service.launch),
		}),
		taskDefinition: definitionArn(world, service.definition),
		deploymentConfiguration: {
			...(service.circuitBreaker && {deploymentCircuitBreaker: service.circuitBreaker}),
			maximumPercent: service.maximumPercent,
			minimumHealthyPercent: service.minimumHealthyPercent,
			...(isRolling && {strategy: 'ROLLING', bakeTimeInMinutes: 0}),
		},
		...(!isRolling && {
			taskSets: service.deployments.map(deployment => taskSetJson(world, service, deployment)),
		}),
		deployments: isRolling
			? service.deployments.map(deployment => deploymentJson(world, service, deployment))
			: [],
		...(service.targetGroup !== undefined && {
			roleArn: roleArn(world, 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS'),
		}),
		events: service.events.map(({id, at, message}) => ({id, createdAt: seconds(at), message})),
		createdAt: seconds(service.createdAt),
		...(isRolling && current && {currentServiceDeployment: serviceDeploymentArn(world, service, current)}),
		...(isRolling && primary && {currentServiceRevisions: [revisionJson(world, service, primary)]}),
		placementConstraints: [],
		placementStrategy: [],
		...networkJson(service.network),
		...(service.targetGroup !== undefined && {healthCheckGracePeriodSeconds: 60}),
		schedulingStrategy: service.scheduling,
		deploymentController: {type: service.controller},
		...(include.includes('TAGS') && {tags: service.tags}),
		createdBy: roleArn(world, service.createdBy),
		enableECSManagedTags: true,
		propagateTags: 'NONE',
		enableExecuteCommand: false,
		availabilityZoneRebalancing: service.scheduling === 'REPLICA' && isRolling ? 'ENABLED' : 'DISABLED',
	};
}

/** The members of a revision's summary: how many tasks of it there are. */
export function revisionJson(world: World, service: Service, deployment: Deployment): JsonObject {
	const {running, pending} = countsOf(service, deployment);
	return {
		arn: serviceRevisionArn(world, service, deployment.id),
		requestedTaskCount: deployment.desired,
		runningTaskCount: running,
		pendingTaskCount: pending,
	};
}

/** The member networkConfiguration, or nothing for tasks without a network interface of their own. */
export function networkJson(network: Network | undefined): JsonObject {
	return network ? {networkConfiguration: {awsvpcConfiguration: network}} : {};
}

function deploymentJson(world: World, service: Service, deployment: Deployment): JsonObject {
	const {running, pending} = countsOf(service, deployment);
	return {
		id: deployment.id,
		status: deployment.status,
		taskDefinition: definitionArn(world, deployment.definition),
		desiredCount: deployment.desired,
		pendingCount: pending,
		runningCount: running,
		failedTasks: deployment.failedTasks,
		createdAt: seconds(deployment.createdAt),
		updatedAt: seconds(deployment.updatedAt),
		...placement(service),
		...(service.launch.launchType === 'FARGATE' && {
			platformVersion: runningPlatform(deployment.definition, service.launch),
			platformFamily: platformFamily(deployment.definition, service.launch),
		}),
		...networkJson(service.network),
		rolloutState: deployment.rollout,
		rolloutStateReason: deployment.rolloutReason,
	};
}

function taskSetJson(world: World, service: Service, deployment: Deployment): JsonObject {
	const {running, pending} = countsOf(service, deployment);
	const id = deployment.id;
	return {
		id,
		taskSetArn: serviceArn(world, service).replace(':service/', ':task-set/').concat(`/${id}`),
		serviceArn: serviceArn(world, service),
		clusterArn: clusterArn(world, service.cluster),
		status: deployment.status,
		taskDefinition: definitionArn(world, deployment.definition),
		computedDesiredCount: deployment.desired,
		pendingCount: pending,
		runningCount: running,
		createdAt: seconds(deployment.createdAt),
		updatedAt: seconds(deployment.updatedAt),
		...placement(service),
		...(service.launch.launchType === 'FARGATE' && {
			platformVersion: runningPlatform(deployment.definition, service.launch),
			platformFamily: platformFamily(deployment.definition, service.launch),
		}),
		...networkJson(service.network),
		loadBalancers: loadBalancers(world, service),
		serviceRegistries: [],
		scale: {value: 100, unit: 'PERCENT'},
		stabilityStatus: 'STEADY_STATE',
		stabilityStatusAt: seconds(deployment.updatedAt),
		tags: [],
	};
}

// A strategy takes the place of the launch type, in services and in their deployments.
function placement({launch}: Service): JsonObject {
	return launch.strategy ? {capacityProviderStrategy: launch.strategy} : {launchType: launch.launchType};
}

function loadBalancers(world: World, service: Service): readonly Json[] {
	const [container] = service.definition.containers;
	if (service.targetGroup === undefined || !container) {
		return [];
	}

	return [
		{
			targetGroupArn: `arn:aws:elasticloadbalancing:${world.region}:${world.account}:targetgroup/${service.targetGroup}`,
			containerName: container.name,
			containerPort: container.port ?? 8080,
		},
	];
}

function countsOf(service: Service, deployment: Deployment): {running: number; pending: number} {
	const own = service.tasks.filter(({startedBy}) => startedBy === deployment.id);
	return {
		running: own.filter(({status}) => status === 'RUNNING').length,
		pending: own.filter(isPending).length,
	};
}

function isPending(task: Task): boolean {
	return task.desired === 'RUNNING' && task.status !== 'RUNNING';
}
