import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {headcountInRow} from '../../../source/domain/usage/aggregate-counts.js';
import {
	type HeadcountsByKey,
	headcountKey,
	headcountOf,
	headcountsSince,
	withHeadcounts,
} from '../../../source/domain/usage/headcount.js';
import {type RecordCounts, type UsageRecord} from '../../../source/domain/usage/record.js';
import {gridOf} from '../../../source/domain/usage/windows.js';
import {clusterArn} from '../../store/fake-world.js';

const cluster = clusterArn('checkout');
const minute = 60_000;
const start = Date.UTC(2026, 10, 28, 10);
const at = (slot: number) => start + slot * minute;
const none: HeadcountsByKey = new Map();

const service = (slot: number, counts: RecordCounts = {}, more: Partial<UsageRecord> = {}): UsageRecord => ({
	type: 'Service',
	at: at(slot),
	service: 'api',
	counts,
	...more,
});

const held = (...records: readonly UsageRecord[]) => withHeadcounts(none, cluster, {records, stepMs: minute});
const grid = (last = 14) => gridOf('15m', at(last), [at(last) / minute]);
const told = (headcounts: HeadcountsByKey, name: string | undefined = 'api', last = 14) => {
	const one = headcounts.get(headcountKey(cluster, name));
	return one && headcountOf(one, one.points, grid(last));
};

describe('what AWS’s own records count', () => {
	test('is of a service or the cluster, and of nobody else', () => {
		const records: readonly UsageRecord[] = [
			service(1, {running: 1}),
			{type: 'Cluster', at: at(1), counts: {running: 5}},
			{type: 'Task', at: at(1), taskId: 't', service: 'other', counts: {running: 9}},
			service(1, {running: 9}, {service: undefined}),
		];
		expect([...held(...records).keys()]).toEqual([headcountKey(cluster, 'api'), headcountKey(cluster)]);
	});

	test('is what the newest record says, and the points of the window', () => {
		const headcount = told(
			held(
				service(12, {running: 2, desired: 4, pending: 2, deployments: 2}),
				service(14, {running: 4, desired: 4, pending: 0, deployments: 1}),
			),
		);
		expect(headcount).toMatchObject({
			kind: 'service',
			service: 'api',
			at: at(14),
			counts: {running: 4, desired: 4, pending: 0, deployments: 1},
			leastRunning: 2,
		});
		expect([...headcount!.running.points.slice(-3)]).toEqual([2, Number.NaN, 4]);
		expect([...headcount!.desired.points.slice(-3)]).toEqual([4, Number.NaN, 4]);
	});

	test('what the newest record leaves out is not known, whatever the one before said', () => {
		const headcount = told(held(service(13, {running: 3, desired: 3}), service(14, {desired: 3})));
		expect(headcount?.counts).toEqual({desired: 3});
		expect(headcount?.leastRunning).toBe(3);
		expect(told(held(service(14)))).toMatchObject({counts: {}, leastRunning: undefined});
	});

	test('nothing that runs is nothing, not unknown', () => {
		expect(told(held(service(14, {running: 0, desired: 3})))).toMatchObject({leastRunning: 0});
	});

	test('CPU and memory are taken where a record tells them', () => {
		expect(told(held(service(14, {}, {cpu: 12, reservedMemory: 2048})))?.spent).toMatchObject({
			cpu: 12,
			reservedMemory: 2048,
		});
	});

	test('is not known in a window that its newest record is older than', () => {
		const old = held(service(14, {running: 4}));
		expect(told(old, 'api', 28)?.at).toBe(at(14));
		expect(told(old, 'api', 29)).toBeUndefined();
		expect(headcountsSince(old, at(15)).size).toBe(0);
		expect(headcountsSince(old, at(14))).toBe(old);
	});

	test('of one minute the latest record counts, whichever came first', () => {
		const early = service(13, {running: 5});
		const late = service(13, {running: 3}, {at: at(13) + 30_000});
		for (const records of [
			[early, late],
			[late, early],
		]) {
			expect(told(held(...records))).toMatchObject({counts: {running: 3}, leastRunning: 3});
		}
	});

	test('is the same in whatever order and however often records come', () => {
		const record = fc.record({
			slot: fc.oneof(fc.integer({min: 0, max: 70}), fc.integer({min: 66, max: 70})),
			lateMs: fc.constantFrom(0, 0, 5000),
			running: fc.option(fc.nat({max: 9}), {nil: undefined}),
			desired: fc.option(fc.nat({max: 9}), {nil: undefined}),
		});
		fc.assert(
			fc.property(fc.array(record, {maxLength: 30}), fc.nat(), (all, seed) => {
				const records = all.map(({slot, lateMs, ...counts}) =>
					service(slot, counts, {at: at(slot) + lateMs}),
				);
				const mixed = [...records, ...records].sort(
					(one, other) => ((one.at * 31 + seed) % 17) - ((other.at * 31 + seed) % 17),
				);
				const cut = seed % (mixed.length + 1);
				const parts = withHeadcounts(held(...mixed.slice(0, cut)), cluster, {
					records: mixed.slice(cut),
					stepMs: minute,
				});
				expect(told(parts, 'api', 70)).toEqual(told(held(...records), 'api', 70));
			}),
		);
	});

	test('stays the same object when a record comes again', () => {
		const records = [service(13, {running: 3}), service(14, {running: 3, desired: 4})];
		const before = held(...records);
		const after = withHeadcounts(before, cluster, {records, stepMs: minute});
		expect(after.get(headcountKey(cluster, 'api'))).toBe(before.get(headcountKey(cluster, 'api')));
		expect(told(before)).toBe(told(before));
		expect(withHeadcounts(before, cluster, {records: [], stepMs: minute})).toBe(before);
	});
});

describe('a row of the totals query', () => {
	const row = (cells: {readonly [name: string]: string}) =>
		headcountInRow(new Map(Object.entries(cells)), cluster, '24h');
	const whole = {samples: '1440', lastAt: String(at(14)), ClusterName: 'checkout'};

	test('tells of a service', () => {
		const cells = {
			...whole,
			Type: 'Service',
			ServiceName: 'api',
			running: '3',
			desired: '4',
			leastRunning: '0',
		};
		expect(row(cells)).toMatchObject({
			who: {kind: 'service', service: 'api'},
			newest: {at: at(14), counts: {running: 3, desired: 4, pending: undefined}},
			least: 0,
		});
	});

	test('tells of a cluster', () => {
		expect(row({...whole, Type: 'Cluster', tasks: '41', services: '9', leastTasks: '40'})).toMatchObject({
			who: {kind: 'cluster'},
			newest: {counts: {running: 41, services: 9, desired: undefined}},
			least: 40,
		});
	});

	test.each([
		['a task', {...whole, Type: 'Task', TaskId: 't', running: '3'}],
		['a service without a name', {...whole, Type: 'Service', running: '3'}],
		['an endpoint that ignores the query', {'@message': '{"Type":"Service","ServiceName":"api"}'}],
	])('tells nothing when it is of %s', (_, cells) => {
		expect(row(cells)).toBeUndefined();
	});
});
