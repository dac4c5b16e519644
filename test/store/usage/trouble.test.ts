import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {type UsageGap} from '../../../source/domain/usage/usage.js';
import {type QueryAnswer, type QueryRow} from '../../../source/domain/usage/usage-operations.js';
import {failed, ok, type Script, serverError} from '../fake-account.js';
import {aCluster, clusterArn} from '../fake-world.js';
import {bytesPerRecord, groupOf, recordsAt, rowOf, taskIdOf} from './fake-logs.js';
import {aWatch, checkout} from './watching.js';

const cluster = clusterArn('checkout');
const both = {clusters: [cluster, clusterArn('search')], window: '15m'} as const;
const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});

/** The gap of the cluster after the first load. */
async function gapAfter(
	more: Parameters<typeof aWatch>[0],
	overrides: (script: Script) => Script,
): Promise<UsageGap | undefined> {
	const watched = aWatch(more, overrides);
	watched.watch(checkout);
	await watched.clock.advance(20_000);
	return watched.usage().gaps.get(cluster);
}

const complete = (rows: readonly QueryRow[]): QueryAnswer => ({status: 'Complete', rows});

describe('why there is nothing is told', () => {
	test.each([
		['insights are off', {groups: []}, () => ({}), {kind: 'insights-off'}],
		[
			'no task has started since they are on',
			{groups: []},
			() => ({
				'ecs:DescribeClusters': () =>
					ok({items: [aCluster('checkout', {containerInsights: 'enabled'})], missing: []}),
			}),
			{kind: 'no-log-group'},
		],
		[
			'whether they are on is not known',
			{groups: []},
			() => ({'ecs:DescribeClusters': () => failed(denied('ecs:DescribeClusters'))}),
			{kind: 'no-log-group'},
		],
		[
			'no task runs',
			{tasks: () => [], lagMs: () => Number.POSITIVE_INFINITY},
			() => ({}),
			{kind: 'no-records'},
		],
		[
			'they were turned off again',
			{tasks: () => []},
			() => ({
				'ecs:DescribeClusters': () =>
					ok({items: [aCluster('checkout', {containerInsights: 'disabled'})], missing: []}),
			}),
			{kind: 'insights-off'},
		],
		[
			'the group is of a class that can not be queried',
			{},
			() => ({
				'logs:DescribeLogGroups': () => ok({items: [{name: groupOf('checkout'), logClass: 'DELIVERY'}]}),
			}),
			{kind: 'log-class', logClass: 'DELIVERY'},
		],
		[
			'the query failed',
			{},
			() => ({'logs:GetQueryResults': () => ok({status: 'Failed', rows: []})}),
			{kind: 'query-failed', status: 'Failed'},
		],
		[
			'AWS had an error',
			{},
			() => ({'logs:StartQuery': () => failed(serverError)}),
			{kind: 'failure', failure: serverError},
		],
		[
			'the account runs as many queries as it may',
			{},
			() => ({
				'logs:StartQuery': () => failed({kind: 'rejected', code: 'LimitExceededException', message: 'm'}),
			}),
			{kind: 'failure', failure: {kind: 'rejected', code: 'LimitExceededException', message: 'm'}},
		],
		[
			'neither way of reading is allowed',
			{},
			() => ({
				'logs:StartQuery': () => failed(denied('logs:StartQuery')),
				'logs:FilterLogEvents': () => failed(denied('logs:FilterLogEvents')),
			}),
			{kind: 'failure', failure: denied('logs:StartQuery')},
		],
		[
			'the endpoint understands nothing of the query',
			{},
			() => ({'logs:GetQueryResults': () => ok(complete([new Map([['@ptr', '1']])]))}),
			{kind: 'query-ignored'},
		],
	] as const)('%s', async (_, more, overrides, gap) => {
		expect(await gapAfter(more as never, overrides as (script: Script) => Script)).toEqual(gap);
	});

	test('tasks run that have no record', async () => {
		const tell = (count: number) => (script: Script) => ({
			'logs:GetQueryResults'(input: {readonly queryId: string}) {
				const answer = script['logs:GetQueryResults']!(input) as {value: QueryAnswer};
				const rows = answer.value.rows.map(row => {
					const message = row.get('@message')!;
					return new Map([...row, ['@message', message.replace(/"TaskCount":\d+/, `"TaskCount":${count}`)]]);
				});
				return ok({...answer.value, rows});
			},
		});
		expect(await gapAfter({}, tell(5))).toEqual({kind: 'tasks-without-records', tasks: 3});
		expect(await gapAfter({}, tell(2))).toBeUndefined();
		expect(await gapAfter({}, tell(1))).toBeUndefined();
	});
});

