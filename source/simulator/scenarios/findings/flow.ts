import {noFlow} from '../../world/flow.js';
import {failing} from '../demo/flow.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** Findings go nowhere but to GuardDuty's own pages. */
export const flowNothing: Scenario = {
	name: 'flow-nothing',
	summary: 'findings flow nowhere: no rules, no Security Hub, no Detective, no export',
	account: {...demo.account, flow: () => noFlow},
	fill: demo.fill,
};

export const flowFailing: Scenario = {
	name: 'flow-failing',
	summary: 'the export of findings fails, the rules are off, Security Hub does not take them',
	account: {...demo.account, flow: failing},
	fill: demo.fill,
};

export const deniedFlow: Scenario = {
	name: 'denied-flow',
	summary: 'no permission to see where findings flow',
	account: {
		...demo.account,
		denials: [
			{action: 'events:*', by: 'no identity policy'},
			{action: 'securityhub:*', by: 'no identity policy'},
			{action: 'detective:*', by: 'service control policy'},
			{action: 'guardduty:ListPublishingDestinations', by: 'permissions boundary'},
			{action: 'guardduty:DescribePublishingDestination', by: 'permissions boundary'},
		],
	},
	fill: demo.fill,
};

/** The operator may read everything and answer to nothing. */
export const deniedResponse: Scenario = {
	name: 'denied-response',
	summary: 'no permission to archive, to rate, to make samples, to stop tasks or to isolate',
	account: {
		...demo.account,
		denials: [
			...['ArchiveFindings', 'UnarchiveFindings', 'UpdateFindingsFeedback', 'CreateSampleFindings'].map(
				name => ({action: `guardduty:${name}`, by: 'no identity policy' as const}),
			),
			{action: 'ecs:StopTask', by: 'no identity policy'},
			{action: 'ec2:ModifyNetworkInterfaceAttribute', by: 'service control policy'},
			{action: 'ec2:CreateSecurityGroup', by: 'service control policy'},
			{action: 'ec2:RevokeSecurityGroupEgress', by: 'service control policy'},
		],
	},
	fill: demo.fill,
};

/** What AWS documents it does not allow: the groups of every task's interface can be changed. */
export const findingsIsolation: Scenario = {
	name: 'findings-isolation',
	summary: 'the demo where, other than AWS documents, the interfaces of tasks can be put into other groups',
	account: {...demo.account, mayChangeTaskInterfaces: true},
	fill: demo.fill,
};
