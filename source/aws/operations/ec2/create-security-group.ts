import {CreateSecurityGroupCommand, type CreateSecurityGroupCommandInput} from '@aws-sdk/client-ec2';
import {required} from '../../fields.js';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** A new group lets nothing in and everything out. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
export const createSecurityGroup: Operation<'ec2:CreateSecurityGroup'> = {
	async send(clients, input, options) {
		const body = shownBody<CreateSecurityGroupCommandInput>({name: 'ec2:CreateSecurityGroup', input});
		return (await clients.ec2()).send(new CreateSecurityGroupCommand(body), options);
	},
	parse: answer => ({groupId: required(answer, 'GroupId')}),
};
