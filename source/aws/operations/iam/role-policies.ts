import {
	GetRolePolicyCommand,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import {MalformedAnswer, required, requiredList, texts} from '../../fields.js';
import {type Operation} from '../operation.js';
import {nextMarker, policyDocument} from './answers.js';

/** Full pages. docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
const maxItems = 1000;

export const listAttachedRolePolicies: Operation<'iam:ListAttachedRolePolicies'> = {
	async send(clients, {roleName, nextToken}, options) {
		const command = new ListAttachedRolePoliciesCommand({
			RoleName: roleName,
			MaxItems: maxItems,
			Marker: nextToken,
		});
		return (await clients.iam()).send(command, options);
	},
	parse: answer => ({
		items: requiredList(answer, 'AttachedPolicies', policy => ({
			arn: required(policy, 'PolicyArn'),
			name: required(policy, 'PolicyName'),
		})),
		...nextMarker(answer),
	}),
};

export const listRolePolicies: Operation<'iam:ListRolePolicies'> = {
	async send(clients, {roleName, nextToken}, options) {
		const command = new ListRolePoliciesCommand({RoleName: roleName, MaxItems: maxItems, Marker: nextToken});
		return (await clients.iam()).send(command, options);
	},
	parse(answer) {
		if (!Array.isArray(answer.PolicyNames)) {
			throw new MalformedAnswer('the answer has no PolicyNames');
		}

		return {items: texts(answer.PolicyNames), ...nextMarker(answer)};
	},
};

export const getRolePolicy: Operation<'iam:GetRolePolicy'> = {
	async send(clients, {roleName, policyName}, options) {
		const command = new GetRolePolicyCommand({RoleName: roleName, PolicyName: policyName});
		return (await clients.iam()).send(command, options);
	},
	parse: answer => ({
		name: required(answer, 'PolicyName'),
		document: policyDocument(answer, 'PolicyDocument'),
	}),
};
