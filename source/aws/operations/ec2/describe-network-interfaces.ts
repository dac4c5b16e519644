import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {fields, list, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** The public address of one interface; undefined when it is gone, as it is soon after its task. */
export const describeNetworkInterfaces: Operation<'ec2:DescribeNetworkInterfaces'> = {
	async send(clients, {networkInterfaceId}, options) {
		const command = new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: [networkInterfaceId]});
		return (await clients.ec2()).send(command, options);
	},
	parse(answer) {
		const [found] = list(answer.NetworkInterfaces, networkInterface => ({
			publicIp: text(fields(networkInterface.Association).PublicIp),
			securityGroups: list(networkInterface.Groups, group => text(group.GroupId)).filter(
				id => id !== undefined,
			),
			vpcId: text(networkInterface.VpcId),
		}));
		return found;
	},
	answerIn: error => (error.name === 'InvalidNetworkInterfaceID.NotFound' ? {value: undefined} : undefined),
};
