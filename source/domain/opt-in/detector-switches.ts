import {type Detector, type DetectorFeature} from '../resources.js';

/** The switches of a detector that decide about agents on ECS. Times are `UpdatedAt`, epoch ms. */
export type DetectorSwitches = {
	readonly runtimeMonitoring: 'on' | 'off' | 'no-detector' | 'detector-disabled';
	readonly runtimeMonitoringAt?: number;
	/** ECS_FARGATE_AGENT_MANAGEMENT; without Runtime Monitoring it does nothing. */
	readonly fargateAgent: boolean;
	readonly fargateAgentAt?: number;
	/** EC2_AGENT_MANAGEMENT; without Runtime Monitoring it does nothing. */
	readonly ec2Agent: boolean;
	readonly ec2AgentAt?: number;
};

/**
 * Returns the switches; GetDetector lists the features that are enabled or known, so one that is missing is not on.
 * The legacy EKS_RUNTIME_MONITORING says nothing about ECS.
 */
export function detectorSwitches(detector: Detector | undefined): DetectorSwitches {
	const feature = named(detector?.features ?? [], 'RUNTIME_MONITORING');
	const fargate = named(feature?.additional ?? [], 'ECS_FARGATE_AGENT_MANAGEMENT');
	const ec2 = named(feature?.additional ?? [], 'EC2_AGENT_MANAGEMENT');
	return {
		runtimeMonitoring: runtimeMonitoring(detector, feature),
		runtimeMonitoringAt: feature?.updatedAt,
		fargateAgent: fargate?.isEnabled ?? false,
		fargateAgentAt: fargate?.updatedAt,
		ec2Agent: ec2?.isEnabled ?? false,
		ec2AgentAt: ec2?.updatedAt,
	};
}

function runtimeMonitoring(
	detector: Detector | undefined,
	feature: DetectorFeature | undefined,
): DetectorSwitches['runtimeMonitoring'] {
	if (detector === undefined) {
		return 'no-detector';
	}

	if (!detector.isEnabled) {
		return 'detector-disabled';
	}

	return feature?.isEnabled ? 'on' : 'off';
}

function named(features: readonly DetectorFeature[], name: string): DetectorFeature | undefined {
	return features.find(feature => feature.name === name);
}
