import {StopQueryCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type Operation} from '../operation.js';

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StopQuery.html */
export const stopQuery: Operation<'logs:StopQuery'> = {
	async send(clients, {queryId}, options) {
		return (await clients.logs()).send(new StopQueryCommand({queryId}), options);
	},
	parse: () => undefined,
	answerIn: ({name}) => (over.has(name) ? {value: undefined} : undefined),
};

/** A query that has ended is an invalid parameter, one that is known no more is not found. */
const over: ReadonlySet<unknown> = new Set(['InvalidParameterException', 'ResourceNotFoundException']);
