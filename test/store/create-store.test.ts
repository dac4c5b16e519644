import {describe, expect, test} from 'vitest';
import {buckets, operationTable} from '../../source/domain/operations.js';
import {type Action, type Plan, type Step} from '../../source/store/actions/action.js';
import {type Read, type Want, want} from '../../source/store/read.js';
import {accountSettingRead} from '../../source/store/reads/account-setting.js';
import {administratorRead} from '../../source/store/reads/administrator.js';
import {censusRead} from '../../source/store/reads/census.js';
import {clustersRead} from '../../source/store/reads/clusters.js';
import {detectorRead} from '../../source/store/reads/detector.js';
import {identityRead} from '../../source/store/reads/identity.js';
import {servicesRead} from '../../source/store/reads/services.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {aStore} from './a-store.js';
import {expired, failed, ok, type Script, type SentCall, serverError, throttle} from './fake-account.js';
import {aCluster, clusterArn, emptyWorld, names, scriptOf, serviceArn} from './fake-world.js';

const world = {
	...emptyWorld,
	clusters: names('cluster', 200),
	services: () => names('api', 300),
	running: () => names('task', 3),
};
const script = scriptOf(world);
const small = scriptOf({...world, clusters: ['shop']});
const shop = clusterArn('shop');

const minutely = {everyMs: 60_000, priority: 2} as const;
const header = [
	want(identityRead, undefined, minutely),
	want(detectorRead, undefined, minutely),
	want(administratorRead, undefined, minutely),
	want(accountSettingRead, undefined, minutely),
];
const clusters = want(clustersRead, undefined, {everyMs: 10_000, priority: 0});
const services = want(servicesRead, shop, {everyMs: 10_000, priority: 0});

/** What the home screen wants: the list, the header, and a census for each row that is known. */
function homeWants(snapshot: Snapshot): readonly Want[] {
	const {rows} = snapshot.get(clustersRead, undefined);
	const censuses = rows.flatMap(row =>
		row.value ? [want(censusRead, row.value.arn, {everyMs: 30_000, priority: 1})] : [],
	);
	return [clusters, ...header, ...censuses];
}

/** The most that any window holds above half of what AWS documents; never above zero. */
function excessOver(sent: readonly SentCall[]): number {
	let worst = Number.NEGATIVE_INFINITY;
	for (const [name, {burst, perSecond}] of Object.entries(buckets)) {
		const times = sent.filter(call => operationTable[call.name].bucket === name).map(({at}) => at);
		for (const [first, from] of times.entries()) {
			for (let last = first; last < times.length; last++) {
				const seconds = ((times[last] ?? Number.NaN) - from) / 1000;
				worst = Math.max(worst, last - first + 1 - burst / 2 - (seconds * perSecond) / 2);
			}
		}
	}

	return worst;
}

describe('the first screen of 200 clusters', () => {
	test('costs at most 15 requests before anything is counted', async () => {
		const {store, clock, account} = aStore(script);
		store.want([clusters, ...header]);
		await clock.advance(1000);

		const {rows, isComplete} = store.snapshot().get(clustersRead, undefined);
		expect(rows.map(row => row.value?.name)).toEqual(world.clusters);
		expect(isComplete).toBe(true);
		for (const read of [detectorRead, administratorRead, accountSettingRead] as const) {
			expect(store.snapshot().get(read as typeof detectorRead, undefined).status).toBe('fresh');
		}

		expect(account.counts()).toMatchObject({'ecs:ListClusters': 2, 'ecs:DescribeClusters': 2});
		expect(account.sent.length).toBeLessThanOrEqual(15);
	});

	test('has all its rows before the first census is asked for, whatever it wants as it goes', async () => {
		const {store, clock, account} = aStore(script);
		store.subscribe(() => store.want(homeWants(store.snapshot())));
		store.want(homeWants(store.snapshot()));
		await clock.advanceUntil(() => store.snapshot().get(clustersRead, undefined).isComplete, 2000);
		await clock.advance(60);
		const calls = account.sent.map(({name}) => name);
		expect(calls.indexOf('ecs:ListTasks')).toBeLessThanOrEqual(15);
		expect(calls.slice(0, 15)).toContain('ecs:DescribeClusters');

		await clock.advance(90_000);
		const censuses = world.clusters.map(name => store.snapshot().get(censusRead, clusterArn(name)));
		expect(censuses.every(census => census.status === 'fresh' && census.value.running === 3)).toBe(true);
		expect(excessOver(account.sent)).toBeLessThanOrEqual(1e-6);
	});
});

