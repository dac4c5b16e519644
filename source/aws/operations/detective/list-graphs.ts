import {ListGraphsCommand} from '@aws-sdk/client-detective';
import {required, requiredList} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';

/** Graphs that this account administers. docs.aws.amazon.com/detective/latest/APIReference/API_ListGraphs.html */
export const listGraphs: Operation<'detective:ListGraphs'> = {
	async send(clients, {nextToken}, options) {
		const command = new ListGraphsCommand({MaxResults: 200, NextToken: nextToken});
		return (await clients.detective()).send(command, options);
	},
	parse: answer => ({
		items: requiredList(answer, 'GraphList', graph => required(graph, 'Arn')),
		...next(answer.NextToken),
	}),
};
