import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {entityOf} from '../../../source/domain/usage/entity.js';
import {type UsageRecord} from '../../../source/domain/usage/record.js';
import {type TrackedByKey, without, withRecords} from '../../../source/domain/usage/tracked.js';
import {gridOf} from '../../../source/domain/usage/windows.js';
import {clusterArn} from '../../store/fake-world.js';

const cluster = clusterArn('checkout');
const minute = 60_000;
const start = Date.UTC(2026, 10, 28, 10);
const at = (slot: number) => start + slot * minute;
const agentImage = '694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.9.0-Fg_arm64';

function record(slot: number, more: Partial<UsageRecord> = {}): UsageRecord {
	return {
		type: 'Container',
		at: at(slot),
		taskId: 't1',
		containerName: 'app',
		cpu: slot,
		memory: 50,
		...more,
	};
}

const held = (...records: readonly UsageRecord[]) =>
	withRecords(new Map(), cluster, {records, stepMs: minute});
const rows = (tracked: TrackedByKey, window: '15m' | '1h' = '15m', now = at(14)) =>
	[...tracked.values()].flatMap(one => entityOf(one, gridOf(window, now, [now / minute])) ?? []);

describe('who a record is of', () => {
	test.each([
		['a task', {type: 'Task', containerName: undefined}, 'task'],
		['a container', {}, 'container'],
		['the agent by its name', {containerName: 'aws-guardduty-agent-k3f9'}, 'agent'],
		['the agent by its older name', {containerName: 'aws-gd-agent'}, 'agent'],
		['the agent by its image', {containerName: 'x', image: agentImage}, 'agent'],
		['one that borrows the name', {containerName: 'aws-guardduty-agent', image: 'nginx'}, 'container'],
	])('%s', (_, more, kind) => {
		expect([...held(record(1, more)).values()].map(({identity}) => identity.kind)).toEqual([kind]);
	});

	test.each([[{type: 'Cluster'}], [{type: 'Volume'}], [{taskId: undefined}], [{containerName: undefined}]])(
		'nobody: %j',
		more => {
			expect(held(record(1, more)).size).toBe(0);
		},
	);

	test('what a later record leaves out was told before; what it says is news', () => {
		const tracked = held(
			record(2, {status: 'STOPPED', family: undefined}),
			record(1, {status: 'RUNNING', family: 'api', image: agentImage}),
		);
		expect([...tracked.values()].map(({identity}) => identity)).toMatchObject([
			{status: 'STOPPED', family: 'api', image: agentImage, kind: 'agent'},
		]);
	});
});

