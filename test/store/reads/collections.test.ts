import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {type Collection, isWhole} from '../../../source/domain/fetched.js';
import {type Service} from '../../../source/domain/resources.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {containerInstancesRead} from '../../../source/store/reads/container-instances.js';
import {servicesRead} from '../../../source/store/reads/services.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {failed, ok, type Script, serverError} from '../fake-account.js';
import {
	aCluster,
	aService,
	clusterArn,
	emptyWorld,
	names,
	pageOf,
	scriptOf,
	serviceArn,
	type World,
} from '../fake-world.js';
import {readingOf} from './reading.js';

const shop = clusterArn('shop');
const denied: Failure = {kind: 'denied', action: 'ecs:ListServices', message: 'no'};
const keysOf = (collection: Collection<unknown>) => collection.rows.map(row => row.key);
const arnsOf = (services: readonly string[]) => services.map(name => serviceArn('shop', name));

/** A world of one cluster whose services can be changed between loads, and calls of which can be made to fail. */
function aShop(count: number) {
	const world = {...emptyWorld, clusters: ['shop'], list: names('api', count)};
	const script = scriptOf({...world, services: () => world.list});
	const faults: {
		page?: (token: string | undefined) => Failure | undefined;
		batch?: () => Failure | undefined;
	} = {};
	const faulty: Script = {
		...script,
		'ecs:ListServices'(input) {
			const failure = faults.page?.(input.nextToken);
			return failure ? failed(failure) : script['ecs:ListServices']!(input);
		},
		'ecs:DescribeServices'(input) {
			const failure = faults.batch?.();
			return failure ? failed(failure) : script['ecs:DescribeServices']!(input);
		},
	};
	return {world, faults, script: faulty};
}