describe('what is seen', () => {
	test('is told at most every 50 ms, while rows come', async () => {
		const {store, clock} = aStore(small);
		const told: number[] = [];
		store.subscribe(() => told.push(clock.now()));
		store.want([services]);
		await clock.advance(3000);
		expect(told.length).toBeGreaterThan(3);
		expect(Math.min(...told.slice(1).map((at, index) => at - told[index]!))).toBeGreaterThanOrEqual(50);
	});

	test('is an immutable moment: the same object until something changes, then another', async () => {
		const {store, clock} = aStore(small);
		const before = store.snapshot();
		expect(store.snapshot()).toBe(before);
		store.want([clusters]);
		expect(store.snapshot().isLoading(clustersRead, undefined)).toBe(true);
		await clock.advance(1000);
		expect(store.snapshot()).not.toBe(before);
		expect(before.get(clustersRead, undefined).rows).toEqual([]);
		expect(before.isLoading(clustersRead, undefined)).toBe(false);
		expect(store.snapshot().get(clustersRead, undefined).rows).toHaveLength(1);
		expect(store.snapshot().isLoading(clustersRead, undefined)).toBe(false);
	});

	test('is not told of polls that find nothing new, yet knows their date', async () => {
		const {store, clock, account} = aStore(small);
		store.want([clusters, ...header]);
		await clock.advance(5000);
		let told = 0;
		store.subscribe(() => told++);
		const before = store.snapshot().get(clustersRead, undefined);
		await clock.advance(40_000);
		expect(account.counts()['ecs:ListClusters']).toBeGreaterThanOrEqual(4);
		expect(told).toBe(0);
		const after = store.snapshot().get(clustersRead, undefined);
		expect(after.listedAt).toBeGreaterThan(before.listedAt!);
		expect(after.rows[0]?.value).toBe(before.rows[0]?.value);
	});

	test('is told when a poll finds something new', async () => {
		let status = 'ACTIVE';
		const {store, clock} = aStore({
			...small,
			'ecs:DescribeClusters': () => ok({items: [aCluster('shop', {status})], missing: []}),
		});
		store.want([clusters]);
		await clock.advance(5000);
		let told = 0;
		store.subscribe(() => told++);
		status = 'DEPROVISIONING';
		await clock.advance(10_000);
		expect(told).toBeGreaterThan(0);
		expect(store.snapshot().get(clustersRead, undefined).rows[0]?.value?.status).toBe('DEPROVISIONING');
	});

	test('has a meter that rests while there is little to tell', async () => {
		const {store, clock} = aStore(small);
		let told = 0;
		store.subscribe(() => told++);
		store.want([want(clustersRead, undefined, {everyMs: 600_000, priority: 0})]);
		await clock.advance(100);
		expect(store.snapshot().meter).toMatchObject({usedPercent: 7, sent: 2});
		await clock.advance(5000);
		expect(store.snapshot().meter).toMatchObject({sent: 2});
		const before = told;
		await clock.advance(60_000);
		expect(told).toBe(before);
		expect(clock.waiting).toBe(1);
	});
});