describe('rows', () => {
	test('tell of samples, span, age, statistics and series within the window', () => {
		const [row] = rows(held(record(-1), ...[2, 3, 5, 14].map(slot => record(slot, {read: slot * 600}))));
		expect(row).toMatchObject({
			key: `${cluster}\nt1\napp`,
			kind: 'container',
			lastAt: at(14),
			samples: 4,
			spanMinutes: 13,
			restarts: 0,
		});
		expect(row?.stats.cpu).toEqual({now: 14, average: 6, p95: 14, max: 14});
		expect(row?.stats.read).toEqual({now: 10, average: 10, p95: 10, max: 10});
		expect(row?.stats.rx).toEqual({});
		expect(row?.series.cpu).toMatchObject({from: at(0), stepMs: minute});
		expect(
			[...row!.series.cpu!.points].map((value, slot) => [slot, value]).filter(([, v]) => !Number.isNaN(v)),
		).toEqual([
			[2, 2],
			[3, 3],
			[5, 5],
			[14, 14],
		]);
		expect([...row!.series.write!.points].every(value => Number.isNaN(value))).toBe(true);
	});

	test('say what is not known now, when the newest record does not tell it', () => {
		const [row] = rows(held(record(1, {memory: 90}), record(2, {memory: undefined})));
		expect(row?.stats.memory).toEqual({average: 90, p95: 90, max: 90});
	});

	test('are gone when their last record leaves the window, and so is what is held when it leaves all', () => {
		const tracked = held(record(0), record(14, {taskId: 't2'}));
		expect(rows(tracked).map(({taskId}) => taskId)).toEqual(['t1', 't2']);
		expect(rows(tracked, '15m', at(15)).map(({taskId}) => taskId)).toEqual(['t2']);
		expect(rows(tracked, '1h', at(15)).map(({taskId}) => taskId)).toEqual(['t1', 't2']);
		expect(without(tracked, at(14) / minute).size).toBe(1);
		expect(without(tracked, at(0) / minute)).toBe(tracked);
	});

	test('are the same objects as long as nothing new was told', () => {
		const tracked = held(record(1), record(2, {taskId: 't2'}));
		const again = withRecords(tracked, cluster, {
			records: [record(1), record(3, {taskId: 't2'})],
			stepMs: minute,
		});
		const [one, other] = rows(tracked);
		expect(rows(again)[0]).toBe(one);
		const named = held(record(1, {family: 'api'}));
		const {identity} = [...named.values()][0]!;
		const more = withRecords(named, cluster, {records: [record(2)], stepMs: minute});
		expect([...more.values()][0]!.identity).toBe(identity);
		expect(rows(again)[1]).not.toBe(other);
	});

	test('of names that could be taken for others stay apart', () => {
		const tracked = held(
			record(1, {taskId: 'a b', containerName: 'c'}),
			record(1, {taskId: 'a', containerName: 'b c'}),
			record(1, {taskId: 'a', containerName: '␛[31m\u0022'}),
		);
		expect(tracked.size).toBe(3);
	});
});

test('records make the same whole in whatever order, in whatever parts and however often they come', () => {
	const any = fc.record({
		type: fc.constantFrom('Container', 'Task', 'Cluster'),
		at: fc.integer({min: 0, max: 70}).map(at),
		taskId: fc.constantFrom('t1', 't2'),
		containerName: fc.constantFrom('app', 'aws-gd-agent'),
		cpu: fc.option(fc.nat({max: 9}), {nil: undefined}),
		status: fc.constantFrom('RUNNING', 'STOPPED', undefined),
		image: fc.constantFrom(agentImage, undefined),
	});
	fc.assert(
		fc.property(
			fc
				// Of one moment there is one record of each; it may come twice.
				.uniqueArray(any, {
					maxLength: 30,
					selector: one => [one.type, one.at, one.taskId, one.containerName].join(),
				})
				.chain(records =>
					fc.tuple(
						fc.constant(records),
						fc.shuffledSubarray(records, {minLength: records.length}),
						fc.shuffledSubarray(records),
						fc.nat({max: records.length}),
					),
				),
			([records, shuffled, again, cut]) => {
				const take = (tracked: TrackedByKey, part: readonly UsageRecord[]) =>
					withRecords(tracked, cluster, {records: part, stepMs: minute});
				const parts = [shuffled.slice(0, cut), again, shuffled.slice(cut)];
				const tracks = (tracked: TrackedByKey) =>
					[...tracked].map(([key, {track}]) => [key, track] as const).sort(([a], [b]) => (a < b ? -1 : 1));
				const whole = take(new Map(), records);
				expect(tracks(parts.reduce(take, new Map()))).toEqual(tracks(whole));
			},
		),
	);
});

describe('the window', () => {
	const last = (slots: readonly number[], window: '15m' | '6h' = '15m') => {
		const {first, count} = gridOf(
			window,
			at(20) + 30_000,
			slots.map(slot => at(slot) / minute),
		);
		return first + count - 1 - start / minute;
	};

	test.each([
		['two minutes ago when nothing is held', [], 18],
		['two minutes ago when all that is held is older', [3, 17], 18],
		['where most have come to', [18, 19, 19], 19],
		['before the first few of a minute', [18, 18, 19], 18],
		['where most are, though one clock is wrong', [19, 19, 27], 19],
		['in the future when this clock is behind', [24, 25, 25, 3], 25],
	])('ends %s', (_, slots, slot) => {
		expect(last(slots)).toBe(slot);
	});
});
