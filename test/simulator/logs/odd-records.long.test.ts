import {expect, test} from 'vitest';
import {createRig, type Rig} from '../rig.js';
import {groupOf, hurriedClock, minuteMs, type RawEvent, readEvents} from './reading.js';

const start = createRig();

type Loose = Readonly<Record<string, unknown>>;

/** The records of one service of the scenario, an hour of them; what is no JSON is undefined. */
async function oddRecords(
	rig: Rig,
	service: string,
): Promise<readonly {readonly event: RawEvent; readonly record: Loose | undefined}[]> {
	const {events} = await readEvents(rig, {
		logGroupName: groupOf('usage-odd'),
		startTime: rig.simulator.now() - 60 * minuteMs,
		filterPattern: `"\\"${service}\\""`,
	});
	return events
		.map(event => ({event, record: parsed(event.message)}))
		.filter(({record}) => record === undefined || record.Type === 'Container' || record.Type === 'Task');
}

function parsed(message: string): Loose | undefined {
	try {
		return JSON.parse(message) as Loose;
	} catch {
		return undefined;
	}
}

const isGone = (name: string) => (record: Loose | undefined) => record?.[name] === undefined;

test.each<[string, string, (record: Loose | undefined, event: RawEvent) => boolean]>([
	['members-missing', 'lack members', isGone('MemoryUtilized')],
	['members-missing', 'lack members that tell who it is', isGone('ContainerName')],
	['texts-for-numbers', 'have texts for numbers', record => typeof record?.CpuUtilized === 'string'],
	[
		'escapes-in-names',
		'have escapes in the names of containers',
		record => /^aws-guardduty-agent-\w{6}\u001b\[31m/.test(String(record?.ContainerName)),
	],
	['nothing-reserved', 'have nothing reserved', record => record?.MemoryReserved === 0],
	['not-json', 'are cut off', record => record === undefined],
	['nulls', 'have nulls', record => record?.MemoryUtilized === null],
	[
		'clock-ahead',
		'have a time of the future',
		(record, event) => event.timestamp > event.ingestionTime && record?.Timestamp === event.timestamp,
	],
	[
		'clock-behind',
		'have a time of long ago',
		(_, event) => event.ingestionTime - event.timestamp > 7 * minuteMs,
	],
	['late', 'come late', (_, event) => event.ingestionTime - event.timestamp > 7 * minuteMs],
])('records of the service %s %s', async (service, _what, isOdd) => {
	const records = await oddRecords(await start({clock: hurriedClock(), scenario: 'usage-odd'}), service);
	expect(records.length).toBeGreaterThan(20);
	expect(records.some(({record, event}) => isOdd(record, event))).toBe(true);
});

test('counters go backwards', async () => {
	const rig = await start({clock: hurriedClock(), scenario: 'usage-odd'});
	const records = (await oddRecords(rig, 'counters-backwards')).filter(({record}) => record?.Type === 'Task');
	const id = records[0]?.record?.TaskId;
	const counts = records
		.filter(({record}) => record?.TaskId === id)
		.map(({record}) => Number(record?.StorageReadBytes));
	expect(counts.some((count, index) => count < (counts[index - 1] ?? 0))).toBe(true);
});

test('records are told twice, each under an id of its own', async () => {
	const rig = await start({clock: hurriedClock(), scenario: 'usage-odd'});
	const records = await oddRecords(rig, 'told-twice');
	const messages = new Set(records.map(({event}) => event.message));
	expect(messages.size).toBeLessThan(records.length * 0.6);
	expect(new Set(records.map(({event}) => event.eventId)).size).toBe(records.length);
});

test('beside them there is a service whose records are as they should be', async () => {
	const rig = await start({clock: hurriedClock(), scenario: 'usage-odd'});
	for (const {record, event} of await oddRecords(rig, 'as-it-should-be')) {
		expect(typeof record?.CpuUtilized).toBe('number');
		expect(event.ingestionTime - event.timestamp).toBeLessThanOrEqual(140_000);
	}
});
