import {type JsonObject} from '../../json.js';
import {type NetworkInterface, networkInterfaces} from '../../world/network-interfaces.js';
import {type World} from '../../world/types.js';
import {describeOperation} from './describe.js';

/** The interfaces of the account's tasks and container instances are all there are. */
export const describeNetworkInterfaces = describeOperation<NetworkInterface>({
	name: 'DescribeNetworkInterfaces',
	ids: {
		member: 'NetworkInterfaceId',
		code: 'InvalidNetworkInterfaceID.NotFound',
		missing: id => `The networkInterface ID '${id}' does not exist`,
	},
	set: 'networkInterfaceSet',
	all: networkInterfaces,
	idOf: ({id}) => id,
	filters: {
		'network-interface-id': ({id}) => [id],
		'subnet-id': ({subnet}) => [subnet],
		'vpc-id': ({vpc}) => [vpc],
		'group-id': ({groups}) => groups,
		'private-ip-address': ({privateIp}) => (privateIp === undefined ? [] : [privateIp]),
		'addresses.private-ip-address': ({privateIp}) => (privateIp === undefined ? [] : [privateIp]),
		'attachment.instance-id': ({attachment}) =>
			attachment.instanceId === undefined ? [] : [attachment.instanceId],
		'attachment.attachment-id': ({attachment}) => [attachment.id],
		'attachment.device-index': ({attachment}) => [String(attachment.deviceIndex)],
		'availability-zone': ({availabilityZone}) => [availabilityZone],
		'interface-type': () => ['interface'],
		'owner-id': (_interface, world) => [world.account],
		'requester-id': ({requesterId}) => (requesterId === undefined ? [] : [requesterId]),
		'requester-managed': ({requesterId}) => [String(requesterId !== undefined)],
		description: ({description}) => [description],
		status: () => ['in-use'],
	},
	json: interfaceJson,
});

function interfaceJson(world: World, own: NetworkInterface): JsonObject {
	const {securityGroups} = world.networks;
	return {
		networkInterfaceId: own.id,
		subnetId: own.subnet,
		vpcId: own.vpc,
		availabilityZone: own.availabilityZone,
		description: own.description,
		ownerId: world.account,
		requesterId: own.requesterId,
		requesterManaged: own.requesterId !== undefined,
		status: 'in-use',
		interfaceType: 'interface',
		macAddress: own.macAddress,
		...(own.privateIp !== undefined && {
			privateIpAddress: own.privateIp,
			privateDnsName: own.privateDnsName,
		}),
		...(own.ipv6 !== undefined && {ipv6AddressesSet: [{ipv6Address: own.ipv6}]}),
		sourceDestCheck: true,
		groupSet: own.groups.map(groupId => ({
			groupId,
			groupName: securityGroups.get(groupId)?.name ?? groupId,
		})),
		attachment: attachmentJson(own),
		privateIpAddressesSet:
			own.privateIp === undefined ? [] : [{privateIpAddress: own.privateIp, primary: true}],
		...(own.publicIp !== undefined && {
			association: {
				publicIp: own.publicIp,
				ipOwnerId: 'amazon',
				publicDnsName: `ec2-${own.publicIp.replaceAll('.', '-')}.${world.region}.compute.amazonaws.com`,
			},
		}),
		tagSet: [],
	};
}

function attachmentJson({attachment}: NetworkInterface): JsonObject {
	return {
		attachmentId: attachment.id,
		deviceIndex: attachment.deviceIndex,
		networkCardIndex: 0,
		instanceId: attachment.instanceId,
		instanceOwnerId: attachment.ownerId,
		status: 'attached',
		attachTime: new Date(attachment.at).toISOString(),
		deleteOnTermination: attachment.endsWithInstance,
	};
}
