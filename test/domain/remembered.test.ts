import {expect, test} from 'vitest';
import {remembered} from '../../source/domain/remembered.js';

test('an answer is worked out once for each object, not for each that looks the same', () => {
	const asked: number[] = [];
	const square = remembered(({side}: {readonly side: number}) => {
		asked.push(side);
		return {area: side * side};
	});
	const [one, other] = [{side: 3}, {side: 3}];
	expect(square(one)).toEqual({area: 9});
	expect(square(one)).toBe(square(one));
	expect(square(other)).not.toBe(square(one));
	expect(asked).toEqual([3, 3]);
});
