import {type JsonObject} from '../json.js';
import {Refusal} from '../refusal.js';
import {interfaceOf, taskOfInterface} from '../world/interfaces.js';
import {type Task, type World} from '../world/types.js';
import {type Operation} from './operation.js';

/** By NetworkInterfaceId.N or Filter network-interface-id; the interfaces of the account's tasks are all there are. */
export const describeNetworkInterfaces: Operation = {
	service: 'ec2',
	name: 'DescribeNetworkInterfaces',
	bucket: 'ec2',
	input: {},
	serve(input, world) {
		const ids = numbered(input, /^NetworkInterfaceId\.\d+$/);
		const found = ids.map(id => ({id, task: taskOfInterface(world, id)}));
		const missing = found.find(({task}) => !task);
		if (missing) {
			return new Refusal(
				'InvalidNetworkInterfaceID.NotFound',
				`The networkInterface ID '${missing.id}' does not exist`,
			);
		}

		const filtered = numbered(input, /^Filter\.\d+\.Value\.\d+$/).map(id => taskOfInterface(world, id));
		const tasks = [...found.map(({task}) => task), ...filtered].filter(task => task !== undefined);
		return {networkInterfaceSet: tasks.map(task => interfaceJson(world, task))};
	},
};

function interfaceJson(world: World, task: Task): JsonObject {
	const own = interfaceOf(world, task);
	return {
		networkInterfaceId: own.id,
		subnetId: own.subnet,
		vpcId: world.vpc,
		availabilityZone: own.availabilityZone,
		description: `arn:aws:ecs:${world.region}:${world.account}:attachment/${own.attachmentId}`,
		ownerId: world.account,
		requesterManaged: true,
		status: 'in-use',
		interfaceType: 'interface',
		macAddress: own.macAddress,
		privateIpAddress: own.privateIp,
		privateDnsName: own.privateDnsName,
		sourceDestCheck: true,
		groupSet: (task.network?.securityGroups ?? []).map(groupId => ({
			groupId,
			groupName: `tasks-${groupId.slice(-4)}`,
		})),
		privateIpAddressesSet: [{privateIpAddress: own.privateIp, primary: true}],
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

function numbered(input: JsonObject, members: RegExp): readonly string[] {
	return Object.entries(input).flatMap(([name, value]) =>
		members.test(name) && typeof value === 'string' ? [value] : [],
	);
}
