import {expect, test} from 'vitest';
import {shortName} from '../../../source/domain/arn.js';
import {type RecordCounts} from '../../../source/domain/usage/record.js';
import {type Headcount, type Usage, type UsageWindow} from '../../../source/domain/usage/usage.js';
import {want} from '../../../source/store/read.js';
import {usageRead} from '../../../source/store/reads/usage.js';
import {taskIdOf} from './fake-logs.js';
import {type RawRecord, rawRecords} from './naive.js';
import {closeAfterEach, type SimulatedConsole, simulatedConsole} from './simulated.js';
import {aWatch, checkout} from './watching.js';

closeAfterEach();

const minute = 60_000;

test('records of services are among the rows that an answer may have: of many a range is shorter', async () => {
	const services = Array.from({length: 1500}, (_, index) => `service-${index}`);
	const watched = aWatch({services, tasks: () => [taskIdOf(1)], pageSize: 100_000});
	watched.watch(checkout);
	await watched.clock.advance(40_000);
	const older = watched.logs.asked.filter(({query}) => query.endsWith('desc'));
	expect(older.length).toBeGreaterThan(1);
	// 80,000 rows are planned for an answer, and a minute has 1,504 of them.
	expect(Math.max(...older.map(({from, to}) => (to - from) / minute))).toBeLessThanOrEqual(53);
	expect(watched.usage().gaps.size).toBe(0);
	expect(watched.usage().headcounts.size).toBe(1501);
});

async function watch(
	{store, advance, clusters}: SimulatedConsole,
	names: readonly string[],
	{window, minutes}: {readonly window: UsageWindow; readonly minutes: number},
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

const members: {readonly [count in keyof RecordCounts]-?: readonly string[]} = {
	running: ['RunningTaskCount', 'TaskCount'],
	desired: ['DesiredTaskCount'],
	pending: ['PendingTaskCount'],
	deployments: ['DeploymentCount'],
	taskSets: ['TaskSetCount'],
	services: ['ServiceCount'],
	instances: ['ContainerInstanceCount'],
};

/** Its own records, oldest first. */
function ownRecords(records: readonly RawRecord[], {kind, service}: Headcount): readonly RawRecord[] {
	return records
		.filter(({Type, ServiceName}) =>
			kind === 'cluster' ? Type === 'Cluster' : Type === 'Service' && ServiceName === service,
		)
		.toSorted((one, other) => Number(one['@at']) - Number(other['@at']));
}

function expectCounts(headcount: Headcount, own: readonly RawRecord[]): void {
	const last = own.at(-1)!;
	expect(headcount.at).toBe(last.Timestamp);
	const told = Object.entries(members).flatMap(([count, names]) =>
		names.flatMap(name => (last[name] === undefined ? [] : [[count, last[name]]])),
	);
	const counts = Object.entries(headcount.counts).filter(([, value]) => value !== undefined);
	expect(Object.fromEntries(counts), headcount.key).toEqual(Object.fromEntries(told));
}

const runningIn = (record: RawRecord) => Number(record.RunningTaskCount ?? record.TaskCount);

test('what services and clusters count is what their raw records say, minute by minute', {
	timeout: 60_000,
}, async () => {
	const demo = await simulatedConsole({scenario: 'demo'});
	const names = ['checkout-prod', 'payments-prod', 'legacy-billing'];
	const usage = await watch(demo, names, {window: '15m', minutes: 20});
	expect(usage.headcounts.size).toBeGreaterThan(12);
	const visibleAt = demo.sent.findLast(({name}) => name === 'logs:StartQuery')!.at;
	for (const name of names) {
		const to = demo.now();
		const records = await rawRecords(demo.simulator, name, {from: to - 20 * minute, to, visibleAt});
		const counted = [...usage.headcounts.values()].filter(({cluster}) => shortName(cluster) === name);
		// Every service of the account that has a record, and the cluster itself.
		expect(new Set(counted.map(({service}) => service))).toEqual(
			new Set(
				records.flatMap(({Type, ServiceName}) =>
					Type === 'Service' || Type === 'Cluster' ? [ServiceName as string | undefined] : [],
				),
			),
		);
		for (const headcount of counted) {
			const own = ownRecords(records, headcount);
			expectCounts(headcount, own);
			const {from, points} = headcount.running;
			const byMinute = new Map(own.map(record => [record.Timestamp, runningIn(record)]));
			expect([...points], headcount.key).toEqual(
				[...points.keys()].map(index => byMinute.get(from + index * minute) ?? Number.NaN),
			);
		}
	}
});

test('over six hours they come with the statistics, in no more queries than those take', {
	timeout: 60_000,
}, async () => {
	const demo = await simulatedConsole({scenario: 'demo'});
	const usage = await watch(demo, ['cards-prod'], {window: '6h', minutes: 0});
	const asked = demo.sent.filter(({name}) => name === 'logs:StartQuery');
	// The totals, and the points.
	expect(asked).toHaveLength(2);
	const at = asked[0]!.at;
	const records = await rawRecords(demo.simulator, 'cards-prod', {
		from: at - 360 * minute,
		to: at,
		visibleAt: at,
	});
	expect(usage.headcounts.size).toBeGreaterThan(2);
	for (const headcount of usage.headcounts.values()) {
		const own = ownRecords(records, headcount);
		expectCounts(headcount, own);
		expect(headcount.leastRunning, headcount.key).toBe(Math.min(...own.map(runningIn)));
		const known = [...headcount.running.points].filter(value => !Number.isNaN(value));
		expect(known.length, headcount.key).toBeGreaterThan(34);
		expect(Math.min(...known), headcount.key).toBe(headcount.leastRunning);
	}
});

test('odd records of services are read as far as they can be', {timeout: 60_000}, async () => {
	const odd = await simulatedConsole({scenario: 'usage-odd'});
	const usage = await watch(odd, ['usage-odd'], {window: '15m', minutes: 3});
	const byService = new Map([...usage.headcounts.values()].map(one => [one.service, one]));
	for (const service of [
		'as-it-should-be',
		'texts-for-numbers',
		'told-twice',
		'clock-ahead',
		'clock-behind',
	]) {
		expect(byService.get(service)?.counts, service).toEqual({
			running: 2,
			desired: 2,
			pending: 0,
			deployments: 1,
			taskSets: 0,
		});
	}

	for (const service of ['members-missing', 'nulls']) {
		const counts = Object.values(byService.get(service)?.counts ?? {});
		// What is missing is not taken for nothing that runs.
		expect(counts.every(count => count === undefined || count <= 2)).toBe(true);
		expect(byService.get(service)?.counts.running ?? 2, service).toBe(2);
	}
});
