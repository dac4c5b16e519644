import {type NetworkInterface, type SecurityGroup} from '../network/network.js';
import {type Task} from '../resources.js';
import {taskPhase} from '../task/task-phase.js';

/** The name of the group that lets nothing through; one in each VPC, made on first use. */
export const isolationGroupName = 'onduty-isolation';

/** EC2 takes letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*` here. */
export const isolationGroupDescription = 'Lets nothing in and nothing out. Made by onduty to isolate tasks.';

export type IsolationFacts = {
	readonly task: Task;
	/** Of the task definition; undefined when it is not known. */
	readonly networkMode?: string;
	/** Undefined when EC2 does not know it (any more). */
	readonly networkInterface?: NetworkInterface;
	/** The isolation group of the VPC, when there is one already. */
	readonly group?: SecurityGroup;
};

export type Isolation =
	| {readonly kind: 'refused'; readonly reason: string}
	| {
			readonly kind: 'possible';
			readonly networkInterfaceId: string;
			readonly vpcId: string;
			/** What `u` puts back. */
			readonly oldGroups: readonly string[];
			/** Undefined when the group must be made first. */
			readonly groupId?: string;
			/** What must be known before the yes. */
			readonly warnings: readonly string[];
	  }
	/** It has only the isolation group already. */
	| {readonly kind: 'isolated'; readonly networkInterfaceId: string; readonly groupId: string};

/** Returns whether a task can be cut off the network by the groups of its own interface, and by which steps. */
export function isolation({task, networkMode, networkInterface, group}: IsolationFacts): Isolation {
	const reason = refusal(task, networkMode, networkInterface) ?? groupRefusal(group);
	if (reason !== undefined || networkInterface?.vpcId === undefined) {
		return {kind: 'refused', reason: reason ?? 'EC2 does not tell the VPC of the network interface'};
	}

	const {id, vpcId, securityGroups} = networkInterface;
	if (group !== undefined && securityGroups.length === 1 && securityGroups[0] === group.id) {
		return {kind: 'isolated', networkInterfaceId: id, groupId: group.id};
	}

	return {
		kind: 'possible',
		networkInterfaceId: id,
		vpcId,
		oldGroups: securityGroups,
		...(group && {groupId: group.id}),
		warnings: warnings(task, networkInterface),
	};
}

function refusal(
	task: Task,
	networkMode: string | undefined,
	networkInterface: NetworkInterface | undefined,
): string | undefined {
	const phase = taskPhase(task);
	if (phase === 'ended' || phase === 'ending') {
		return 'the task has stopped or is stopping: there is nothing to isolate';
	}

	// docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
	if (networkMode === 'host' || networkMode === 'bridge' || networkMode === 'none') {
		return `the task has network mode ${networkMode}: it has no interface of its own, and shares the groups of its instance with the other tasks there`;
	}

	if (task.network?.eniId === undefined) {
		return networkMode === 'awsvpc'
			? 'ECS does not tell a network interface of this task yet'
			: 'the task has no network interface of its own: it shares the groups of its instance with the other tasks there';
	}

	if (networkInterface === undefined) {
		return `EC2 does not know the network interface ${task.network.eniId}`;
	}

	if (networkInterface.isRequesterManaged === true) {
		return 'the network interface is managed by AWS: EC2 lets nobody else change its groups';
	}

	return networkInterface.securityGroups.length === 0
		? 'EC2 does not tell the groups of the network interface: they could not be put back'
		: undefined;
}

/** A group of that name which lets something through is not ours, or somebody changed it: it would isolate nothing. */
function groupRefusal(group: SecurityGroup | undefined): string | undefined {
	return group === undefined || isDenyAll(group)
		? undefined
		: `the security group ${isolationGroupName} (${group.id}) lets traffic through: take its rules away first`;
}

/** True for a group without any rule. A new one is not: it lets everything out until that is revoked. */
export function isDenyAll({inbound, outbound}: SecurityGroup): boolean {
	return inbound.length === 0 && outbound.length === 0;
}

/** Returns the ranges to which a new group lets everything out, to be revoked: all of IPv4, with IPv6 also its all. */
export function openOutbound({outbound}: SecurityGroup): {
	readonly cidrs: readonly string[];
	readonly ipv6Cidrs: readonly string[];
} {
	const all = outbound.filter(({protocol}) => protocol === '-1');
	return {cidrs: all.flatMap(({cidrs}) => cidrs), ipv6Cidrs: all.flatMap(({ipv6Cidrs}) => ipv6Cidrs)};
}

function warnings(task: Task, networkInterface: NetworkInterface): readonly string[] {
	return [
		// docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
		'connections that are open now may go on until they are idle: stop the task to end them',
		'the agent, the logs and ECS Exec are cut off as well: keep the evidence first',
		'the load balancer and health checks will fail: ECS may then stop and replace the task',
		...(task.serviceName === undefined
			? []
			: [`the service ${task.serviceName} goes on with its other tasks, from the same image`]),
		...(networkInterface.instanceOwnerId === 'amazon-ecs' || task.launchType === 'FARGATE'
			? ['AWS owns the other end of this interface: EC2 may refuse, and then nothing is changed']
			: []),
	];
}
