import {createRandom} from '../random.js';
import {type Task, type World} from './types.js';

export type TaskInterface = {
	readonly id: string;
	readonly attachmentId: string;
	readonly subnet: string;
	readonly availabilityZone: string;
	/** None in an IPv6-only subnet, and then no name either. */
	readonly privateIp?: string;
	readonly privateDnsName?: string;
	readonly ipv6?: string;
	readonly macAddress: string;
	/** Only where the task asked for one. */
	readonly publicIp?: string;
};

/** The network interface of a task, always the same for the same task. */
export function interfaceOf(world: World, task: Task): TaskInterface {
	const random = createRandom(`interface ${task.id}`);
	const subnets = task.network?.subnets ?? [];
	const index = random.integer(0, Math.max(0, subnets.length - 1));
	const host = [random.integer(0, 15), random.integer(10, 250)] as const;
	const subnet = world.networks.subnets.get(subnets[index] ?? '');
	return {
		// A task's interface carries the first 17 digits of the task's id, so that it can be found again.
		id: `eni-${task.id.slice(0, 17)}`,
		attachmentId: random.uuid(),
		subnet: subnets[index] ?? '',
		availabilityZone:
			task.instance?.availabilityZone ?? subnet?.availabilityZone ?? `${world.region}${'abc'[index] ?? 'a'}`,
		...addresses(world, subnet, host),
		macAddress: `0a:${random.hex(10).replace(/(..)(?!$)/g, '$1:')}`,
		...(task.network?.assignPublicIp === 'ENABLED' && {
			publicIp: `203.0.113.${random.integer(1, 254)}`,
		}),
	};
}

// The subnets are of the size /20: sixteen times 256 addresses.
/** Addresses of a host in a subnet; the company's first one when there is none. */
export function addresses(
	world: World,
	subnet: {readonly cidr?: string; readonly ipv6Cidr?: string} | undefined,
	[third, fourth]: readonly [number, number],
): Pick<TaskInterface, 'privateIp' | 'privateDnsName' | 'ipv6'> {
	const ipv6 = subnet?.ipv6Cidr?.replace(/::.*$/, `::${(third * 256 + fourth).toString(16)}`);
	if (subnet && subnet.cidr === undefined) {
		return ipv6 === undefined ? {} : {ipv6};
	}

	const [a = '10', b = '40', base = '0'] = (subnet?.cidr ?? '10.40.0.0/20').split('.');
	const privateIp = [a, b, Number(base) + third, fourth].join('.');
	return {
		privateIp,
		privateDnsName: `ip-${privateIp.replaceAll('.', '-')}.${world.region}.compute.internal`,
		...(ipv6 !== undefined && {ipv6}),
	};
}
