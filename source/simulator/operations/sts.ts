import {type Operation} from './operation.js';

/** Never denied on AWS either: docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: Operation = {
	service: 'sts',
	name: 'GetCallerIdentity',
	bucket: 'sts',
	input: {},
	serve: (_input, world) => ({Arn: world.caller.arn, UserId: world.caller.userId, Account: world.account}),
};
