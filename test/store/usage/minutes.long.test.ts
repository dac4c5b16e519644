import {describe, expect, test} from 'vitest';
import {type UsageEntity} from '../../../source/domain/usage/usage.js';
import {type QueryAnswer, type QueryRow} from '../../../source/domain/usage/usage-operations.js';
import {ok} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {bytesPerRecord, memoryAt, taskIdOf} from './fake-logs.js';
import {aWatch, checkout} from './watching.js';

const minute = 60_000;
const iso = (at: number | undefined) => new Date(at ?? 0).toISOString().slice(11, 19);
const agents = (entities: readonly UsageEntity[]) => entities.filter(({kind}) => kind === 'agent');

test('the newest minutes come first, then the rest of the window, and all of it is right', async () => {
	const watched = aWatch();
	watched.watch(checkout);
	expect(watched.usage()).toMatchObject({entities: [], isPartial: true});
	await watched.clock.advance(500);
	// The half of the first answer, while its query runs.
	expect(watched.usage().entities.map(({samples}) => samples)).toEqual([3, 3, 2, 2, 2, 2]);
	expect(watched.usage().isPartial).toBe(true);
	await watched.clock.advance(5000);
	const {asked} = watched.logs;
	expect(asked.map(({from, to}) => `${iso(from)} ${iso(to)}`)).toEqual([
		'09:55:00 10:00:40',
		'08:57:00 09:54:59',
	]);
	const usage = watched.usage();
	expect(usage).toMatchObject({window: '1h', isPartial: false, newestAt: Date.UTC(2026, 10, 28, 9, 59)});
	expect(usage.gaps.size).toBe(0);
	expect(usage.entities).toHaveLength(6);
	const [agent] = agents(usage.entities);
	expect(agent).toMatchObject({
		samples: 60,
		spanMinutes: 60,
		restarts: 0,
		service: 'api',
		lastAt: usage.newestAt,
	});
	const expected = Array.from({length: 60}, (_, index) =>
		memoryAt(taskIdOf(1), usage.newestAt! - index * minute),
	);
	expect(agent?.stats.memory).toMatchObject({
		now: expected[0],
		max: Math.max(...expected),
		p95: expected.toSorted((a, b) => a - b)[56],
	});
	expect([...agent!.series.memory!.points].reverse()).toEqual(expected);
	expect(agent?.stats.write).toMatchObject({now: 1, average: 1, max: 1});
	expect(usage.query).toMatchObject({
		by: 'logs:StartQuery',
		logGroups: ['/aws/ecs/containerinsights/checkout/performance'],
	});
});

test('an hour of watching asks for little more than an hour of minutes', async () => {
	const watched = aWatch();
	watched.watch(checkout);
	await watched.clock.advance(10_000);
	const first = watched.logs.asked.length;
	await watched.pass(60);
	const later = watched.logs.asked.slice(first);
	expect(later).toHaveLength(60);
	const spans = later.map(({from, to}) => (to - from) / minute);
	expect(Math.max(...spans)).toBeLessThan(4);
	const naive = 60 * 60;
	expect(spans.reduce((sum, span) => sum + span, 0)).toBeLessThan(naive / 10);
	// Every minute is asked for, the last time when its records are all there.
	expect(later.every(({from}, index) => from <= (later[index - 1]?.to ?? from))).toBe(true);
	expect(later.every(({from, to}) => from <= to - 2 * minute)).toBe(true);
	const {bill, entities} = watched.usage();
	expect(bill.hourBytes / bytesPerRecord).toBeLessThan(60 * 7 * 4);
	expect(bill).toMatchObject({queries: 62, lastBytes: expect.any(Number) as number});
	expect(bill.lastBytes).toBeLessThanOrEqual(3 * 7 * bytesPerRecord);
	expect(entities.map(({samples}) => samples)).toEqual([60, 60, 60, 60, 60, 60]);
});