describe('bad days', () => {
	test('a denied census leaves the clusters alone and is one error, counted', async () => {
		const {store, clock} = aStore({
			...script,
			'ecs:ListTasks': () => failed({kind: 'denied', action: 'ecs:ListTasks', message: 'no'}),
		});
		await settled(
			clock,
			store.settle(() => homeWants(store.snapshot())),
		);
		expect(
			store
				.snapshot()
				.get(clustersRead, undefined)
				.rows.every(row => row.value),
		).toBe(true);
		expect(store.snapshot().get(censusRead, clusterArn('cluster-007'))).toMatchObject({status: 'failed'});
		expect(store.snapshot().errors).toMatchObject([{what: 'ecs:ListTasks', count: 200}]);
	});

	test('an expired login stops everything at once; a refresh reads it again and all comes back', async () => {
		let isExpired = false;
		const {store, clock, account} = aStore({
			...script,
			'ecs:ListTasks': input => (isExpired ? failed(expired) : script['ecs:ListTasks']!(input)),
		});
		store.subscribe(() => store.want(homeWants(store.snapshot())));
		store.want(homeWants(store.snapshot()));
		await clock.advance(5000);
		isExpired = true;
		await clock.advance(5000);
		const {length} = account.sent;
		await clock.advance(600_000);
		expect(account.sent).toHaveLength(length);
		expect(store.snapshot().login).toEqual(expired);
		expect(store.snapshot().get(clustersRead, undefined).rows).toHaveLength(200);
		expect(store.snapshot().get(clustersRead, undefined).failure).toEqual(expired);

		isExpired = false;
		store.touch();
		store.refresh();
		await clock.advance(120_000);
		expect(account.renewals).toBe(1);
		expect(store.snapshot().login).toBeUndefined();
		const censuses = world.clusters.map(name => store.snapshot().get(censusRead, clusterArn(name)));
		expect(censuses.every(({status}) => status === 'fresh')).toBe(true);
	});

	test('throttles slow the polling down, and it recovers', async () => {
		let isThrottling = true;
		const {store, clock, account} = aStore({
			...small,
			'ecs:ListClusters': input => (isThrottling ? failed(throttle) : small['ecs:ListClusters']!(input)),
		});
		store.want([clusters]);
		await clock.advance(60_000);
		expect(account.sent.length).toBeLessThan(15);
		expect(store.snapshot().meter.throttled).toBe(account.sent.length);
		isThrottling = false;
		await clock.advance(400_000);
		expect(store.snapshot().get(clustersRead, undefined).isComplete).toBe(true);
		expect(store.snapshot().get(clustersRead, undefined).failure).toBeUndefined();
	});

	test('a clock that is set back by a day stops nothing', async () => {
		const {store, clock, account} = aStore(small);
		let told = 0;
		store.subscribe(() => told++);
		store.want([clusters, services]);
		await clock.advance(500);
		const {length} = account.sent;
		clock.set(-86_400_000);
		await clock.advance(1100);
		await clock.advance(30_000);
		expect(account.sent.length).toBeGreaterThanOrEqual(length + 2 * 2 + 33);
		const before = told;
		store.setPaused(true);
		await clock.advance(50);
		expect(told).toBe(before + 1);
	});

	test('a bug in a read is told, not waited for', async () => {
		const {store, clock} = aStore({
			'sts:GetCallerIdentity'() {
				throw new TypeError('x is not a function');
			},
		});
		store.want(header.slice(0, 1));
		await clock.advance(1000);
		expect(store.snapshot().get(identityRead, undefined)).toMatchObject({
			status: 'failed',
			failure: {kind: 'malformed', message: expect.stringContaining('x is not a function') as string},
		});
		expect(store.snapshot().errors).toMatchObject([{what: 'identity'}]);
	});

	test('what nobody looks at any more stops spending', async () => {
		const {store, clock, account} = aStore(scriptOf({...world, services: () => names('api', 5000)}));
		store.want([services]);
		await clock.advance(5000);
		store.want([]);
		await clock.advance(3000);
		const {length} = account.sent;
		await clock.advance(60_000);
		expect(account.sent).toHaveLength(length);
		expect(
			store
				.snapshot()
				.get(servicesRead, shop)
				.rows.filter(row => row.value).length,
		).toBeGreaterThan(400);
	});

	test('paused, only first loads and a refresh go out', async () => {
		const {store, clock, account} = aStore(small);
		store.setPaused(true);
		store.want([clusters]);
		await clock.advance(60_000);
		expect(account.sent).toHaveLength(2);
		expect(store.snapshot().isPaused).toBe(true);
		store.refresh();
		await clock.advance(60_000);
		expect(account.sent).toHaveLength(4);
	});

	test('lists that were left are forgotten after some minutes and read anew when they are wanted again', async () => {
		const {store, clock, account} = aStore(small);
		const hourly = want(servicesRead, shop, {everyMs: 3_600_000, priority: 0});
		store.want([clusters, hourly]);
		await clock.advance(60_000);
		store.want([clusters]);
		await clock.advance(400_000);
		expect(store.snapshot().get(servicesRead, shop).rows).toEqual([]);
		const {length} = account.sent;
		store.want([hourly]);
		await clock.advance(5000);
		expect(account.sent.length).toBeGreaterThan(length);
		expect(store.snapshot().get(servicesRead, shop).rows).toHaveLength(300);
	});
});

async function settled(
	clock: {advanceUntil(holds: () => boolean, ms: number): Promise<void>},
	done: Promise<void>,
) {
	let isDone = false;
	void done.then(() => {
		isDone = true;
	});
	await clock.advanceUntil(() => isDone, 600_000);
}

