import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {type OperationName} from '../../../source/domain/operations.js';
import {failed, ok, type Script} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {groupOf, recordsAt, taskIdOf} from './fake-logs.js';
import {aWatch, checkout} from './watching.js';

const denied = (action: string): Failure => ({kind: 'denied', action, message: 'no'});
const notOffered = (operation: string): Failure => ({kind: 'not-offered', operation, message: 'no'});
const both = {clusters: [clusterArn('checkout'), clusterArn('search')], window: '15m'} as const;

const eventsOf = (script: {readonly now: () => number; readonly pageSize: number}): Script => ({
	'logs:FilterLogEvents'({logGroup, from, to, nextToken}) {
		const minute = 60_000;
		const logs = {tasks: () => [taskIdOf(1)]} as never;
		const events = [];
		for (
			let at = Math.ceil(from / minute) * minute;
			at <= Math.min(to, script.now() - 80_000);
			at += minute
		) {
			events.push(
				...recordsAt(logs, logGroup.split('/')[4]!, at).map(record => ({
					at,
					message: JSON.stringify(record),
				})),
			);
		}

		// Every other page is empty, as that of a stream without a match.
		const page = Number(nextToken ?? 0);
		const start = Math.floor(page / 2) * script.pageSize;
		const items = page % 2 === 0 ? [] : events.slice(start, start + script.pageSize);
		const isLast = page % 2 === 1 && start + script.pageSize >= events.length;
		return ok({items, ...(!isLast && {nextToken: String(page + 1)})});
	},
});

describe('where queries are refused', () => {
	test.each([denied('logs:StartQuery'), notOffered('logs:StartQuery')])(
		'events are read: $kind',
		async failure => {
			const watched = aWatch({}, () => ({
				...eventsOf({now: () => watched.clock.now(), pageSize: 30}),
				'logs:StartQuery': () => failed(failure),
			}));
			watched.watch(checkout);
			await watched.clock.advance(20_000);
			const usage = watched.usage();
			expect(usage.gaps.size).toBe(0);
			expect(usage.entities.map(({kind, samples}) => [kind, samples])).toEqual([
				['task', 60],
				['container', 60],
				['agent', 60],
			]);
			expect(usage.query).toMatchObject({
				by: 'logs:FilterLogEvents',
				text: expect.stringContaining('$.Type') as string,
			});
			expect(usage.bill).toMatchObject({
				queries: 0,
				hourBytes: 0,
				filteredBytes: expect.any(Number) as number,
			});
			expect(usage.bill.filteredBytes).toBeGreaterThan(10_000);
			expect(usage.byEvents).toEqual({clusters: 1, failure});
			// StartQuery is not asked every minute, but is not given up either.
			await watched.pass(4);
			expect(watched.account.counts()['logs:StartQuery']).toBe(1);
			await watched.pass(2);
			expect(watched.account.counts()['logs:StartQuery']).toBe(2);
		},
	);

	test('of one cluster, the other is queried all the same', async () => {
		const watched = aWatch({groups: ['checkout', 'search']}, script => ({
			...eventsOf({now: () => watched.clock.now(), pageSize: 1000}),
			'logs:StartQuery': input =>
				input.logGroups.includes(groupOf('search'))
					? failed(denied('logs:StartQuery'))
					: script['logs:StartQuery']!(input),
		}));
		watched.watch(both);
		await watched.clock.advance(20_000);
		const usage = watched.usage(both);
		expect(usage.gaps.size).toBe(0);
		expect(usage.entities.map(one => `${one.cluster.split('/')[1]} ${one.kind} ${one.samples}`)).toEqual([
			'checkout task 15',
			'checkout container 15',
			'checkout agent 15',
			'checkout task 15',
			'checkout container 15',
			'checkout agent 15',
			'search task 15',
			'search container 15',
			'search agent 15',
		]);
	});
});