test('records that come late are in when they come, and none twice', async () => {
	const watched = aWatch({
		lagMs: (taskId, at) => (taskId === taskIdOf(2) && at % (3 * minute) === 0 ? 140_000 : 80_000),
	});
	watched.watch(checkout);
	await watched.clock.advance(10_000);
	await watched.pass(75);
	const at = watched.usage().newestAt!;
	for (const {key, series, samples} of agents(watched.usage().entities)) {
		const points = [...series.memory!.points].slice(0, 58);
		expect(
			points.filter(value => Number.isNaN(value)),
			key,
		).toEqual([]);
		expect(samples).toBeGreaterThanOrEqual(59);
	}

	expect(at).toBeGreaterThanOrEqual(watched.clock.now() - 150_000);
});

test('records of a clock that is five minutes off are still found', async () => {
	const behind = aWatch({lagMs: () => 380_000});
	behind.watch(checkout);
	await behind.clock.advance(10_000);
	await behind.pass(70);
	expect(agents(behind.usage().entities).map(({samples}) => samples)).toEqual([60 - 4, 60 - 4]);
	const ahead = aWatch({lagMs: () => -220_000});
	ahead.watch(checkout);
	await ahead.clock.advance(10_000);
	await ahead.pass(70);
	expect(agents(ahead.usage().entities).map(({samples}) => samples)).toEqual([60, 60]);
	expect(ahead.usage().newestAt).toBeGreaterThan(ahead.clock.now() + 2 * minute);
});

describe('what is held', () => {
	test('is shared by windows: going from 15 minutes to an hour asks for the rest only, and back for nothing', async () => {
		const quarter = {...checkout, window: '15m'} as const;
		const watched = aWatch();
		watched.watch(quarter);
		await watched.clock.advance(10_000);
		expect(watched.logs.asked.map(({from}) => iso(from))).toEqual(['09:55:00', '09:42:00']);
		expect(agents(watched.usage(quarter).entities).map(({samples}) => samples)).toEqual([15, 15]);
		watched.watch(checkout);
		// What is held is shown before anything is asked.
		expect(agents(watched.usage(checkout).entities).map(({samples}) => samples)).toEqual([18, 18]);
		expect(watched.usage(checkout).isPartial).toBe(true);
		await watched.clock.advance(3000);
		expect(watched.logs.asked.slice(2).map(({from, to}) => `${iso(from)} ${iso(to)}`)).toEqual([
			'08:57:00 09:41:59',
		]);
		watched.watch(quarter);
		await watched.clock.advance(3000);
		expect(watched.logs.asked).toHaveLength(3);
	});

	test('is asked for once, though two windows want it at the same time', async () => {
		const watched = aWatch();
		watched.watch(checkout, {...checkout, window: '15m'});
		await watched.clock.advance(10_000);
		await watched.pass(3);
		const spans = watched.logs.asked.map(({from, to}) => [from, to] as const);
		expect(spans.slice(0, 2).map(([from]) => iso(from))).toEqual(['09:55:00', '08:57:00']);
		expect(spans).toHaveLength(5);
		expect(agents(watched.usage({...checkout, window: '15m'}).entities).map(({samples}) => samples)).toEqual([
			15, 15,
		]);
	});

	test('is shared by sets of clusters', async () => {
		const watched = aWatch({groups: ['checkout', 'search']});
		watched.watch(checkout);
		await watched.clock.advance(10_000);
		watched.watch({clusters: [clusterArn('checkout'), clusterArn('search')], window: '1h'});
		await watched.clock.advance(10_000);
		const groups = watched.logs.asked.map(({logGroups}) => logGroups.length);
		expect(groups).toEqual([1, 1, 1, 1]);
		expect(watched.logs.asked.slice(2).every(({logGroups}) => logGroups[0]!.includes('search'))).toBe(true);
	});

	test('of a task that is gone leaves with its last record, and does not grow over hours', async () => {
		const watched = aWatch({
			tasks: (_, at) => [taskIdOf(1), taskIdOf(Math.floor(at / (10 * minute)))],
		});
		watched.watch(checkout);
		await watched.clock.advance(10_000);
		await watched.pass(240);
		const tasks = new Set(watched.usage().entities.map(({taskId}) => taskId));
		expect(tasks.size).toBeLessThanOrEqual(8);
		expect(tasks.has(taskIdOf(1))).toBe(true);
	});

	test('is dropped some minutes after the last look', async () => {
		const watched = aWatch();
		watched.watch(checkout);
		await watched.clock.advance(10_000);
		watched.watch();
		await watched.clock.advance(400_000);
		watched.watch();
		watched.watch(checkout);
		await watched.clock.advance(10_000);
		expect(watched.logs.asked.slice(2).map(({from}) => iso(from))).toEqual(['10:02:00', '09:04:00']);
	});
});

