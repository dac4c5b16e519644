import {createRandom} from '../random.js';
import {addresses, interfaceOf} from './interfaces.js';
import {type ContainerInstance, type Task, type World} from './types.js';

/** A network interface as EC2 knows it: of a task, or the primary one of a container instance. */
export type NetworkInterface = {
	readonly id: string;
	readonly vpc: string;
	readonly subnet: string;
	readonly availabilityZone: string;
	readonly description: string;
	readonly privateIp?: string;
	readonly privateDnsName?: string;
	readonly ipv6?: string;
	readonly publicIp?: string;
	readonly macAddress: string;
	readonly groups: readonly string[];
	/** Who made it, where that was a service of AWS. */
	readonly requesterId?: string;
	readonly attachment: {
		readonly id: string;
		readonly deviceIndex: number;
		readonly ownerId: string;
		readonly instanceId?: string;
		readonly at: number;
		readonly endsWithInstance: boolean;
	};
};

/** The accounts of AWS that make the interfaces of Fargate tasks and own what they are attached to. */
const fargate = {requester: '716531411939', owner: '786829106431'};
/** What makes those of tasks in the mode awsvpc on instances. */
const ecsRequester = 'AROAECSEXAMPLE0000001:ecs-eni-provisioning';

/** All interfaces of tasks and container instances, in clusters that were looked into. */
export function networkInterfaces(world: World): readonly NetworkInterface[] {
	// Nobody can know of a task in a cluster that was never looked into.
	const clusters = [...world.clusters.values()].filter(cluster => !cluster.promised());
	return [
		...clusters.flatMap(cluster =>
			[...cluster.contents().tasks.values()]
				.filter(task => task.network && task.status !== 'STOPPED')
				.map(task => ofTask(world, task)),
		),
		...clusters.flatMap(cluster =>
			[...cluster.contents().instances.values()].map(instance => instanceInterfaceOf(world, instance)),
		),
	];
}

function ofTask(world: World, task: Task): NetworkInterface {
	const own = interfaceOf(world, task);
	const isFargate = task.instance === undefined;
	const random = createRandom(`attachment ${task.id}`);
	return {
		...own,
		vpc: world.networks.subnets.get(own.subnet)?.vpc ?? world.vpc,
		description: `arn:aws:ecs:${world.region}:${world.account}:attachment/${own.attachmentId}`,
		groups: world.interfaceGroups.get(own.id) ?? task.network?.securityGroups ?? [],
		...(!world.mayChangeTaskInterfaces && {requesterId: isFargate ? fargate.requester : ecsRequester}),
		attachment: {
			id: `eni-attach-${random.hex(17)}`,
			deviceIndex: 1,
			ownerId: isFargate ? fargate.owner : world.account,
			...(task.instance && {instanceId: task.instance.ec2InstanceId}),
			at: task.createdAt + 4000,
			endsWithInstance: false,
		},
	};
}

/** The primary interface of a container instance, which its tasks in the modes bridge and host share. */
export function instanceInterfaceOf(world: World, instance: ContainerInstance): NetworkInterface {
	const random = createRandom(`interface ${instance.ec2InstanceId}`);
	const subnet = [...world.networks.subnets.values()].find(
		({vpc, availabilityZone, givesPublicIp}) =>
			vpc === world.vpc && availabilityZone === instance.availabilityZone && !givesPublicIp,
	);
	const host = [random.integer(0, 15), random.integer(10, 250)] as const;
	const id = `eni-${random.hex(17)}`;
	return {
		id,
		vpc: world.vpc,
		subnet: subnet?.id ?? '',
		availabilityZone: instance.availabilityZone,
		description: '',
		...addresses(world, subnet, host),
		macAddress: `0a:${random.hex(10).replace(/(..)(?!$)/g, '$1:')}`,
		groups: world.interfaceGroups.get(id) ?? companyGroups(world),
		attachment: {
			id: `eni-attach-${random.hex(17)}`,
			deviceIndex: 0,
			ownerId: world.account,
			instanceId: instance.ec2InstanceId,
			at: instance.registeredAt - 90_000,
			endsWithInstance: true,
		},
	};
}

function companyGroups(world: World): readonly string[] {
	return [...world.networks.securityGroups.values()]
		.filter(({vpc, name}) => vpc === world.vpc && name.startsWith('tasks-'))
		.map(({id}) => id);
}
