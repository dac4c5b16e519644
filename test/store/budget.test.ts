import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type BucketName, buckets} from '../../source/domain/operations.js';
import {type Budget, createBudget} from '../../source/store/budget.js';
import {createDrivenClock, type DrivenClock} from './driven-clock.js';

const forever = new AbortController().signal;

/** Sends one request that takes no time, and notes when it got its turn. */
function send(budget: Budget, clock: DrivenClock, request: {bucket: BucketName; priority?: number}) {
	const sent: {at?: number} = {};
	void budget
		.turn({bucket: request.bucket, priority: () => request.priority ?? 0, signal: forever})
		.then(ended => {
			sent.at = clock.now();
			ended?.();
		});
	return sent;
}

const bucketNames = Object.keys(buckets) as BucketName[];

describe('the budget', () => {
	test.each(bucketNames)(
		'lets half of the burst of %s through at once, then half of its rate',
		async name => {
			const clock = createDrivenClock();
			const start = clock.now();
			const budget = createBudget(clock);
			const {burst, perSecond} = buckets[name];
			const requests = Array.from({length: burst / 2 + 3}, () => send(budget, clock, {bucket: name}));
			await clock.advance(60_000);

			const waits = requests.map(request => (request.at ?? Number.NaN) - start);
			const tokenMs = 1000 / (perSecond / 2);
			expect(waits.slice(0, burst / 2).every(wait => wait === 0)).toBe(true);
			expect(waits.slice(burst / 2)).toEqual([tokenMs, 2 * tokenMs, 3 * tokenMs]);
		},
	);

	test('never exceeds half of a documented bucket in any window, whatever arrives', async () => {
		const arrival = fc.record({
			afterMs: fc.integer({min: 0, max: 4000}),
			bucket: fc.constantFrom(...bucketNames.slice(0, 4)),
			count: fc.integer({min: 1, max: 60}),
			priority: fc.integer({min: -1, max: 3}),
			isThrottled: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(arrival, {minLength: 1, maxLength: 12}), async arrivals => {
				const clock = createDrivenClock();
				const budget = createBudget(clock);
				const sent: {bucket: BucketName; request: {at?: number}}[] = [];
				for (const {afterMs, bucket, count, priority, isThrottled} of arrivals) {
					await clock.advance(afterMs);
					for (let index = 0; index < count; index++) {
						sent.push({bucket, request: send(budget, clock, {bucket, priority})});
					}

					if (isThrottled) {
						budget.throttled(bucket);
					}
				}

				await clock.advance(1_000_000);
				for (const name of bucketNames) {
					const times = sent
						.filter(({bucket}) => bucket === name)
						.map(({request}) => request.at ?? Number.NaN);
					times.sort((one, other) => one - other);
					const {burst, perSecond} = buckets[name];
					// The request that is furthest above what its window allows; never above zero.
					let excess = Number.NEGATIVE_INFINITY;
					for (const [first, from] of times.entries()) {
						for (let last = first; last < times.length; last++) {
							const allowed = burst / 2 + (((times[last] ?? Number.NaN) - from) / 1000) * (perSecond / 2);
							excess = Math.max(excess, last - first + 1 - allowed);
						}
					}

					expect(times.every(time => Number.isFinite(time))).toBe(true);
					expect(excess).toBeLessThanOrEqual(1e-6);
				}
			}),
			{numRuns: 40},
		);
	});

	test('serves lower priorities first and equals in their order, as tokens come', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		const order: string[] = [];
		const ask = (name: string, priority: number) =>
			budget.turn({bucket: 'ecs cluster modify', priority: () => priority, signal: forever}).then(ended => {
				order.push(name);
				ended?.();
			});
		for (let index = 0; index < 10; index++) {
			void ask('burst', 0);
		}

		await clock.flush();
		order.length = 0;
		void ask('late 1', 3);
		void ask('late 2', 3);
		void ask('rows', 1);
		void ask('screen 1', 0);
		void ask('screen 2', 0);
		void ask('action', -1);
		await clock.advance(60_000);
		expect(order).toEqual(['action', 'screen 1', 'screen 2', 'rows', 'late 1', 'late 2']);
	});

	test('keeps a fifth of a bucket for what is on the screen', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		const bucket = 'ecs cluster resource read';
		const background = Array.from({length: 60}, () => send(budget, clock, {bucket, priority: 1}));
		await clock.flush();
		expect(background.filter(({at}) => at !== undefined)).toHaveLength(40);

		const screen = Array.from({length: 12}, () => send(budget, clock, {bucket, priority: 0}));
		await clock.flush();
		expect(screen.filter(({at}) => at !== undefined)).toHaveLength(10);
	});

	test('asks for the priority when a token is there, not when the request came', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		for (let index = 0; index < 10; index++) {
			send(budget, clock, {bucket: 'ecs cluster modify'});
		}

		await clock.flush();
		const order: string[] = [];
		let priority = 3;
		const ask = async (name: string, priorityNow: () => number) => {
			const ended = await budget.turn({bucket: 'ecs cluster modify', priority: priorityNow, signal: forever});
			order.push(name);
			ended?.();
		};
		void ask('other', () => 1);
		void ask('came into view', () => priority);
		priority = 0;
		await clock.advance(10_000);
		expect(order).toEqual(['came into view', 'other']);
	});

	test('lets a waiter that is cancelled leave at once, without a token', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		for (let index = 0; index < 10; index++) {
			send(budget, clock, {bucket: 'ecs cluster modify'});
		}

		await clock.flush();
		const controller = new AbortController();
		const left = budget.turn({bucket: 'ecs cluster modify', priority: () => 0, signal: controller.signal});
		const next = send(budget, clock, {bucket: 'ecs cluster modify'});
		expect(budget.meter().sent).toBe(10);
		controller.abort();
		expect(await left).toBeUndefined();
		expect(budget.meter().sent).toBe(10);
		const before = clock.now();
		await clock.advance(10_000);
		expect((next.at ?? Number.NaN) - before).toBe(2000);
	});

	test('answers an aborted request without spending', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		const turn = await budget.turn({bucket: 'sts read', priority: () => 0, signal: AbortSignal.abort()});
		expect(turn).toBeUndefined();
		expect(budget.meter().sent).toBe(0);
	});

	test('has at most 20 requests under way', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		const turns: (() => void)[] = [];
		for (let index = 0; index < 30; index++) {
			void budget
				.turn({bucket: 'ecs service read', priority: () => 0, signal: forever})
				.then(ended => ended && turns.push(ended));
		}

		await clock.advance(10_000);
		expect(turns).toHaveLength(20);
		const [first] = turns;
		first!();
		first!();
		await clock.flush();
		expect(turns).toHaveLength(21);
	});

	test('slows down after a throttle, more after another, and recovers step by step', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		const used = () => budget.meter().usedPercent;
		send(budget, clock, {bucket: 'ecs service read'});
		expect([budget.slowdown(), used()]).toEqual([1, 2]);
		budget.throttled('ecs service read');
		budget.throttled('ecs service read');
		expect([budget.slowdown(), used()]).toEqual([2, 100]);
		const waits = send(budget, clock, {bucket: 'ecs service read'});
		const before = clock.now();
		await clock.advance(1000);
		expect((waits.at ?? Number.NaN) - before).toBe(200);
		budget.throttled('ecs service read');
		expect(budget.slowdown()).toBe(4);
		for (let more = 0; more < 4; more++) {
			await clock.advance(1000);
			budget.throttled('ecs service read');
		}

		expect(budget.slowdown()).toBe(8);
		expect(budget.meter().throttled).toBe(7);
		await clock.advance(10_000);
		expect(budget.slowdown()).toBe(4);
		await clock.advance(20_000);
		expect(budget.slowdown()).toBe(1);
	});

	test('meters the most of the last two minutes, in the bucket that was spent most', async () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		for (let index = 0; index < 25; index++) {
			send(budget, clock, {bucket: 'ecs service read'});
		}

		await clock.advance(60_000);
		send(budget, clock, {bucket: 'sts read'});
		await clock.flush();
		expect(budget.meter()).toEqual({usedPercent: 50, sent: 26, throttled: 0});
		await clock.advance(59_000);
		expect(budget.meter().usedPercent).toBe(50);
		await clock.advance(2000);
		expect(budget.meter().usedPercent).toBe(20);
	});

	test('does not call itself full for the one token that CloudTrail has', () => {
		const clock = createDrivenClock();
		const budget = createBudget(clock);
		send(budget, clock, {bucket: 'cloudtrail lookup'});
		expect(budget.meter()).toMatchObject({sent: 1, usedPercent: 0});
	});
});
