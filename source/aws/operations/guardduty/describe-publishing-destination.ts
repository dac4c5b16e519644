import {DescribePublishingDestinationCommand} from '@aws-sdk/client-guardduty';
import {type Operation} from '../operation.js';
import {destination} from './publishing-destination.js';

/** docs.aws.amazon.com/guardduty/latest/APIReference/API_DescribePublishingDestination.html */
export const describePublishingDestination: Operation<'guardduty:DescribePublishingDestination'> = {
	async send(clients, {detectorId, destinationId}, options) {
		const command = new DescribePublishingDestinationCommand({
			DetectorId: detectorId,
			DestinationId: destinationId,
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse: destination,
};
