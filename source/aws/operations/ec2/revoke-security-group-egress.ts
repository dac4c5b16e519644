import {
	RevokeSecurityGroupEgressCommand,
	type RevokeSecurityGroupEgressCommandInput,
} from '@aws-sdk/client-ec2';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Takes outbound rules away from a group. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupEgress.html */
export const revokeSecurityGroupEgress: Operation<'ec2:RevokeSecurityGroupEgress'> = {
	async send(clients, input, options) {
		const body = shownBody<RevokeSecurityGroupEgressCommandInput>({
			name: 'ec2:RevokeSecurityGroupEgress',
			input,
		});
		return (await clients.ec2()).send(new RevokeSecurityGroupEgressCommand(body), options);
	},
	parse: () => ({}),
};
