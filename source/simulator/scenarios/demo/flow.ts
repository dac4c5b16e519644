import {type EventRule, type Flow} from '../../world/flow.js';

const guardDuty = (severity?: number): string =>
	JSON.stringify({
		source: ['aws.guardduty'],
		'detail-type': ['GuardDuty Finding'],
		...(severity !== undefined && {detail: {severity: [{numeric: ['>=', severity]}]}}),
	});

/** Rules that have to do with findings, and some that don't. */
const rules: readonly EventRule[] = [
	{
		name: 'ecs-stopped-tasks',
		state: 'ENABLED',
		description: 'Counts stopped tasks',
		pattern: JSON.stringify({source: ['aws.ecs'], 'detail-type': ['ECS Task State Change']}),
		targets: ['arn:aws:lambda:{where}:function:count-stopped-tasks'],
	},
	{
		name: 'guardduty-coverage',
		state: 'DISABLED',
		pattern: JSON.stringify({
			source: ['aws.guardduty'],
			'detail-type': ['GuardDuty Runtime Protection Unhealthy'],
		}),
		targets: ['arn:aws:sqs:{where}:coverage-alerts'],
	},
	{
		name: 'guardduty-high-to-on-call',
		state: 'ENABLED',
		description: 'High and critical findings wake somebody up',
		pattern: guardDuty(7),
		targets: ['arn:aws:sns:{where}:on-call', 'arn:aws:lambda:{where}:function:enrich-finding'],
	},
	{
		name: 'guardduty-to-siem',
		state: 'ENABLED',
		pattern: guardDuty(),
		targets: ['arn:aws:events:{where}:api-destination/siem-intake/6f1f7c2e-6a0e-4b6e-9a52-3d1f64d1c0aa'],
	},
	{
		name: 'nightly-export',
		state: 'ENABLED',
		schedule: 'cron(0 2 * * ? *)',
		targets: ['arn:aws:ecs:{where}:cluster/checkout-prod'],
	},
];

/** Everything is connected, and works. */
export const connected = (): Flow => ({
	rules,
	hub: {products: ['aws/guardduty', 'aws/inspector', 'aws/securityhub']},
	graphs: ['027c7c4610ea4aacaf0b883093cab899'],
	exports: [
		{
			id: '4ab8a6e2a1f6b4d0b8f0c0c1d2e3f405',
			status: 'PUBLISHING',
			bucket: 'company-guardduty-findings',
			key: '1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d',
		},
	],
});

/** The export fails since six hours ago, the rule is off, and the hub does not take findings. */
export const failing = (now: number): Flow => ({
	rules: rules.map(rule => (rule.name.startsWith('guardduty-') ? {...rule, state: 'DISABLED'} : rule)),
	hub: {products: ['aws/inspector', 'aws/securityhub']},
	graphs: [],
	exports: connected().exports.map(one => ({
		...one,
		status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
		failingSince: now - 6 * 3_600_000,
	})),
});
