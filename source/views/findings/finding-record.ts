import {severityBand} from '../../domain/findings/severity.js';
import {type Json} from '../../domain/resources.js';
import {recordTime} from '../columns.js';
import {type FindingRow} from './finding-row.js';

export const findingMembers = [
	'id',
	'arn',
	'type',
	'severity',
	'band',
	'title',
	'count',
	'firstSeenAt',
	'lastSeenAt',
	'updatedAt',
	'archived',
	'sample',
	'account',
	'region',
	'cluster',
	'service',
	'task',
	'taskState',
	'container',
	'image',
	'instance',
	'attackSequence',
	'isAttackSequence',
	'readAt',
] as const;

/** Returns a finding for scripts; null is what is not known, or what the finding does not name. */
export function findingRecord({
	finding,
	state,
	held,
}: FindingRow): Readonly<Record<(typeof findingMembers)[number], Json>> {
	return {
		id: finding.id,
		arn: finding.arn,
		type: finding.type,
		severity: finding.severity ?? null,
		band: severityBand(finding.severity),
		title: finding.title,
		count: finding.count ?? null,
		firstSeenAt: recordTime(finding.firstSeenAt),
		lastSeenAt: recordTime(finding.lastSeenAt),
		updatedAt: recordTime(finding.updatedAt),
		archived: finding.isArchived ?? null,
		sample: finding.isSample,
		account: finding.accountId,
		region: finding.region,
		cluster: finding.clusterName ?? null,
		service: finding.serviceName ?? null,
		task: finding.taskArn ?? null,
		taskState: finding.isSample ? 'sample' : recordState(state.kind),
		container: finding.containerName ?? null,
		image: finding.image ?? null,
		instance: finding.instanceId ?? null,
		attackSequence: finding.sequenceArn ?? null,
		isAttackSequence: finding.isSequence,
		readAt: recordTime(held.at),
	};
}

/** `unknown` is what could not be told, null where the finding names no task. */
function recordState(kind: FindingRow['state']['kind']): string | null {
	switch (kind) {
		case 'none':
			return null;
		case 'waiting':
		case 'elsewhere':
		case 'unknown':
			return 'unknown';
		case 'starting':
		case 'running':
		case 'stopping':
		case 'stopped':
		case 'gone':
			return kind;
	}
}
