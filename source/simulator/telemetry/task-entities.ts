import {type JsonObject} from '../json.js';
import {interfaceOf} from '../world/interfaces.js';
import {type Task, type World} from '../world/types.js';
import {volumeId} from '../world/volume-id.js';
import {metricsBlock} from './metrics-block.js';
import {seedOf} from './noise.js';
import {type Profile, profilesOf} from './profile.js';
import {type Entity} from './record.js';
import {isRunning, isSilent, type Usage, usageAt} from './usage.js';
import {sum, usageBlock} from './usage-block.js';

/** The places of a task's entities in the order of its group; containers come between. */
const agentPlace = 63;
const volumePlace = 62;

/** What is told of a task that ran: of itself, its containers, its agent and its volume. */
export function taskEntities(world: World, task: Task): readonly Entity[] {
	const {startedAt, definition} = task;
	if (startedAt === undefined) {
		return [];
	}

	let made: readonly Profile[] | undefined;
	const profiles = (): readonly Profile[] => {
		made ??= profilesOf(world, task);
		return made;
	};

	const own = {
		stream: streamOf(task),
		from: startedAt,
		to: task.stoppingAt ?? Number.POSITIVE_INFINITY,
		hasDecimals: task.instance !== undefined,
	};
	const first = seedOf(task.id) * 64;
	const containers = definition.containers.map((_, index) =>
		containerEntity(task, () => profiles()[index], {...own, key: first + 1 + index}),
	);
	const hasAgent = task.agent && (task.agent.status === 'RUNNING' || task.agent.exitCode !== undefined);
	return [
		taskEntity(world, task, {profiles, place: {...own, key: first}}),
		...containers,
		...(hasAgent ? [containerEntity(task, () => profiles().at(-1), {...own, key: first + agentPlace})] : []),
		...(definition.volume ? [volumeEntity(task, {...own, key: first + volumePlace})] : []),
	];
}

type Place = Pick<Entity, 'stream' | 'key' | 'from' | 'to' | 'hasDecimals'>;

function containerEntity(task: Task, profile: () => Profile | undefined, place: Place): Entity {
	return {
		...place,
		type: 'Container',
		head: () => ({
			Version: '0',
			Type: 'Container',
			ContainerName: profile()?.name,
			...identity(task),
			Image: profile()?.image,
			ContainerKnownStatus: 'RUNNING',
		}),
		isTold(at) {
			const own = profile();
			return own !== undefined && isRunning(own, at) && !isSilent(own, at);
		},
		moving(at) {
			const own = profile();
			return own ? {Timestamp: at, ...usageBlock(usageAt(own, at), reservedBy(own))} : {};
		},
	};
}

function reservedBy(profile: Profile): Parameters<typeof usageBlock>[1] {
	return {cpu: profile.cpuReserved, memory: profile.memoryReserved, hasNetwork: profile.hasNetwork};
}

function taskEntity(
	world: World,
	task: Task,
	{profiles, place}: {profiles: () => readonly Profile[]; place: Place},
): Entity {
	const {definition} = task;
	const isFargate = task.launch.launchType === 'FARGATE';
	const reserved = {
		cpu: definition.cpu,
		memory: definition.memory,
		hasNetwork: definition.networkMode !== 'host',
	};
	return {
		...place,
		type: 'Task',
		head: () => ({Version: '0', Type: 'Task', ...identity(task), ...placement(world, task)}),
		isTold(at) {
			const [app] = profiles();
			return app !== undefined && !isSilent(app, at);
		},
		moving(at) {
			const usage = sum(profiles().map(profile => usageAt(profile, at)));
			return {
				Timestamp: at,
				...usageBlock(usage, reserved),
				// 20 GiB in gigabytes, as AWS rounds it.
				...(isFargate && {
					EphemeralStorageUtilized: ephemeralGigabytes(task, usage),
					EphemeralStorageReserved: 21.47,
				}),
				...(definition.volume && volumeUse(task, at)),
			};
		},
		tail: () => taskMetrics(task),
	};
}

