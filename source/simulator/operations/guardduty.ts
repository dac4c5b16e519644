import {type JsonObject} from '../json.js';
import {Refusal} from '../refusal.js';
import {seconds} from '../wire/seconds.js';
import {type Detector, type Feature} from '../world/detector.js';
import {type World} from '../world/types.js';
import {badRequest, detectorResource, foreignDetector} from './guardduty-refusals.js';
import {text} from './inputs.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listDetectors: Operation = {
	service: 'guardduty',
	name: 'ListDetectors',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector'},
	input: {maxResults: 'integer', nextToken: 'text'},
	resource: detectorResource,
	serve(input, world) {
		const rules = {maximum: 50, usual: 50, scope: 'ListDetectors'};
		const paged = page([...world.detectors.keys()], {input, rules, keyOf: id => id});
		if (paged instanceof Refusal) {
			return badRequest(paged.message);
		}

		return {detectorIds: paged.items, nextToken: paged.nextToken};
	},
};

export const getDetector: Operation = {
	service: 'guardduty',
	name: 'GetDetector',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector/{detectorId}'},
	input: {detectorId: 'text'},
	resource: detectorResource,
	serve(input, world) {
		const detector = world.detectors.get(text(input, 'detectorId') ?? '');
		return detector ? detectorJson(world, detector) : (foreignDetector(input, world) ?? {});
	},
};

export const getAdministratorAccount: Operation = {
	service: 'guardduty',
	name: 'GetAdministratorAccount',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector/{detectorId}/administrator'},
	input: {detectorId: 'text'},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		const {administrator} = world;
		// The member is required by the model, so an account without an administrator answers with an empty one.
		return {
			administrator: administrator
				? {
						accountId: administrator.accountId,
						invitationId: 'd2b94fb2a6f2d3b4c1e6a8f1c7e0a9b3',
						relationshipStatus: 'Enabled',
						invitedAt: new Date(administrator.invitedAt).toISOString(),
					}
				: {},
		};
	},
};

function detectorJson(world: World, detector: Detector): JsonObject {
	const status = (isOn: boolean): string => (isOn ? 'ENABLED' : 'DISABLED');
	const feature = ({name, enabled, updatedAt}: Feature): JsonObject => ({
		name,
		status: status(enabled),
		updatedAt: seconds(updatedAt),
	});
	const isOn = (name: string): boolean => detector.features.some(item => item.name === name && item.enabled);
	return {
		createdAt: new Date(detector.createdAt).toISOString(),
		findingPublishingFrequency: 'FIFTEEN_MINUTES',
		serviceRole: `arn:aws:iam::${world.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty`,
		status: status(detector.enabled),
		updatedAt: new Date(detector.updatedAt).toISOString(),
		dataSources: {
			cloudTrail: {status: status(detector.enabled)},
			dnsLogs: {status: status(detector.enabled)},
			flowLogs: {status: status(detector.enabled)},
			s3Logs: {status: status(isOn('S3_DATA_EVENTS'))},
			kubernetes: {auditLogs: {status: status(isOn('EKS_AUDIT_LOGS'))}},
		},
		tags: {},
		features: detector.features.map(item => ({
			...feature(item),
			...(item.additional.length > 0 && {additionalConfiguration: item.additional.map(feature)}),
		})),
	};
}
