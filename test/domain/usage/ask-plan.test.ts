import {describe, expect, test} from 'vitest';
import {
	answered,
	type Coverage,
	isDue,
	newestRange,
	olderRange,
} from '../../../source/domain/usage/ask-plan.js';

const noon = Date.UTC(2026, 10, 28, 12);
const clock = (text: string) => Date.parse(`2026-11-28T${text}Z`);
const hour = 3_600_000;

/** Asked for at 12:05:10, when the records of 12:03 and some of 12:04 had come. */
const asked: Coverage = {
	heldFrom: clock('11:00:00'),
	askedAt: clock('12:05:10'),
	triedAt: clock('12:05:10'),
	newestAt: clock('12:04:00'),
};

describe('what is due', () => {
	test.each([
		['at first', {}, noon, true],
		['not again within the minute', asked, clock('12:05:19'), false],
		['when the next minute’s records usually come', asked, clock('12:05:20'), true],
		['not at once after a failure', {...asked, triedAt: clock('12:06:30')}, clock('12:06:35'), false],
		['soon after a failure', {...asked, triedAt: clock('12:06:30')}, clock('12:06:40'), true],
		['also when the clock was set back', asked, clock('11:05:10'), true],
	])('%s', (_, coverage, now, due) => {
		expect(isDue(coverage, now)).toBe(due);
	});
});

describe('the newest minutes', () => {
	test('are a few at first, and no more than the window', () => {
		expect(newestRange({}, clock('12:05:10'), hour)).toEqual({
			part: 'newest',
			from: clock('12:00:00'),
			to: clock('12:05:10'),
		});
		expect(newestRange({}, clock('12:05:10'), 120_000).from).toBe(clock('12:03:00'));
	});

	test('begin with the first minute that was asked for too soon to be whole', () => {
		// 12:02 was asked for 190 s after its stamp, 12:03 only 130 s after.
		expect(newestRange(asked, clock('12:06:10'), hour).from).toBe(clock('12:03:00'));
	});

	test('begin with the newest record where records are later than is normal', () => {
		const late = {...asked, slowestAt: clock('12:01:00')};
		expect(newestRange(late, clock('12:06:10'), hour).from).toBe(clock('12:01:00'));
		const silent = {...asked, newestAt: clock('11:10:00')};
		expect(newestRange(silent, clock('12:06:10'), hour).from).toBe(clock('11:48:00'));
		expect(newestRange({...asked, newestAt: undefined}, clock('12:06:10'), hour).from).toBe(
			clock('11:48:00'),
		);
	});

	test('reach back over an outage, but not beyond the window', () => {
		expect(newestRange(asked, clock('12:36:10'), hour).from).toBe(clock('12:03:00'));
		expect(newestRange(asked, clock('14:00:10'), hour).from).toBe(clock('13:00:00'));
	});

	test('reach into what this clock calls the future when records are newer than they can be', () => {
		const ahead = {...asked, newestAt: clock('12:05:00')};
		expect(newestRange(ahead, clock('12:06:10'), hour).to).toBe(clock('12:21:10'));
		expect(newestRange(asked, clock('12:06:10'), hour).to).toBe(clock('12:06:10'));
	});

	test('start anew when the clock was set back', () => {
		expect(newestRange(asked, clock('11:05:10'), hour).from).toBe(clock('11:00:00'));
	});
});

describe('older minutes', () => {
	const of = (coverage: Coverage, mostMs = hour) =>
		olderRange(coverage, {now: clock('12:05:10'), windowMs: hour, mostMs});

	test('are those between the window’s start and what is held, in parts of a given length', () => {
		const held = {...asked, heldFrom: clock('12:00:00')};
		expect(of(held)).toEqual({part: 'older', from: clock('11:05:00'), to: clock('12:00:00') - 1});
		expect(of(held, 600_000)?.from).toBe(clock('11:50:00'));
		expect(of(held, 1000)?.from).toBe(clock('11:59:00'));
	});

	test('are none when all is held, or nothing yet', () => {
		expect(of(asked)).toBeUndefined();
		expect(of({})).toBeUndefined();
	});
});

describe('after an answer', () => {
	const newest = {part: 'newest', from: clock('12:03:00'), to: clock('12:06:10')} as const;
	const older = {part: 'older', from: clock('10:30:00'), to: clock('11:00:00') - 1} as const;
	const askedAt = clock('12:06:10');

	test('what is held grows at its ends', () => {
		expect(answered(asked, newest, {askedAt})).toEqual({...asked, askedAt, triedAt: askedAt});
		expect(answered(asked, older, {askedAt})).toEqual({...asked, heldFrom: clock('10:30:00')});
		expect(answered({}, newest, {askedAt})).toEqual({heldFrom: clock('12:03:00'), askedAt, triedAt: askedAt});
	});

	test('what is held begins anew where a gap was left', () => {
		const after = {...newest, from: clock('12:04:00')};
		expect(answered(asked, after, {askedAt}).heldFrom).toBe(clock('12:04:00'));
	});

	test('that was cut, only what it reached is held, and the rest is due', () => {
		const cut = answered(asked, newest, {askedAt, reached: clock('12:04:00')});
		expect(isDue(cut, askedAt)).toBe(true);
		expect(newestRange(cut, askedAt, hour).from).toBe(clock('12:04:00'));
		expect(cut.heldFrom).toBe(asked.heldFrom);
		const cutOlder = answered(asked, older, {askedAt, reached: clock('10:45:00')});
		expect(cutOlder.heldFrom).toBe(clock('10:46:00'));
	});
});
