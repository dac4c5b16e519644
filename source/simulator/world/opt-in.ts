import {type Cluster, type Launch, type TaskDefinition, type World} from './types.js';

/**
 * Whether a Fargate task or deployment that begins now in this cluster gets GuardDuty's agent.
 * docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html
 */
export function injectsAgent(world: World, cluster: Cluster): boolean {
	const [detector] = world.detectors.values();
	const monitoring = detector?.features.find(feature => feature.name === 'RUNTIME_MONITORING');
	if (!detector?.enabled || !monitoring?.enabled) {
		return false;
	}

	// Key and value must match exactly: "True" and "true " are as good as no tag.
	const tag = cluster.tags.find(({key}) => key === 'GuardDutyManaged')?.value;
	if (tag === 'true' || tag === 'false') {
		return tag === 'true';
	}

	return monitoring.additional.some(({name, enabled}) => name === 'ECS_FARGATE_AGENT_MANAGEMENT' && enabled);
}

/** Whether the agent can live in such a task at all: Linux on Fargate from platform version 1.4.0, with an execution role. */
export function supportsAgent(definition: TaskDefinition, launch: Launch): boolean {
	return (
		launch.launchType === 'FARGATE' &&
		definition.system === 'LINUX' &&
		definition.executionRole !== undefined &&
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
