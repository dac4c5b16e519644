import {type Finding, type FindingProcess} from '../../../source/domain/findings/finding.js';
import {clusterArn, definitionArn, taskArn, taskId} from '../build.js';

export const detectorId = '12abc34d567e8fa901bc2d34e56789f0';
export const findingId = '257527e79a30730d87ad1b9051b194d3';
export const findingArn = `arn:aws:guardduty:eu-west-1:111122223333:detector/${detectorId}/finding/${findingId}`;

export const bash: FindingProcess = {
	name: 'bash',
	path: '/usr/bin/bash',
	pid: 42,
	uuid: 'u42',
	parentUuid: 'u7',
	user: 'app',
	userId: 1000,
	effectiveUserId: 1000,
	lineage: [
		{name: 'node', path: '/usr/local/bin/node', pid: 7, uuid: 'u7', parentUuid: 'u1'},
		{name: 'tini', path: '/sbin/tini', pid: 1, uuid: 'u1'},
	],
};

/** A reverse shell in container web of service api. */
export function aFinding(facts: Partial<Finding> = {}): Finding {
	return {
		id: findingId,
		arn: findingArn,
		accountId: '111122223333',
		region: 'eu-west-1',
		type: 'Execution:Runtime/ReverseShell',
		title: 'A reverse shell was created.',
		description: 'A process created a reverse shell.',
		severity: 8,
		createdAt: 1000,
		updatedAt: 2000,
		firstSeenAt: 1000,
		lastSeenAt: 2000,
		count: 1,
		isArchived: false,
		isSample: false,
		detectorId,
		resourceType: 'ECSCluster',
		clusterName: 'shop',
		clusterArn,
		clusterTags: [],
		taskArn,
		taskId,
		serviceName: 'api',
		containerName: 'web',
		image: 'web:1.4',
		isSequence: false,
		task: {
			arn: taskArn,
			id: taskId,
			definitionArn,
			containers: [{name: 'web', image: 'web:1.4', mounts: []}],
			volumes: [],
			tags: [],
		},
		process: bash,
		context: [],
		action: {
			kind: 'network',
			direction: 'OUTBOUND',
			protocol: 'TCP',
			isBlocked: false,
			remoteIp: '203.0.113.7',
			remotePort: 4444,
			remoteCountry: 'Nowhere',
			facts: [],
		},
		threats: [],
		additionalInfo: [],
		others: [],
		json: {},
		...facts,
	};
}
