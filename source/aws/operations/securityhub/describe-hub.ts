import {DescribeHubCommand} from '@aws-sdk/client-securityhub';
import {required} from '../../fields.js';
import {type Operation} from '../operation.js';
import {isHubOff} from './hub-off.js';

/** The account's hub in this Region. docs.aws.amazon.com/securityhub/1.0/APIReference/API_DescribeHub.html */
export const describeHub: Operation<'securityhub:DescribeHub'> = {
	async send(clients, _input, options) {
		return (await clients.securityhub()).send(new DescribeHubCommand({}), options);
	},
	parse: answer => ({arn: required(answer, 'HubArn')}),
	answerIn: error => (isHubOff(error) ? {value: undefined} : undefined),
};
