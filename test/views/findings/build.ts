import {readFileSync} from 'node:fs';
import {finding as parsed} from '../../../source/aws/operations/guardduty/finding/finding.js';
import {bandCounts} from '../../../source/domain/findings/band-counts.js';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {createTextPool, summaryOf} from '../../../source/domain/findings/summary.js';
import {type Identity} from '../../../source/domain/resources.js';
import {findingRead} from '../../../source/store/reads/finding.js';
import {findingStatisticsRead} from '../../../source/store/reads/finding-statistics.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {identityRead} from '../../../source/store/reads/identity.js';
import {findingPlace} from '../../../source/views/findings/finding-places.js';
import {type Place} from '../../../source/views/view.js';
import {
	clusterArn,
	fresh,
	type Holding,
	holding,
	hourMs,
	minuteMs,
	now,
	readAt,
	taskArn,
	taskId,
} from '../build.js';

export type Wire = {readonly [member: string]: unknown};

const sample = new URL('../../samples/findings/derived-runtime-findings.wire.json', import.meta.url);

/** Findings of every shape that there are samples of, as GetFindings answers them. */
export const wireFindings = (JSON.parse(readFileSync(sample, 'utf8')) as {findings: Wire[]}).findings;

export const detector = '12abc34d567e8fa901bc2d34e56789f0';

/** A reverse shell in a task of the shop, as GuardDuty tells it. */
export function shellWire(change: Wire = {}): Wire {
	return {
		schemaVersion: '2.0',
		accountId: '111122223333',
		region: 'eu-west-1',
		partition: 'aws',
		id: 'f1'.padEnd(32, '0'),
		arn: `arn:aws:guardduty:eu-west-1:111122223333:detector/${detector}/finding/${'f1'.padEnd(32, '0')}`,
		type: 'Execution:Runtime/ReverseShell',
		severity: 8,
		createdAt: new Date(now - hourMs).toISOString(),
		updatedAt: new Date(now - 4 * minuteMs).toISOString(),
		title: 'A reverse shell was opened.',
		description: 'A process opened a reverse shell.',
		resource: {
			resourceType: 'ECSCluster',
			ecsClusterDetails: {
				name: 'shop',
				arn: clusterArn('shop'),
				status: 'ACTIVE',
				tags: [{key: 'team', value: 'web'}],
				taskDetails: {
					arn: taskArn('shop', taskId('a1')),
					definitionArn: 'arn:aws:ecs:eu-west-1:111122223333:task-definition/api:7',
					group: 'service:api',
					startedBy: 'ecs-svc/1',
					launchType: 'FARGATE',
					createdAt: (now - 2 * hourMs) / 1000,
					startedAt: (now - 2 * hourMs) / 1000,
					containers: [
						{
							name: 'web',
							image: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/api:v3',
							containerRuntime: 'containerd',
							securityContext: {privileged: false, allowPrivilegeEscalation: true},
						},
					],
				},
			},
		},
		service: {
			serviceName: 'guardduty',
			detectorId: detector,
			archived: false,
			count: 3,
			eventFirstSeen: new Date(now - hourMs).toISOString(),
			eventLastSeen: new Date(now - 5 * minuteMs).toISOString(),
			featureName: 'RuntimeMonitoring',
			action: {
				actionType: 'NETWORK_CONNECTION',
				networkConnectionAction: {
					connectionDirection: 'OUTBOUND',
					protocol: 'TCP',
					remoteIpDetails: {ipAddressV4: '198.51.100.7', organization: {org: 'Example Hosting'}},
					remotePortDetails: {port: 4444},
				},
			},
			runtimeDetails: {
				process: {
					name: 'bash',
					executablePath: '/bin/bash',
					pid: 103,
					uuid: 'p3',
					parentUuid: 'p2',
					user: 'root',
					userId: 0,
					euid: 0,
					lineage: [
						{name: 'sh', executablePath: '/bin/sh', pid: 102, uuid: 'p2', parentUuid: 'p1'},
						{name: 'node', executablePath: '/usr/bin/node', pid: 101, uuid: 'p1'},
					],
				},
			},
		},
		...change,
	};
}

/** Returns a finding as the console reads it; `service` and what else is given replace that of the reverse shell. */
export function aFinding(change: Wire = {}): Finding {
	return parsed(shellWire(change));
}

/** Returns the reverse shell with another id, and with these facts of its summary. */
export function aFindingLike(start: string, facts: Partial<Finding> = {}): Finding {
	const id = start.padEnd(32, '0');
	const arn = `arn:aws:guardduty:eu-west-1:111122223333:detector/${detector}/finding/${id}`;
	return {...aFinding(), id, arn, ...facts};
}

export function findingOf(wire: Wire): Finding {
	return parsed(wire);
}

/** Returns the open findings read whole, each held whole as well, GuardDuty's sums, and whose login this is. */
export function found(
	findings: readonly Finding[],
	{isArchived = false, account = '111122223333'} = {},
): readonly Holding[] {
	const pool = createTextPool();
	const identity: Identity = {account, arn: `arn:aws:iam::${account}:user/oncall`};
	return [
		holding(identityRead, undefined, fresh(identity)),
		holding(
			findingsRead,
			{isArchived},
			{
				rows: findings.map(finding => ({key: finding.id, value: summaryOf(finding, pool), at: readAt})),
				isComplete: true,
				listedAt: readAt,
				isCapped: false,
			},
		),
		holding(
			findingStatisticsRead,
			{isArchived},
			fresh(bandCounts(findings.map(({severity = 0}) => ({key: severity.toFixed(1), findings: 1})))),
		),
		...findings.map(finding => holding(findingRead, {id: finding.id}, fresh(finding))),
	];
}

export const placeOfFinding = (finding: Finding, view = 'finding'): Place => ({
	...findingPlace(finding),
	view,
});
