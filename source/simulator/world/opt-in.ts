import {type Detector} from './detector.js';
import {type Cluster, type Launch, type Network, type TaskDefinition, type World} from './types.js';

/** What held for a Fargate task or deployment of a cluster that began at some time. */
export type OptInThen = 'managed' | 'excluded' | 'unmanaged' | 'unmonitored';

/**
 * Whether a Fargate task or deployment that begins now in this cluster gets GuardDuty's agent.
 * docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html
 */
export function injectsAgent(world: World, cluster: Cluster): boolean {
	return isMonitoring(world) && optInAt(world, cluster, world.clock.now()) === 'managed';
}

/** Whether the detector and its Runtime Monitoring are on. */
export function isMonitoring(world: World): boolean {
	const [detector] = world.detectors.values();
	return detector?.enabled === true && monitoringOf(detector)?.enabled === true;
}

/** Whether GuardDuty puts its agent on EC2 instances that carry no tag of their own. */
export function managesInstances(world: World): boolean {
	return additional(world, 'EC2_AGENT_MANAGEMENT')?.enabled === true;
}

/** What GuardDuty says of something that began at `at`, by the times at which features and tag took their values. */
export function optInAt(world: World, cluster: Cluster, at: number): OptInThen {
	const tag = cluster.optIns.findLast(change => change.at <= at)?.value;
	// Key and value must match exactly: "True" and "true " are as good as no tag.
	if (tag === 'false') {
		return 'excluded';
	}

	const [detector] = world.detectors.values();
	if (at < ((detector && monitoringOf(detector)?.updatedAt) ?? 0)) {
		return 'unmonitored';
	}

	if (tag === 'true') {
		return 'managed';
	}

	const automated = additional(world, 'ECS_FARGATE_AGENT_MANAGEMENT');
	return automated?.enabled === true && at >= automated.updatedAt ? 'managed' : 'unmanaged';
}

/** Whether the agent can live in such a task at all: Linux on Fargate from platform version 1.4.0, with an execution role. */
export function supportsAgent(task: {
	readonly definition: TaskDefinition;
	readonly launch: Launch;
	readonly network?: Network;
	readonly invokedBy?: string;
}): boolean {
	return (
		isCompatible(task) &&
		task.definition.executionRole !== undefined &&
		task.definition.foreignArchitecture === undefined &&
		task.invokedBy === undefined &&
		task.network !== undefined
	);
}

/** Whether GuardDuty looks at such tasks at all. */
export function isCompatible({
	definition,
	launch,
}: {
	readonly definition: TaskDefinition;
	readonly launch: Launch;
}): boolean {
	return (
		launch.launchType === 'FARGATE' &&
		definition.system === 'LINUX' &&
		runningPlatform(definition, launch) === '1.4.0'
	);
}

/** The platform version that a task ends up with; LATEST is 1.4.0 for Linux and 1.0.0 for Windows. */
export function runningPlatform(definition: TaskDefinition, launch: Launch): string | undefined {
	if (launch.launchType !== 'FARGATE') {
		return undefined;
	}

	if (launch.platformVersion !== undefined && launch.platformVersion !== 'LATEST') {
		return launch.platformVersion;
	}

	return definition.system === 'LINUX' ? '1.4.0' : '1.0.0';
}

export function platformFamily(definition: TaskDefinition, launch: Launch): string | undefined {
	if (launch.launchType !== 'FARGATE') {
		return undefined;
	}

	return definition.system === 'LINUX' ? 'Linux' : 'Windows_Server_2022_Core';
}

function monitoringOf(detector: Detector): Detector['features'][number] | undefined {
	return detector.features.find(({name}) => name === 'RUNTIME_MONITORING');
}

function additional(
	world: World,
	wanted: string,
): Detector['features'][number]['additional'][number] | undefined {
	const [detector] = world.detectors.values();
	return detector && monitoringOf(detector)?.additional.find(({name}) => name === wanted);
}
