import {FilterLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type FilteredEvent} from '../../../domain/usage/usage-operations.js';
import {type Fields, messageText, number, requiredList, text} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Fewer events than the 10,000 that a page may have, for the reason that GetQueryResults has. */
const pageSize = 2000;

/** Oldest first within a page. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents: Operation<'logs:FilterLogEvents'> = {
	async send(clients, {logGroup, pattern, from, to, nextToken}, options) {
		const command = new FilterLogEventsCommand({
			logGroupName: logGroup,
			filterPattern: pattern,
			startTime: from,
			endTime: to,
			limit: pageSize,
			nextToken,
		});
		return (await clients.logs()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'events', event), ...next(answer.nextToken)}),
};

function event(answer: Fields): FilteredEvent {
	return {
		at: number(answer.timestamp),
		logStreamName: text(answer.logStreamName),
		message: messageText(answer.message),
	};
}
