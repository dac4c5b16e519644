import {type Want, want} from '../../store/read.js';
import {containerInstancesRead} from '../../store/reads/container-instances.js';
import {type Snapshot} from '../../store/snapshot.js';
import {factsBlock, linesBlock, tagsBlock, timeCell} from '../blocks.js';
import {heldRow, statusOf} from '../held.js';
import {pace} from '../pace.js';
import {type Block, type ListStatus, type Place} from '../view.js';

export function instanceWants({cluster}: Place): readonly Want[] {
	return cluster ? [want(containerInstancesRead, cluster, {everyMs: pace.focusedMs, priority: 0})] : [];
}

export function instanceStatus(snapshot: Snapshot, {cluster}: Place): ListStatus {
	return statusOf(
		cluster ? [{what: 'container instances', collection: snapshot.get(containerInstancesRead, cluster)}] : [],
	);
}

/** Returns all that is known of a container instance. */
export function instanceBlocks(snapshot: Snapshot, {cluster, subject}: Place, now: number): readonly Block[] {
	const instance = cluster && heldRow(snapshot.get(containerInstancesRead, cluster), subject)?.value;
	if (!instance) {
		return [linesBlock('Container instance', [], 'reading …')];
	}

	return [
		factsBlock('Facts', [
			['EC2 instance', instance.ec2InstanceId],
			['status', instance.status],
			['ECS agent connected', yesNo(instance.isAgentConnected)],
			['ECS agent version', instance.ecsAgentVersion],
			['running tasks', instance.runningTasks],
			['pending tasks', instance.pendingTasks],
			['type', instance.instanceType],
			['zone', instance.availabilityZone],
			['AMI', instance.amiId],
			['OS', instance.osType],
			['architecture', instance.cpuArchitecture],
			['capacity provider', instance.capacityProvider],
			['CPU units free', freeOf(instance.remainingCpuUnits, instance.registeredCpuUnits)],
			['memory free MiB', freeOf(instance.remainingMemoryMiB, instance.registeredMemoryMiB)],
			['registered', timeCell(instance.registeredAt, now)],
			['ARN', instance.arn],
		]),
		tagsBlock(instance.tags),
	];
}

function yesNo(isTrue: boolean | undefined): string | undefined {
	return isTrue === undefined ? undefined : isTrue ? 'yes' : 'no';
}

function freeOf(free: number | undefined, all: number | undefined): string | undefined {
	return free === undefined ? undefined : `${free}${all === undefined ? '' : ` of ${all}`}`;
}
