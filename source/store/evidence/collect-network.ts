import {type NetworkInterface, type SecurityGroup} from '../../domain/network/network.js';
import {type Task} from '../../domain/resources.js';
import {askWhole, type Collecting, jsonOf} from './ask.js';
import {type EvidenceSubject} from './subject.js';

export type NetworkFound = {
	readonly interfaces: readonly NetworkInterface[];
	readonly groups: readonly SecurityGroup[];
};

/**
 * Collects the network interface of the task, and its security groups with their rules. The mode tells whether a task
 * without one shares that of its instance; undefined where it is not known.
 */
export async function collectNetwork(
	collecting: Collecting,
	task: Task | undefined,
	{seen}: EvidenceSubject,
	networkMode: string | undefined,
): Promise<NetworkFound> {
	const {drawer} = collecting;
	const id = task?.network?.eniId;
	if (id === undefined) {
		// In any other mode there is none to read, so none is missing.
		if (task === undefined || networkMode === undefined || networkMode === 'awsvpc') {
			drawer.lacks(
				'the network interface',
				task === undefined ? 'the task is not known' : 'ECS tells none of the task: it may not have one yet',
			);
		}

		return {interfaces: [], groups: []};
	}

	collecting.reading('the network interface');
	const answer = await askWhole(collecting, 'ec2:DescribeNetworkInterfaces', {networkInterfaceIds: [id]});
	const found = answer.ok ? answer.value?.find(one => one.id === id) : undefined;
	if (answer.ok && found) {
		drawer.addJson(['network-interface'], 'the network interface', answer.json);
		return {interfaces: [found], groups: await collectGroups(collecting, found.securityGroups)};
	}

	if (answer.ok) {
		drawer.lacks('the network interface', 'EC2 does not know it (any more): it goes with its task');
	} else {
		drawer.missed('the network interface', answer.failure);
	}

	const before = seen?.networkInterface?.id === id ? seen.networkInterface : undefined;
	if (before === undefined) {
		return {interfaces: [], groups: []};
	}

	drawer.addJson(
		['network-interface-as-seen'],
		'the network interface, as this console saw it',
		jsonOf(before),
	);
	return {interfaces: [before], groups: await collectGroups(collecting, before.securityGroups)};
}

async function collectGroups(
	collecting: Collecting,
	groupIds: readonly string[],
): Promise<readonly SecurityGroup[]> {
	if (groupIds.length === 0) {
		return [];
	}

	collecting.reading('the security groups');
	const answer = await askWhole(collecting, 'ec2:DescribeSecurityGroups', {groupIds});
	if (!answer.ok) {
		collecting.drawer.missed('the security groups', answer.failure);
		return [];
	}

	collecting.drawer.addJson(['security-groups'], 'the security groups with their rules', answer.json);
	return answer.value.items;
}
