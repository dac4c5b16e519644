import {describe, expect, test} from 'vitest';
import {type DetectorArn, type FindingArn} from '../../source/domain/arn.js';
import {type Collection, emptyCollection, type Fetched, waiting} from '../../source/domain/fetched.js';
import {type ActionRun, type StepState} from '../../source/store/actions/action-run.js';
import {affectedBy, targetsEnded, targetsUnderWay} from '../../source/store/affected.js';
import {createHoldings, keyOf} from '../../source/store/holdings.js';
import {isNewPace} from '../../source/store/meter.js';
import {createNotifier} from '../../source/store/notifier.js';
import {type Read} from '../../source/store/read.js';
import {createDrivenClock} from './driven-clock.js';
import {clusterArn, serviceArn, taskArn} from './fake-world.js';

const listRead: Read<string, Collection<string>> = {
	id: 'list',
	key: name => name,
	initial: emptyCollection,
	weight: ({rows}) => rows.length,
	load: async () => undefined,
};
const valueRead: Read<string, Fetched<string>> = {
	id: 'value',
	key: name => name,
	initial: waiting,
	load: async () => undefined,
};
const listOf = (count: number): Collection<string> => ({
	rows: Array.from({length: count}, (_, index) => ({key: String(index), value: 'x', at: 1})),
	isComplete: true,
	listedAt: 1,
});

function theHoldings() {
	const clock = createDrivenClock();
	const news: boolean[] = [];
	const holdings = createHoldings(clock, isNews => news.push(isNews));
	const tidy = (...needed: readonly string[]) => {
		const dropped: string[] = [];
		holdings.tidy(
			key => needed.includes(key),
			key => dropped.push(key),
		);
		return dropped;
	};
	return {clock, news, holdings, tidy};
}

describe('what is held', () => {
	test('is the initial value until something was read, and kept apart by read and parameters', () => {
		const {holdings} = theHoldings();
		expect(holdings.get(listRead, 'a')).toBe(emptyCollection);
		holdings.set(valueRead, 'a', {status: 'fresh', value: 'x', at: 1});
		holdings.set(valueRead, 'b', {status: 'fresh', value: 'y', at: 1});
		expect(holdings.get(listRead, 'a')).toBe(emptyCollection);
		expect(holdings.get(valueRead, 'a')).toMatchObject({value: 'x'});
		expect([...holdings.values().keys()]).toEqual([keyOf(valueRead, 'a'), keyOf(valueRead, 'b')]);
	});

	test('is worth drawing when it says something new, and once a minute for its age', async () => {
		const {clock, holdings, news} = theHoldings();
		const read = (at: number, value = 'x') => holdings.set(valueRead, 'a', {status: 'fresh', value, at});
		read(1);
		read(2);
		await clock.advance(59_000);
		read(3);
		await clock.advance(2000);
		read(4);
		read(5);
		read(6, 'y');
		expect(news).toEqual([true, false, false, true, false, true]);
		expect(holdings.get(valueRead, 'a')).toMatchObject({at: 6});
	});

	test('stays for five minutes when it is a list that nobody needs', async () => {
		const {clock, holdings, tidy} = theHoldings();
		holdings.set(listRead, 'seen', listOf(10));
		holdings.set(listRead, 'left', listOf(10));
		holdings.set(valueRead, 'small', {status: 'fresh', value: 'x', at: 1});
		expect(tidy('list seen')).toEqual([]);
		await clock.advance(299_000);
		expect(tidy('list seen')).toEqual([]);
		await clock.advance(2000);
		expect(tidy('list seen')).toEqual(['list left']);
		expect(holdings.get(listRead, 'left')).toBe(emptyCollection);
		expect(holdings.get(listRead, 'seen').rows).toHaveLength(10);
		expect(holdings.get(valueRead, 'small').status).toBe('fresh');
	});

	test('counts the minutes from when it was last needed', async () => {
		const {clock, holdings, tidy} = theHoldings();
		holdings.set(listRead, 'a', listOf(10));
		await clock.advance(600_000);
		expect(tidy('list a')).toEqual([]);
		await clock.advance(200_000);
		expect(tidy()).toEqual([]);
		await clock.advance(200_000);
		expect(tidy()).toEqual(['list a']);
	});

	test('is bounded: what was left longest goes first', async () => {
		const {clock, holdings, tidy} = theHoldings();
		for (const name of ['first', 'second', 'third']) {
			holdings.set(listRead, name, listOf(4000));
			await clock.advance(1000);
		}

		holdings.set(listRead, 'screen', listOf(50_000));
		expect(tidy('list screen')).toEqual(['list first']);
	});

	test('is bounded in number too', () => {
		const {holdings, tidy} = theHoldings();
		for (let index = 0; index < 2010; index++) {
			holdings.set(valueRead, String(index), {status: 'fresh', value: 'x', at: 1});
		}

		expect(tidy()).toHaveLength(10);
	});
});

