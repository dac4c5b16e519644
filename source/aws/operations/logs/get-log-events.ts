import {GetLogEventsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type LogEvent} from '../../../domain/usage/usage-operations.js';
import {clean} from '../../border.js';
import {type Fields, number, requiredList, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** What one line of a log may have at most; an event may have a megabyte. */
const lineLimit = 32_768;

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents: Operation<'logs:GetLogEvents'> = {
	async send(clients, {logGroupName, logStreamName, limit}, options) {
		const command = new GetLogEventsCommand({logGroupName, logStreamName, limit, startFromHead: false});
		return (await clients.logs()).send(command, options);
	},
	parse: answer => requiredList(answer, 'events', event),
	answerIn: ({name}) => (name === 'ResourceNotFoundException' ? {value: undefined} : undefined),
};

function event(answer: Fields): LogEvent {
	const {message} = answer;
	return {
		at: number(answer.timestamp),
		message: typeof message === 'string' ? clean(message, lineLimit) : (text(message) ?? ''),
	};
}