describe('one bad cluster', () => {
	test('that has no group does not spoil the query of the others', async () => {
		const watched = aWatch();
		watched.watch(both);
		await watched.clock.advance(20_000);
		expect(watched.usage(both).entities).toHaveLength(6);
		expect([...watched.usage(both).gaps]).toEqual([[clusterArn('search'), {kind: 'insights-off'}]]);
		expect(watched.account.counts()['logs:DescribeLogGroups']).toBe(1);
		expect(watched.logs.asked.every(({logGroups}) => logGroups.length === 1)).toBe(true);
	});

	test('is asked for as soon as it has a group', async () => {
		const watched = aWatch();
		watched.watch(both);
		await watched.clock.advance(20_000);
		watched.world.groups.push('search');
		await watched.pass(2);
		expect(watched.usage(both).gaps.size).toBe(0);
		expect(watched.usage(both).entities).toHaveLength(12);
	});

	test('whose group went away meanwhile is left out, and the others come', async () => {
		const watched = aWatch({groups: ['checkout', 'search']});
		watched.watch(both);
		await watched.clock.advance(20_000);
		watched.world.groups.pop();
		await watched.pass(3);
		const usage = watched.usage(both);
		expect(usage.gaps.get(clusterArn('search'))).toEqual({kind: 'insights-off'});
		expect(usage.gaps.has(cluster)).toBe(false);
		expect(usage.newestAt).toBeGreaterThan(watched.clock.now() - 150_000);
	});

	test('where groups may not be listed, the missing one is found by the query', async () => {
		const watched = aWatch({}, () => ({
			'logs:DescribeLogGroups': () => failed(denied('logs:DescribeLogGroups')),
		}));
		watched.watch(both);
		await watched.clock.advance(20_000);
		expect(watched.usage(both).entities).toHaveLength(6);
		expect(watched.usage(both).gaps.get(clusterArn('search'))).toEqual({kind: 'insights-off'});
	});
});

describe('what was read stays', () => {
	test('with its age when asking fails, and goes on where it was', async () => {
		let isBroken = false;
		const watched = aWatch({}, script => ({
			'logs:StartQuery': input => (isBroken ? failed(serverError) : script['logs:StartQuery']!(input)),
		}));
		watched.watch(checkout);
		await watched.clock.advance(20_000);
		const before = watched.usage();
		isBroken = true;
		await watched.pass(10);
		const during = watched.usage();
		expect(during.gaps.get(cluster)).toEqual({kind: 'failure', failure: serverError});
		expect(during.entities.map(({lastAt}) => lastAt)).toEqual(before.entities.map(({lastAt}) => lastAt));
		expect(during.readAt).toBe(before.readAt);
		expect(during.newestAt).toBe(before.newestAt);
		isBroken = false;
		const {length} = watched.logs.asked;
		await watched.pass(2);
		expect(watched.usage().gaps.size).toBe(0);
		expect(watched.usage().entities.every(({samples}) => samples === 60)).toBe(true);
		expect(watched.logs.asked[length]?.from).toBeGreaterThanOrEqual(before.newestAt! - 60_000);
	});

	test('and nothing more is asked once the ceiling of the hour is reached, until the hour has passed', async () => {
		const watched = aWatch();
		const query = {...checkout, ceilingBytesPerHour: 570 * bytesPerRecord};
		watched.watch(query);
		await watched.clock.advance(20_000);
		await watched.pass(20);
		const usage = watched.usage(query);
		const gap = usage.gaps.get(cluster);
		expect(gap).toMatchObject({kind: 'ceiling', spentBytes: usage.bill.hourBytes});
		expect(usage.bill.hourBytes).toBeLessThan(630 * bytesPerRecord);
		expect(usage.entities.length).toBe(6);
		const {length} = watched.logs.asked;
		await watched.pass(20);
		expect(watched.logs.asked).toHaveLength(length);
		const {until} = gap as UsageGap & {kind: 'ceiling'};
		await watched.clock.advance(until - watched.clock.now() - 1000);
		expect(watched.logs.asked).toHaveLength(length);
		expect(watched.usage(query).entities.map(({lastAt}) => lastAt)).toEqual(
			usage.entities.map(({lastAt}) => lastAt),
		);
		watched.store.touch();
		await watched.pass(2);
		expect(watched.logs.asked.length).toBeGreaterThan(length);
		expect(watched.usage(query).gaps.size).toBe(0);
	});
});

