import {describe, expect, test} from 'vitest';
import {binOf} from '../../../source/domain/usage/aggregate-columns.js';
import {headcountKey} from '../../../source/domain/usage/headcount.js';
import {type Headcount} from '../../../source/domain/usage/usage.js';
import {ok} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {taskIdOf} from './fake-logs.js';
import {aWatch, checkout} from './watching.js';

const cluster = clusterArn('checkout');
const quarter = {...checkout, window: '15m'} as const;

type Watched = ReturnType<typeof aWatch>;
const countOf = (watched: Watched, service?: string, query = checkout): Headcount | undefined =>
	watched.usage(query).headcounts.get(headcountKey(cluster, service));

async function watching(more: Parameters<typeof aWatch>[0] = {}): Promise<Watched> {
	const watched = aWatch(more);
	watched.watch(checkout);
	await watched.clock.advance(20_000);
	return watched;
}

describe('what the records of services and clusters count', () => {
	test('comes with the minutes, in the same queries, and follows them', async () => {
		let running = 2;
		const watched = await watching({
			tasks: (_, at) =>
				Array.from({length: at > Date.UTC(2026, 10, 28, 10, 1) ? running : 2}, (_task, i) => taskIdOf(i)),
		});
		const queries = watched.logs.asked.length;
		expect(countOf(watched, 'api')).toMatchObject({
			kind: 'service',
			service: 'api',
			counts: {running: 2, desired: 2, pending: 0, deployments: 1, taskSets: 0},
			leastRunning: 2,
		});
		expect(countOf(watched)).toMatchObject({
			kind: 'cluster',
			counts: {running: 2, services: 1, instances: 0},
		});
		running = 1;
		await watched.pass(5);
		expect(countOf(watched, 'api')).toMatchObject({counts: {running: 1, desired: 2}, leastRunning: 1});
		expect(countOf(watched, 'api')?.at).toBe(watched.usage().newestAt);
		// One query a minute, as for containers and tasks alone.
		expect(watched.logs.asked.length - queries).toBe(5);
		expect(watched.logs.asked.every(({query}) => query.includes('"Service"'))).toBe(true);
	});

	test('is held once for all windows', async () => {
		const watched = await watching();
		const {length} = watched.logs.asked;
		watched.watch(checkout, quarter);
		await watched.clock.advance(1000);
		expect(watched.logs.asked).toHaveLength(length);
		expect(countOf(watched, 'api', quarter)?.counts).toEqual(countOf(watched, 'api')?.counts);
		expect(countOf(watched, 'api', quarter)?.running.points).toHaveLength(15);
	});

	test('is not known of a service without such a record, however many of its tasks have theirs', async () => {
		const watched = await watching({services: []});
		expect(watched.usage().entities.length).toBe(6);
		expect(countOf(watched, 'api')).toBeUndefined();
	});

	test('is known of a service of whose tasks none has a record, though the cluster has none to show', async () => {
		const watched = await watching({tasks: () => [], services: ['api', 'web']});
		expect(watched.usage().entities).toEqual([]);
		expect(watched.usage().gaps.get(cluster)?.kind).toBe('no-records');
		expect(countOf(watched, 'web')?.counts).toMatchObject({running: 0, desired: 2});
	});

	test('stays as it was, with its time, while nothing more can be read', async () => {
		const watched = await watching();
		const before = countOf(watched, 'api')!;
		watched.world.lagMs = () => Number.POSITIVE_INFINITY;
		await watched.pass(10);
		expect(countOf(watched, 'api')?.at).toBe(before.at);
		expect(countOf(watched, 'api')?.counts).toEqual(before.counts);
	});
});

describe('over a day', () => {
	const day = {...checkout, window: '24h'} as const;
	const halfHour = 30 * 60_000;

	/** The engine knows of the service `api` alone: totals, and two points. */
	function counting() {
		const queries = new Map<string, {readonly query: string; readonly to: number}>();
		return aWatch({}, () => ({
			'logs:StartQuery'(input) {
				queries.set(`q-${queries.size}`, input);
				return ok(`q-${queries.size - 1}`);
			},
			'logs:GetQueryResults'({queryId}) {
				const {query = '', to = 0} = queries.get(queryId) ?? {};
				const who = [
					['ClusterName', 'checkout'],
					['Type', 'Service'],
					['ServiceName', 'api'],
				] as const;
				const bin = Math.floor(to / halfHour) * halfHour;
				const rows = query.includes('bin(')
					? [1, 0].map(
							ago =>
								new Map([
									...who,
									[binOf('24h'), String(bin - ago * halfHour)],
									['running', ago === 1 ? '0' : '3'],
									['desired', '3'],
								]),
						)
					: [
							new Map([
								...who,
								['samples', '1440'],
								['lastAt', String(to - 60_000)],
								['running', '3'],
								['desired', '3'],
								['leastRunning', '0'],
							]),
						];
				return ok({status: 'Complete', rows});
			},
		}));
	}

	test('the engine tells the newest counts, the fewest that ran, and the points', async () => {
		const watched = counting();
		watched.watch(day);
		await watched.clock.advance(10_000);
		const count = countOf(watched, 'api', day);
		expect(count).toMatchObject({counts: {running: 3, desired: 3}, leastRunning: 0});
		expect(count?.counts.pending).toBeUndefined();
		expect([...count!.running.points.slice(-3)]).toEqual([Number.NaN, 0, 3]);
		expect(countOf(watched, undefined, day)).toBeUndefined();
	});

	test('an answer of services alone is an answer, not that of an endpoint that ignores the query', async () => {
		const watched = counting();
		watched.watch(day);
		await watched.clock.advance(10_000);
		expect(watched.usage(day).gaps.get(cluster)?.kind).toBe('no-records');
	});
});