describe('listeners', () => {
	test('are told once for changes that come together, and at most every 50 ms', async () => {
		const clock = createDrivenClock();
		const start = clock.now();
		const told: number[] = [];
		let rounds = 0;
		const notifier = createNotifier(clock, () => rounds++);
		const stop = notifier.subscribe(() => told.push(clock.now() - start));
		notifier.changed();
		notifier.changed();
		await clock.advance(10);
		for (let ms = 0; ms < 100; ms += 10) {
			notifier.changed();
			await clock.advance(10);
		}

		await clock.advance(100);
		expect(told).toEqual([0, 50, 100, 150]);
		expect(rounds).toBe(4);
		stop();
		notifier.changed();
		await clock.advance(100);
		expect(told).toHaveLength(4);
		notifier.close();
		notifier.changed();
		expect(clock.waiting).toBe(0);
	});
});

describe('the meter is worth drawing', () => {
	const idle = {usedPercent: 0, sent: 40, throttled: 0};
	const busy = {...idle, usedPercent: 60};
	test.each([
		['not for more requests sent', idle, {...idle, sent: 50}, false],
		['when a fifth of the budget is spent or back', busy, {...busy, usedPercent: 40}, true],
		['not for less than that', busy, {...busy, usedPercent: 41}, false],
		['when AWS throttles', busy, {...busy, throttled: 1}, true],
	])('%s', (_, before, after, expected) => {
		expect(isNewPace(before, after)).toBe(expected);
	});
});

describe('an action touches', () => {
	const shop = clusterArn('shop');
	const finding = 'arn:aws:guardduty:eu-west-1:123456789012:detector/d-1/finding/0f3c' as FindingArn;
	test.each([
		['the list of clusters', [shop], 'clusters ', true],
		['its cluster’s services', [shop], `services ${shop}`, true],
		['the tasks of its service’s cluster', [serviceArn('shop', 'api')], `tasks ${shop}`, true],
		['the events of a service of its cluster', [shop], `service-events ${serviceArn('shop', 'api')}`, true],
		['nothing of another cluster', [shop], `services ${clusterArn('shop-2')}`, false],
		['no service of that name elsewhere', [serviceArn('a', 'shop')], `services ${shop}`, false],
		['not who the console is', [shop], 'identity ', false],
		[
			'no task definition',
			[shop],
			'task-definition arn:aws:ecs:eu-west-1:123456789012:task-definition/shop:7',
			false,
		],
		[
			'everything when its ARN names no cluster',
			['arn:aws:ecs:eu-west-1:1:task/0f3c' as never],
			`tasks ${shop}`,
			true,
		],
		['the list of findings, from a finding', [finding], 'findings open', true],
		['the finding itself', [finding], 'finding 0f3c', true],
		['the counts of findings', [finding], 'finding-statistics open', true],
		['no cluster, from a finding', [finding], `services ${shop}`, false],
		['no finding, from a cluster', [shop], 'findings open', false],
		[
			'the findings, from a detector',
			[finding.replace('/finding/0f3c', '') as DetectorArn],
			'findings open',
			true,
		],
		[
			'the interface of a task that was isolated',
			[serviceArn('shop', 'api')],
			'network-interface eni-1',
			true,
		],
		['nothing without targets', [], 'clusters ', false],
	])('%s', (_, targets, key, expected) => {
		expect(affectedBy(targets)(key)).toBe(expected);
	});

	const step = (id: string, finishedAt?: number): StepState => ({
		id,
		label: id,
		target: taskArn('shop', id),
		status: finishedAt === undefined ? 'applying' : 'done',
		detail: '',
		lines: [],
		finishedAt,
	});
	const run = (steps: readonly StepState[], finishedAt?: number): ActionRun => ({
		id: 'r',
		actionId: 'task.stop',
		title: 'stop',
		status: 'running',
		startedAt: 1,
		finishedAt,
		waveSize: 1,
		steps,
	});

	test('while steps are under way, and once more when one ends', () => {
		const before = [run([step('1'), step('2')])];
		const between = [run([step('1', 5), step('2')])];
		const after = [run([step('1', 5), step('2', 6)], 7)];
		expect(targetsUnderWay(before)).toHaveLength(2);
		expect(targetsUnderWay(between)).toEqual([taskArn('shop', '2')]);
		expect(targetsUnderWay(after)).toEqual([]);
		expect(targetsEnded(before, between)).toEqual([taskArn('shop', '1')]);
		expect(targetsEnded(between, after)).toEqual([taskArn('shop', '2')]);
		expect(targetsEnded(after, after)).toEqual([]);
	});
});
