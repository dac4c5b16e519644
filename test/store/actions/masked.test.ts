import {expect, test} from 'vitest';
import {type Json} from '../../../source/domain/resources.js';
import {masked} from '../../../source/store/actions/masked.js';

const mark = '(not kept: it may be a secret)';

test('the values of environment variables in overrides are left out, their names and all else stay', () => {
	const body: Json = {
		cluster: 'c',
		count: 1,
		overrides: {
			containerOverrides: [
				{name: 'app', command: ['run'], environment: [{name: 'DB_PASSWORD', value: 'hunter2'}]},
				{name: 'log', environment: []},
			],
		},
		tags: [{key: 'environment', value: 'prod'}],
	};
	expect(masked(body)).toEqual({
		cluster: 'c',
		count: 1,
		overrides: {
			containerOverrides: [
				{name: 'app', command: ['run'], environment: [{name: 'DB_PASSWORD', value: mark}]},
				{name: 'log', environment: []},
			],
		},
		tags: [{key: 'environment', value: 'prod'}],
	});
});

test.each([['text'], [1], [true], [null], [[]], [{}], [{environment: 'prod'}]])('%j stays as it is', body => {
	expect(masked(body)).toEqual(body);
});
