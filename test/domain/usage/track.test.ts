import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {ratesOf, restartsIn} from '../../../source/domain/usage/rates.js';
import {statsOf} from '../../../source/domain/usage/stats.js';
import {
	counterAt,
	emptyTrack,
	gaugeAt,
	merged,
	type Sample,
	sampledAt,
} from '../../../source/domain/usage/track.js';

const minute = 60_000;
const hour = 30_000_000;
const at = (slot: number, ms = 0) => (hour + slot) * minute + ms;
const trackOf = (...samples: readonly Sample[]) => merged(emptyTrack(minute), samples);
const grid = (first: number, count: number) => ({first: hour + first, count, stepMs: minute});

describe('what is held', () => {
	test('is each minute’s sample, and nothing where none came', () => {
		const track = trackOf({at: at(1), cpu: 5, memory: 100}, {at: at(3, 250), cpu: 7});
		expect([0, 1, 2, 3, 4].map(slot => gaugeAt(track, 'cpu', hour + slot))).toEqual([
			Number.NaN,
			5,
			Number.NaN,
			7,
			Number.NaN,
		]);
		expect(gaugeAt(track, 'memory', hour + 3)).toBeNaN();
		expect([1, 2, 3].map(slot => sampledAt(track, hour + slot))).toEqual([at(1), undefined, at(3, 250)]);
	});

	test('is an hour: what is older leaves as what is newer comes, and comes not in again', () => {
		const track = trackOf({at: at(0), cpu: 1}, {at: at(1), cpu: 2}, {at: at(60), cpu: 3});
		expect([0, 1, 60].map(slot => gaugeAt(track, 'cpu', hour + slot))).toEqual([Number.NaN, 2, 3]);
		expect(merged(track, [{at: at(0), cpu: 9}])).toBe(track);
		const later = merged(track, [{at: at(500), cpu: 4}]);
		expect([1, 60, 441, 500].map(slot => gaugeAt(later, 'cpu', hour + slot))).toEqual([
			Number.NaN,
			Number.NaN,
			Number.NaN,
			4,
		]);
	});

	test('is not changed by what comes later: who has it may go on using it', () => {
		const track = trackOf({at: at(1), cpu: 5});
		const later = merged(track, [
			{at: at(1), cpu: 6},
			{at: at(2), cpu: 7},
		]);
		expect(later).not.toBe(track);
		expect([1, 2].map(slot => gaugeAt(track, 'cpu', hour + slot))).toEqual([5, Number.NaN]);
		expect(merged(later, [{at: at(2), cpu: 7}])).toBe(later);
	});

	test('is the latest of several samples of one minute, whole', () => {
		const track = trackOf({at: at(1, 9000), cpu: 1}, {at: at(1, 2000), cpu: 5, memory: 10});
		expect(gaugeAt(track, 'cpu', hour + 1)).toBe(1);
		expect(gaugeAt(track, 'memory', hour + 1)).toBeNaN();
	});

	test('keeps counters of terabytes exact to the byte', () => {
		const written = 5_000_000_000_001;
		expect(counterAt(trackOf({at: at(1), written}), 'written', hour + 1)).toBe(written);
	});

	const sample = fc.record(
		{
			at: fc
				.tuple(fc.integer({min: 0, max: 90}), fc.constantFrom(0, 0, 0, 1, 30_000, 59_999))
				.map(([slot, ms]) => at(slot, ms)),
			cpu: fc.integer({min: 0, max: 50}),
			memory: fc.integer({min: 0, max: 50}),
			read: fc.integer({min: 0, max: 50}),
			restartCount: fc.integer({min: 0, max: 3}),
		},
		{requiredKeys: ['at']},
	);

	test('is the same in whatever order and parts samples come, and however often', () => {
		fc.assert(
			fc.property(
				fc
					.array(sample, {minLength: 1, maxLength: 40})
					.chain(samples =>
						fc.tuple(
							fc.constant(samples),
							fc.shuffledSubarray(samples, {minLength: samples.length}),
							fc.shuffledSubarray(samples),
							fc.nat({max: samples.length}),
						),
					),
				([samples, shuffled, again, cut]) => {
					const whole = trackOf(...samples);
					const parts = [shuffled.slice(0, cut), again, shuffled.slice(cut), again];
					const inParts = parts.reduce((track, part) => merged(track, part), emptyTrack(minute));
					expect(inParts).toEqual(whole);
				},
			),
		);
	});
});

