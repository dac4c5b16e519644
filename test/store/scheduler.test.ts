import {describe, expect, test} from 'vitest';
import {dueAt} from '../../source/store/schedule.js';
import {type Job, type LoadControl} from '../../source/store/scheduled.js';
import {createScheduler} from '../../source/store/scheduler.js';
import {createDrivenClock} from './driven-clock.js';

const now = Number.NEGATIVE_INFINITY;
const calm = {isPaused: false, slowdown: 1, hurriedSince: undefined};
const loaded = {everyMs: 10_000, startedAt: 1000, endedAt: 1100, failures: 0, isAsked: false};

describe('a load is due', () => {
	test.each([
		['at once when it never was loaded', {...loaded, startedAt: undefined, endedAt: undefined}, calm, now],
		['so long after its last begin', loaded, calm, 11_000],
		['later while AWS throttles or nobody is at the keys', loaded, {...calm, slowdown: 4}, 41_000],
		['not while paused', loaded, {...calm, isPaused: true}, undefined],
		['the first time, even paused', {...loaded, endedAt: undefined}, {...calm, isPaused: true}, now],
		['when asked for, even paused', {...loaded, isAsked: true}, {...calm, isPaused: true}, now],
		['a second after its last begin when more is asked for', {...loaded, isShort: true}, calm, 2000],
		['so, even paused', {...loaded, isShort: true}, {...calm, isPaused: true}, 2000],
		['later when that failed before', {...loaded, isShort: true, failures: 2}, calm, 11_000],
		['never when nobody wants it', {...loaded, everyMs: undefined}, calm, undefined],
		['often while an action works on it', {...loaded, everyMs: 60_000}, {...calm, hurriedSince: 500}, 6000],
		[
			'not at the very begin of the action',
			{...loaded, everyMs: 60_000},
			{...calm, hurriedSince: 31_000},
			36_000,
		],
		['no less often for being hurried', {...loaded, everyMs: 2000}, {...calm, hurriedSince: 500}, 3000],
		['after as long again when it took long', {...loaded, endedAt: 41_000}, calm, 81_000],
		['after its pace when it failed once', {...loaded, failures: 1}, calm, 11_000],
		['after twice the pace when it failed twice', {...loaded, failures: 2}, calm, 21_000],
		['after 5 s at least when it failed', {...loaded, everyMs: 1000, failures: 1}, calm, 6000],
		['after 5 minutes at most when it failed', {...loaded, failures: 30}, calm, 301_000],
		['after its own pace when that is longer', {...loaded, everyMs: 600_000, failures: 30}, calm, 601_000],
		[
			'once, with an endless pace',
			{...loaded, everyMs: Number.POSITIVE_INFINITY},
			calm,
			Number.POSITIVE_INFINITY,
		],
	])('%s', (_, pace, weather, at) => {
		expect(dueAt(pace, weather)).toBe(at);
	});
});

/** A job whose loads the test ends by hand, or after a time of the driven clock. */
function createBench() {
	const clock = createDrivenClock();
	const start = clock.now();
	const log: string[] = [];
	const controls = new Map<string, LoadControl>();
	const weather = {slowdown: 1};
	let notes = 0;
	const scheduler = createScheduler({clock, slowdown: () => weather.slowdown, onLoading: () => notes++});

	function job(key: string, {ms = 100, isGood = (): boolean => true} = {}): Job {
		return {
			key,
			load(control) {
				log.push(`${key} at ${clock.now() - start}`);
				controls.set(key, control);
				return new Promise(resolve => {
					clock.after(ms, () => resolve(isGood()));
				});
			},
		};
	}

	const wanted = (
		key: string,
		options: {everyMs?: number; priority?: number; ms?: number; isGood?: () => boolean} = {},
	) => ({
		job: job(key, options),
		everyMs: options.everyMs ?? 10_000,
		priority: options.priority ?? 0,
	});
	return {clock, log, controls, weather, scheduler, job, wanted, notes: () => notes};
}

