import {describe, expect, test} from 'vitest';
import {censusOf} from '../../source/domain/agent/census.js';
import {type Collection, type Fetched} from '../../source/domain/fetched.js';
import {type Task} from '../../source/domain/resources.js';
import {want} from '../../source/store/read.js';
import {censusRead} from '../../source/store/reads/census.js';
import {detectorRead} from '../../source/store/reads/detector.js';
import {tasksRead} from '../../source/store/reads/tasks.js';
import {censusIn, optInFactsIn} from '../../source/store/selectors.js';
import {type Snapshot} from '../../source/store/snapshot.js';
import {aStore} from './a-store.js';
import {serverError} from './fake-account.js';
import {aTask, clusterArn, emptyWorld, names, scriptOf} from './fake-world.js';

const shop = clusterArn('shop');

/** A snapshot that holds these two values; everything else is not asked for. */
function snapshotWith(census: Fetched<unknown>, tasks: Collection<Task>): Snapshot {
	const {store} = aStore({});
	const held: {[id: string]: unknown} = {[censusRead.id]: census, [tasksRead.id]: tasks};
	return {...store.snapshot(), get: read => (held[read.id] ?? read.initial) as typeof read.initial};
}

const tasksAt = (listedAt: number | undefined, facts: Partial<Collection<Task>> = {}): Collection<Task> => ({
	rows: names('task', 4).map(id => ({key: id, value: aTask('shop', id), at: 1})),
	isComplete: listedAt !== undefined,
	listedAt,
	...facts,
});
const censusAt = (at: number): Fetched<unknown> => ({status: 'fresh', value: censusOf([], false), at});

describe('the census of a cluster', () => {
	test.each([
		['comes from tasks that were read later', censusAt(5), tasksAt(9), 4, 9],
		['comes from the counting when that was later', censusAt(9), tasksAt(5), 0, 9],
		['comes from the tasks when nothing was counted', {status: 'waiting'} as const, tasksAt(5), 4, 5],
		['comes from the counting while no task was listed', censusAt(5), tasksAt(undefined), 0, 5],
		[
			'comes from the counting while only a part of the tasks is described',
			censusAt(5),
			tasksAt(9, {rows: [{key: 'task-000'}]}),
			0,
			5,
		],
	])('%s', (_, census, tasks, count, at) => {
		expect(censusIn(snapshotWith(census, tasks), shop)).toMatchObject({value: {tasks: count}, at});
	});

	test('is partial and says why when tasks could not be read', () => {
		const rows = [{key: 'task-000', value: aTask('shop', 'task-000'), at: 1, failure: serverError}];
		expect(censusIn(snapshotWith({status: 'waiting'}, tasksAt(5, {rows})), shop)).toMatchObject({
			status: 'stale',
			failure: serverError,
			value: {tasks: 1, isPartial: true},
		});
	});

	test('is the same object while the tasks are the same', () => {
		const tasks = tasksAt(5);
		const first = censusIn(snapshotWith({status: 'waiting'}, tasks), shop);
		expect(censusIn(snapshotWith({status: 'waiting'}, tasks), shop)).toBe(first);
		expect(censusIn(snapshotWith({status: 'waiting'}, tasksAt(5)), shop)).not.toBe(first);
	});
});

test('the facts of the opt-in are the same object until one of them changes', async () => {
	const {store, clock} = aStore(scriptOf(emptyWorld));
	const before = optInFactsIn(store.snapshot());
	expect(before.detector.status).toBe('waiting');
	store.setPaused(true);
	expect(optInFactsIn(store.snapshot())).toBe(before);
	store.want([want(detectorRead, undefined, {everyMs: 60_000, priority: 2})]);
	await clock.advance(1000);
	const after = optInFactsIn(store.snapshot());
	expect(after.detector.status).toBe('fresh');
	expect(after.administrator.status).toBe('waiting');
	expect(optInFactsIn(store.snapshot())).toBe(after);
});
