import {describe, expect, test} from 'vitest';
import {age, ageSince, clockTime, isoTime} from '../../source/domain/age.js';

describe('age', () => {
	test.each([
		[-5000, '0s'],
		[0, '0s'],
		[999, '0s'],
		[12_000, '12s'],
		[59_999, '59s'],
		[60_000, '1m'],
		[3_599_999, '59m'],
		[3_600_000, '1h'],
		[86_399_999, '23h'],
		[86_400_000, '1d'],
		[172_800_000, '2d'],
		[Number.NaN, '–'],
		[Number.POSITIVE_INFINITY, '–'],
	])('%d ms is %s', (ms, text) => {
		expect(age(ms)).toBe(text);
	});

	test('an unknown time has no age', () => {
		expect(ageSince(undefined, 5000)).toBe('–');
		expect(ageSince(1000, 5000)).toBe('4s');
	});
});

describe('times', () => {
	const at = Date.UTC(2026, 10, 3, 12, 4, 59);

	test('are in UTC', () => {
		expect(clockTime(at)).toBe('12:04Z');
		expect(isoTime(at)).toBe('2026-11-03T12:04:59.000Z');
	});

	test.each([Number.NaN, 9e15, -9e15])('%d is no time and does not throw', broken => {
		expect([clockTime(broken), isoTime(broken)]).toEqual(['–', '–']);
	});
});