describe('endpoints that do not do what was asked', () => {
	test('that answer every event, with epoch times and group names, give the right numbers', async () => {
		const watched = aWatch({groups: ['checkout', 'search'], runs: 0}, script => ({
			'logs:GetQueryResults'(input) {
				const answer = script['logs:GetQueryResults']!(input) as {value: QueryAnswer};
				const rows = answer.value.rows.map(
					row =>
						new Map([
							['@ptr', row.get('@ptr')!],
							['@timestamp', String(Date.parse(`${row.get('@timestamp')!.replace(' ', 'T')}Z`))],
							['@log', row.get('@log')!.split(':')[1]!],
							['@message', row.get('@message')!],
						]),
				);
				const junk = ['not JSON', '{}', '{"Type":"Service","ServiceName":"api","RunningTaskCount":2}'];
				return ok(complete([...rows, ...junk.map(message => new Map([['@message', message]]))]));
			},
		}));
		const honest = aWatch({groups: ['checkout', 'search']});
		for (const one of [watched, honest]) {
			one.watch(both);
			await one.clock.advance(20_000);
		}

		const told = (one: typeof watched) =>
			one
				.usage(both)
				.entities.map(({key, samples, stats}) => [key, samples, {...stats.memory}, {...stats.write}]);
		expect(told(watched)).toEqual(told(honest));
		expect(watched.usage(both).gaps.size).toBe(0);
	});

	test('that answer of several groups without saying which, are told by the records', async () => {
		const watched = aWatch({groups: ['checkout', 'search'], runs: 0}, script => ({
			'logs:GetQueryResults'(input) {
				const answer = script['logs:GetQueryResults']!(input) as {value: QueryAnswer};
				return ok(complete(answer.value.rows.map(row => new Map([['@message', row.get('@message')!]]))));
			},
		}));
		watched.watch(both);
		await watched.clock.advance(20_000);
		expect(watched.usage(both).entities.map(({samples}) => samples)).toEqual(
			Array.from({length: 12}, () => 15),
		);
	});

	test('that answer of several groups with rows that say nothing, ignore the query of each', async () => {
		const watched = aWatch({groups: ['checkout', 'search']}, () => ({
			'logs:GetQueryResults': () => ok(complete([new Map([['@ptr', '1']])])),
		}));
		for (const window of ['15m', '6h'] as const) {
			watched.watch({...both, window});
			await watched.clock.advance(20_000);
			expect([...watched.usage({...both, window}).gaps.values()]).toEqual([
				{kind: 'query-ignored'},
				{kind: 'query-ignored'},
			]);
		}
	});

	test('a record of another cluster in a group is nobody’s', async () => {
		const at = Date.UTC(2026, 10, 28, 9, 59);
		const logs = {tasks: () => [taskIdOf(9)]} as never;
		const [, forged] = recordsAt(logs, 'search', at);
		const watched = aWatch({}, () => ({
			'logs:GetQueryResults': () => ok(complete([rowOf('checkout', at, forged!)])),
		}));
		watched.watch(checkout);
		await watched.clock.advance(20_000);
		expect(watched.usage().entities).toEqual([]);
	});
});
