import {
	type CapacityProviderItem,
	type Deployment,
	type DeploymentController,
	type LaunchType,
	type NetworkConfiguration,
	type RolloutState,
	type Service,
	type ServiceEvent,
} from '../../../domain/resources.js';
import {
	anyText,
	arn,
	count,
	type Fields,
	fields,
	flag,
	list,
	number,
	oneOf,
	required,
	tags,
	text,
	texts,
	time,
} from '../../fields.js';

const launchTypes: readonly LaunchType[] = ['FARGATE', 'EC2', 'EXTERNAL', 'MANAGED_INSTANCES'];
const controllers: readonly DeploymentController[] = ['ECS', 'CODE_DEPLOY', 'EXTERNAL'];
const rolloutStates: readonly RolloutState[] = ['IN_PROGRESS', 'COMPLETED', 'FAILED'];

/** Returns the launch type, or undefined for one that is not known here; never a guess. */
export function launchType(value: unknown): LaunchType | undefined {
	return oneOf(launchTypes, value);
}

/** Returns a service as DescribeServices and UpdateService answer it. */
export function service(answer: Fields): Service {
	const configuration = fields(answer.deploymentConfiguration);
	return {
		arn: arn(answer, 'serviceArn'),
		name: required(answer, 'serviceName'),
		clusterArn: arn(answer, 'clusterArn'),
		status: anyText(answer.status),
		desired: count(answer.desiredCount),
		running: count(answer.runningCount),
		pending: count(answer.pendingCount),
		launchType: launchType(answer.launchType),
		capacityProviders: list(answer.capacityProviderStrategy, capacityProvider),
		platformVersion: text(answer.platformVersion),
		platformFamily: text(answer.platformFamily),
		// AWS leaves the controller out when it is its own rolling one.
		controller: oneOf(controllers, fields(answer.deploymentController).type) ?? 'ECS',
		scheduling: answer.schedulingStrategy === 'DAEMON' ? 'DAEMON' : 'REPLICA',
		strategy: text(configuration.strategy),
		minimumHealthyPercent: number(configuration.minimumHealthyPercent),
		maximumPercent: number(configuration.maximumPercent),
		circuitBreaker: circuitBreaker(configuration.deploymentCircuitBreaker),
		// A service of an external controller keeps its task definition in its task sets.
		taskDefinition: arn(
			{taskDefinition: answer.taskDefinition ?? taskSetDefinition(answer)},
			'taskDefinition',
		),
		deployments: list(answer.deployments, deployment),
		createdAt: time(answer.createdAt),
		networkConfiguration: networkConfiguration(answer.networkConfiguration),
		tags: tags(answer.tags),
		events: list(answer.events, event),
	};
}

function taskSetDefinition(answer: Fields): unknown {
	return list(answer.taskSets, taskSet => taskSet.taskDefinition)[0];
}

function deployment(answer: Fields): Deployment {
	return {
		id: required(answer, 'id'),
		status: anyText(answer.status),
		taskDefinition: arn(answer, 'taskDefinition'),
		desired: count(answer.desiredCount),
		running: count(answer.runningCount),
		pending: count(answer.pendingCount),
		failedTasks: count(answer.failedTasks),
		createdAt: time(answer.createdAt),
		updatedAt: time(answer.updatedAt),
		rolloutState: oneOf(rolloutStates, answer.rolloutState),
		rolloutStateReason: text(answer.rolloutStateReason),
		launchType: launchType(answer.launchType),
		platformVersion: text(answer.platformVersion),
		platformFamily: text(answer.platformFamily),
	};
}

function capacityProvider(answer: Fields): CapacityProviderItem {
	return {
		name: required(answer, 'capacityProvider'),
		weight: number(answer.weight),
		base: number(answer.base),
	};
}

function circuitBreaker(value: unknown): Service['circuitBreaker'] {
	const {enable, rollback} = fields(value);
	return flag(enable) === undefined ? undefined : {enable: enable === true, rollback: rollback === true};
}

function networkConfiguration(value: unknown): NetworkConfiguration | undefined {
	const {awsvpcConfiguration} = fields(value);
	if (awsvpcConfiguration === undefined) {
		return undefined;
	}

	const {subnets, securityGroups, assignPublicIp} = fields(awsvpcConfiguration);
	return {
		subnets: texts(subnets),
		securityGroups: texts(securityGroups),
		assignPublicIp: oneOf(['ENABLED', 'DISABLED'], assignPublicIp),
	};
}

function event(answer: Fields): ServiceEvent {
	return {id: anyText(answer.id), at: time(answer.createdAt), message: anyText(answer.message)};
}