describe('a list of resources', () => {
	test.each([0, 1, 9, 10, 11, 100, 101, 250])(
		'of %i services has them all, in the order of AWS, in full batches',
		async count => {
			const {script, world} = aShop(count);
			const reading = readingOf(servicesRead, script);
			const collection = await reading.load(shop);

			expect(keysOf(collection)).toEqual(arnsOf(world.list));
			expect(isWhole(collection)).toBe(true);
			expect(collection.progress).toBeUndefined();
			expect(reading.account.counts()['ecs:ListServices']).toBe(Math.max(1, Math.ceil(count / 100)));
			expect(reading.account.counts()['ecs:DescribeServices'] ?? 0).toBe(Math.ceil(count / 10));
		},
	);

	test('keeps no events of services', async () => {
		const reading = readingOf(servicesRead, aShop(1).script);
		const {rows} = await reading.load(shop);
		expect(rows[0]?.value).toEqual({...aService('shop', 'api-000'), events: []});
	});

	test('is shown while it comes: listed rows first, then described ones, with progress', async () => {
		const reading = readingOf(servicesRead, aShop(1000).script);
		await reading.load(shop);
		const [first] = reading.published;
		expect(first?.rows).toHaveLength(100);
		expect(first?.rows.some(row => row.value)).toBe(false);
		expect(first?.isComplete).toBe(false);
		expect(first?.progress).toEqual({done: 0, of: 100});
		const dones = reading.published.flatMap(({progress}) => progress?.done ?? []);
		expect(dones.length).toBeGreaterThan(2);
		expect(dones).toEqual([...dones].sort((one, other) => one - other));
		expect(reading.published.at(-1)?.progress).toBeUndefined();
	});

	test('has at most eight describe calls and one listing under way', async () => {
		const reading = readingOf(servicesRead, aShop(400).script);
		await reading.load(shop);
		expect(reading.account.mostUnderWay).toBe(9);
	});

	test('keeps the very objects of what did not change, with a new date', async () => {
		const reading = readingOf(servicesRead, aShop(25).script);
		const before = await reading.load(shop);
		const after = await reading.load(shop);
		expect(after.rows.every((row, index) => row.value === before.rows[index]?.value)).toBe(true);
		expect(after.rows.every((row, index) => row.at! > before.rows[index]!.at!)).toBe(true);
		expect(after.listedAt).toBeGreaterThan(before.listedAt!);
	});

	test('follows what AWS lists: new, deleted and reordered services', async () => {
		const {script, world} = aShop(12);
		const reading = readingOf(servicesRead, script);
		await reading.load(shop);
		world.list = ['new', ...names('api', 12).slice(3).reverse()];
		expect(keysOf(await reading.load(shop))).toEqual(arnsOf(world.list));
	});

	test('never gets shorter while it is listed again', async () => {
		const {script} = aShop(250);
		const reading = readingOf(servicesRead, script);
		await reading.load(shop);
		const before = reading.published.length;
		await reading.load(shop);
		const lengths = reading.published.slice(before).map(({rows}) => rows.length);
		expect(lengths.length).toBeGreaterThan(1);
		expect(new Set(lengths)).toEqual(new Set([250]));
		expect(reading.published.slice(before).every(({progress}) => progress === undefined)).toBe(true);
	});

	test('keeps the values of a batch that failed, marked, and of new rows only that they are there', async () => {
		const {script, world, faults} = aShop(20);
		const reading = readingOf(servicesRead, script);
		const before = await reading.load(shop);
		world.list = [...names('api', 20), 'new'];
		faults.batch = () => serverError;
		const after = await reading.load(shop);

		expect(keysOf(after)).toEqual(arnsOf(world.list));
		expect(after.rows.every(row => row.failure === serverError)).toBe(true);
		expect(after.rows.slice(0, 20).map(row => [row.value, row.at])).toEqual(
			before.rows.map(row => [row.value, row.at]),
		);
		expect(after.rows[20]).toEqual({key: serviceArn('shop', 'new'), failure: serverError});
		expect(after.isComplete).toBe(true);
		expect(after.failure).toBeUndefined();
		expect(isWhole(after)).toBe(false);

		faults.batch = undefined;
		expect(isWhole(await reading.load(shop))).toBe(true);
	});

	test('reads page 1 anew and keeps the rest, marked, when page 2 fails', async () => {
		const {script, world, faults} = aShop(250);
		const reading = readingOf(servicesRead, script);
		const before = await reading.load(shop);
		world.list = ['new', ...names('api', 250).slice(1)];
		faults.page = token => (token === '100' ? denied : undefined);
		const after = await reading.load(shop);

		expect(after.failure).toEqual(denied);
		expect(after.isComplete).toBe(true);
		expect(after.listedAt).toBe(before.listedAt);
		expect(after.rows).toHaveLength(251);
		expect(after.rows.slice(0, 100).every(row => row.failure === undefined)).toBe(true);
		expect(after.rows[0]?.key).toBe(serviceArn('shop', 'new'));
		const rest = after.rows.slice(100);
		expect(rest.every(row => row.failure === denied && row.value !== undefined)).toBe(true);
		expect(rest.map(row => row.key)).toContain(serviceArn('shop', 'api-000'));
	});

	test('whose first listing fails half way is not complete and says why', async () => {
		const {script, faults} = aShop(250);
		faults.page = token => (token === '100' ? denied : undefined);
		const collection = await readingOf(servicesRead, script).load(shop);
		expect(collection.rows).toHaveLength(100);
		expect(collection.rows.every(row => row.value)).toBe(true);
		expect(collection).toMatchObject({isComplete: false, failure: denied});
		expect(collection.listedAt).toBeUndefined();
	});

	test('that is denied keeps its rows and says so', async () => {
		const {script, faults} = aShop(5);
		const reading = readingOf(servicesRead, script);
		await reading.load(shop);
		faults.page = () => denied;
		const after = await reading.load(shop);
		expect(after.rows.map(row => [row.value?.name, row.failure])).toEqual(
			names('api', 5).map(name => [name, denied]),
		);
		expect(after.failure).toEqual(denied);
	});

	test('drops what was deleted between listing and describing, and says what AWS could not describe', async () => {
		const answers: {[name: string]: string} = {'api-001': 'MISSING', 'api-002': 'ACCESS_DENIED'};
		const {script} = aShop(4);
		const reading = readingOf(servicesRead, {
			...script,
			'ecs:DescribeServices': ({services}) =>
				ok({
					items: [aService('shop', 'api-000')],
					missing: services
						.map(arn => ({arn, reason: answers[arn.slice(-7)] ?? ''}))
						.filter(({reason}) => reason !== ''),
				}),
		});
		const {rows} = await reading.load(shop);
		expect(rows.map(row => [row.key.slice(-7), row.value?.name, row.failure?.kind])).toEqual([
			['api-000', 'api-000', undefined],
			['api-002', undefined, 'rejected'],
			['api-003', undefined, 'malformed'],
		]);
	});

	test('does not show deleted clusters that AWS still describes', async () => {
		const script = scriptOf({...emptyWorld, clusters: ['old', 'shop']});
		const reading = readingOf(clustersRead, {
			...script,
			'ecs:DescribeClusters': () =>
				ok({items: [aCluster('old', {status: 'INACTIVE'}), aCluster('shop')], missing: []}),
		});
		expect((await reading.load(undefined)).rows.map(row => row.value?.name)).toEqual(['shop']);
	});

	test('shows a service once that two pages list', async () => {
		const {script} = aShop(0);
		const listed = arnsOf([...names('api', 100), ...names('api', 101)]);
		const reading = readingOf(servicesRead, {
			...script,
			'ecs:ListServices': ({nextToken}) => ok(pageOf(listed, nextToken)),
		});
		expect(keysOf(await reading.load(shop))).toEqual(arnsOf(names('api', 101)));
		expect(reading.account.counts()['ecs:DescribeServices']).toBe(11);
	});

	test('ends when AWS hands out the same page token for ever', async () => {
		const {script} = aShop(3);
		const reading = readingOf(servicesRead, {
			...script,
			'ecs:ListServices': () => ok({items: arnsOf(names('api', 3)), nextToken: 'again'}),
		});
		const collection = await reading.load(shop);
		expect(collection.failure).toMatchObject({kind: 'malformed'});
		expect(collection.rows).toHaveLength(3);
	});

	test('that is broken off keeps what came, and blames nothing that did not', async () => {
		const {script, world} = aShop(250);
		const reading = readingOf(servicesRead, script);
		const before = await reading.load(shop);
		world.list = ['new', ...names('api', 250)];
		const after = await reading.loadFor(shop, 30);

		expect(after.rows).toHaveLength(251);
		expect(after.rows.every(row => row.failure === undefined)).toBe(true);
		expect(after).toMatchObject({isComplete: true, listedAt: before.listedAt});
		expect(after.failure).toBeUndefined();
		// The first page and the batches that were under way were paid for, and are there.
		expect(after.rows.filter(row => row.at! > before.listedAt!)).not.toHaveLength(0);
		expect(after.rows.filter(row => row.at! < before.listedAt!)).not.toHaveLength(0);
	});
});

