import {clusterNameIn, parseArn} from '../arn.js';
import {type Task} from '../resources.js';
import {compareVersions} from './agent-releases.js';

export type AgentSupport =
	| {readonly isSupported: true}
	| {readonly isSupported: false; readonly reason: string}
	| {readonly isSupported: 'unknown'; readonly reason: string};

type LaunchFacts = Pick<
	Task,
	'arn' | 'launchType' | 'capacityProvider' | 'platformVersion' | 'platformFamily'
>;

/** Why ECS alone can't tell about the agent of a task on EC2. */
export const onInstanceReason = 'the agent lives on the container instance; GuardDuty coverage tells';

// docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html
const oldestPlatform = '1.4.0';

/**
 * Returns whether GuardDuty can put its agent into this task.
 * EC2 is `unknown`: supported, but the agent runs on the instance and ECS does not see it.
 * What ECS left out is not guessed; only a missing CPU architecture does not matter, both are supported.
 */
export function agentSupport(task: LaunchFacts): AgentSupport {
	// docs.aws.amazon.com/guardduty/latest/ug/gdu-assess-coverage-ecs.html: no coverage for the short task ARN format.
	if (parseArn(task.arn) && clusterNameIn(task.arn) === undefined) {
		return unsupported('the old short task ARN format is not covered');
	}

	if (isFargateTask(task)) {
		return fargateSupport(task);
	}

	switch (task.launchType) {
		case 'EC2':
			return unknown(onInstanceReason);
		case 'EXTERNAL':
			return unsupported('ECS Anywhere (EXTERNAL) can have no agent');
		case 'MANAGED_INSTANCES':
			return unsupported('ECS Managed Instances can have no agent');
		case 'FARGATE':
		case undefined:
			return unknown('ECS did not say how the task was launched');
		default:
			task.launchType satisfies never;
			return unknown(`launch type ${String(task.launchType)} is not known here`);
	}
}

/** True when the task runs on Fargate, Spot included. */
export function isFargateTask(task: Pick<Task, 'launchType' | 'capacityProvider'>): boolean {
	return (
		task.launchType === 'FARGATE' ||
		(task.launchType === undefined &&
			(task.capacityProvider === 'FARGATE' || task.capacityProvider === 'FARGATE_SPOT'))
	);
}

/** Returns whether the agent is supported on a Fargate platform, as named by a task or a service. */
export function fargateSupport(platform: Pick<Task, 'platformVersion' | 'platformFamily'>): AgentSupport {
	const {platformFamily: family, platformVersion: version} = platform;
	if (family !== undefined && /^windows/i.test(family)) {
		return unsupported('Windows on Fargate can have no agent');
	}

	if (version !== undefined && isNumbered(version) && compareVersions(version, oldestPlatform) < 0) {
		return unsupported(`platform ${version} is older than ${oldestPlatform}`);
	}

	if (version === undefined) {
		return unknown('ECS did not say the platform version');
	}

	if (version !== 'LATEST' && !isNumbered(version)) {
		return unknown(`platform version ${version} is not understood`);
	}

	return family === undefined ? unknown('ECS did not say the platform family') : {isSupported: true};
}

function isNumbered(version: string): boolean {
	return /^\d+(\.\d+)*$/.test(version);
}

function unsupported(reason: string): AgentSupport {
	return {isSupported: false, reason};
}

function unknown(reason: string): AgentSupport {
	return {isSupported: 'unknown', reason};
}
