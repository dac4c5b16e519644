import {describe, expect, test} from 'vitest';
import {shortName} from '../../../source/domain/arn.js';
import {
	type Usage,
	type UsageEntity,
	type UsageMetric,
	type UsageWindow,
} from '../../../source/domain/usage/usage.js';
import {want} from '../../../source/store/read.js';
import {usageRead} from '../../../source/store/reads/usage.js';
import {naiveStats, type RawRecord, rawRecords, valuesOf} from './naive.js';
import {closeAfterEach, type SimulatedConsole, simulatedConsole} from './simulated.js';

closeAfterEach();

const minute = 60_000;
const gauges = [
	['cpu', 'CpuUtilized'],
	['memory', 'MemoryUtilized'],
	['rx', 'NetworkRxBytes'],
	['tx', 'NetworkTxBytes'],
] as const;

async function watch(
	{store, advance, clusters}: SimulatedConsole,
	names: readonly string[],
	{window = '1h' as UsageWindow, minutes = 0} = {},
): Promise<Usage> {
	const query = {clusters: clusters(...names), window};
	store.want([want(usageRead, query, {everyMs: minute, priority: 0})]);
	await advance(30_000);
	for (let passed = 0; passed < minutes; passed++) {
		store.touch();
		await advance(minute);
	}

	return store.snapshot().get(usageRead, query);
}

/** When the last query was started: nothing that came later is in the numbers. */
const lastAskedAt = ({sent}: SimulatedConsole) => sent.findLast(({name}) => name === 'logs:StartQuery')!.at;

/** What the plain reckoning says of one metric over the points of the series. */
function expected(records: readonly RawRecord[], row: UsageEntity, member: string, metric: UsageMetric) {
	const {from, points} = row.series[metric]!;
	const values = valuesOf(records, row, member);
	const slots = [...points.keys()].map(index => from / minute + index);
	const told = slots.flatMap(slot => values.get(slot) ?? []);
	return {values: slots.map(slot => values.get(slot) ?? Number.NaN), ...naiveStats(told), now: told.at(-1)};
}

function expectClose(actual: object, wanted: object, what: string): void {
	const numbers = Object.fromEntries(
		Object.entries(wanted)
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, expect.closeTo(value as number, 3) as number]),
	);
	expect({...actual}, what).toEqual(numbers);
}

test('after half an hour of watching every number is what the raw records say', {
	timeout: 60_000,
}, async () => {
	const demo = await simulatedConsole({scenario: 'demo'});
	const usage = await watch(demo, ['checkout-prod', 'cards-prod'], {window: '15m', minutes: 25});
	expect(usage.entities.length).toBeGreaterThan(20);
	expect(usage.gaps.size).toBe(0);
	const to = demo.now();
	for (const name of ['checkout-prod', 'cards-prod']) {
		const records = await rawRecords(demo.simulator, name, {
			from: to - 20 * minute,
			to,
			visibleAt: lastAskedAt(demo),
		});
		for (const row of usage.entities.filter(({cluster}) => shortName(cluster) === name)) {
			for (const [metric, member] of gauges) {
				const {values, ...stats} = expected(records, row, member, metric);
				expectClose(row.stats[metric], stats, `${row.key} ${metric}`);
				expect([...row.series[metric]!.points].map(value => Number.isNaN(value))).toEqual(
					values.map(value => Number.isNaN(value)),
				);
			}

			const written = [...valuesOf(records, row, 'StorageWriteBytes')].sort(([one], [other]) => one - other);
			const rates = new Map(
				written.slice(1).map(([slot, value], index) => {
					const [beforeSlot, before] = written[index]!;
					return [slot, (value < before ? value : value - before) / ((slot - beforeSlot) * 60)];
				}),
			);
			const {from, points} = row.series.write!;
			for (const [index, rate] of points.entries()) {
				const wanted = rates.get(from / minute + index);
				expect(Number.isNaN(rate), `${row.key} ${index}`).toBe(wanted === undefined);
				expect(wanted === undefined ? 0 : rate - wanted, `${row.key} ${index}`).toBeCloseTo(0, 2);
			}
		}
	}
});

