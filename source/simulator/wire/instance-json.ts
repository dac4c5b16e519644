import {type JsonObject} from '../json.js';
import {createRandom} from '../random.js';
import {instanceArn} from '../world/arns.js';
import {type Cluster, type ContainerInstance, type World} from '../world/types.js';
import {seconds} from './seconds.js';

export function instanceJson(
	world: World,
	{cluster, instance, include}: {cluster: Cluster; instance: ContainerInstance; include: readonly string[]},
): JsonObject {
	const own = [...cluster.contents().tasks.values()].filter(task => task.instance === instance);
	const placed = own.filter(({status}) => status !== 'STOPPED');
	const used = placed.reduce(
		(sum, {definition}) => ({cpu: sum.cpu + definition.cpu, memory: sum.memory + definition.memory}),
		{cpu: 0, memory: 0},
	);
	const random = createRandom(`instance ${instance.id}`);
	const architecture = instance.architecture === 'ARM64' ? 'arm64' : 'x86_64';
	return {
		containerInstanceArn: instanceArn(world, cluster, instance),
		ec2InstanceId: instance.ec2InstanceId,
		...(instance.capacityProvider !== undefined && {capacityProviderName: instance.capacityProvider}),
		version: random.integer(20, 900),
		versionInfo: {
			agentVersion: instance.ecsAgentVersion,
			agentHash: random.hex(8),
			dockerVersion: 'DockerVersion: 25.0.8',
		},
		remainingResources: resources(instance.cpu - used.cpu, instance.memory - used.memory),
		registeredResources: resources(instance.cpu, instance.memory),
		status: instance.status,
		agentConnected: instance.isAgentConnected,
		runningTasksCount: placed.filter(({status}) => status === 'RUNNING').length,
		pendingTasksCount: placed.filter(task => task.status !== 'RUNNING' && task.desired === 'RUNNING').length,
		attributes: Object.entries({
			'ecs.availability-zone': instance.availabilityZone,
			'ecs.instance-type': instance.instanceType,
			'ecs.ami-id': `ami-${random.hex(17)}`,
			'ecs.os-type': 'linux',
			'ecs.os-family': 'LINUX',
			'ecs.cpu-architecture': architecture,
			'ecs.vpc-id': world.vpc,
		}).map(([name, value]) => ({name, value})),
		registeredAt: seconds(instance.registeredAt),
		attachments: [],
		tags: include.includes('TAGS') ? instance.tags : [],
		...(include.includes('CONTAINER_INSTANCE_HEALTH') && {healthStatus: {overallStatus: 'OK'}}),
	};
}

function resources(cpu: number, memory: number): JsonObject[] {
	const number = (name: string, value: number): JsonObject => ({
		name,
		type: 'INTEGER',
		doubleValue: 0,
		longValue: 0,
		integerValue: value,
	});
	const ports = (name: string, values: readonly string[]): JsonObject => ({
		name,
		type: 'STRINGSET',
		doubleValue: 0,
		longValue: 0,
		integerValue: 0,
		stringSetValue: values,
	});
	return [
		number('CPU', cpu),
		number('MEMORY', memory),
		ports('PORTS', ['22', '2376', '2375', '51678', '51679']),
		ports('PORTS_UDP', []),
	];
}