describe('settling', () => {
	test('follows wants that grow and loads each once', async () => {
		const {store, clock, account} = aStore(script);
		await settled(
			clock,
			store.settle(() => homeWants(store.snapshot())),
		);
		expect(account.counts()).toMatchObject({
			'ecs:ListClusters': 2,
			'ecs:DescribeClusters': 2,
			'ecs:ListTasks': 200,
			'ecs:DescribeTasks': 200,
		});
		await clock.advance(60_000);
		expect(account.counts()['ecs:ListClusters']).toBe(2);
	});

	test('reads nothing twice for a command that settles twice', async () => {
		const {store, clock, account} = aStore(small);
		await settled(clock, store.settle([clusters]));
		await settled(clock, store.settle([clusters, ...header]));
		expect(account.counts()['ecs:ListClusters']).toBe(1);
	});

	test('ends when all was tried, though all failed', async () => {
		const {store, clock} = aStore({'ecs:ListClusters': () => failed(serverError)});
		await settled(clock, store.settle([clusters, ...header]));
		expect(store.snapshot().get(clustersRead, undefined).failure).toEqual(serverError);
	});

	test('ends at its deadline and breaks off what is not there by then', async () => {
		const {store, clock, account} = aStore(scriptOf({...world, services: () => names('api', 5000)}));
		const start = clock.now();
		await settled(clock, store.settle([services], 5000));
		expect(clock.now() - start).toBe(5000);
		await clock.advance(3000);
		const {length} = account.sent;
		await clock.advance(60_000);
		expect(account.sent).toHaveLength(length);
	});

	test('of nothing ends at once', async () => {
		const {store} = aStore({});
		await store.settle([]);
		await store.settle(() => []);
	});
});

const target = serviceArn('shop', 'api-000');
const redeploy: Action = {
	id: 'service.redeploy',
	label: 'redeploy',
	describes: 'starts a new deployment',
	appliesTo: ['service'],
	disabledReason: () => undefined,
	wants: () => [],
	questions: () => [],
	plan: () => planOf(),
};

function planOf(run?: Step['run']): Plan {
	const input = {cluster: shop, service: target};
	return {
		title: 'redeploy api-000',
		changes: [],
		keeps: [],
		warnings: [],
		waveSize: 1,
		confirm: {kind: 'y'},
		steps: [
			{
				id: 'api-000',
				label: 'api-000',
				target,
				calls: [{name: 'ecs:UpdateService', input}],
				run:
					run ??
					(async context => {
						const answer = await context.write('ecs:UpdateService', input);
						return answer.ok
							? {status: 'done', detail: 'deployed'}
							: {status: 'failed', detail: 'not deployed', failure: answer.failure};
					}),
			},
		],
	};
}

const writable: Script = {...small, 'ecs:UpdateService': () => failed(serverError)};

