import {known} from '../../../source/domain/fact.js';
import {type Cluster, type Detector, type Tag} from '../../../source/domain/resources.js';
import {aCensus, aCluster, aDetector} from '../build.js';
import {anEndpoint, type Case, without} from './facts.js';

const tagged = (value: string, key = 'GuardDutyManaged', more: Partial<Cluster> = {}) => ({
	cluster: known(aCluster([{key, value}], more)),
});
const untagged = {cluster: known(aCluster([]))};
const detector = (switches: Parameters<typeof aDetector>[0]) => ({
	detector: known<Detector | undefined>(aDetector(switches)),
});
const none = {detector: known<Detector | undefined>(undefined)};
const setting = (value: string | undefined) => ({
	accountSetting: known(value === undefined ? undefined : {name: 'guardDutyActivate', value}),
});
const instancesOnly = {
	cluster: known(aCluster([], {containerInstances: 2, runningFargateTasks: 0, capacityProviders: ['asg']})),
};
const managed: readonly Tag[] = [{key: 'GuardDutyManaged', value: 'true'}];

export const optInCases: readonly Case[] = [
	{check: 'detector', when: 'enabled', facts: {}, status: 'pass', seen: 'detector d is enabled'},
	{
		check: 'detector',
		when: 'missing',
		facts: none,
		status: 'fail',
		seen: 'no detector',
		remedy: 'enable GuardDuty',
	},
	{
		check: 'detector',
		when: 'suspended',
		facts: {
			...detector({isEnabled: false}),
			administrator: known({accountId: '999988887777', relationshipStatus: 'Enabled'}),
		},
		status: 'fail',
		seen: 'suspended',
		remedy: 'administrator account 999988887777',
	},
	{
		check: 'detector',
		when: 'suspended, with a former administrator',
		facts: {
			...detector({isEnabled: false}),
			administrator: known({accountId: '999988887777', relationshipStatus: 'Removed'}),
		},
		status: 'fail',
		seen: 'suspended',
		remedy: 'To the GuardDuty administrator: please resume GuardDuty for account 111122223333 in eu-west-1',
	},
	{
		check: 'detector',
		when: 'denied',
		facts: without('detector'),
		status: 'unknown',
		seen: 'access denied',
		permission: 'guardduty:ListDetectors',
	},

	{
		check: 'runtime-monitoring',
		when: 'on',
		facts: {},
		status: 'pass',
		seen: 'on, last changed 1970-01-01 00:00:00Z',
	},
	{
		check: 'runtime-monitoring',
		when: 'off',
		facts: detector({rm: false}),
		status: 'fail',
		seen: 'off',
		remedy: 'enable Runtime Monitoring',
	},
	{
		check: 'runtime-monitoring',
		when: 'no detector',
		facts: none,
		status: 'not-applicable',
		seen: 'GuardDuty is off',
	},
	{
		check: 'runtime-monitoring',
		when: 'denied',
		facts: without('detector'),
		status: 'unknown',
		seen: 'detector',
		permission: 'guardduty:ListDetectors',
	},

	{check: 'agent-management', when: 'on', facts: {}, status: 'pass', seen: 'on for ECS on Fargate'},
	{
		check: 'agent-management',
		when: 'off, and the tag makes up for it',
		facts: detector({}),
		status: 'pass',
		seen: 'tag makes up',
	},
	{
		check: 'agent-management',
		when: 'off',
		facts: {...detector({}), ...untagged},
		status: 'warn',
		seen: 'off for ECS on Fargate',
		remedy: 'automated agent management',
	},
	{
		check: 'agent-management',
		when: 'off for instances',
		facts: {...detector({auto: true}), ...instancesOnly},
		status: 'warn',
		seen: 'off for EC2',
		remedy: 'for EC2',
	},
	{
		check: 'agent-management',
		when: 'on for instances',
		facts: {...detector({ec2: true}), ...instancesOnly},
		status: 'pass',
		seen: 'on for EC2',
	},
	{
		check: 'agent-management',
		when: 'the cluster is denied',
		facts: without('cluster'),
		status: 'unknown',
		seen: 'the cluster',
		permission: 'ecs:DescribeClusters',
	},

	{check: 'account-setting', when: 'on', facts: {}, status: 'pass', seen: 'on'},
	{check: 'account-setting', when: 'Enabled', facts: setting('Enabled'), status: 'pass', seen: 'on'},
	{
		check: 'account-setting',
		when: 'off, and Runtime Monitoring too',
		facts: {...setting('off'), ...detector({rm: false})},
		status: 'fail',
		seen: 'off: only GuardDuty',
		remedy: 'enable Runtime Monitoring',
	},
	{
		check: 'account-setting',
		when: 'not set, and GuardDuty denied',
		facts: {...setting(undefined), ...without('detector')},
		status: 'fail',
		seen: 'not set',
	},
	{
		check: 'account-setting',
		when: 'off, though Runtime Monitoring is on',
		facts: setting('disabled'),
		status: 'warn',
		seen: 'though GuardDuty says',
	},
	{check: 'account-setting', when: 'odd', facts: setting('maybe'), status: 'unknown', seen: '"maybe"'},
	{
		check: 'account-setting',
		when: 'denied',
		facts: without('accountSetting'),
		status: 'unknown',
		seen: 'account setting',
		permission: 'ecs:ListAccountSettings',
	},

	{check: 'cluster-tag', when: 'true', facts: {}, status: 'pass', seen: 'true'},
	{
		check: 'cluster-tag',
		when: 'false',
		facts: tagged('false'),
		status: 'warn',
		seen: 'excluded, on purpose',
		action: 'cluster.tag',
	},
	{
		check: 'cluster-tag',
		when: 'absent, the account is automatic',
		facts: untagged,
		status: 'pass',
		seen: 'the account decides',
	},
	{
		check: 'cluster-tag',
		when: 'absent, the account is not',
		facts: {...untagged, ...detector({})},
		status: 'fail',
		seen: 'no tag',
		action: 'cluster.tag',
	},
	{
		check: 'cluster-tag',
		when: 'absent, GuardDuty denied',
		facts: {...untagged, ...without('detector')},
		status: 'unknown',
		seen: 'detector',
		permission: 'guardduty:ListDetectors',
	},
	{
		check: 'cluster-tag',
		when: 'tags not told',
		facts: {cluster: known(aCluster(undefined))},
		status: 'unknown',
		seen: 'not told',
	},
	{
		check: 'cluster-tag',
		when: 'only instances',
		facts: instancesOnly,
		status: 'not-applicable',
		seen: 'tags of the instances',
	},

	{check: 'tag-near-miss', when: 'none', facts: {}, status: 'pass', seen: 'none'},
	{
		check: 'tag-near-miss',
		when: 'it decides',
		facts: {...tagged('True'), ...detector({})},
		status: 'fail',
		seen: 'GuardDutyManaged=True',
		action: 'cluster.tag',
	},
	{
		check: 'tag-near-miss',
		when: 'the account is automatic',
		facts: tagged('true', 'guarddutymanaged'),
		status: 'warn',
		seen: 'guarddutymanaged=true (the key',
		action: 'cluster.tag',
	},
	{
		check: 'tag-near-miss',
		when: 'GuardDuty denied',
		facts: {...tagged('True'), ...without('detector')},
		status: 'warn',
		seen: 'GuardDutyManaged=True',
		action: 'cluster.tag',
	},
	{
		check: 'tag-near-miss',
		when: 'tags not told',
		facts: {cluster: known(aCluster(undefined))},
		status: 'unknown',
		seen: 'not told',
	},

	{check: 'administrator', when: 'none', facts: {}, status: 'pass', seen: 'this account itself'},
	{
		check: 'administrator',
		when: 'another account',
		facts: {administrator: known({accountId: '999988887777', relationshipStatus: 'Enabled'})},
		status: 'pass',
		seen: '999988887777',
	},
	{
		check: 'administrator',
		when: 'a relationship that ended',
		facts: {administrator: known({accountId: '999988887777', relationshipStatus: 'Resigned'})},
		status: 'warn',
		seen: 'Resigned',
	},
	{
		check: 'administrator',
		when: 'denied',
		facts: without('administrator'),
		status: 'unknown',
		seen: 'administrator',
		permission: 'guardduty:GetAdministratorAccount',
	},

	{check: 'leftover-agents', when: 'opted in', facts: {}, status: 'not-applicable', seen: 'not opted out'},
	{
		check: 'leftover-agents',
		when: 'excluded, and none runs',
		facts: {...tagged('false'), census: known(aCensus({absent: 3}))},
		status: 'pass',
		seen: 'none',
	},
	{
		check: 'leftover-agents',
		when: 'excluded, and some run',
		facts: {...tagged('false'), census: known(aCensus({running: 3, isPartial: true}))},
		status: 'warn',
		seen: 'at least 3 tasks still run',
	},
	{
		check: 'leftover-agents',
		when: 'off, and some run',
		facts: detector({rm: false}),
		status: 'warn',
		seen: '4 tasks still run',
	},
	{
		check: 'leftover-agents',
		when: 'excluded, and partly read',
		facts: {...tagged('false'), census: known(aCensus({absent: 3, isPartial: true}))},
		status: 'unknown',
		seen: 'not every task',
	},
	{
		check: 'leftover-agents',
		when: 'the opt-in is not known',
		facts: {cluster: known(aCluster(undefined))},
		status: 'unknown',
		seen: 'not known',
	},
	{
		check: 'leftover-agents',
		when: 'excluded, tasks denied',
		facts: {...tagged('false'), ...without('census')},
		status: 'unknown',
		seen: 'the tasks',
		permission: 'ecs:ListTasks',
	},

	{check: 'leftover-endpoint', when: 'opted in', facts: {}, status: 'not-applicable', seen: 'not opted out'},
	{
		check: 'leftover-endpoint',
		when: "excluded, and none of GuardDuty's is there",
		facts: {
			...tagged('false'),
			endpoints: known([anEndpoint('guardduty-data'), anEndpoint('s3', {tags: managed})]),
		},
		status: 'pass',
		seen: 'none',
	},
	{
		check: 'leftover-endpoint',
		when: 'excluded, and one is left',
		facts: {...tagged('false'), endpoints: known([anEndpoint('guardduty-data', {tags: managed})])},
		status: 'warn',
		seen: 'vpce-guardduty-data in vpc-1',
		remedy: 'aws ec2 delete-vpc-endpoints --region eu-west-1 --vpc-endpoint-ids vpce-guardduty-data',
	},
	{
		check: 'leftover-endpoint',
		when: 'excluded, endpoints denied',
		facts: {...tagged('false'), ...without('endpoints')},
		status: 'unknown',
		seen: 'VPC endpoints',
		permission: 'ec2:DescribeVpcEndpoints',
	},
	{
		check: 'leftover-endpoint',
		when: 'the opt-in is not known',
		facts: {cluster: known(aCluster(undefined))},
		status: 'unknown',
		seen: 'not known',
	},
];
