import {expect, test} from 'vitest';
import {createRandom} from '../../source/simulator/random.js';

test('the same seed gives the same account, another seed another one', () => {
	const drawn = (seed: string): readonly unknown[] => {
		const random = createRandom(seed);
		return [random.hex(32), random.uuid(), random.integer(0, 1_000_000), random.child('a').digits(19)];
	};

	expect(drawn('one')).toEqual(drawn('one'));
	expect(drawn('one')).not.toEqual(drawn('two'));
});

test('ids made from words that differ in one letter are all different', () => {
	const ids = new Set(Array.from({length: 50_000}, (_, index) => createRandom(`task ${index}`).hex(12)));
	expect(ids.size).toBe(50_000);
});

test('a child does not depend on what was drawn before', () => {
	const fresh = createRandom('seed').child('clusters').hex(16);
	const used = createRandom('seed');
	used.hex(100);
	expect(used.child('clusters').hex(16)).toBe(fresh);
});

test('numbers stay in their bounds and reach both of them', () => {
	const random = createRandom('dice');
	const rolls = Array.from({length: 2000}, () => random.integer(1, 6));
	expect([...new Set(rolls)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
