import {describe, expect, test} from 'vitest';
import {taskLookupRead} from '../../../source/store/reads/task-lookup.js';
import {failed, ok, type Script} from '../fake-account.js';
import {aTask, clusterArn, describeOf, names, taskArn} from '../fake-world.js';
import {readingOf} from './reading.js';

const shop = clusterArn('shop');
const arns = (ids: readonly string[]) => ids.map(id => taskArn('shop', id));

function scriptOf(known: Set<string>): Script {
	return {
		'ecs:DescribeTasks': ({tasks}) =>
			ok(describeOf(tasks, arn => (known.has(arn.slice(-2)) ? aTask('shop', arn.slice(-2)) : undefined))),
	};
}

describe('looking tasks up', () => {
	test('tells those that are there from those that ECS does not know', async () => {
		const reading = readingOf(taskLookupRead, scriptOf(new Set(['t1'])));
		const {rows, isComplete} = await reading.load({cluster: shop, tasks: arns(['t1', 't2'])});
		expect(isComplete).toBe(true);
		expect(rows.map(({key, value}) => [key.slice(-2), value?.found?.id])).toEqual([
			['t1', 't1'],
			['t2', undefined],
		]);
		expect(rows.every(({value}) => value !== undefined)).toBe(true);
	});

	test('asks for a task that is gone once only, and keeps that when others are asked for', async () => {
		const reading = readingOf(taskLookupRead, scriptOf(new Set(['t1'])));
		await reading.load({cluster: shop, tasks: arns(['t1', 't2'])});
		const {rows} = await reading.load({cluster: shop, tasks: arns(['t2', 't3'])});
		expect(rows.map(({key}) => key.slice(-2)).sort()).toEqual(['t1', 't2', 't3']);
		expect(reading.account.sent.map(({input}) => (input as {tasks: string[]}).tasks.length)).toEqual([2, 1]);
	});

	test('lacks what has no row yet; a task that is gone has one', async () => {
		const reading = readingOf(taskLookupRead, scriptOf(new Set(['t1'])));
		const held = await reading.load({cluster: shop, tasks: arns(['t1', 't2'])});
		expect(taskLookupRead.lacks?.(held, {cluster: shop, tasks: arns(['t2', 't1'])})).toBeUndefined();
		expect(taskLookupRead.lacks?.(held, {cluster: shop, tasks: arns(['t1', 't3'])})).toBe(arns(['t3'])[0]);
	});

	test('takes 100 tasks a call', async () => {
		const reading = readingOf(taskLookupRead, scriptOf(new Set()));
		await reading.load({cluster: shop, tasks: arns(names('t', 250))});
		expect(reading.account.sent.map(({input}) => (input as {tasks: string[]}).tasks.length)).toEqual([
			100, 100, 50,
		]);
	});

	test('of a cluster that is gone says that its tasks are', async () => {
		const reading = readingOf(taskLookupRead, {
			'ecs:DescribeTasks': () => failed({kind: 'absent', message: 'Cluster not found.'}),
		});
		const {rows} = await reading.load({cluster: shop, tasks: arns(['t1'])});
		expect(rows[0]).toMatchObject({value: {}});
		expect(rows[0]?.failure).toBeUndefined();
	});

	test('that is denied never calls a task gone, and keeps what was known of it', async () => {
		let isDenied = false;
		const known = scriptOf(new Set(['t1']));
		const reading = readingOf(taskLookupRead, {
			'ecs:DescribeTasks': input =>
				isDenied
					? failed({kind: 'denied', action: 'ecs:DescribeTasks', message: 'no'})
					: known['ecs:DescribeTasks']!(input),
		});
		await reading.load({cluster: shop, tasks: arns(['t1'])});
		isDenied = true;
		const {rows} = await reading.load({cluster: shop, tasks: arns(['t1', 't2'])});
		expect(rows.map(({value, failure}) => [value?.found?.id, failure?.kind])).toEqual([
			['t1', 'denied'],
			[undefined, 'denied'],
		]);
		expect(rows[1]?.value).toBeUndefined();
	});

	test('takes another reason than MISSING for a failure', async () => {
		const reading = readingOf(taskLookupRead, {
			'ecs:DescribeTasks': ({tasks}) => ok({items: [], missing: tasks.map(arn => ({arn, reason: 'ODD'}))}),
		});
		const {rows} = await reading.load({cluster: shop, tasks: arns(['t1'])});
		expect([rows[0]?.value, rows[0]?.failure?.kind]).toEqual([undefined, 'rejected']);
	});
});