test('a bigger window is what the raw records say, though only their statistics were read', {
	timeout: 60_000,
}, async () => {
	const demo = await simulatedConsole({scenario: 'demo'});
	const usage = await watch(demo, ['cards-prod'], {window: '6h'});
	const askedAt = demo.sent.find(({name}) => name === 'logs:StartQuery')!.at;
	const records = await rawRecords(demo.simulator, 'cards-prod', {
		from: askedAt - 360 * minute,
		to: askedAt,
		visibleAt: askedAt,
	});
	expect(usage.entities.length).toBeGreaterThan(10);
	for (const row of usage.entities) {
		for (const [metric, member] of gauges) {
			const values = [...valuesOf(records, row, member)]
				.sort(([one], [other]) => one - other)
				.map(([, value]) => value);
			const {p95, ...stats} = {...naiveStats(values), now: values.at(-1)};
			const {p95: told, ...others} = row.stats[metric];
			expectClose(others, stats, `${row.key} ${metric}`);
			// Engines reckon percentiles in more than one way: it lies between its neighbours in rank.
			const sorted = values.toSorted((one, other) => one - other);
			const rank = sorted.lastIndexOf(p95!);
			expect(told, `${row.key} ${metric}`).toBeGreaterThanOrEqual(
				(sorted[Math.max(0, sorted.indexOf(p95!) - 1)] ?? 0) - 0.01,
			);
			expect(told, `${row.key} ${metric}`).toBeLessThanOrEqual((sorted[rank + 1] ?? p95!) + 0.01);
			expect(row.samples).toBe(valuesOf(records, row, 'MemoryUtilized').size);
		}

		expect(row.series.memory?.points).toHaveLength(36);
		const peak = Math.max(...[...row.series.memory!.points].filter(value => !Number.isNaN(value)));
		expect(peak).toBeCloseTo(row.stats.memory.max!, 3);
	}

	// A quarter of an hour is its pace: nothing is asked before, and then only the totals and the newest points.
	const queries = () => demo.sent.filter(({name}) => name === 'logs:StartQuery');
	const {length} = queries();
	await watch(demo, ['cards-prod'], {window: '6h', minutes: 13});
	expect(queries()).toHaveLength(length);
	await watch(demo, ['cards-prod'], {window: '6h', minutes: 3});
	const spans = queries()
		.slice(length)
		.map(({input}) => (input as {to: number; from: number}).to - (input as {from: number}).from);
	expect(spans.map(span => Math.round(span / minute))).toEqual([360, expect.closeTo(20, -1.5) as number]);
});

describe('odd records', () => {
	test('are read as far as they can be, each without harm to the others', {timeout: 60_000}, async () => {
		const odd = await simulatedConsole({scenario: 'usage-odd'});
		const usage = await watch(odd, ['usage-odd'], {window: '15m', minutes: 3});
		const to = odd.now();
		const records = await rawRecords(odd.simulator, 'usage-odd', {
			from: to - 75 * minute,
			to: to + 15 * minute,
			visibleAt: lastAskedAt(odd),
		});
		const byService = (name: string) => usage.entities.filter(({service}) => service === name);
		for (const service of [
			'as-it-should-be',
			'texts-for-numbers',
			'nulls',
			'told-twice',
			'nothing-reserved',
			'clock-behind',
			'clock-ahead',
		]) {
			expect(byService(service).length, service).toBe(6);
			for (const row of byService(service)) {
				for (const [metric, member] of gauges) {
					const {values, ...stats} = expected(records, row, member, metric);
					const lastSlot = values.findLastIndex(value => !Number.isNaN(value));
					const isLast = row.lastAt === row.series[metric]!.from + lastSlot * minute;
					expectClose(
						row.stats[metric],
						{...stats, now: isLast ? stats.now : undefined},
						`${service} ${metric}`,
					);
				}
			}
		}

		expect(byService('told-twice').every(({samples}) => samples === 14 || samples === 15)).toBe(true);
		expect(byService('nothing-reserved').every(({reservedMemory}) => reservedMemory === 0)).toBe(true);
		expect(byService('counters-backwards').some(({restarts}) => restarts > 2)).toBe(true);
		expect(byService('as-it-should-be').every(({restarts}) => restarts === 0)).toBe(true);
		const escaped = byService('escapes-in-names').flatMap(({containerName}) => containerName ?? []);
		expect(escaped.length).toBeGreaterThan(0);
		expect(escaped.join()).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u200B\u202E]/u);
		const late = byService('late');
		expect(late.every(({samples}) => samples < 15)).toBe(true);
		// One clock that is seven minutes ahead does not move the window of all.
		expect(usage.newestAt).toBeLessThan(odd.now());
	});
});

