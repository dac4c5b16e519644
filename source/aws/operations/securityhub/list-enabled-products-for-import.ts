import {ListEnabledProductsForImportCommand} from '@aws-sdk/client-securityhub';
import {MalformedAnswer, texts} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {isHubOff} from './hub-off.js';

/** Pages of 100. docs.aws.amazon.com/securityhub/1.0/APIReference/API_ListEnabledProductsForImport.html */
export const listEnabledProductsForImport: Operation<'securityhub:ListEnabledProductsForImport'> = {
	async send(clients, {nextToken}, options) {
		const command = new ListEnabledProductsForImportCommand({MaxResults: 100, NextToken: nextToken});
		return (await clients.securityhub()).send(command, options);
	},
	parse(answer) {
		if (!Array.isArray(answer.ProductSubscriptions)) {
			throw new MalformedAnswer('the answer has no ProductSubscriptions');
		}

		return {items: texts(answer.ProductSubscriptions), ...next(answer.NextToken)};
	},
	answerIn: error => (isHubOff(error) ? {value: {items: []}} : undefined),
};