describe('where neither way is allowed', () => {
	const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
	const seven = {clusters: names.map(name => clusterArn(name)), window: '1h'} as const;

	/** Seven clusters of which nothing may be read while `isAllowed` says so. */
	function shutOut(isAllowed: (action: string, logGroup: string) => boolean = () => false) {
		const refuse = (script: Script, action: 'logs:StartQuery' | 'logs:FilterLogEvents'): Script => ({
			[action]: (input: {readonly logGroup?: string; readonly logGroups?: readonly string[]}) =>
				(input.logGroups ?? [input.logGroup ?? '']).every(group => isAllowed(action, group))
					? script[action]!(input as never)
					: failed(denied(action)),
		});
		const watched = aWatch({groups: names}, script => ({
			...refuse(script, 'logs:StartQuery'),
			...refuse(eventsOf({now: () => watched.clock.now(), pageSize: 1000}), 'logs:FilterLogEvents'),
		}));
		const counts = () => {
			const told: {readonly [name in OperationName]?: number} = watched.account.counts();
			return [told['logs:StartQuery'] ?? 0, told['logs:FilterLogEvents'] ?? 0];
		};
		watched.watch(seven);
		return {...watched, counts};
	}

	test('it is asked again at the pace of what fails, and of many clusters two tell', async () => {
		const {clock, pass, counts, usage} = shutOut();
		await clock.advance(20_000);
		expect([...usage(seven).gaps.values()]).toEqual(
			names.map(() => ({kind: 'failure', failure: denied('logs:StartQuery')})),
		);
		// The query of all seven, then of the first and the last.
		expect(counts()).toEqual([3, 2]);
		await pass(4);
		expect(counts()).toEqual([3, 2]);
		await pass(11);
		expect(counts()).toEqual([9, 6]);
		expect(usage(seven).gaps.size).toBe(7);
	});

	test('r asks at once, and what is allowed by then comes', async () => {
		let isAllowed = false;
		const {clock, store, counts, usage} = shutOut(() => isAllowed);
		await clock.advance(20_000);
		store.refresh();
		await clock.advance(1000);
		expect(counts()).toEqual([6, 4]);
		isAllowed = true;
		store.refresh();
		await clock.advance(20_000);
		expect(usage(seven).gaps.size).toBe(0);
		expect(usage(seven).entities.length).toBeGreaterThan(20);
	});

	test('groups of which one may be read are asked one by one', async () => {
		const {clock, usage} = shutOut(
			(action, group) => action === 'logs:FilterLogEvents' && group === groupOf('g'),
		);
		await clock.advance(20_000);
		expect([...usage(seven).gaps.keys()].map(arn => arn.split('/')[1])).toEqual(names.slice(0, -1));
		expect(new Set(usage(seven).entities.map(({cluster}) => cluster))).toEqual(new Set([clusterArn('g')]));
		expect(usage(seven).byEvents).toEqual({clusters: 1, failure: denied('logs:StartQuery')});
	});

	test('a list of groups that is refused is not asked for every minute either', async () => {
		const watched = aWatch({}, () => ({
			'logs:DescribeLogGroups': () => failed(denied('logs:DescribeLogGroups')),
		}));
		watched.watch(checkout);
		await watched.pass(4);
		expect(watched.account.counts()['logs:DescribeLogGroups']).toBe(1);
		watched.store.refresh();
		await watched.clock.advance(1000);
		expect(watched.account.counts()['logs:DescribeLogGroups']).toBe(2);
	});
});

describe('where queries are refused, a window of more than an hour', () => {
	const day = {...checkout, window: '24h'} as const;

	test('has nothing and says why; what another window was told is not asked again', async () => {
		const watched = aWatch({}, () => ({
			...eventsOf({now: () => watched.clock.now(), pageSize: 1000}),
			'logs:StartQuery': () => failed(denied('logs:StartQuery')),
		}));
		watched.watch(checkout);
		await watched.clock.advance(20_000);
		watched.watch(day);
		await watched.pass(3);
		expect([...watched.usage(day).gaps.values()]).toEqual([
			{kind: 'no-queries', failure: denied('logs:StartQuery')},
		]);
		expect(watched.usage(day).byEvents).toBeUndefined();
		expect(watched.account.counts()['logs:StartQuery']).toBe(1);
		watched.store.refresh();
		await watched.clock.advance(1000);
		expect(watched.account.counts()['logs:StartQuery']).toBe(2);
	});

	test('that asks first tells the minutes, which then read events at once', async () => {
		const watched = aWatch({}, () => ({
			...eventsOf({now: () => watched.clock.now(), pageSize: 1000}),
			'logs:StartQuery': () => failed(denied('logs:StartQuery')),
		}));
		watched.watch(day);
		await watched.pass(2);
		watched.watch(checkout);
		await watched.clock.advance(20_000);
		expect(watched.usage().entities).toHaveLength(3);
		expect(watched.account.counts()['logs:StartQuery']).toBe(1);
	});
});
