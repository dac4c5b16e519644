import {type JsonObject} from '../../json.js';
import {interfaceOf, type TaskInterface} from '../../world/interfaces.js';
import {type Task, type World} from '../../world/types.js';
import {describeOperation} from './describe.js';

type Attached = {readonly task: Task; readonly own: TaskInterface};

/** The interfaces of the account's tasks are all there are. */
export const describeNetworkInterfaces = describeOperation<Attached>({
	name: 'DescribeNetworkInterfaces',
	ids: {
		member: 'NetworkInterfaceId',
		code: 'InvalidNetworkInterfaceID.NotFound',
		missing: id => `The networkInterface ID '${id}' does not exist`,
	},
	set: 'networkInterfaceSet',
	all: attached,
	idOf: ({own}) => own.id,
	filters: {
		'network-interface-id': ({own}) => [own.id],
		'subnet-id': ({own}) => [own.subnet],
		'vpc-id': ({own}, world) => [vpcOf(world, own)],
		'group-id': ({task}) => task.network?.securityGroups ?? [],
		'private-ip-address': ({own}) => (own.privateIp === undefined ? [] : [own.privateIp]),
		'addresses.private-ip-address': ({own}) => (own.privateIp === undefined ? [] : [own.privateIp]),
		'availability-zone': ({own}) => [own.availabilityZone],
		'interface-type': () => ['interface'],
		'owner-id': (_attached, world) => [world.account],
		'requester-managed': () => ['true'],
		description: ({own}, world) => [descriptionOf(world, own)],
		status: () => ['in-use'],
	},
	json: interfaceJson,
});

function attached(world: World): readonly Attached[] {
	return [...world.clusters.values()].flatMap(cluster =>
		// Nobody can know of a task in a cluster that was never looked into.
		cluster.promised()
			? []
			: [...cluster.contents().tasks.values()]
					.filter(task => task.network && task.status !== 'STOPPED')
					.map(task => ({task, own: interfaceOf(world, task)})),
	);
}

function interfaceJson(world: World, {task, own}: Attached): JsonObject {
	const {securityGroups} = world.networks;
	return {
		networkInterfaceId: own.id,
		subnetId: own.subnet,
		vpcId: vpcOf(world, own),
		availabilityZone: own.availabilityZone,
		description: descriptionOf(world, own),
		ownerId: world.account,
		requesterManaged: true,
		status: 'in-use',
		interfaceType: 'interface',
		macAddress: own.macAddress,
		...(own.privateIp !== undefined && {
			privateIpAddress: own.privateIp,
			privateDnsName: own.privateDnsName,
		}),
		...(own.ipv6 !== undefined && {ipv6AddressesSet: [{ipv6Address: own.ipv6}]}),
		sourceDestCheck: true,
		groupSet: (task.network?.securityGroups ?? []).map(groupId => ({
			groupId,
			groupName: securityGroups.get(groupId)?.name ?? groupId,
		})),
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

function vpcOf(world: World, {subnet}: TaskInterface): string {
	return world.networks.subnets.get(subnet)?.vpc ?? world.vpc;
}

function descriptionOf(world: World, {attachmentId}: TaskInterface): string {
	return `arn:aws:ecs:${world.region}:${world.account}:attachment/${attachmentId}`;
}
