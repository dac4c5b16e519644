import {describe, expect, test} from 'vitest';
import {isolationGroupName} from '../../../../source/domain/findings/isolation.js';
import {type Task} from '../../../../source/domain/resources.js';
import {taskIsolate} from '../../../../source/store/actions/task/task-isolate.js';
import {oldGroupsIn, taskRelease} from '../../../../source/store/actions/task/task-release.js';
import {aGroup, anInterface, everything} from '../../fake-network.js';
import {aConsole, taskTarget} from '../console.js';
import {addCluster, standalone} from '../fake-ecs.js';

const closed = aGroup('sg-0iso', {name: isolationGroupName, outbound: []});

function aRunningTask(facts: Partial<Task> = {}) {
	const console = aConsole();
	addCluster(console.ecs, 'checkout', {tags: []});
	const task = {...standalone('checkout', 't1'), network: {eniId: 'eni-1'}, ...facts};
	console.ecs.tasks.set(task.arn, task);
	console.network.interfaces.set('eni-1', anInterface('eni-1', {securityGroups: ['sg-0aa', 'sg-0bb']}));
	console.network.groups.set('sg-0aa', aGroup('sg-0aa'));
	console.network.groups.set('sg-0bb', aGroup('sg-0bb'));
	const groupsNow = () => console.network.interfaces.get('eni-1')?.securityGroups;
	return {...console, task, targets: [taskTarget(task)], groupsNow};
}

describe('isolating a task', () => {
	test('makes the group, takes its outbound rule away, notes the old groups, then gives it alone', async () => {
		const {plan, carryOut, targets, groupsNow, journal, network} = aRunningTask();
		const made = await plan(taskIsolate, targets);
		expect(made.steps.flatMap(({calls}) => calls.map(({name}) => name))).toEqual([
			'ec2:CreateSecurityGroup',
			'ec2:RevokeSecurityGroupEgress',
			'ec2:ModifyNetworkInterfaceAttribute',
		]);
		expect(made.keeps.join()).toContain('the old groups (sg-0aa, sg-0bb) are kept in the journal');
		expect(made.warnings.length).toBeGreaterThan(2);
		const run = await carryOut(taskIsolate, made);
		expect(run.steps[0]?.detail).toBe('isolated: eni-1 has sg-0new');
		expect(groupsNow()).toEqual(['sg-0new']);
		expect(network.groups.get('sg-0new')).toMatchObject({inbound: [], outbound: []});
		const calls = journal.entries.map(({call}) => call);
		expect(calls.indexOf('note')).toBeLessThan(calls.indexOf('ec2:ModifyNetworkInterfaceAttribute'));
		expect(calls.indexOf('note')).toBeGreaterThan(0);
	});

	test('takes the group that is there', async () => {
		const {plan, carryOut, targets, groupsNow, network, account} = aRunningTask();
		network.groups.set('sg-0iso', closed);
		const made = await plan(taskIsolate, targets);
		expect(made.steps[0]?.calls).toEqual([
			{
				name: 'ec2:ModifyNetworkInterfaceAttribute',
				input: {networkInterfaceId: 'eni-1', groups: ['sg-0iso']},
			},
		]);
		await carryOut(taskIsolate, made);
		expect(groupsNow()).toEqual(['sg-0iso']);
		expect(account.counts()['ec2:CreateSecurityGroup']).toBeUndefined();
	});

	test('closes a group that was made and never closed', async () => {
		const {plan, carryOut, targets, groupsNow, network} = aRunningTask();
		network.groups.set('sg-0iso', {...closed, outbound: [everything]});
		const made = await plan(taskIsolate, targets);
		expect(made.steps[0]?.calls.map(({name}) => name)).toEqual([
			'ec2:RevokeSecurityGroupEgress',
			'ec2:ModifyNetworkInterfaceAttribute',
		]);
		await carryOut(taskIsolate, made);
		expect(groupsNow()).toEqual(['sg-0iso']);
	});

	test('never gives a group that still lets something through', async () => {
		const {plan, carryOut, targets, groupsNow, network} = aRunningTask();
		network.revokes = false;
		const run = await carryOut(taskIsolate, await plan(taskIsolate, targets));
		expect(run.steps[0]?.detail).toContain('still lets traffic through: the task was not touched');
		expect(groupsNow()).toEqual(['sg-0aa', 'sg-0bb']);
	});

	test('is refused where a group of that name has rules of somebody', async () => {
		const {plan, targets, network} = aRunningTask();
		network.groups.set('sg-0iso', {...closed, inbound: [everything]});
		expect((await plan(taskIsolate, targets)).refusal).toContain('lets traffic through');
	});

	test.each([
		[
			'has no interface of its own',
			{network: undefined},
			'ECS does not tell a network interface of this task yet',
		],
		['has stopped', {lastStatus: 'STOPPED', desiredStatus: 'STOPPED'}, 'there is nothing to isolate'],
	])('is refused for a task that %s', async (_what, facts, why) => {
		const {plan, targets} = aRunningTask(facts);
		expect((await plan(taskIsolate, targets)).refusal).toContain(why);
	});

	test('is one task at a time', () => {
		const {targets, store} = aRunningTask();
		expect(taskIsolate.disabledReason([...targets, ...targets], store.snapshot())).toContain(
			'one task at a time',
		);
	});
});

