import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

/** The operator may read ECS and nothing of GuardDuty. */
export const deniedGuardDuty: Scenario = {
	name: 'denied-guardduty',
	summary: 'no permission for anything of GuardDuty',
	account: {...demo.account, denials: [{action: 'guardduty:*', by: 'no identity policy'}]},
	fill: demo.fill,
};

/** The operator may read ECS and GuardDuty, and nothing of what the doctor looks at besides. */
export const deniedDoctor: Scenario = {
	name: 'denied-doctor',
	summary: 'no permission for EC2, IAM, CloudTrail and coverage: the doctor knows little',
	account: {
		...demo.account,
		denials: [
			{action: 'ec2:*', by: 'no identity policy'},
			{action: 'iam:*', by: 'no identity policy'},
			{action: 'cloudtrail:*', by: 'service control policy'},
			{action: 'guardduty:ListCoverage', by: 'permissions boundary'},
			{action: 'guardduty:GetCoverageStatistics', by: 'permissions boundary'},
		],
	},
	fill: demo.fill,
};

// docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html publishes such a policy.
/** An organization's policy keeps the tag as it is. */
export const tagLocked: Scenario = {
	name: 'tag-locked',
	summary: 'a service control policy forbids to change tags of ECS',
	account: {
		...demo.account,
		denials: [
			{action: 'ecs:TagResource', by: 'service control policy'},
			{action: 'ecs:UntagResource', by: 'service control policy'},
		],
	},
	fill: demo.fill,
};
