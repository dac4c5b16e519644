import {isObject, type Json, type JsonObject} from '../json.js';
import {createRandom} from '../random.js';
import {agentName} from '../world/agent-name.js';
import {agentDigest, agentMemoryMiB} from '../world/agent-releases.js';
import {clusterArn, definitionArn, instanceArn, taskArn} from '../world/arns.js';
import {interfaceOf, type TaskInterface} from '../world/interfaces.js';
import {platformFamily, runningPlatform} from '../world/opt-in.js';
import {type ContainerDefinition, type Task, type World} from '../world/types.js';
import {volumeId} from '../world/volume-id.js';
import {seconds} from './seconds.js';

/** A task as DescribeTasks, RunTask and StopTask show it. */
export function taskJson(world: World, task: Task, include: readonly string[] = ['TAGS']): JsonObject {
	const {definition, launch} = task;
	const isFargate = launch.launchType === 'FARGATE';
	const own = interfaceOf(world, task);
	const arn = taskArn(world, task);
	return {
		attachments: attachments(task, own),
		attributes: [{name: 'ecs.cpu-architecture', value: architectureOf(definition)}],
		availabilityZone: own.availabilityZone,
		capacityProviderName: task.capacityProvider,
		clusterArn: clusterArn(world, task.cluster),
		...connectivity(task),
		containerInstanceArn: task.instance && instanceArn(world, task.cluster, task.instance),
		containers: [
			...definition.containers.map(container => containerJson({task, arn, own}, container)),
			...agentJson({task, arn, own}),
		],
		cpu: String(definition.cpu),
		createdAt: seconds(task.createdAt),
		desiredStatus: task.desired,
		enableExecuteCommand: task.enableExecuteCommand ?? false,
		executionStoppedAt: task.exit && seconds(task.stoppedAt),
		group: task.group,
		healthStatus: 'UNKNOWN',
		lastStatus: task.status,
		launchType: launch.launchType,
		memory: String(definition.memory),
		overrides: overrides(task),
		platformVersion: runningPlatform(definition, launch),
		platformFamily: platformFamily(definition, launch),
		pullStartedAt: seconds(task.pullStartedAt),
		pullStoppedAt: seconds(task.pullStoppedAt),
		startedAt: seconds(task.startedAt),
		startedBy: task.startedBy,
		stopCode: task.stopCode,
		stoppedAt: seconds(task.stoppedAt),
		stoppedReason: task.stoppedReason,
		stoppingAt: seconds(task.stoppingAt),
		tags: include.includes('TAGS') ? task.tags : [],
		taskArn: arn,
		taskDefinitionArn: definitionArn(world, definition),
		version: task.version,
		...(isFargate && {ephemeralStorage: {sizeInGiB: 20}, fargateEphemeralStorage: {sizeInGiB: 20}}),
	};
}

/** What the parts of one task share. */
type Known = {readonly task: Task; readonly arn: string; readonly own: TaskInterface};

function connectivity(task: Task): JsonObject {
	if (task.pullStartedAt === undefined) {
		return {};
	}

	return {connectivity: 'CONNECTED', connectivityAt: seconds(task.pullStartedAt - 900)};
}

function containerJson({task, arn, own}: Known, container: ContainerDefinition): JsonObject {
	const status = containerStatus(task);
	const wasPulled = task.pullStoppedAt !== undefined && !(task.exit && task.exit.code === undefined);
	return {
		...identity(arn, container.name),
		name: container.name,
		image: container.image,
		...(wasPulled && {imageDigest: imageDigest(container.image), runtimeId: runtimeId(task, container.name)}),
		lastStatus: status,
		...(status === 'STOPPED' && {exitCode: task.exit?.code, reason: task.exit?.reason}),
		networkBindings: [],
		networkInterfaces: networkInterfaces(task, own),
		healthStatus: 'UNKNOWN',
		cpu: String(container.cpu),
		...(container.memory !== undefined && {memory: String(container.memory)}),
		...(container.memoryReservation !== undefined && {
			memoryReservation: String(container.memoryReservation),
		}),
	};
}

// In real answers the agent has no image, cpu or memory; its digest and its cap in `overrides` tell what it is.
function agentJson({task, arn, own}: Known): JsonObject[] {
	const {agent} = task;
	if (!agent) {
		return [];
	}

	const name = agentName(task);
	const wasPulled = agent.status === 'RUNNING' || agent.exitCode !== undefined;
	return [
		{
			...identity(arn, name),
			name,
			...(wasPulled && {
				imageDigest: agentDigest(agent.version, task.definition.architecture),
				runtimeId: runtimeId(task, name),
			}),
			lastStatus: agent.status,
			...(agent.status === 'STOPPED' && {exitCode: agent.exitCode, reason: agent.reason}),
			networkBindings: [],
			networkInterfaces: networkInterfaces(task, own),
			healthStatus: 'UNKNOWN',
		},
	];
}

