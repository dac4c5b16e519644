import {GetPolicyCommand, GetPolicyVersionCommand} from '@aws-sdk/client-iam';
import {fields, required} from '../../fields.js';
import {type Operation} from '../operation.js';
import {noSuchEntity, policyDocument} from './answers.js';

/** docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy: Operation<'iam:GetPolicy'> = {
	async send(clients, {policyArn}, options) {
		return (await clients.iam()).send(new GetPolicyCommand({PolicyArn: policyArn}), options);
	},
	parse(answer) {
		const policy = fields(answer.Policy);
		return {
			arn: required(policy, 'Arn'),
			name: required(policy, 'PolicyName'),
			defaultVersionId: required(policy, 'DefaultVersionId'),
		};
	},
	answerIn: noSuchEntity,
};

/** The answer does not name the policy, so the caller's ARN is put beside it. */
export const getPolicyVersion: Operation<'iam:GetPolicyVersion'> = {
	async send(clients, {policyArn, versionId}, options) {
		const command = new GetPolicyVersionCommand({PolicyArn: policyArn, VersionId: versionId});
		return {...(await (await clients.iam()).send(command, options)), PolicyArn: policyArn};
	},
	parse: answer => ({
		name: required(answer, 'PolicyArn'),
		document: policyDocument(fields(answer.PolicyVersion), 'Document'),
	}),
};
