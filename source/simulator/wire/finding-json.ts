import {type JsonObject} from '../json.js';
import {type Finding} from '../world/finding.js';
import {type World} from '../world/types.js';

/** A finding as GetFindings shows it. */
export function findingJson(world: World, finding: Finding): JsonObject {
	const {title, description, resource, service} = finding.content();
	const json: JsonObject = {
		accountId: finding.accountId,
		arn: findingArn(world, finding, finding.id),
		...(finding.sequenceId !== undefined && {
			associatedAttackSequenceArn: findingArn(world, finding, finding.sequenceId),
		}),
		createdAt: iso(finding.createdAt),
		description,
		id: finding.id,
		partition: 'aws',
		region: world.region,
		resource,
		schemaVersion: '2.0',
		service: {
			...service,
			archived: finding.isArchived,
			count: finding.count,
			detectorId: finding.detectorId,
			eventFirstSeen: iso(finding.firstSeenAt),
			eventLastSeen: iso(finding.lastSeenAt),
			serviceName: 'guardduty',
			...(finding.feedback !== undefined && {userFeedback: finding.feedback}),
		},
		severity: finding.severity,
		title,
		type: finding.type,
		updatedAt: iso(finding.updatedAt),
	};
	return finding.distort ? finding.distort(json) : json;
}

/** The ARN of a finding of the same detector. */
function findingArn(world: World, {accountId, detectorId}: Finding, id: string): string {
	return `arn:aws:guardduty:${world.region}:${accountId}:detector/${detectorId}/finding/${id}`;
}

function iso(epochMs: number): string {
	return new Date(epochMs).toISOString();
}
