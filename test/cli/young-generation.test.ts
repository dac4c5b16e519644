import v8 from 'node:v8';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {holdYoungGeneration} from '../../source/cli/young-generation.js';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

test('the young generation grows until it is large enough, then no more, and nobody looks again', () => {
	let size = 2 ** 20;
	let looks = 0;
	const flags: string[] = [];
	holdYoungGeneration({
		getHeapSpaceStatistics() {
			looks++;
			return [
				{space_name: 'old_space', space_size: 2 ** 30},
				{space_name: 'new_space', space_size: size},
			];
		},
		setFlagsFromString: flag => flags.push(flag),
	});
	vi.advanceTimersByTime(1000);
	expect(flags).toEqual([]);
	size = 8 * 2 ** 20;
	vi.advanceTimersByTime(200);
	expect(flags).toEqual(['--semi-space-growth-factor=1']);
	const before = looks;
	vi.advanceTimersByTime(1000);
	expect(looks).toBe(before);
});

test('this Node calls the young generation by that name', () => {
	expect(v8.getHeapSpaceStatistics().map(({space_name: name}) => name)).toContain('new_space');
});
