import {describe, expect, test} from 'vitest';
import {agentLimitOf} from '../../../source/domain/usage/agent-limit.js';
import {
	begun,
	belowAt,
	billAt,
	costOf,
	emptyLedger,
	filtered,
	scanned,
} from '../../../source/domain/usage/bill.js';
import {entityOf} from '../../../source/domain/usage/entity.js';
import {type UsageRecord} from '../../../source/domain/usage/record.js';
import {sumOf} from '../../../source/domain/usage/roll-up.js';
import {withRecords} from '../../../source/domain/usage/tracked.js';
import {gridOf} from '../../../source/domain/usage/windows.js';
import {aTask, clusterArn} from '../../store/fake-world.js';

const minute = 60_000;
const start = Date.UTC(2026, 10, 28, 10);
const at = (slot: number) => start + slot * minute;

function rowsOf(...records: readonly (Partial<UsageRecord> & {readonly slot: number})[]) {
	const tracked = withRecords(new Map(), clusterArn('checkout'), {
		records: records.map(({slot, ...more}) => ({type: 'Task', at: at(slot), taskId: 't1', ...more})),
		stepMs: minute,
	});
	return [...tracked.values()].flatMap(one => entityOf(one, gridOf('15m', at(14), [at(14) / minute])) ?? []);
}

describe('sums', () => {
	const rows = rowsOf(
		{slot: 11, taskId: 't1', service: 'api', family: 'web', memory: 10, read: 0, reservedMemory: 512},
		{slot: 12, taskId: 't1', service: 'api', family: 'web', memory: 20, read: 600},
		{slot: 12, taskId: 't2', service: 'api', family: 'web2', memory: 5, reservedMemory: 1024},
		{slot: 13, taskId: 't2', service: 'api', family: 'web2', memory: 7, cpu: 3},
	);

	test('add up minute by minute; who leaves one out counts as before, and what is not known adds nothing', () => {
		const sum = sumOf(rows, 'k', 'service');
		expect(sum).toMatchObject({
			kind: 'service',
			service: 'api',
			members: 2,
			lastAt: at(13),
			samples: 2,
			reservedMemory: 1536,
		});
		expect(sum?.family).toBeUndefined();
		expect([...sum!.series.memory!.points.slice(10)]).toEqual([Number.NaN, 10, 25, 27, 27]);
		expect(sum?.stats.memory).toEqual({now: 27, average: 22.25, p95: 27, max: 27});
		expect(sum?.stats.cpu).toEqual({now: 3, average: 3, p95: 3, max: 3});
		expect(sum?.stats.read).toEqual({now: 10, average: 10, p95: 10, max: 10});
		expect(sum?.stats.tx).toEqual({});
	});

	test('end on the sum of now, though the records of some come later', () => {
		const sum = sumOf(
			rowsOf({slot: 12, taskId: 't1', memory: 275}, {slot: 14, taskId: 't2', memory: 1882}),
			'k',
			'cluster',
		);
		expect(sum?.stats.memory.now).toBe(2157);
		expect(sum?.series.memory?.points.at(-1)).toBe(2157);
	});

	test('are not known where one of them says nothing for long, and end with who ended', () => {
		const sum = sumOf(
			rowsOf(
				{slot: 2, taskId: 't1', memory: 10},
				{slot: 8, taskId: 't1', memory: 10},
				...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map(slot => ({slot, taskId: 't2', memory: 5})),
			),
			'k',
			'cluster',
		);
		const gap = Number.NaN;
		expect([...sum!.series.memory!.points.slice(1)]).toEqual([
			...[gap, 15, 15, 15, gap, gap, gap, 15],
			...[15, 15, 5, 5, 5, 5],
		]);
	});

	test('now are of those who told something now', () => {
		const late = rowsOf({slot: 3, taskId: 't1', memory: 50}, {slot: 14, taskId: 't2', memory: 5});
		expect(sumOf(late, 'k', 'cluster')?.stats.memory).toEqual({now: 5, average: 38.75, p95: 50, max: 50});
		expect(sumOf([], 'k', 'cluster')).toBeUndefined();
	});
});

describe('the limit of the agent', () => {
	const agent = {name: 'aws-guardduty-agent-k3f9', lastStatus: 'RUNNING'};
	const fargate = {cpuUnits: 8192, memoryMiB: 16_384, launchType: 'FARGATE'} as const;

	test.each([
		['what the task was given', aTask('c', 't', fargate), undefined, {source: 'override', memoryMiB: 128}],
		[
			'what is published for its size',
			aTask('c', 't', {...fargate, containers: [agent]}),
			undefined,
			{source: 'table', memoryMiB: 256},
		],
		[
			'what is published for the size that its records tell',
			undefined,
			fargate,
			{source: 'table', memoryMiB: 256},
		],
		['not known off Fargate', undefined, {...fargate, launchType: 'EC2'}, {source: 'unknown'}],
		[
			'not known for a size that is not published',
			undefined,
			{...fargate, cpuUnits: 32_768},
			{source: 'unknown'},
		],
		['not known without a size', undefined, {launchType: 'FARGATE'}, {source: 'unknown'}],
		['not known of what is not known', undefined, undefined, {source: 'unknown'}],
	] as const)('is %s', (_, task, size, limit) => {
		expect(agentLimitOf(task, size)).toEqual(limit);
	});
});

describe('the bill', () => {
	test('is of the last refresh, of the last hour and of the session', () => {
		let ledger = scanned(begun(emptyLedger), at(0), 100);
		ledger = scanned(ledger, at(0), 50);
		ledger = filtered(scanned(begun(ledger), at(30), 7), 1000);
		expect(billAt(ledger, at(30))).toMatchObject({
			lastBytes: 7,
			hourBytes: 157,
			sessionBytes: 157,
			queries: 3,
			filteredBytes: 1000,
		});
		expect(billAt(ledger, at(60)).hourBytes).toBe(7);
		expect(billAt(scanned(ledger, at(70), 1), at(70))).toMatchObject({hourBytes: 8, sessionBytes: 158});
	});

	test('keeps no more than an hour, and is not for ever when the clock is set back', () => {
		let ledger = emptyLedger;
		for (let slot = 0; slot < 1000; slot++) {
			ledger = scanned(ledger, at(slot), 10);
		}

		expect(ledger.entries).toHaveLength(60);
		expect(billAt(ledger, at(900)).hourBytes).toBe(200);
		expect(billAt(ledger, at(0)).hourBytes).toBe(0);
	});

	test.each([
		['is below already', 151, 20, 20],
		['loses its first entry', 150, 20, 60],
		['loses its first two, of which one is as old as the other', 51, 20, 60],
		['loses all', 7, 40, 90],
	])('tells when the hour is below a ceiling: it %s', (_what, bytes, now, expected) => {
		const early = scanned(scanned(emptyLedger, at(0), 100), at(0), 50);
		const ledger = now < 30 ? early : scanned(early, at(30), 7);
		expect(belowAt(ledger, at(now), bytes)).toBe(at(expected));
		expect(billAt(ledger, at(expected)).hourBytes).toBeLessThan(bytes);
	});

	test('costs by the GB of 2^30 bytes', () => {
		expect(costOf(1024 ** 3, 0.005)).toBe(0.005);
		expect(costOf(0, 0.005)).toBe(0);
	});
});
