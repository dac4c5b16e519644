import {ListTargetsByRuleCommand} from '@aws-sdk/client-eventbridge';
import {required, requiredList} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Pages of 100, the most that the API gives. docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
export const listTargetsByRule: Operation<'events:ListTargetsByRule'> = {
	async send(clients, {rule, nextToken}, options) {
		const command = new ListTargetsByRuleCommand({Rule: rule, Limit: 100, NextToken: nextToken});
		return (await clients.events()).send(command, options);
	},
	parse: answer => ({
		items: requiredList(answer, 'Targets', target => ({
			id: required(target, 'Id'),
			arn: required(target, 'Arn'),
		})),
		...next(answer.NextToken),
	}),
};