describe('the scheduler', () => {
	test('loads at once, then at the wanted pace, and stops when nobody wants it', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('clusters')]);
		await clock.advance(25_000);
		expect(log).toEqual(['clusters at 0', 'clusters at 10000', 'clusters at 20000']);
		scheduler.want([]);
		await clock.advance(60_000);
		expect(log).toHaveLength(3);
		expect(clock.waiting).toBe(0);
	});

	test('shares one load between equal wants, at the faster pace and the better priority', async () => {
		const {scheduler, clock, log, controls, wanted} = createBench();
		scheduler.want([
			wanted('tasks', {everyMs: 30_000, priority: 2}),
			wanted('tasks', {everyMs: 5000, priority: 1}),
		]);
		await clock.advance(6000);
		expect(log).toEqual(['tasks at 0', 'tasks at 5000']);
		expect(controls.get('tasks')?.priority()).toBe(1);
	});

	test('never runs two loads of the same thing at once', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		const slow = wanted('tasks', {ms: 60_000, everyMs: 1000});
		scheduler.want([slow]);
		await clock.advance(5000);
		scheduler.refresh();
		scheduler.makeDue(() => true);
		scheduler.want([slow]);
		scheduler.once(slow.job, 0, () => undefined);
		await clock.advance(54_000);
		expect(log).toEqual(['tasks at 0']);
	});

	test('runs six loads of a priority at a time, and what is in view besides', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		const rows = Array.from({length: 10}, (_, index) => wanted(`census ${index}`, {priority: 1, ms: 5000}));
		scheduler.want(rows);
		await clock.flush();
		expect(log).toHaveLength(6);
		scheduler.want([...rows, wanted('services', {priority: 0})]);
		await clock.flush();
		expect(log.at(-1)).toBe('services at 0');
		await clock.advance(5000);
		expect(log.slice(7)).toEqual([6, 7, 8, 9].map(index => `census ${index} at 5000`));
	});

	test('serves the screen before its rows before the header, each in the order of the screen', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([
			...['h1', 'h2', 'h3'].map(key => wanted(key, {priority: 2, ms: 1000})),
			...['r1', 'r2', 'r3'].map(key => wanted(key, {priority: 1, ms: 1000})),
			...['s1', 's2', 's3'].map(key => wanted(key, {priority: 0, ms: 1000})),
		]);
		await clock.advance(1500);
		expect(log.map(line => line.slice(0, 2))).toEqual(['s1', 's2', 's3', 'r1', 'r2', 'r3', 'h1', 'h2', 'h3']);
	});

	test('breaks off what nobody wants any more, but lets it finish for two seconds, behind all others', async () => {
		const {scheduler, clock, log, controls, wanted} = createBench();
		scheduler.want([wanted('quick', {ms: 1500}), wanted('slow', {ms: 5000})]);
		await clock.advance(100);
		scheduler.want([]);
		expect(controls.get('slow')?.priority()).toBe(9);
		await clock.advance(1950);
		expect(controls.get('slow')?.signal.aborted).toBe(false);
		await clock.advance(100);
		expect(controls.get('slow')?.signal.aborted).toBe(true);
		expect(controls.get('quick')?.signal.aborted).toBe(false);

		await clock.advance(5000);
		scheduler.want([wanted('quick'), wanted('slow')]);
		await clock.flush();
		expect(log.slice(2)).toEqual(['slow at 7150']);
	});

	test('begins a refresh anew that was broken off', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		const slow = wanted('slow', {ms: 5000, everyMs: 600_000});
		scheduler.want([slow]);
		await clock.advance(10_000);
		scheduler.refresh();
		scheduler.want([]);
		await clock.advance(10_000);
		scheduler.want([slow]);
		await clock.flush();
		expect(log).toEqual(['slow at 0', 'slow at 10000', 'slow at 20000']);
	});

	test('goes on with a load that is wanted again in time', async () => {
		const {scheduler, clock, log, controls, wanted} = createBench();
		const slow = wanted('slow', {ms: 5000});
		scheduler.want([slow]);
		await clock.advance(100);
		scheduler.want([]);
		await clock.advance(1000);
		scheduler.want([slow]);
		await clock.advance(3000);
		expect(controls.get('slow')?.signal.aborted).toBe(false);
		expect(controls.get('slow')?.priority()).toBe(0);
		expect(log).toEqual(['slow at 0']);
	});

	test('does not read again what is wanted again while it is fresh', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('clusters')]);
		await clock.advance(1000);
		scheduler.want([]);
		await clock.advance(3000);
		scheduler.want([wanted('clusters')]);
		await clock.advance(7000);
		expect(log).toEqual(['clusters at 0', 'clusters at 10000']);
	});

	test('reads all again on refresh, but not what was begun a moment ago', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('clusters', {everyMs: 60_000})]);
		await clock.advance(1000);
		scheduler.refresh();
		scheduler.refresh();
		await clock.advance(2000);
		scheduler.refresh();
		await clock.advance(1000);
		expect(log).toEqual(['clusters at 0', 'clusters at 3000']);
	});

	test('tells a load whether the operator asked, and never refuses one that paces itself', async () => {
		const {scheduler, clock, log, controls, wanted} = createBench();
		const slow = wanted('usage', {ms: 1500});
		scheduler.want([{...slow, job: {...slow.job, pacesItself: true}}]);
		await clock.advance(1000);
		expect(controls.get('usage')?.isByHand).toBe(false);
		scheduler.refresh();
		await clock.advance(1000);
		expect(log).toEqual(['usage at 0', 'usage at 1500']);
		expect(controls.get('usage')?.isByHand).toBe(true);
		await clock.advance(10_000);
		expect(log).toHaveLength(3);
		expect(controls.get('usage')?.isByHand).toBe(false);
	});

	test('tells the first load after an action of it, and only that', async () => {
		const {scheduler, clock, controls, wanted} = createBench();
		scheduler.want([wanted('findings', {everyMs: 60_000})]);
		await clock.advance(1000);
		expect(controls.get('findings')?.isAfterAction).toBe(false);
		scheduler.makeDue(key => key === 'findings');
		await clock.advance(1000);
		expect(controls.get('findings')?.isAfterAction).toBe(true);
		await clock.advance(60_000);
		expect(controls.get('findings')?.isAfterAction).toBe(false);
	});

	test('tries what failed later and later, and at once on refresh', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('clusters', {isGood: () => false})]);
		await clock.advance(75_000);
		expect(log.map(line => Number(line.split(' ').at(-1)))).toEqual([0, 10_000, 30_000, 70_000]);
		scheduler.refresh();
		await clock.advance(11_000);
		expect(log.slice(4).map(line => Number(line.split(' ').at(-1)))).toEqual([75_000, 85_000]);
	});

	test('does only first loads and refreshes while paused', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.setPaused(true);
		scheduler.want([wanted('clusters')]);
		await clock.advance(60_000);
		expect(log).toEqual(['clusters at 0']);
		scheduler.refresh();
		await clock.advance(60_000);
		expect(log).toEqual(['clusters at 0', 'clusters at 60000']);
		scheduler.setPaused(false);
		await clock.advance(1000);
		expect(log).toHaveLength(3);
	});

	test('slows down to a quarter when nobody was at the keys for five minutes, until somebody is', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('clusters', {everyMs: 60_000})]);
		await clock.advance(599_000);
		const times = () => log.map(line => Number(line.split(' ').at(-1)) / 1000);
		expect(times()).toEqual([0, 60, 120, 180, 240, 480]);
		scheduler.touch();
		await clock.advance(1000);
		expect(times().slice(6)).toEqual([599]);
	});

	test('does not slow down what is announced, while nobody is at the keys', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		const findings = wanted('findings', {everyMs: 60_000});
		scheduler.want([{...findings, job: {...findings.job, keepsPace: true}}]);
		await clock.advance(599_000);
		expect(log).toHaveLength(10);
	});

	test('slows down while AWS throttles', async () => {
		const {scheduler, clock, log, weather, wanted} = createBench();
		weather.slowdown = 8;
		scheduler.want([wanted('clusters')]);
		await clock.advance(79_000);
		expect(log).toEqual(['clusters at 0']);
		await clock.advance(2000);
		expect(log).toHaveLength(2);
	});

	test('is back at its pace soon after AWS stopped throttling', async () => {
		const {scheduler, clock, log, weather, wanted} = createBench();
		weather.slowdown = 8;
		scheduler.want([wanted('clusters')]);
		await clock.advance(15_000);
		weather.slowdown = 1;
		await clock.advance(6000);
		expect(log).toEqual(['clusters at 0', 'clusters at 20100']);
	});

	test('reads again, after the load under way, what an action has changed since', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([
			wanted('services a', {ms: 1000, everyMs: 60_000}),
			wanted('services b', {everyMs: 60_000}),
		]);
		await clock.advance(500);
		scheduler.makeDue(key => key === 'services a');
		await clock.advance(5000);
		expect(log).toEqual(['services a at 0', 'services b at 0', 'services a at 1000']);
	});

	test('hurries what an action works on', async () => {
		const {scheduler, clock, log, wanted} = createBench();
		scheduler.want([wanted('services a', {everyMs: 60_000}), wanted('services b', {everyMs: 60_000})]);
		await clock.advance(1000);
		scheduler.hurry(key => key === 'services a');
		await clock.advance(3000);
		scheduler.hurry(key => key === 'services a');
		await clock.advance(7000);
		expect(log.slice(2)).toEqual(['services a at 6000', 'services a at 11000']);
		scheduler.hurry(undefined);
		await clock.advance(20_000);
		expect(log).toHaveLength(4);
	});

	test('says what somebody waits for: first loads and refreshes, not polls', async () => {
		const {scheduler, clock, wanted} = createBench();
		scheduler.want([wanted('clusters', {ms: 1000})]);
		expect(scheduler.loading()).toEqual(['clusters']);
		await clock.advance(10_500);
		expect(scheduler.loading()).toEqual([]);
		scheduler.refresh();
		expect(scheduler.loading()).toEqual(['clusters']);
		await clock.advance(2000);
		expect(scheduler.loading()).toEqual([]);
	});

	test('loads once for who asks, and joins a load that is under way', async () => {
		const {scheduler, clock, log, job} = createBench();
		const ends: string[] = [];
		const clusters = job('clusters', {ms: 1000});
		scheduler.once(clusters, 1, () => ends.push('first'));
		await clock.advance(500);
		scheduler.once(clusters, 1, () => ends.push('second'));
		await clock.advance(60_000);
		expect(ends).toEqual(['first', 'second']);
		expect(log).toEqual(['clusters at 0']);
	});

	test('breaks off what was asked for once and withdrawn', async () => {
		const {scheduler, clock, controls, job} = createBench();
		const ends: string[] = [];
		const withdraw = scheduler.once(job('clusters', {ms: 10_000}), 1, () => ends.push('end'));
		await clock.advance(100);
		withdraw();
		await clock.advance(60_000);
		expect(controls.get('clusters')?.signal.aborted).toBe(true);
		expect(ends).toEqual([]);
	});

	test('asks for what is new in sight within a second, once, and not at the next poll', async () => {
		const {clock, log, scheduler, wanted} = createBench();
		let lack: string | undefined;
		const want = () => {
			const one = wanted('lookup');
			scheduler.want([{...one, job: {...one.job, lacks: () => lack}}]);
		};
		want();
		await clock.advance(5000);
		lack = 'task-2';
		want();
		await clock.advance(100);
		expect(log).toEqual(['lookup at 0', 'lookup at 5000']);
		// It could not be had: the same is not asked for again and again, something else is.
		want();
		await clock.advance(2000);
		expect(log).toHaveLength(2);
		lack = 'task-2 task-3';
		want();
		await clock.advance(100);
		lack = 'task-4';
		want();
		await clock.advance(1000);
		// Who scrolls on is served once a second.
		expect(log.slice(2)).toEqual(['lookup at 7100', 'lookup at 8100']);
		lack = undefined;
		want();
		await clock.advance(5000);
		expect(log).toHaveLength(4);
	});

	test('stops everything when it is closed', async () => {
		const {scheduler, clock, log, controls, wanted} = createBench();
		scheduler.want([wanted('clusters', {ms: 1000})]);
		await clock.advance(100);
		scheduler.close();
		expect(controls.get('clusters')?.signal.aborted).toBe(true);
		scheduler.refresh();
		await clock.advance(60_000);
		expect(log).toHaveLength(1);
		expect(clock.waiting).toBe(0);
	});
});
