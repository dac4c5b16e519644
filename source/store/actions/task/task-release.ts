import {failureLine} from '../../../domain/failure-text.js';
import {isolationGroupName} from '../../../domain/findings/isolation.js';
import {type NetworkInterface} from '../../../domain/network/network.js';
import {isolationOf} from '../../isolation.js';
import {type JournalEntry} from '../../journal.js';
import {journalLines} from '../../journal-lines.js';
import {want} from '../../read.js';
import {journalRead} from '../../reads/journal.js';
import {securityGroupsRead} from '../../reads/vpc.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {heldTask} from '../held.js';
import {confirmation, emptyPlan} from '../plan-parts.js';
import {setGroups} from './interface-groups.js';
import {isolationWants, networkOf} from './isolation-facts.js';
import {taskIsolate} from './task-isolate.js';

/** Puts back the security groups that a task had before it was isolated. */
export const taskRelease = ecsAction({
	id: 'task.release',
	label: 'release',
	describes: 'Put back the security groups that a task had before isolation',
	appliesTo: ['task'],
	disabledReason,
	isCalledFor: (targets, snapshot) =>
		targets.length === 1 && targets.every(target => isKnownIsolated(target, snapshot)),
	wants: (targets, snapshot) => [
		...isolationWants(targets, snapshot),
		want(journalRead, undefined, {everyMs: 60_000, priority: 0}),
		...targets.flatMap(target => {
			const groups = groupsBefore(target, snapshot);
			return groups === undefined ? [] : [want(securityGroupsRead, groups, {everyMs: 60_000, priority: 0})];
		}),
	],
	questions: () => [],
	plan,
});

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return 'one task at a time: each has groups of its own';
	}

	const found = networkOf(target, snapshot);
	return found.status === 'held' && !isIsolated(found.value.networkInterface, found.value.group?.id)
		? 'it is not isolated'
		: undefined;
}

function isKnownIsolated(target: EcsTarget, snapshot: Snapshot): boolean {
	const task = heldTask(snapshot, target);
	const eniId = task.status === 'held' ? task.value.network?.eniId : undefined;
	return isolationOf(snapshot, {arn: target.arn, eniId}) !== undefined;
}

function isIsolated(networkInterface: NetworkInterface | undefined, groupId: string | undefined): boolean {
	const groups = networkInterface?.securityGroups ?? [];
	return groupId !== undefined && groups.length === 1 && groups[0] === groupId;
}

function groupsBefore(target: EcsTarget, snapshot: Snapshot): readonly string[] | undefined {
	const found = networkOf(target, snapshot);
	const eniId = found.status === 'held' ? found.value.networkInterface?.id : undefined;
	return eniId === undefined ? undefined : oldGroupsIn(journalLines(snapshot), eniId);
}

/** Returns what the last isolation of an interface noted; only what has the shape of a group's id is one. */
export function oldGroupsIn(lines: readonly JournalEntry[], eniId: string): readonly string[] | undefined {
	for (const {action, call, parameters} of lines) {
		if (
			action === taskIsolate.id &&
			call === 'note' &&
			isObject(parameters) &&
			parameters.networkInterfaceId === eniId
		) {
			const {oldGroups} = parameters;
			const groups = Array.isArray(oldGroups)
				? oldGroups.filter(group => /^sg-[0-9a-z]{1,40}$/.test(String(group)))
				: [];
			return groups.length > 0 && groups.length === (oldGroups as readonly unknown[]).length
				? groups.map(String)
				: undefined;
		}
	}

	return undefined;
}

function isObject(value: unknown): value is {readonly [member: string]: unknown} {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plan({targets, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return emptyPlan('release a task', {refusal: 'choose one task', warnings: []});
	}

	const title = `release task ${target.name}`;
	const found = networkOf(target, snapshot);
	const journal = snapshot.get(journalRead, undefined);
	if (found.status === 'missing') {
		return emptyPlan(title, {refusal: found.why, warnings: []});
	}

	if (found.status === 'waiting' || journal.status === 'waiting') {
		const waitingFor = found.status === 'waiting' ? 'the network of the task' : 'the journal';
		return emptyPlan(title, {waitingFor, warnings: []});
	}

	const {task, networkInterface, group} = found.value;
	if (networkInterface === undefined || !isIsolated(networkInterface, group?.id)) {
		return emptyPlan(title, {
			refusal: `it is not isolated: its interface does not have ${isolationGroupName} as its only group`,
			warnings: [],
		});
	}

	const oldGroups = oldGroupsIn(journalLines(snapshot), networkInterface.id);
	if (oldGroups === undefined) {
		const unread = journal.status === 'failed' ? ` (${failureLine(journal.failure)})` : '';
		return emptyPlan(title, {
			refusal: `the groups it had before are not in the journal${unread}: put them back in the EC2 console`,
			warnings: [],
		});
	}

	const known = snapshot.get(securityGroupsRead, oldGroups);
	if (!known.isComplete && known.failure === undefined) {
		return emptyPlan(title, {waitingFor: 'the old security groups', warnings: []});
	}

	const gone = known.rows.filter(row => row.value !== undefined && row.value.found === undefined);
	const call = {
		name: 'ec2:ModifyNetworkInterfaceAttribute',
		input: {networkInterfaceId: networkInterface.id, groups: oldGroups},
	} as const;
	return gone.length > 0
		? emptyPlan(title, {
				refusal: `${gone.map(({key}) => key).join(', ')} does not exist (any more): the groups can't be put back as they were`,
				warnings: [],
			})
		: {
				title,
				changes: [
					`${networkInterface.id} of task ${task.id} gets ${oldGroups.join(', ')} back, in place of ${networkInterface.securityGroups.join(', ')}`,
				],
				keeps: [`the security group ${isolationGroupName} stays for the next time`, 'the task runs on'],
				warnings: ['what runs in the task can use the network again: be sure that it is clean'],
				steps: [
					{
						id: task.arn,
						label: task.id,
						target: task.arn,
						calls: [call],
						run: context => setGroups(context, {...call.input, done: 'released'}),
					},
				],
				waveSize: 1,
				confirm: confirmation([task.clusterArn], settings),
			};
}
