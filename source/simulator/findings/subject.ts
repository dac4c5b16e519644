import {type JsonObject} from '../json.js';
import {createRandom} from '../random.js';
import {countsOf} from '../wire/cluster-json.js';
import {seconds} from '../wire/seconds.js';
import {runtimeId} from '../wire/task-json.js';
import {clusterArn, definitionArn, taskArn} from '../world/arns.js';
import {interfaceOf} from '../world/interfaces.js';
import {instanceInterfaceOf} from '../world/network-interfaces.js';
import {type ContainerDefinition, type Task, type World} from '../world/types.js';
import {instanceDetails} from './instance-details.js';

/** What a finding is about, as far as its story needs to know it. */
export type Subject = {
	readonly account: string;
	/** The member `resource` of the finding. */
	readonly resource: JsonObject;
	readonly resourceId: string;
	readonly cluster: string;
	readonly container: string;
	/** What the runtime calls the container. */
	readonly containerId: string;
	readonly privateIp: string;
	/** The first process of the container and the folder it runs in. */
	readonly entry: {readonly path: string; readonly pwd: string};
	/** When that process began. */
	readonly startedAt: number;
	readonly hasHost: boolean;
};

const entries = [
	{path: '/usr/local/bin/node', pwd: '/app'},
	{path: '/usr/lib/jvm/java-21-amazon-corretto/bin/java', pwd: '/srv/app'},
	{path: '/usr/local/bin/python3.13', pwd: '/opt/app'},
	{path: '/usr/local/bin/server', pwd: '/'},
] as const;

/** A container of a task, the first when none is named, in the words of a finding of now. */
export function subjectOf(world: World, task: Task, containerName?: string): Subject {
	const {definition, instance} = task;
	const container =
		definition.containers.find(({name}) => name === containerName) ?? definition.containers[0];
	if (!container) {
		throw new Error(`the definition ${definition.family} has no containers`);
	}

	const own =
		instance && definition.networkMode !== 'awsvpc' ? instanceInterfaceOf(world, instance) : undefined;
	return {
		account: world.account,
		resource: {
			resourceType: 'ECSCluster',
			ecsClusterDetails: clusterDetails(world, task, container),
			...(instance && {instanceDetails: instanceDetails(world, task.cluster, instance)}),
		},
		resourceId: clusterArn(world, task.cluster),
		cluster: task.cluster.name,
		container: container.name,
		containerId: runtimeId(task, container.name),
		privateIp: own?.privateIp ?? interfaceOf(world, task).privateIp ?? '',
		entry: createRandom(`entry of ${container.image}`).pick(entries),
		startedAt: task.startedAt ?? task.createdAt,
		hasHost: instance !== undefined,
	};
}

function clusterDetails(world: World, task: Task, container: ContainerDefinition): JsonObject {
	const {cluster} = task;
	const counts = cluster.promised() ?? countsOf(cluster);
	return {
		name: cluster.name,
		arn: clusterArn(world, cluster),
		status: cluster.status,
		activeServicesCount: counts.services,
		registeredContainerInstancesCount: counts.instances,
		runningTasksCount: counts.running,
		tags: cluster.tags,
		taskDetails: taskDetails(world, task, container),
	};
}

// GuardDuty sees processes per container, so the container that the process ran in is the one listed.
function taskDetails(world: World, task: Task, container: ContainerDefinition): JsonObject {
	const mounts = container.hostMounts ?? [];
	return {
		arn: taskArn(world, task),
		definitionArn: definitionArn(world, task.definition),
		version: String(task.version),
		createdAt: seconds(task.createdAt),
		startedAt: seconds(task.startedAt),
		startedBy: task.startedBy,
		tags: task.tags,
		volumes: mounts.map(({name, hostPath}) => ({name, hostPath: {path: hostPath}})),
		containers: [containerDetails(task, container)],
		group: task.group,
		launchType: task.launch.launchType,
	};
}

function containerDetails(task: Task, container: ContainerDefinition): JsonObject {
	const {image, name, hostMounts = []} = container;
	const slash = image.lastIndexOf('/');
	return {
		containerRuntime: 'containerd',
		id: runtimeId(task, name),
		name,
		image,
		imagePrefix: slash === -1 ? '' : image.slice(0, slash),
		volumeMounts: hostMounts.map(mount => ({name: mount.name, mountPath: mount.mountPath})),
		securityContext: {
			privileged: container.privileged ?? false,
			allowPrivilegeEscalation: container.privileged ?? false,
		},
	};
}
