import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {type NetworkInterface} from '../../../domain/network/network.js';
import {type Fields, fields, flag, list, text, textsOf} from '../../fields.js';
import {type Operation} from '../operation.js';
import {filter} from './answers.js';

/** By a filter one that is gone, as it is soon after its task, is only missing; by its id it is an error for all. */
export const describeNetworkInterfaces: Operation<'ec2:DescribeNetworkInterfaces'> = {
	async send(clients, input, options) {
		const command = new DescribeNetworkInterfacesCommand(
			'everyOf' in input
				? {NetworkInterfaceIds: [...input.everyOf]}
				: {Filters: [filter('network-interface-id', input.networkInterfaceIds)]},
		);
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => list(answer.NetworkInterfaces, parseInterface).filter(found => found !== undefined),
	// docs.aws.amazon.com/ec2/latest/devguide/errors-overview.html: InvalidNetworkInterfaceID.NotFound, …Id.Malformed
	answerIn: ({name}) =>
		typeof name === 'string' && /^InvalidNetworkInterfaceID\.(NotFound|Malformed)$/i.test(name)
			? {value: undefined}
			: undefined,
};

function parseInterface(networkInterface: Fields): NetworkInterface | undefined {
	const id = text(networkInterface.NetworkInterfaceId);
	if (id === undefined) {
		return undefined;
	}

	const attachment = fields(networkInterface.Attachment);
	return {
		id,
		publicIp: text(fields(networkInterface.Association).PublicIp),
		privateIp: text(networkInterface.PrivateIpAddress),
		ipv6Addresses: textsOf(networkInterface.Ipv6Addresses, 'Ipv6Address'),
		securityGroups: textsOf(networkInterface.Groups, 'GroupId'),
		securityGroupNames: textsOf(networkInterface.Groups, 'GroupName'),
		subnetId: text(networkInterface.SubnetId),
		vpcId: text(networkInterface.VpcId),
		type: text(networkInterface.InterfaceType),
		isRequesterManaged: flag(networkInterface.RequesterManaged),
		instanceId: text(attachment.InstanceId),
		instanceOwnerId: text(attachment.InstanceOwnerId),
		description: text(networkInterface.Description),
	};
}