function overrides(task: Task): JsonObject {
	const given = task.overrides ?? {};
	const own = Array.isArray(given.containerOverrides) ? (given.containerOverrides as readonly Json[]) : [];
	const named = task.definition.containers.map(({name}) => {
		const asked = own.find(item => isObject(item) && item.name === name);
		return asked ?? {name};
	});
	if (!task.agent) {
		return {...given, containerOverrides: named, inferenceAcceleratorOverrides: []};
	}

	const agent: JsonObject = {
		name: agentName(task),
		environment: [
			{name: 'AGENT_RUNTIME_ENVIRONMENT', value: 'ecsfargate'},
			{name: 'CLUSTER_NAME', value: task.cluster.name},
			{name: 'HOST_PROC', value: '/host_proc'},
			{name: 'STAGE', value: 'prod'},
		],
		memory: agentMemoryMiB(task.definition),
	};
	return {...given, containerOverrides: [...named, agent], inferenceAcceleratorOverrides: []};
}

function identity(arn: string, container: string): JsonObject {
	return {
		containerArn: `${arn.replace(':task/', ':container/')}/${createRandom(`${arn.slice(-32)} ${container}`).uuid()}`,
		taskArn: arn,
	};
}

function architectureOf({architecture, foreignArchitecture}: Task['definition']): string {
	return foreignArchitecture ?? (architecture === 'ARM64' ? 'arm64' : 'x86_64');
}

/** What the container's runtime calls it; findings name containers by it. */
export function runtimeId(task: Task, container: string): string {
	return `${task.id}-${createRandom(`runtime ${task.id} ${container}`).digits(10)}`;
}

/** One image, one digest. */
export function imageDigest(image: string): string {
	const pinned = /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1];
	return pinned ?? `sha256:${createRandom(`image ${image}`).hex(64)}`;
}

function containerStatus(task: Task): string {
	switch (task.status) {
		case 'PROVISIONING':
		case 'PENDING':
		case 'ACTIVATING':
			return 'PENDING';
		case 'RUNNING':
		case 'DEACTIVATING':
		case 'STOPPING':
			return 'RUNNING';
		case 'DEPROVISIONING':
		case 'STOPPED':
			return 'STOPPED';
	}
}

function networkInterfaces(task: Task, own: TaskInterface): readonly Json[] {
	if (!task.network || task.status === 'PROVISIONING') {
		return [];
	}

	return [{attachmentId: own.attachmentId, privateIpv4Address: own.privateIp, ipv6Address: own.ipv6}];
}

function attachments(task: Task, own: TaskInterface): readonly Json[] {
	return [...interfaceAttachment(task, own), ...volumeAttachment(task)];
}

function volumeAttachment(task: Task): readonly Json[] {
	const {volume} = task.definition;
	if (!volume) {
		return [];
	}

	const details = [
		{name: 'volumeId', value: volumeId(task)},
		{name: 'volumeSize', value: String(volume.sizeGiB)},
		{name: 'volumeName', value: volume.name},
		{name: 'deleteOnTermination', value: 'true'},
	];
	const id = createRandom(`volume attachment ${task.id}`).uuid();
	return [{id, type: 'AmazonElasticBlockStorage', status: attachmentStatus(task), details}];
}

function interfaceAttachment(task: Task, own: TaskInterface): readonly Json[] {
	if (!task.network) {
		return [];
	}

	const details = [{name: 'subnetId', value: own.subnet}];
	if (task.status !== 'PROVISIONING') {
		details.push(
			{name: 'networkInterfaceId', value: own.id},
			{name: 'macAddress', value: own.macAddress},
			...detail('privateDnsName', own.privateDnsName),
			...detail('privateIPv4Address', own.privateIp),
			...detail('ipv6Address', own.ipv6),
		);
	}

	return [{id: own.attachmentId, type: 'ElasticNetworkInterface', status: attachmentStatus(task), details}];
}

function detail(name: string, value: string | undefined): readonly {name: string; value: string}[] {
	return value === undefined ? [] : [{name, value}];
}

function attachmentStatus(task: Task): string {
	switch (task.status) {
		case 'PROVISIONING':
			return 'PRECREATED';
		case 'STOPPED':
			return 'DELETED';
		case 'DEPROVISIONING':
			return 'DETACHING';
		default:
			return 'ATTACHED';
	}
}
