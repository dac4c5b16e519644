import {createRandom} from '../random.js';
import {type Task, type World} from './types.js';

export type TaskInterface = {
	readonly id: string;
	readonly attachmentId: string;
	readonly subnet: string;
	readonly availabilityZone: string;
	readonly privateIp: string;
	readonly privateDnsName: string;
	readonly macAddress: string;
	/** Only where the task asked for one. */
	readonly publicIp?: string;
};

/** The network interface of a task, always the same for the same task. */
export function interfaceOf(world: World, task: Task): TaskInterface {
	const random = createRandom(`interface ${task.id}`);
	const subnets = task.network?.subnets ?? [];
	const index = random.integer(0, Math.max(0, subnets.length - 1));
	const privateIp = `10.40.${16 * index + random.integer(0, 15)}.${random.integer(10, 250)}`;
	return {
		// A task's interface carries the first 17 digits of the task's id, so that it can be found again.
		id: `eni-${task.id.slice(0, 17)}`,
		attachmentId: random.uuid(),
		subnet: subnets[index] ?? '',
		availabilityZone: task.instance?.availabilityZone ?? `${world.region}${'abc'[index] ?? 'a'}`,
		privateIp,
		privateDnsName: `ip-${privateIp.replaceAll('.', '-')}.${world.region}.compute.internal`,
		macAddress: `0a:${random.hex(10).replace(/(..)(?!$)/g, '$1:')}`,
		...(task.network?.assignPublicIp === 'ENABLED' && {
			publicIp: `203.0.113.${random.integer(1, 254)}`,
		}),
	};
}

/** The task that holds this interface now. */
export function taskOfInterface(world: World, id: string): Task | undefined {
	for (const cluster of world.clusters.values()) {
		// Nobody can know of a task in a cluster that was never looked into.
		if (cluster.promised()) {
			continue;
		}

		for (const task of cluster.contents().tasks.values()) {
			if (`eni-${task.id.slice(0, 17)}` === id && task.network && task.status !== 'STOPPED') {
				return task;
			}
		}
	}

	return undefined;
}
