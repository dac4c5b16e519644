import {GetRoleCommand} from '@aws-sdk/client-iam';
import {fields, required, text, time} from '../../fields.js';
import {type Operation} from '../operation.js';
import {noSuchEntity} from './answers.js';

/** docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole: Operation<'iam:GetRole'> = {
	async send(clients, {roleName}, options) {
		return (await clients.iam()).send(new GetRoleCommand({RoleName: roleName}), options);
	},
	parse(answer) {
		const role = fields(answer.Role);
		return {
			arn: required(role, 'Arn'),
			name: required(role, 'RoleName'),
			permissionsBoundaryArn: text(fields(role.PermissionsBoundary).PermissionsBoundaryArn),
			createdAt: time(role.CreateDate),
		};
	},
	answerIn: noSuchEntity,
};
