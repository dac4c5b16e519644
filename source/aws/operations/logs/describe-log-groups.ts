import {DescribeLogGroupsCommand} from '@aws-sdk/client-cloudwatch-logs';
import {type LogGroup} from '../../../domain/usage/usage-operations.js';
import {type Fields, number, required, requiredList, text} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Pages of 50, the most that the API gives. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups: Operation<'logs:DescribeLogGroups'> = {
	async send(clients, {prefix, nextToken}, options) {
		const command = new DescribeLogGroupsCommand({logGroupNamePrefix: prefix, limit: 50, nextToken});
		return (await clients.logs()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'logGroups', group), ...next(answer.nextToken)}),
};

function group(answer: Fields): LogGroup {
	return {
		name: required(answer, 'logGroupName'),
		logClass: text(answer.logGroupClass),
		storedBytes: number(answer.storedBytes),
		retentionDays: number(answer.retentionInDays),
		// A number of milliseconds on the wire, unlike the times of other services.
		createdAt: number(answer.creationTime),
	};
}
