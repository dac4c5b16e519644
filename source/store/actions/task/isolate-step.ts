import {
	isDenyAll,
	isolationGroupDescription,
	isolationGroupName,
	openOutbound,
} from '../../../domain/findings/isolation.js';
import {type SecurityGroup} from '../../../domain/network/network.js';
import {type Task} from '../../../domain/resources.js';
import {type PlannedCall, type Step, type StepContext, type StepEnd} from '../action.js';
import {explained, send} from '../write-end.js';
import {setGroups} from './interface-groups.js';

/** Stands in the plan where AWS gives the id only when the group is made. */
const newGroup = 'sg-(the new group)';
/** What AWS gives a new group; in a VPC with IPv6 also `::/0`, which is read back before it is taken away. */
const allTraffic = {cidrs: ['0.0.0.0/0'], ipv6Cidrs: []} as const;

export type IsolateParts = {
	readonly task: Task;
	readonly networkInterfaceId: string;
	readonly vpcId: string;
	readonly oldGroups: readonly string[];
	/** The group of the VPC; undefined when it must be made. One that is open still is closed first. */
	readonly group?: SecurityGroup;
};

/** True for a group of our name that only has what AWS gives every new group: closing it failed, or was never tried. */
export function isAsNew({inbound, outbound}: SecurityGroup): boolean {
	return (
		inbound.length === 0 &&
		outbound.length > 0 &&
		outbound.every(
			({protocol, prefixListIds, groupIds}) =>
				protocol === '-1' && prefixListIds.length === 0 && groupIds.length === 0,
		)
	);
}

/** Returns the step that gives a task's network interface the one group that lets nothing through. */
export function isolateStep(parts: IsolateParts): Step {
	const {task} = parts;
	return {
		id: task.arn,
		label: task.id,
		target: task.arn,
		calls: plannedCalls(parts),
		run: context => isolate(context, parts),
	};
}

function plannedCalls({networkInterfaceId, vpcId, group}: IsolateParts): readonly PlannedCall[] {
	const groupId = group?.id ?? newGroup;
	const open = group ? openOutbound(group) : allTraffic;
	return [
		...(group
			? []
			: [
					{
						name: 'ec2:CreateSecurityGroup',
						input: {vpcId, groupName: isolationGroupName, description: isolationGroupDescription},
					} as const,
				]),
		...(group && isDenyAll(group)
			? []
			: [{name: 'ec2:RevokeSecurityGroupEgress', input: {groupId, ...open}} as const]),
		{name: 'ec2:ModifyNetworkInterfaceAttribute', input: {networkInterfaceId, groups: [groupId]}} as const,
	];
}

async function isolate(context: StepContext, parts: IsolateParts): Promise<StepEnd> {
	const {networkInterfaceId, vpcId, oldGroups} = parts;
	const ready = await denyAllGroup(context, parts);
	if (ready.status === 'ended') {
		return ready.end;
	}

	// Before it is sent: whoever puts the groups back reads them here.
	await context.note(`the groups before: ${oldGroups.join(', ')}`, {
		networkInterfaceId,
		vpcId,
		oldGroups,
		isolationGroup: ready.groupId,
	});
	return setGroups(context, {networkInterfaceId, groups: [ready.groupId], done: 'isolated'});
}

type Ready =
	| {readonly status: 'ready'; readonly groupId: string}
	| {readonly status: 'ended'; readonly end: StepEnd};

/** Returns the group once it was read back as one that lets nothing through. */
async function denyAllGroup(context: StepContext, {vpcId, group}: IsolateParts): Promise<Ready> {
	if (group && isDenyAll(group)) {
		return {status: 'ready', groupId: group.id};
	}

	const made = group ? ({status: 'ready', groupId: group.id} as const) : await createGroup(context, vpcId);
	if (made.status === 'ended') {
		return made;
	}

	const {groupId} = made;
	const before = await readGroup(context, groupId);
	if (before.status === 'ended') {
		return before;
	}

	if (isDenyAll(before.group)) {
		return made;
	}

	const open = openOutbound(before.group);
	const revoked = await send(context, {name: 'ec2:RevokeSecurityGroupEgress', input: {groupId, ...open}});
	if (revoked.status === 'ended') {
		return revoked;
	}

	const after = await readGroup(context, groupId);
	if (after.status === 'ended') {
		return after;
	}

	return isDenyAll(after.group)
		? made
		: failed(`the security group ${groupId} still lets traffic through: the task was not touched`);
}

async function createGroup(context: StepContext, vpcId: string): Promise<Ready> {
	const sent = await send(context, {
		name: 'ec2:CreateSecurityGroup',
		input: {vpcId, groupName: isolationGroupName, description: isolationGroupDescription},
	});
	switch (sent.status) {
		case 'sent':
			return {status: 'ready', groupId: sent.value.groupId};
		case 'unsure':
			return failed(
				`no answer to CreateSecurityGroup (${explained(sent.failure)}): the task was not touched; try again, a group that was made is found then`,
			);
		case 'ended':
			return sent;
		default:
			return sent satisfies never;
	}
}

const looks = 5;
const lookEveryMs = 2000;

async function readGroup(
	context: StepContext,
	groupId: string,
): Promise<
	{readonly status: 'read'; readonly group: SecurityGroup} | {readonly status: 'ended'; readonly end: StepEnd}
> {
	for (let look = 1; look <= looks && !context.signal.aborted; look += 1) {
		context.progress({phase: 'verifying', detail: `reading the security group ${groupId}`});
		const answer = await context.call('ec2:DescribeSecurityGroups', {groupIds: [groupId]});
		const group = answer.ok ? answer.value.items.find(({id}) => id === groupId) : undefined;
		if (group) {
			return {status: 'read', group};
		}

		if (!answer.ok && answer.failure.kind !== 'cancelled') {
			return failed(
				`the security group can't be read back: ${explained(answer.failure)}; the task was not touched`,
			);
		}

		// EC2 may not know for some seconds what it has just made.
		await context.pause(lookEveryMs);
	}

	return context.signal.aborted
		? {status: 'ended', end: {status: 'aborted', detail: 'stopped: the task was not touched'}}
		: failed(`EC2 does not know the security group ${groupId} yet: the task was not touched`);
}

function failed(detail: string): {readonly status: 'ended'; readonly end: StepEnd} {
	return {status: 'ended', end: {status: 'failed', detail}};
}
