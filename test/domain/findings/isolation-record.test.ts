import {expect, test} from 'vitest';
import {
	type IsolationLine,
	isolationRecords,
	taskIsolation,
} from '../../../source/domain/findings/isolation-record.js';

const task = 'arn:aws:ecs:eu-west-1:111122223333:task/shop/a1';
const minute = (number: number): string => new Date(Date.UTC(2026, 10, 23, 12, number)).toISOString();
const at = (number: number): number => Date.parse(minute(number));
const groups = 'ec2:ModifyNetworkInterfaceAttribute';

function line(number: number, change: Partial<IsolationLine>): IsolationLine {
	return {
		time: minute(number),
		identity: 'role/ana',
		action: 'task.isolate',
		run: 'r1',
		call: groups,
		target: task,
		result: 'ok',
		parameters: {},
		...change,
	};
}

const note = line(1, {call: 'note', parameters: {networkInterfaceId: 'eni-1', isolationGroup: 'sg-iso'}});
const isolated = [line(2, {}), note];

test.each<[what: string, lines: readonly IsolationLine[], kind: string | undefined]>([
	['EC2 took the change', isolated, 'isolated'],
	['the groups were put back after', [line(9, {action: 'task.release'}), ...isolated], 'released'],
	['it was isolated once more', [line(12, {}), line(9, {action: 'task.release'}), ...isolated], 'isolated'],
	['only the note was written', [note], undefined],
	['EC2 refused', [line(2, {result: 'failed', detail: 'denied: no'}), note], undefined],
	[
		'EC2 refused to put them back',
		[line(9, {action: 'task.release', result: 'failed', detail: 'denied: no'}), ...isolated],
		'isolated',
	],
	['no answer came', [line(2, {result: 'failed', detail: 'timeout: no answer'}), note], 'unsure'],
	[
		'no answer came, and reading back found it',
		[line(3, {call: 'verify'}), line(2, {result: 'failed', detail: 'timeout: x'}), note],
		'isolated',
	],
	['it was taken and never seen', [line(3, {call: 'verify', result: 'failed'}), ...isolated], 'unsure'],
	[
		'it was broken off',
		[
			line(2, {result: 'aborted', detail: 'cancelled: stopped before AWS answered: it may have been done'}),
			note,
		],
		'unsure',
	],
	[
		'it was stopped before it was sent',
		[line(2, {result: 'aborted', detail: 'cancelled: not sent: stopped by hand'}), note],
		undefined,
	],
	['something else was done to it', [line(2, {action: 'task.stop', call: 'ecs:StopTask'})], undefined],
	['another task was isolated', isolated.map(one => ({...one, target: 'other'})), undefined],
	['the time is none', [line(2, {time: 'soon'}), note], undefined],
])('the journal tells of a task: %s', (_what, lines, kind) => {
	expect(isolationRecords(lines).get(task)?.kind).toBe(kind);
});

test('a record has when, by whom, and which interface got which group', () => {
	expect(isolationRecords(isolated).get(task)).toEqual({
		kind: 'isolated',
		at: at(2),
		identity: 'role/ana',
		networkInterfaceId: 'eni-1',
		groupId: 'sg-iso',
	});
});

const record = isolationRecords(isolated).get(task);
const released = isolationRecords([line(9, {action: 'task.release'}), ...isolated]).get(task);
const eni = (group: string, name?: string) => ({
	id: 'eni-1',
	ipv6Addresses: [],
	securityGroups: [group],
	...(name !== undefined && {securityGroupNames: [name]}),
});

test.each([
	['the journal alone', record, undefined, {kind: 'isolated', since: at(2), identity: 'role/ana'}],
	[
		'the journal, and EC2 after it',
		record,
		{networkInterface: eni('sg-iso'), at: at(5)},
		{kind: 'isolated', since: at(2), identity: 'role/ana', seenAt: at(5)},
	],
	[
		'other groups after it: somebody put them back',
		record,
		{networkInterface: eni('sg-web'), at: at(5)},
		undefined,
	],
	[
		'other groups, read before it',
		record,
		{networkInterface: eni('sg-web'), at: at(1)},
		{kind: 'isolated', since: at(2), identity: 'role/ana'},
	],
	['an interface that is gone', record, {at: at(5)}, undefined],
	[
		'EC2 alone, by the name of the group',
		undefined,
		{networkInterface: eni('sg-x', 'onduty-isolation'), at: at(5)},
		{kind: 'isolated', seenAt: at(5)},
	],
	['a group of another name', undefined, {networkInterface: eni('sg-x', 'web'), at: at(5)}, undefined],
	[
		'two groups, of which one is the isolation group',
		undefined,
		{
			networkInterface: {...eni('sg-x', 'onduty-isolation'), securityGroups: ['sg-x', 'sg-y']},
			at: at(5),
		},
		undefined,
	],
	['a release', released, undefined, undefined],
	[
		'a release, after which EC2 still has it: nobody knows since when',
		released,
		{networkInterface: eni('sg-iso'), at: at(10)},
		{kind: 'isolated', seenAt: at(10)},
	],
	['nothing', undefined, undefined, undefined],
] as const)('what is known by %s', (_what, told, seen, isolation) => {
	expect(taskIsolation(told, seen)).toEqual(isolation);
});
