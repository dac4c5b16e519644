import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Collection, emptyCollection, waiting} from '../../source/domain/fetched.js';
import {failureIn, isOldNews, withFailure} from '../../source/store/news.js';
import {isEqual, shared} from '../../source/store/sharing.js';
import {expired, serverError, throttle} from './fake-account.js';

const value = {name: 'checkout'};
const fresh = {status: 'fresh', value, at: 1} as const;
const stale = {status: 'stale', value, at: 1, failure: throttle} as const;
const failure = {status: 'failed', failure: throttle, at: 1} as const;
const row = {key: 'a', value, at: 1};
const list: Collection<typeof value> = {rows: [row], isComplete: true, listedAt: 1};

describe('news', () => {
	test.each([
		['the same value, later', fresh, {...fresh, at: 2}],
		['the same old value, later', stale, {...stale, at: 2, failure: {...throttle}}],
		['the same failure, later', failure, {...failure, at: 2, failure: {...throttle}}],
		['the same rows, later', list, {...list, listedAt: 2, rows: [{...row, at: 2}]}],
		['still waiting', waiting, {status: 'waiting'}],
		['the same other thing', 5, 5],
	])('are old: %s', (_, before, after) => {
		expect(isOldNews(before, after)).toBe(true);
	});

	test.each([
		['another value', fresh, {...fresh, value: {name: 'checkout'}}],
		['a value that can no longer be read', fresh, stale],
		['a value that can be read again', stale, fresh],
		['another failure', failure, {...failure, failure: serverError}],
		['an old value with another failure', stale, {...stale, failure: serverError}],
		['a row more', list, {...list, rows: [row, {key: 'b'}]}],
		['a row less', list, {...list, rows: []}],
		['another row', list, {...list, rows: [{...row, key: 'b'}]}],
		['a row with another value', list, {...list, rows: [{...row, value: {name: 'checkout'}}]}],
		['a row that failed', list, {...list, rows: [{...row, failure: throttle}]}],
		['a listing that failed', list, {...list, failure: throttle}],
		['a listing that is complete now', {...list, isComplete: false}, list],
		['progress', {...list, progress: {done: 1, of: 2}}, {...list, progress: {done: 2, of: 2}}],
		['the first answer', waiting, fresh],
		['the first rows', emptyCollection, list],
	])('are new: %s', (_, before, after) => {
		expect(isOldNews(before, after)).toBe(false);
	});

	test.each([
		['a fresh value', fresh, undefined],
		['an old value', stale, throttle],
		['a failure', failure, throttle],
		['rows', list, undefined],
		['rows of which some failed', {...list, rows: [row, {key: 'b', failure: throttle}]}, undefined],
		['rows that all failed', {...list, rows: [{...row, failure: throttle}]}, throttle],
		['no rows', {...list, rows: []}, undefined],
		['a failed listing', {...list, failure: serverError}, serverError],
	])('bring a failure or not: %s', (_, held, expected) => {
		expect(failureIn(held)).toBe(expected);
	});

	test('a failure is put beside what is held', () => {
		expect(withFailure(fresh, expired, 9)).toEqual({status: 'stale', value, at: 1, failure: expired});
		expect(withFailure(waiting, expired, 9)).toEqual({status: 'failed', failure: expired, at: 9});
		expect(withFailure(list, expired, 9)).toEqual({...list, failure: expired});
		expect(withFailure(5, expired, 9)).toBe(5);
	});
});

describe('sharing', () => {
	test('keeps the held object exactly when the read one says the same', () => {
		const held = {name: 'a', tags: [{key: 'k', value: 'v'}], at: undefined};
		const same = {tags: [{key: 'k', value: 'v'}], name: 'a'};
		expect(shared<object>(held, same)).toBe(held);
		const other = {name: 'a', tags: [{key: 'k', value: 'w'}]};
		expect(shared<object>(held, other)).toBe(other);
	});

	test.each([
		[1, 1, true],
		[Number.NaN, Number.NaN, true],
		[null, undefined, false],
		[null, {}, false],
		[[], {}, false],
		[[1], [1, 2], false],
		[[1, 2], [2, 1], false],
		[{a: 1}, {a: 1, b: undefined}, true],
		[{a: 1}, {a: 1, b: 0}, false],
		[{a: {b: [1, {c: 2}]}}, {a: {b: [1, {c: 2}]}}, true],
		[{a: {b: [1, {c: 2}]}}, {a: {b: [1, {c: 3}]}}, false],
		['1', 1, false],
	])('compares %j with %j: %s', (one, other, expected) => {
		expect(isEqual(one, other)).toBe(expected);
		expect(isEqual(other, one)).toBe(expected);
	});

	test('finds every copy of plain data equal', () => {
		fc.assert(
			fc.property(fc.jsonValue(), json => {
				expect(isEqual(json, structuredClone(json))).toBe(true);
			}),
		);
	});
});