describe('releasing it', () => {
	test('puts the old groups back from the journal', async () => {
		const {plan, carryOut, targets, groupsNow} = aRunningTask();
		await carryOut(taskIsolate, await plan(taskIsolate, targets));
		const made = await plan(taskRelease, targets);
		expect(made.steps[0]?.calls).toEqual([
			{
				name: 'ec2:ModifyNetworkInterfaceAttribute',
				input: {networkInterfaceId: 'eni-1', groups: ['sg-0aa', 'sg-0bb']},
			},
		]);
		const run = await carryOut(taskRelease, made);
		expect(run.steps[0]?.detail).toBe('released: eni-1 has sg-0aa, sg-0bb');
		expect(groupsNow()).toEqual(['sg-0aa', 'sg-0bb']);
	});

	test('is refused when nobody knows the old groups', async () => {
		const {plan, targets, network} = aRunningTask();
		network.groups.set('sg-0iso', closed);
		network.interfaces.set('eni-1', anInterface('eni-1', {securityGroups: ['sg-0iso']}));
		expect((await plan(taskRelease, targets)).refusal).toBe(
			'the groups it had before are not in the journal: put them back in the EC2 console',
		);
	});

	test('is refused when an old group was deleted meanwhile', async () => {
		const {plan, carryOut, targets, network} = aRunningTask();
		await carryOut(taskIsolate, await plan(taskIsolate, targets));
		network.groups.delete('sg-0bb');
		expect((await plan(taskRelease, targets)).refusal).toContain('sg-0bb does not exist (any more)');
	});

	test('is refused for a task that is not isolated', async () => {
		const {plan, targets} = aRunningTask();
		expect((await plan(taskRelease, targets)).refusal).toContain('it is not isolated');
	});

	test.each([
		[{networkInterfaceId: 'eni-1', oldGroups: ['sg-0aa', '--groups']}],
		[{networkInterfaceId: 'eni-1', oldGroups: 'sg-0aa'}],
		[{networkInterfaceId: 'eni-1', oldGroups: []}],
		[{networkInterfaceId: 'eni-1'}],
		[['sg-0aa']],
	])('takes nothing from a line of the journal that is not as it was written: %j', parameters => {
		const line = {
			time: '2026-11-23T08:00:00Z',
			identity: 'i',
			region: 'eu-west-1',
			action: 'task.isolate',
			run: 'r',
			call: 'note',
			target: 't',
			result: 'ok',
			parameters,
		} as const;
		expect(oldGroupsIn([line], 'eni-1')).toBeUndefined();
	});
});

test('whoever isolates learns how that is undone, and the journal has that it was read back', async () => {
	const {plan, carryOut, targets, journal, store} = aRunningTask();
	const made = await plan(taskIsolate, targets);
	expect(taskRelease.isCalledFor?.(targets, store.snapshot())).toBe(false);
	const run = await carryOut(taskIsolate, made);
	expect(run.undo).toBe('U, on the task or on its open finding, gives it sg-0aa, sg-0bb back');
	expect(journal.entries.find(({call}) => call === 'verify')).toMatchObject({
		result: 'ok',
		detail: 'isolated: eni-1 has sg-0new',
	});
	expect(taskRelease.isCalledFor?.(targets, store.snapshot())).toBe(true);
	expect(taskRelease.isCalledFor?.([...targets, ...targets], store.snapshot())).toBe(false);
});