describe('a counter', () => {
	const read = (...values: readonly (number | undefined)[]) =>
		trackOf(...values.flatMap((value, slot) => (value === undefined ? [] : [{at: at(slot), read: value}])));
	const nan = Number.NaN;

	test.each([
		['that grows is a rate per second', [0, 600, 1800], [nan, 10, 20]],
		['that stands still is no rate, not an unknown one', [5, 5], [nan, 0]],
		[
			'with a gap is the mean over the gap, told where it ends',
			[0, undefined, undefined, 1800],
			[nan, nan, nan, 10],
		],
		['that goes backwards began anew at nothing', [6000, 600, 1200], [nan, 10, 10]],
		['that goes backwards over a gap did so somewhere in it', [6000, undefined, 1200], [nan, nan, 10]],
		['that was told once says nothing yet', [7], [nan]],
	])('%s', (_, values, rates) => {
		const track = read(...values);
		expect([...ratesOf(track, 'read', grid(0, values.length))]).toEqual(rates);
	});

	test('is reckoned from the sample before the window', () => {
		expect([...ratesOf(read(0, 600, 1800), 'read', grid(2, 3))]).toEqual([20, nan, nan]);
	});

	test('is reckoned by the times of the samples, which need not be on the minute', () => {
		const track = trackOf({at: at(0), written: 0}, {at: at(1, 30_000), written: 900});
		expect([...ratesOf(track, 'written', grid(0, 2))]).toEqual([nan, 10]);
	});

	test('loses nothing: rates times their times are what the counter grew by', () => {
		const steps = fc.array(fc.tuple(fc.integer({min: 1, max: 5}), fc.nat({max: 1_000_000})), {maxLength: 11});
		fc.assert(
			fc.property(steps, all => {
				let slot = 0;
				let value = 7;
				const samples: Sample[] = [{at: at(0), read: value}];
				const lengths = new Map<number, number>();
				for (const [gap, growth] of all) {
					slot += gap;
					value += growth;
					samples.push({at: at(slot), read: value});
					lengths.set(slot, gap);
				}

				const rates = ratesOf(trackOf(...samples), 'read', grid(0, slot + 1));
				const grown = [...lengths].reduce((sum, [end, gap]) => sum + (rates[end] ?? 0) * gap * 60, 0);
				expect(Math.abs(grown - (value - 7))).toBeLessThanOrEqual(1 + value / 1e6);
			}),
		);
	});
});

describe('restarts', () => {
	const restarts = (...samples: readonly Omit<Sample, 'at'>[]) =>
		restartsIn(
			trackOf(...samples.map((sample, slot) => ({at: at(slot), ...sample}))),
			grid(0, samples.length),
		);

	test.each([
		[0, [{read: 1}, {read: 1}, {read: 2}]],
		[1, [{read: 5}, {read: 1}, {read: 2}]],
		[2, [{read: 5}, {read: 1}, {read: 0}]],
		[
			1,
			[
				{read: 5, written: 5, packets: 5},
				{read: 1, written: 1, packets: 1},
			],
		],
		[
			1,
			[
				{read: 0, written: 0, packets: 900},
				{read: 0, written: 0, packets: 3},
			],
		],
		[1, [{read: 5}, {}, {read: 1}]],
		[3, [{restartCount: 1}, {}, {restartCount: 4}]],
		[
			1,
			[
				{restartCount: 1, read: 5},
				{restartCount: 2, read: 1},
			],
		],
		[0, [{restartCount: 4}]],
	])('%i of %j', (count, samples) => {
		expect(restarts(...samples)).toBe(count);
	});

	test('before the window are not counted, those at its first sample are', () => {
		const track = trackOf(
			{at: at(0), read: 9},
			{at: at(1), read: 5},
			{at: at(2), read: 1},
			{at: at(3), read: 2},
		);
		expect([0, 1, 2, 3].map(first => restartsIn(track, grid(first, 9)))).toEqual([2, 2, 1, 0]);
	});
});

describe('statistics', () => {
	const of = (values: readonly number[]) => statsOf(Float32Array.from(values), 1);

	test.each([
		[[], {now: 1}],
		[[3], {now: 1, average: 3, p95: 3, max: 3}],
		[[1, 2, Number.NaN, 3], {now: 1, average: 2, p95: 3, max: 3}],
		[Array.from({length: 19}, (_, i) => i + 1), {now: 1, average: 10, p95: 19, max: 19}],
		[Array.from({length: 20}, (_, i) => i + 1), {now: 1, average: 10.5, p95: 19, max: 20}],
		[Array.from({length: 100}, (_, i) => 100 - i), {now: 1, average: 50.5, p95: 95, max: 100}],
		[[10, 9, 100, 2], {now: 1, average: 30.25, p95: 100, max: 100}],
	])('of %j', (values, stats) => {
		expect(of(values)).toEqual(stats);
	});

	test('of nothing are none', () => {
		expect(statsOf(new Float32Array(0), Number.NaN)).toEqual({});
	});

	test('have a percentile that is measured, exceeded by at most one in twenty, and no smaller one is', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 0, max: 40}), {minLength: 1, maxLength: 60}), values => {
				const {p95 = -1} = of(values);
				const share = (limit: number) => values.filter(value => value > limit).length / values.length;
				expect(values).toContain(p95);
				expect(share(p95)).toBeLessThanOrEqual(0.05);
				const smaller = values.filter(value => value < p95);
				expect(smaller.every(value => share(value) > 0.05)).toBe(true);
			}),
		);
	});
});