function taskMetrics(task: Task): JsonObject {
	const {definition} = task;
	const names = [
		...['CpuUtilized', 'CpuReserved', 'MemoryUtilized', 'MemoryReserved'],
		...['StorageReadBytes', 'StorageWriteBytes'],
		...(definition.networkMode === 'host' ? [] : ['NetworkRxBytes', 'NetworkTxBytes']),
		...(task.launch.launchType === 'FARGATE' ? ['EphemeralStorageUtilized', 'EphemeralStorageReserved'] : []),
		...(definition.volume ? ['EBSFilesystemSize', 'EBSFilesystemUtilzed'] : []),
	];
	const byService = task.service ? [['ServiceName', 'ClusterName']] : [];
	return metricsBlock(names, [['ClusterName'], ...byService, ['ClusterName', 'TaskDefinitionFamily']]);
}

function volumeEntity(task: Task, place: Place): Entity {
	return {
		...place,
		type: 'Volume',
		// This kind of record has no time of its own, and another order.
		head: () => ({
			Version: '0',
			Type: 'Volume',
			TaskDefinitionFamily: task.definition.family,
			TaskId: task.id,
			ClusterName: task.cluster.name,
			...(task.service && {ServiceName: task.service.name}),
			VolumeId: volumeId(task),
			...(task.instance && {InstanceId: task.instance.ec2InstanceId}),
			LaunchType: task.launch.launchType,
			VolumeName: task.definition.volume?.name,
		}),
		isTold: () => true,
		moving: at => volumeUse(task, at),
		tail: () =>
			metricsBlock(
				['EBSFilesystemSize', 'EBSFilesystemUtilzed'],
				[
					['ClusterName'],
					['VolumeName', 'TaskDefinitionFamily', 'ClusterName'],
					...(task.service ? [['ServiceName', 'ClusterName']] : []),
				],
			),
	};
}

/** Gigabytes; it fills slowly. */
function volumeUse(task: Task, at: number): JsonObject {
	const size = task.definition.volume?.sizeGiB ?? 0;
	const days = (at - task.createdAt) / 86_400_000;
	return {EBSFilesystemUtilized: Math.min(size, Math.round(size * 0.3 + days)), EBSFilesystemSize: size};
}

function ephemeralGigabytes(task: Task, {written}: Usage): number {
	const image = 0.5 + (seedOf(task.definition.family) % 350) / 100;
	return Math.min(21.4, Math.round((image + written / 1e9) * 100) / 100);
}

/** Who it is, for records of tasks and containers; a standalone task has no service. */
function identity(task: Task): JsonObject {
	return {
		TaskId: task.id,
		TaskDefinitionFamily: task.definition.family,
		TaskDefinitionRevision: String(task.definition.revision),
		...(task.instance && {
			ContainerInstanceId: task.instance.id,
			EC2InstanceId: task.instance.ec2InstanceId,
		}),
		...(task.service && {ServiceName: task.service.name}),
		ClusterName: task.cluster.name,
	};
}

function placement(world: World, task: Task): JsonObject {
	return {
		AccountID: world.account,
		Region: world.region,
		AvailabilityZone: interfaceOf(world, task).availabilityZone,
		KnownStatus: 'RUNNING',
		LaunchType: task.launch.launchType,
		PullStartedAt: task.pullStartedAt,
		PullStoppedAt: task.pullStoppedAt,
		CreatedAt: task.createdAt,
		StartedAt: task.startedAt,
	};
}

// Tasks of a Fargate cluster share a handful of streams; those on an instance are told by its agent.
function streamOf(task: Task): string {
	if (task.instance) {
		return `AgentTelemetry-${task.instance.id}`;
	}

	const collector = seedOf(`${task.cluster.name} ${seedOf(task.id) % 6}`) % 9000;
	return `FargateTelemetry-${1000 + collector}`;
}
