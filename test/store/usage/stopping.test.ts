import {describe, expect, test} from 'vitest';
import {clusterArn} from '../fake-world.js';
import {aWatch, checkout} from './watching.js';

const cluster = clusterArn('checkout');
const never = {runs: Number.POSITIVE_INFINITY};

describe('a query', () => {
	test('that runs is shown in part as it goes, and its end whole', async () => {
		const watched = aWatch({runs: 3});
		const seen: (readonly number[])[] = [];
		watched.store.subscribe(() => {
			seen.push(watched.usage().entities.map(({samples}) => samples));
		});
		watched.watch(checkout);
		await watched.clock.advance(30_000);
		expect(seen.some(samples => samples.length > 0 && Math.max(...samples) < 5)).toBe(true);
		expect(seen.at(-1)).toEqual([60, 60, 60, 60, 60, 60]);
	});

	test('that runs long is asked about more and more seldom', async () => {
		const watched = aWatch({runs: 8});
		watched.watch({...checkout, window: '15m'});
		await watched.clock.advance(25_000);
		const polls = watched.account.sent.filter(({name}) => name === 'logs:GetQueryResults').map(({at}) => at);
		const pauses = polls.slice(1, 9).map((at, index) => at - polls[index]!);
		expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
		expect(pauses.slice(0, 2)).toEqual([620, 1220]);
		expect(Math.max(...pauses)).toBeLessThanOrEqual(5020);
	});

	test('that nobody waits for any more is stopped, and what it brought is kept', async () => {
		const watched = aWatch(never);
		watched.watch(checkout);
		await watched.clock.advance(3000);
		expect(watched.logs.underWay()).toBe(1);
		watched.watch();
		await watched.clock.advance(2500);
		expect(watched.logs.stopped).toEqual(['q-1']);
		expect(watched.logs.underWay()).toBe(0);
		const polls = watched.account.counts()['logs:GetQueryResults'];
		await watched.clock.advance(20_000);
		expect(watched.account.counts()['logs:GetQueryResults']).toBe(polls);
		watched.world.runs = 0;
		watched.watch(checkout);
		expect(watched.usage().entities.length).toBeGreaterThan(0);
		await watched.clock.advance(5000);
		expect(watched.usage()).toMatchObject({isPartial: false});
	});

	test('that is given up while it starts is stopped when its id comes', async () => {
		const watched = aWatch(never, script => ({
			async 'logs:StartQuery'(input) {
				await new Promise<void>(resolve => {
					watched.clock.after(10_000, resolve);
				});
				return script['logs:StartQuery']!(input);
			},
		}));
		watched.watch(checkout);
		await watched.clock.advance(3000);
		watched.watch();
		await watched.clock.advance(3000);
		expect(watched.logs.asked).toHaveLength(0);
		await watched.clock.advance(10_000);
		expect(watched.logs.asked).toHaveLength(1);
		expect(watched.logs.stopped).toEqual(['q-1']);
	});

	test('that never ends is stopped, told, and asked anew later', async () => {
		const watched = aWatch(never);
		watched.watch(checkout);
		await watched.clock.advance(70_000);
		expect(watched.logs.stopped[0]).toBe('q-1');
		expect(watched.usage().gaps.get(cluster)).toEqual({kind: 'query-failed', status: 'Timeout'});
		// What it had brought by then is shown all the same.
		expect(watched.usage().entities.length).toBeGreaterThan(0);
		expect(watched.usage().isPartial).toBe(true);
		watched.world.runs = 1;
		await watched.pass(3);
		expect(watched.usage().gaps.size).toBe(0);
		expect(watched.usage()).toMatchObject({isPartial: false});
	});

	test('that runs when the console ends is stopped before the account is closed', async () => {
		const watched = aWatch({...never, groups: ['checkout', 'search']});
		watched.watch(checkout, {clusters: [clusterArn('search')], window: '1h'});
		await watched.clock.advance(3000);
		expect(watched.logs.underWay()).toBe(2);
		const closed = watched.store.close();
		await watched.clock.advance(500);
		await closed;
		expect([...watched.logs.stopped].sort()).toEqual(['q-1', 'q-2']);
		expect(watched.account.isClosed).toBe(true);
	});

	test('that can not be stopped does not keep the console from ending', async () => {
		const watched = aWatch(never, () => ({
			'logs:StopQuery': () => new Promise(() => {}),
		}));
		watched.watch(checkout);
		await watched.clock.advance(3000);
		const closed = watched.store.close();
		await watched.clock.advance(2000);
		await closed;
		expect(watched.account.isClosed).toBe(true);
	});

	test('waits while two others run, and starts when one has ended', async () => {
		const groups = ['a', 'b', 'c', 'd', 'e'];
		const watched = aWatch({groups, runs: 4});
		watched.watch(...groups.map(name => ({clusters: [clusterArn(name)], window: '15m'}) as const));
		await watched.clock.advance(3000);
		expect(watched.logs.asked).toHaveLength(2);
		await watched.clock.advance(120_000);
		expect(watched.logs.mostUnderWay()).toBe(2);
		expect(watched.logs.stopped).toEqual([]);
		for (const name of groups) {
			expect(watched.usage({clusters: [clusterArn(name)], window: '15m'}).entities, name).toHaveLength(6);
		}
	});
});

test('a console that never looked at usage ends at once', async () => {
	const watched = aWatch();
	await watched.store.close();
	expect(watched.account.sent).toEqual([]);
	expect(watched.account.isClosed).toBe(true);
});
