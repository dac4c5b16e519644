import {GetDetectorCommand} from '@aws-sdk/client-guardduty';
import {type DetectorFeature} from '../../../domain/resources.js';
import {type Fields, list, required, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';

/** The detector's features. It does not tell its own id, so the caller's is put beside the answer. */
export const getDetector: Operation<'guardduty:GetDetector'> = {
	async send(clients, {detectorId}, options) {
		const answer = await (await clients.guardduty()).send(
			new GetDetectorCommand({DetectorId: detectorId}),
			options,
		);
		return {...answer, DetectorId: detectorId};
	},
	parse: answer => ({
		id: required(answer, 'DetectorId'),
		isEnabled: required(answer, 'Status') === 'ENABLED',
		updatedAt: isoTime(answer.UpdatedAt),
		publishingFrequency: text(answer.FindingPublishingFrequency),
		features: list(answer.Features, feature),
	}),
};

function feature(answer: Fields): DetectorFeature {
	return {
		name: required(answer, 'Name'),
		isEnabled: answer.Status === 'ENABLED',
		updatedAt: time(answer.UpdatedAt),
		additional: list(answer.AdditionalConfiguration, feature),
	};
}

/** GuardDuty writes a detector's own times as ISO text, its features' as timestamps. */
function isoTime(value: unknown): number | undefined {
	return typeof value === 'string' ? time(new Date(value)) : time(value);
}