describe('the tasks of a cluster', () => {
	const world: World = {...emptyWorld, running: () => names('run', 150), stopped: () => names('stop', 3)};

	test('are the running ones, then the stopped ones', async () => {
		const reading = readingOf(tasksRead, scriptOf(world));
		const collection = await reading.load(shop);
		expect(collection.rows.map(row => row.value?.id)).toEqual([...names('run', 150), ...names('stop', 3)]);
		expect(isWhole(collection)).toBe(true);
		expect(reading.account.counts()).toEqual({'ecs:ListTasks': 3, 'ecs:DescribeTasks': 2});
	});

	test.each([
		['RUNNING', 3],
		['STOPPED', 150],
	])('are not whole when the %s ones could not be listed', async (desiredStatus, rows) => {
		const script = scriptOf(world);
		const reading = readingOf(tasksRead, {
			...script,
			'ecs:ListTasks': input =>
				input.desiredStatus === desiredStatus ? failed(serverError) : script['ecs:ListTasks']!(input),
		});
		const collection = await reading.load(shop);
		expect(collection.rows).toHaveLength(rows);
		expect(collection).toMatchObject({isComplete: false, failure: serverError});
	});
});

test('container instances are listed and described', async () => {
	const arn = 'arn:aws:ecs:eu-west-1:123456789012:container-instance/shop/i1' as never;
	const instance = {arn, id: 'i1', status: 'ACTIVE', runningTasks: 1, pendingTasks: 0};
	const reading = readingOf(containerInstancesRead, {
		'ecs:ListContainerInstances': () => ok({items: [arn]}),
		'ecs:DescribeContainerInstances': ({containerInstances}) =>
			ok({items: containerInstances.map(() => instance), missing: []}),
	});
	expect((await reading.load(shop)).rows.map(row => row.value)).toEqual([instance]);
});

test('with 20 % of describe batches failing, 100 refreshes lose, double and reorder nothing', async () => {
	await fc.assert(
		fc.asyncProperty(fc.infiniteStream(fc.integer({min: 0, max: 4})), async dice => {
			const {script, world, faults} = aShop(120);
			faults.batch = () => (dice.next().value === 0 ? serverError : undefined);
			const reading = readingOf(servicesRead, script);
			await reading.load(shop);
			const known = new Map<string, Service>();
			let failures = 0;
			for (let refresh = 0; refresh < 100; refresh++) {
				const {rows} = await reading.load(shop);
				expect(keysOf({...reading.held(), rows})).toEqual(arnsOf(world.list));
				for (const {key, value, failure} of rows) {
					failures += failure ? 1 : 0;
					expect(value ?? known.get(key)).toBe(value);
					expect(value !== undefined || failure !== undefined).toBe(true);
					if (value) {
						known.set(key, value);
					}
				}
			}

			expect(
				reading.published.every(({rows}) => new Set(rows.map(row => row.key)).size === rows.length),
			).toBe(true);
			expect(known.size).toBe(120);
			expect(failures).toBeGreaterThan(100);
		}),
		{numRuns: 3},
	);
});
