import {ListRulesCommand} from '@aws-sdk/client-eventbridge';
import {type EventRule} from '../../../domain/findings/finding-operations.js';
import {type Fields, jsonText, required, requiredList, text} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Pages of 100, the most that the API gives. docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
export const listRules: Operation<'events:ListRules'> = {
	async send(clients, {nextToken}, options) {
		const command = new ListRulesCommand({Limit: 100, NextToken: nextToken});
		return (await clients.events()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'Rules', rule), ...next(answer.NextToken)}),
};

function rule(answer: Fields): EventRule {
	return {
		name: required(answer, 'Name'),
		arn: text(answer.Arn),
		state: text(answer.State) ?? 'unknown',
		pattern: jsonText(answer.EventPattern),
		busName: text(answer.EventBusName),
	};
}