test('nothing is asked again, and nothing drawn, before there can be something new', async () => {
	const watched = aWatch();
	watched.watch(checkout);
	await watched.clock.advance(10_000);
	const held = watched.usage();
	const sent = watched.account.sent.length;
	watched.store.refresh();
	await watched.clock.advance(10_000);
	expect(watched.account.sent.length).toBe(sent);
	expect(watched.usage()).toBe(held);
});

test('fifty clusters and one are two queries, two at a time', async () => {
	const groups = Array.from({length: 51}, (_, index) => `cluster-${index}`);
	const watched = aWatch({groups, runs: 3});
	watched.watch({clusters: groups.map(clusterArn).sort(), window: '15m'});
	await watched.clock.advance(60_000 - 1);
	expect(watched.logs.asked.map(({logGroups}) => logGroups.length)).toEqual([50, 1, 50, 1]);
	expect(watched.logs.mostUnderWay()).toBe(2);
	expect(watched.usage({clusters: groups.map(clusterArn).sort(), window: '15m'}).entities).toHaveLength(
		51 * 6,
	);
});

test('an answer of many pages is read to its end', async () => {
	const tasks = Array.from({length: 60}, (_, index) => taskIdOf(index + 1));
	const watched = aWatch({tasks: () => tasks, pageSize: 500});
	watched.watch(checkout);
	await watched.clock.advance(30_000);
	const usage = watched.usage();
	expect(usage.entities).toHaveLength(180);
	expect(usage.entities.every(({samples}) => samples === 60)).toBe(true);
	expect(watched.account.counts()['logs:GetQueryResults']).toBeGreaterThan((60 * 181) / 500);
});

test('more records than one query may answer with are asked for in parts that fit', async () => {
	// Three minutes fit into an answer; what does not is cut off at the end of the sorting.
	const watched = aWatch({runs: 0}, script => ({
		'logs:GetQueryResults'(input) {
			const answer = script['logs:GetQueryResults']!(input) as {value: QueryAnswer};
			const {rows} = answer.value;
			const minutes = [...new Set(rows.map(row => row.get('@timestamp')))];
			const fitting = rows.filter(row => minutes.indexOf(row.get('@timestamp')) < 3);
			const others = new Array<QueryRow>(33_400 * Math.min(3, minutes.length)).fill(otherEvent);
			return ok({...answer.value, rows: [...fitting, ...others].slice(0, 100_000)});
		},
	}));
	const quarter = {...checkout, window: '15m'} as const;
	watched.watch(quarter);
	await watched.clock.advance(59_000);
	const usage = watched.usage(quarter);
	expect(usage).toMatchObject({isPartial: false});
	expect(usage.gaps.size).toBe(0);
	expect(usage.entities.map(({samples}) => samples)).toEqual([15, 15, 15, 15, 15, 15]);
	expect(watched.logs.asked.length).toBeLessThan(25);
});

const otherEvent: QueryRow = new Map([['@message', 'something else']]);
