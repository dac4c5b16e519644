import {DescribeNetworkInterfacesCommand} from '@aws-sdk/client-ec2';
import {type NetworkInterface} from '../../../domain/network.js';
import {type Fields, fields, list, text} from '../../fields.js';
import {type Operation} from '../operation.js';

/** Interfaces by a filter, so that one that is gone, as it is soon after its task, is only missing. */
export const describeNetworkInterfaces: Operation<'ec2:DescribeNetworkInterfaces'> = {
	async send(clients, {networkInterfaceIds}, options) {
		const command = new DescribeNetworkInterfacesCommand({
			Filters: [{Name: 'network-interface-id', Values: [...networkInterfaceIds]}],
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => list(answer.NetworkInterfaces, parseInterface).filter(found => found !== undefined),
};

function parseInterface(networkInterface: Fields): NetworkInterface | undefined {
	const id = text(networkInterface.NetworkInterfaceId);
	if (id === undefined) {
		return undefined;
	}

	return {
		id,
		publicIp: text(fields(networkInterface.Association).PublicIp),
		privateIp: text(networkInterface.PrivateIpAddress),
		ipv6Addresses: list(networkInterface.Ipv6Addresses, address => text(address.Ipv6Address)).filter(
			address => address !== undefined,
		),
		securityGroups: list(networkInterface.Groups, group => text(group.GroupId)).filter(
			groupId => groupId !== undefined,
		),
		subnetId: text(networkInterface.SubnetId),
		vpcId: text(networkInterface.VpcId),
	};
}
