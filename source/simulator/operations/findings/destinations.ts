import {Refusal} from '../../refusal.js';
import {badRequest, detectorResource, foreignDetector} from '../guardduty-refusals.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';

export const listPublishingDestinations: Operation = {
	service: 'guardduty',
	name: 'ListPublishingDestinations',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector/{detectorId}/publishingDestination'},
	input: {detectorId: 'text', maxResults: 'integer', nextToken: 'text'},
	resource: detectorResource,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		if (refusal) {
			return refusal;
		}

		const rules = {maximum: 50, usual: 50, scope: 'ListPublishingDestinations'};
		const paged = page(world.flow.exports, {input, rules, keyOf: ({id}) => id});
		return paged instanceof Refusal
			? badRequest(paged.message)
			: {
					destinations: paged.items.map(({id, status}) => ({
						destinationId: id,
						destinationType: 'S3',
						status,
					})),
					nextToken: paged.nextToken,
				};
	},
};

export const describePublishingDestination: Operation = {
	service: 'guardduty',
	name: 'DescribePublishingDestination',
	bucket: 'guardduty',
	route: {method: 'GET', path: '/detector/{detectorId}/publishingDestination/{destinationId}'},
	input: {detectorId: 'text', destinationId: 'text'},
	resource: (input, world) =>
		`${detectorResource(input, world)}/publishingDestination/${text(input, 'destinationId') ?? '*'}`,
	serve(input, world) {
		const refusal = foreignDetector(input, world);
		const found = world.flow.exports.find(({id}) => id === text(input, 'destinationId'));
		if (refusal || !found) {
			return (
				refusal ??
				badRequest('The request is rejected because the parameter destinationId has an invalid value.')
			);
		}

		const {id, status, failingSince, bucket, key} = found;
		return {
			destinationId: id,
			destinationType: 'S3',
			status,
			// Milliseconds; 0 where it has never failed.
			publishingFailureStartTimestamp: failingSince ?? 0,
			destinationProperties: {
				destinationArn: `arn:aws:s3:::${bucket}`,
				kmsKeyArn: `arn:aws:kms:${world.region}:${world.account}:key/${key}`,
			},
			tags: {},
		};
	},
};
