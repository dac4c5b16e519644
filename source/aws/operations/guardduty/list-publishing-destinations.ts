import {ListPublishingDestinationsCommand} from '@aws-sdk/client-guardduty';
import {requiredList} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {destination} from './publishing-destination.js';

/** docs.aws.amazon.com/guardduty/latest/APIReference/API_ListPublishingDestinations.html */
export const listPublishingDestinations: Operation<'guardduty:ListPublishingDestinations'> = {
	async send(clients, {detectorId, nextToken}, options) {
		const command = new ListPublishingDestinationsCommand({
			DetectorId: detectorId,
			MaxResults: 50,
			NextToken: nextToken,
		});
		return (await clients.guardduty()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'Destinations', destination), ...next(answer.NextToken)}),
};
