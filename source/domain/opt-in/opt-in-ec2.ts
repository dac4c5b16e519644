import {type Cluster, type Detector} from '../resources.js';
import {type DetectorSwitches, detectorSwitches} from './detector-switches.js';
import {type GuardDutyTag} from './tag.js';

/** What should happen on one EC2 container instance; `manual` = only what the operator installs there. */
export type InstanceOptIn = {
	readonly state: 'monitored' | 'excluded' | 'manual' | 'off' | 'unknown';
	readonly reason: string;
};

/**
 * Returns the state of one instance by its own tag `GuardDutyManaged`. That is the tag of the EC2 instance, which ECS
 * does not show: the tags of an ECS container instance are others. Pass `unreadable` when it was not read from EC2.
 * docs.aws.amazon.com/guardduty/latest/ug/how-runtime-monitoring-works-ec2.html
 */
export function instanceOptIn(
	detector: Detector | undefined,
	instanceTag: GuardDutyTag['value'],
): InstanceOptIn {
	const {runtimeMonitoring, ec2Agent} = detectorSwitches(detector);
	if (runtimeMonitoring !== 'on') {
		return {state: 'off', reason: 'Runtime Monitoring is off'};
	}

	switch (instanceTag) {
		case 'false':
			return {state: 'excluded', reason: 'instance tag GuardDutyManaged=false'};
		case 'true':
			return {state: 'monitored', reason: 'instance tag GuardDutyManaged=true'};
		case 'absent':
			return ec2Agent
				? {state: 'monitored', reason: 'the EC2 agent is automatic for the account'}
				: {state: 'manual', reason: 'the EC2 agent is not automatic: it must be installed by hand'};
		case 'unreadable':
			return {
				state: 'unknown',
				reason: `ECS does not show the instance's tag; the EC2 agent is ${ec2Agent ? 'automatic' : 'not automatic'}`,
			};
		default:
			return instanceTag satisfies never;
	}
}

/** True when nothing in the cluster runs or would run on Fargate by default: the Fargate table says nothing about it. */
export function hasOnlyInstances(cluster: Cluster): boolean {
	return (
		cluster.containerInstances > 0 &&
		cluster.runningFargateTasks === 0 &&
		!cluster.capacityProviders.some(name => name === 'FARGATE' || name === 'FARGATE_SPOT')
	);
}

type InstanceClusterOptIn = {
	readonly state: 'monitored' | 'unknown';
	readonly by?: 'account';
	readonly label: string;
	readonly reason: string;
	readonly since?: number;
};

/** Returns the state of a cluster of container instances while Runtime Monitoring is on; its own tag is not documented to matter. */
export function instanceClusterOptIn(switches: DetectorSwitches): InstanceClusterOptIn {
	if (!switches.ec2Agent) {
		return {
			state: 'unknown',
			label: 'unknown (EC2)',
			reason:
				'the EC2 agent is not automatic: only instances tagged GuardDutyManaged=true or set up by hand have it',
		};
	}

	const times = [switches.runtimeMonitoringAt, switches.ec2AgentAt].filter(time => time !== undefined);
	return {
		state: 'monitored',
		by: 'account',
		label: 'monitored (account)',
		reason: 'the EC2 agent is automatic for the account, but on instances tagged GuardDutyManaged=false',
		...(times.length > 0 && {since: Math.max(...times)}),
	};
}

/** Returns what the Fargate table leaves open about a cluster's container instances while Runtime Monitoring is on. */
export function instanceNote({containerInstances: count}: Cluster): readonly string[] {
	return count === 0
		? []
		: [
				`on its ${count} container instance${count === 1 ? '' : 's'} the agent follows the EC2 instance tag, which ECS does not show`,
			];
}
