import {expect, test} from 'vitest';
import {factOf, factValue, fetchedOf, known, pendingFact, unknownFact} from '../../source/domain/fact.js';
import {type Failure} from '../../source/domain/failure.js';
import {fresh} from './build.js';

const denied: Failure = {kind: 'denied', action: 'iam:GetRole', message: ''};
const timeout: Failure = {kind: 'timeout', message: ''};

test('a read becomes a fact', () => {
	expect(factOf(fresh(7))).toEqual(known(7));
	expect(factOf(fresh(undefined))).toEqual({status: 'known', value: undefined});
	expect(factOf({status: 'stale', value: 7, at: 0, failure: denied})).toEqual(known(7));
	expect(factOf({status: 'waiting'})).toBe(pendingFact);
	expect(factOf({status: 'failed', failure: denied, at: 0})).toMatchObject({
		status: 'unknown',
		permission: 'iam:GetRole',
	});
});

test('only a denial names a permission', () => {
	expect(unknownFact(timeout)).not.toHaveProperty('permission');
	expect(unknownFact(timeout)).toMatchObject({why: expect.stringContaining('no answer')});
});

test('a fact becomes a read again, without losing why it is not known', () => {
	expect(fetchedOf(known(7))).toEqual(fresh(7));
	expect(fetchedOf(unknownFact(denied))).toEqual({status: 'failed', failure: denied, at: 0});
	expect(fetchedOf(pendingFact)).toEqual({status: 'waiting'});
	expect(factValue(known(7))).toBe(7);
	expect(factValue(pendingFact)).toBeUndefined();
});
