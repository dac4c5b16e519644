import {
	ModifyNetworkInterfaceAttributeCommand,
	type ModifyNetworkInterfaceAttributeCommandInput,
} from '@aws-sdk/client-ec2';
import {type Operation} from '../operation.js';
import {shownBody} from '../shown-body.js';

/** Replaces all groups of an interface. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html */
export const modifyNetworkInterfaceAttribute: Operation<'ec2:ModifyNetworkInterfaceAttribute'> = {
	async send(clients, input, options) {
		const body = shownBody<ModifyNetworkInterfaceAttributeCommandInput>({
			name: 'ec2:ModifyNetworkInterfaceAttribute',
			input,
		});
		return (await clients.ec2()).send(new ModifyNetworkInterfaceAttributeCommand(body), options);
	},
	parse: () => ({}),
};
