import {DescribeManagedPrefixListsCommand} from '@aws-sdk/client-ec2';
import {required, requiredList} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filter} from './answers.js';

/** docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeManagedPrefixLists.html */
export const describeManagedPrefixLists: Operation<'ec2:DescribeManagedPrefixLists'> = {
	async send(clients, {names, nextToken}, options) {
		const command = new DescribeManagedPrefixListsCommand({
			Filters: [filter('prefix-list-name', names)],
			MaxResults: 100,
			NextToken: nextToken,
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => ({
		items: requiredList(answer, 'PrefixLists', list => ({
			id: required(list, 'PrefixListId'),
			name: required(list, 'PrefixListName'),
		})),
		...next(answer.NextToken),
	}),
};