test('why there is nothing: insights off, late, without a task, just begun', async () => {
	const {simulator, ...rest} = await simulatedConsole({scenario: 'usage-insights'});
	const names = ['on', 'off', 'late', 'too-late', 'ended', 'no-task', 'just-begun'].map(
		name => `insights-${name}`,
	);
	const usage = await watch({simulator, ...rest}, names, {minutes: 4});
	const gaps = [...usage.gaps].map(([cluster, gap]) => [shortName(cluster), gap]);
	expect(Object.fromEntries(gaps)).toEqual({
		'insights-late': {kind: 'tasks-without-records', tasks: 2},
		'insights-no-task': {kind: 'no-log-group'},
		'insights-off': {kind: 'insights-off'},
		'insights-too-late': {kind: 'no-log-group'},
	});
});

test('a group of another class is queried by itself, one that can not be is told', async () => {
	const classes = await simulatedConsole({scenario: 'usage-classes'});
	const names = ['class-standard', 'class-infrequent-access', 'class-delivery'];
	const usage = await watch(classes, names);
	expect(usage.gaps.get(classes.clusters('class-delivery')[0]!)).toEqual({
		kind: 'log-class',
		logClass: 'DELIVERY',
	});
	expect(usage.gaps.size).toBe(1);
	expect(new Set(usage.entities.map(({cluster}) => shortName(cluster)))).toEqual(new Set(names.slice(0, 2)));
	expect(usage.isPartial).toBe(false);
});

test('queries that fail, time out or hang take only their own clusters with them', async () => {
	const queries = await simulatedConsole({scenario: 'usage-queries'});
	const names = ['query-works', 'query-fails', 'query-times-out', 'query-hangs'];
	const usage = await watch(queries, names, {minutes: 6});
	const gap = (name: string) => usage.gaps.get(queries.clusters(name)[0]!);
	expect(names.map(gap)).toEqual([
		undefined,
		{kind: 'query-failed', status: 'Failed'},
		{kind: 'query-failed', status: 'Timeout'},
		{kind: 'query-failed', status: 'Timeout'},
	]);
	const works = usage.entities.filter(({cluster}) => shortName(cluster) === 'query-works');
	expect(works.map(({samples}) => samples)).toEqual(works.map(() => 60));
	expect(works.length).toBeGreaterThan(0);
});

test.each([
	['denied-start-query', undefined],
	['denied-query-results', undefined],
	['denied-log-groups', undefined],
	['denied-stop-query', undefined],
	['denied-logs', 'logs:StartQuery'],
])('%s', {timeout: 60_000}, async (scenario, action) => {
	const denied = await simulatedConsole({scenario});
	const usage = await watch(denied, ['checkout-prod']);
	const [gap] = usage.gaps.values();
	expect(gap).toEqual(
		action && {kind: 'failure', failure: expect.objectContaining({kind: 'denied', action}) as object},
	);
	expect(usage.entities.length > 0).toBe(action === undefined);
});
