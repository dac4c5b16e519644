import {pass, warn} from '../doctor/verdict.js';
import {detectorSwitches} from '../opt-in/detector-switches.js';
import {hasOnlyInstances} from '../opt-in/opt-in-ec2.js';
import {guardDutyTag} from '../opt-in/tag.js';
import {administratorMessage} from './administrator-message.js';
import {type Check, defineCheck} from './check.js';

/** docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html */
export const agentManagementCheck: Check = defineCheck({
	id: 'agent-management',
	title: 'automated agent',
	why: 'GuardDuty injects the agent by itself only when this is on, or the tag asks for it',
	level: 'cluster',
	stage: 'opt-in',
	needs: ['detector', 'cluster'],
	uses: ['administrator'],
	judge({detector, cluster}, facts) {
		const {fargateAgent, ec2Agent} = detectorSwitches(detector);
		if (hasOnlyInstances(cluster)) {
			return ec2Agent
				? pass('on for EC2 instances')
				: warn(
						'off for EC2 instances: only those tagged GuardDutyManaged=true or set up by hand have the agent',
						'switch it on, or install the agent on the instances',
						administratorMessage('enable automated agent management for EC2', facts),
					);
		}

		if (fargateAgent) {
			return pass('on for ECS on Fargate');
		}

		return guardDutyTag(cluster.tags).value === 'true'
			? pass("off for the account, which the cluster's tag makes up for")
			: warn(
					'off for ECS on Fargate: only clusters tagged GuardDutyManaged=true get the agent',
					'tag the cluster, or switch it on for the account',
					administratorMessage('enable automated agent management for ECS on Fargate', facts),
				);
	},
});
