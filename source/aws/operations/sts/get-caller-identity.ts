import {GetCallerIdentityCommand} from '@aws-sdk/client-sts';
import {required, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** Who the credentials belong to; needs no permission. docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: Operation<'sts:GetCallerIdentity'> = {
	async send(clients, _input, options) {
		return (await clients.sts()).send(new GetCallerIdentityCommand({}), options);
	},
	parse: answer => ({
		account: required(answer, 'Account'),
		arn: required(answer, 'Arn'),
		userId: text(answer.UserId),
	}),
};
