import {type JsonObject} from '../json.js';
import {createRandom} from '../random.js';
import {instanceInterfaceOf} from '../world/network-interfaces.js';
import {type Cluster, type ContainerInstance, type World} from '../world/types.js';

/** The container instance that a task runs on, which findings on EC2 carry beside the cluster. */
export function instanceDetails(world: World, cluster: Cluster, instance: ContainerInstance): JsonObject {
	const random = createRandom(`instance ${cluster.name}`);
	const own = instanceInterfaceOf(world, instance);
	return {
		instanceId: instance.ec2InstanceId,
		instanceType: instance.instanceType,
		launchTime: new Date(instance.registeredAt - 90_000).toISOString(),
		availabilityZone: instance.availabilityZone,
		imageId: `ami-${random.hex(17)}`,
		imageDescription: 'Amazon Linux AMI 2023 with ECS agent',
		instanceState: 'running',
		iamInstanceProfile: {
			arn: `arn:aws:iam::${world.account}:instance-profile/ecsInstanceRole`,
			id: `AIPA${random.letters(17).toUpperCase()}`,
		},
		networkInterfaces: [
			{
				networkInterfaceId: own.id,
				ipv6Addresses: [],
				privateDnsName: own.privateDnsName,
				privateIpAddress: own.privateIp,
				privateIpAddresses: [{privateDnsName: own.privateDnsName, privateIpAddress: own.privateIp}],
				securityGroups: own.groups.map(groupId => ({
					groupId,
					groupName: world.networks.securityGroups.get(groupId)?.name ?? groupId,
				})),
				subnetId: own.subnet,
				vpcId: own.vpc,
			},
		],
		productCodes: [],
		tags: instance.tags,
	};
}