describe('an action', () => {
	test('is sent, journalled, and what it touched is read again at once', async () => {
		const {store, clock, account, journal} = aStore({
			...small,
			'ecs:UpdateService': async () => {
				const described = await small['ecs:DescribeServices']!({cluster: shop, services: [target]});
				return described.ok ? ok(described.value.items[0]!) : described;
			},
		});
		store.want([clusters, want(servicesRead, shop, {everyMs: 600_000, priority: 0}), ...header]);
		await clock.advance(20_000);
		const before = account.counts()['ecs:ListServices']!;
		const id = store.start(redeploy, planOf(), {});
		expect(store.snapshot().runs).toMatchObject([{id, status: 'running'}]);
		await clock.advance(1000);

		expect(store.snapshot().runs).toMatchObject([{id, status: 'done'}]);
		expect(account.counts()['ecs:UpdateService']).toBe(1);
		expect(account.counts()['ecs:ListServices']).toBe(before + 3);
		const calls = journal.entries.map(({call}) => call);
		expect(calls).toContain('ecs:UpdateService');
		expect(journal.entries[0]?.identity).toContain('assumed-role/oncall');
		expect(store.snapshot().journal.map(({call}) => call)).toEqual([...calls].reverse());
	});

	test('changes nothing in read-only mode, and the journal says so', async () => {
		const {store, clock, account, journal} = aStore(writable, {isReadOnly: true});
		store.start(redeploy, planOf(), {});
		await clock.advance(10_000);
		expect(store.snapshot().isReadOnly).toBe(true);
		expect(store.snapshot().runs[0]?.status).toBe('failed');
		expect(store.snapshot().runs[0]?.steps[0]?.failure?.kind).toBe('read-only');
		expect(account.counts()['ecs:UpdateService']).toBeUndefined();
		expect(journal.entries.map(({call, result}) => [call, result])).toContainEqual([
			'ecs:UpdateService',
			'failed',
		]);
	});

	test('reads before everybody else while the budget is used up', async () => {
		const {store, clock} = aStore(scriptOf({...world, services: () => names('api', 5000)}));
		store.want([services]);
		await clock.advance(10_000);
		expect(store.snapshot().meter.usedPercent).toBeGreaterThanOrEqual(80);
		const start = clock.now();
		let readAt: number | undefined;
		store.start(
			redeploy,
			planOf(async context => {
				await context.call('ecs:DescribeServices', {cluster: shop, services: [target]});
				readAt = context.now();
				return {status: 'done', detail: ''};
			}),
			{},
		);
		await clock.advance(5000);
		expect(readAt! - start).toBeLessThanOrEqual(200);
	});

	test('keeps what it works on fresh while it runs', async () => {
		const {store, clock, account} = aStore(small);
		store.want([want(servicesRead, shop, {everyMs: 600_000, priority: 0})]);
		await clock.advance(60_000);
		const before = account.counts()['ecs:ListServices']!;
		const wait: Step['run'] = async context => {
			await context.pause(60_000);
			return {status: 'done', detail: ''};
		};
		store.start(redeploy, planOf(wait), {});
		await clock.advance(59_000);
		expect(account.counts()['ecs:ListServices']! - before).toBeGreaterThanOrEqual(3 * 5);
		await clock.advance(10_000);
		const after = account.counts()['ecs:ListServices'];
		await clock.advance(60_000);
		expect(account.counts()['ecs:ListServices']).toBe(after);
	});

	test('is stopped by hand', async () => {
		const {store, clock} = aStore(small);
		const id = store.start(
			redeploy,
			planOf(async context => {
				await context.pause(60_000);
				return {status: context.signal.aborted ? 'aborted' : 'done', detail: ''};
			}),
			{},
		);
		await clock.advance(1000);
		store.abort(id);
		await clock.advance(1000);
		expect(store.snapshot().runs[0]?.status).toBe('aborted');
	});
});

describe('closing', () => {
	test('breaks off reads, waits for what was sent and for its line in the journal', async () => {
		const {store, clock, account, journal} = aStore(writable);
		store.want([services, ...header]);
		store.start(redeploy, planOf(), {});
		await clock.advanceUntil(() => account.sent.some(({name}) => name === 'ecs:UpdateService'), 1000);
		await settled(clock, store.close());
		expect(account.isClosed).toBe(true);
		expect(journal.entries.map(({call}) => call)).toEqual(['begin', 'ecs:UpdateService', 'end']);
		expect(journal.entries[1]).toMatchObject({result: 'failed', detail: 'server: Internal failure'});
		const {length} = account.sent;
		await clock.advance(600_000);
		expect(account.sent).toHaveLength(length);
		expect(clock.waiting).toBe(0);
		await store.close();
	});
});

test('closing does not wait for reads', async () => {
	const {store, clock, account} = aStore(small, {latencyMs: 9000});
	store.want([services, ...header]);
	await clock.advance(100);
	expect(account.underWay).toBeGreaterThan(3);
	await store.close();
	expect(account.underWay).toBe(0);
});

test('closing ends what waits for reads, and leaves no timer behind', async () => {
	const {store, clock} = aStore(small, {latencyMs: 9000});
	let isOver = false;
	const wants = () => [services, ...header];
	const settling = store.settle(wants, 600_000).then(() => {
		isOver = true;
	});
	await clock.advance(100);
	await store.close();
	await settling;
	expect([isOver, clock.waiting]).toEqual([true, 0]);
	await store.settle(wants, 600_000);
});

test('a read that nobody described yet works by itself: the store treats all reads alike', async () => {
	const numberRead: Read<number, number> = {
		id: 'number',
		key: String,
		initial: 0,
		load: async ({publish}, factor) => publish(factor * 2),
	};
	const {store, clock} = aStore({});
	store.want([want(numberRead, 21, {everyMs: 1000, priority: 0})]);
	await clock.advance(100);
	expect(store.snapshot().get(numberRead, 21)).toBe(42);
	expect(store.snapshot().get(numberRead, 4)).toBe(0);
});
