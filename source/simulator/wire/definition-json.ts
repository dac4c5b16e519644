import {type JsonObject} from '../json.js';
import {containerGroupName, streamPrefix} from '../logs/stream-name.js';
import {definitionArn, roleArn} from '../world/arns.js';
import {type ContainerDefinition, type TaskDefinition, type World} from '../world/types.js';
import {seconds} from './seconds.js';

export function definitionJson(world: World, definition: TaskDefinition): JsonObject {
	return {
		taskDefinitionArn: definitionArn(world, definition),
		containerDefinitions: definition.containers.map(container => containerJson(world, definition, container)),
		family: definition.family,
		...(definition.taskRole !== undefined && {taskRoleArn: roleArn(world, definition.taskRole)}),
		...(definition.executionRole !== undefined && {
			executionRoleArn: roleArn(world, definition.executionRole),
		}),
		networkMode: definition.networkMode,
		revision: definition.revision,
		volumes: [
			...(definition.volume ? [{name: definition.volume.name, configuredAtLaunch: true}] : []),
			...definition.containers.flatMap(({hostMounts = []}) =>
				hostMounts.map(({name, hostPath}) => ({name, host: {sourcePath: hostPath}})),
			),
		],
		status: definition.status,
		requiresAttributes: [
			{name: 'com.amazonaws.ecs.capability.docker-remote-api.1.18'},
			{name: 'ecs.capability.task-eni'},
		],
		placementConstraints: [],
		compatibilities: definition.compatibilities,
		runtimePlatform: {
			...(definition.foreignArchitecture === undefined && {cpuArchitecture: definition.architecture}),
			operatingSystemFamily: definition.system,
		},
		requiresCompatibilities: definition.compatibilities,
		cpu: String(definition.cpu),
		memory: String(definition.memory),
		registeredAt: seconds(definition.registeredAt),
		registeredBy: roleArn(world, 'deploy'),
	};
}

function containerJson(world: World, definition: TaskDefinition, container: ContainerDefinition): JsonObject {
	return {
		name: container.name,
		image: container.image,
		cpu: container.cpu,
		...(container.memory !== undefined && {memory: container.memory}),
		...(container.memoryReservation !== undefined && {memoryReservation: container.memoryReservation}),
		portMappings:
			container.port === undefined
				? []
				: [{containerPort: container.port, hostPort: container.port, protocol: 'tcp'}],
		essential: container.essential,
		environment: [{name: 'STAGE', value: 'prod'}],
		mountPoints: (container.hostMounts ?? []).map(({name, mountPath}) => ({
			sourceVolume: name,
			containerPath: mountPath,
			readOnly: true,
		})),
		...(container.privileged === true && {privileged: true}),
		volumesFrom: [],
		logConfiguration: logConfiguration(world, definition, container),
		systemControls: [],
	};
}

function logConfiguration(
	world: World,
	definition: TaskDefinition,
	{logDriver}: ContainerDefinition,
): JsonObject {
	if (logDriver) {
		return {logDriver};
	}

	return {
		logDriver: 'awslogs',
		options: {
			'awslogs-group': containerGroupName(definition),
			'awslogs-region': world.region,
			'awslogs-stream-prefix': streamPrefix,
		},
	};
}
