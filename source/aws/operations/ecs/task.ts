import {type ContainerInstanceArn, shortName, type TaskArn} from '../../../domain/arn.js';
import {type Container, type Json, type NetworkAttachment, type Task} from '../../../domain/resources.js';
import {cleanJson} from '../../border.js';
import {arn, type Fields, fields, flag, list, number, required, tags, text, time} from '../../fields.js';
import {attribute} from './answers.js';
import {launchType} from './service.js';

const servicePrefix = 'service:';

/** Returns a task as DescribeTasks, StopTask and RunTask answer it. */
export function task(answer: Fields): Task {
	const taskArn: TaskArn = arn(answer, 'taskArn');
	const group = text(answer.group);
	const instance = text(answer.containerInstanceArn);
	return {
		arn: taskArn,
		id: shortName(taskArn),
		clusterArn: arn(answer, 'clusterArn'),
		taskDefinition: arn(answer, 'taskDefinitionArn'),
		lastStatus: required(answer, 'lastStatus'),
		desiredStatus: text(answer.desiredStatus),
		group,
		serviceName: group?.startsWith(servicePrefix) ? group.slice(servicePrefix.length) : undefined,
		startedBy: text(answer.startedBy),
		launchType: launchType(answer.launchType),
		capacityProvider: text(answer.capacityProviderName),
		platformVersion: text(answer.platformVersion),
		platformFamily: text(answer.platformFamily),
		cpuArchitecture: attribute(answer.attributes, 'ecs.cpu-architecture'),
		cpuUnits: number(answer.cpu),
		memoryMiB: number(answer.memory),
		ephemeralStorageGiB: number(fields(answer.ephemeralStorage).sizeInGiB),
		containers: list(answer.containers, container),
		createdAt: time(answer.createdAt),
		startedAt: time(answer.startedAt),
		stoppingAt: time(answer.stoppingAt),
		stoppedAt: time(answer.stoppedAt),
		pullStartedAt: time(answer.pullStartedAt),
		pullStoppedAt: time(answer.pullStoppedAt),
		connectivity: text(answer.connectivity),
		connectivityAt: time(answer.connectivityAt),
		stopCode: text(answer.stopCode),
		stoppedReason: text(answer.stoppedReason),
		healthStatus: text(answer.healthStatus),
		availabilityZone: text(answer.availabilityZone),
		network: network(answer.attachments),
		// AWS names the instance, so its word is taken for the brand.
		containerInstanceArn: instance as ContainerInstanceArn | undefined,
		enableExecuteCommand: flag(answer.enableExecuteCommand),
		overrides: overrides(answer.overrides),
		tags: tags(answer.tags),
	};
}

function container(answer: Fields): Container {
	return {
		name: required(answer, 'name'),
		image: text(answer.image),
		imageDigest: text(answer.imageDigest),
		runtimeId: text(answer.runtimeId),
		lastStatus: text(answer.lastStatus),
		exitCode: number(answer.exitCode),
		reason: text(answer.reason),
		healthStatus: text(answer.healthStatus),
		cpuUnits: number(answer.cpu),
		memoryMiB: number(answer.memory),
		memoryReservationMiB: number(answer.memoryReservation),
		privateIp: list(answer.networkInterfaces, part => text(part.privateIpv4Address))[0],
	};
}

/** Fargate and awsvpc tasks have one interface; ECS tells about it as name-value details. */
function network(attachments: unknown): NetworkAttachment | undefined {
	const found = list(attachments, attachment => attachment).find(
		({type}) => type === 'ElasticNetworkInterface',
	);
	if (found === undefined) {
		return undefined;
	}

	return {
		eniId: attribute(found.details, 'networkInterfaceId'),
		subnetId: attribute(found.details, 'subnetId'),
		privateIp: attribute(found.details, 'privateIPv4Address'),
		macAddress: attribute(found.details, 'macAddress'),
		status: text(found.status),
	};
}

/** Returns the overrides when they override something: ECS echoes `{containerOverrides: [{name}]}` for none. */
function overrides(value: unknown): Json | undefined {
	const {containerOverrides, inferenceAcceleratorOverrides, ...ofTask} = fields(value);
	const containers = list(containerOverrides, override => override);
	const holdsSomething =
		containers.some(({name: _name, ...overridden}) => Object.values(overridden).some(isSomething)) ||
		isSomething(inferenceAcceleratorOverrides) ||
		Object.values(ofTask).some(isSomething);
	return holdsSomething ? cleanJson(value) : undefined;
}

function isSomething(value: unknown): boolean {
	if (Array.isArray(value)) {
		return value.length > 0;
	}

	return typeof value === 'object' && value !== null
		? Object.values(value).some(isSomething)
		: value !== undefined && value !== null && value !== '';
}
