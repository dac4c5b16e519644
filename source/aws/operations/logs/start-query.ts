import {StartQueryCommand} from '@aws-sdk/client-cloudwatch-logs';
import {required} from '../../fields.js';
import {type Operation} from '../operation.js';

/**
 * The times are seconds and both ends belong to the range; the end is rounded up, so that nothing within it is
 * left out. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export const startQuery: Operation<'logs:StartQuery'> = {
	async send(clients, {logGroups, query, from, to, limit}, options) {
		const command = new StartQueryCommand({
			logGroupNames: [...logGroups],
			queryString: query,
			startTime: Math.floor(from / 1000),
			endTime: Math.ceil(to / 1000),
			limit,
		});
		return (await clients.logs()).send(command, options);
	},
	parse: answer => required(answer, 'queryId'),
};
