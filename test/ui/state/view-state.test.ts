import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	freshView,
	type Listed,
	moveBy,
	moveTo,
	pin,
	settle,
	toggleAllMarks,
	toggleMark,
	type ViewState,
	windowOf,
} from '../../../source/ui/state/view-state.js';

function listed(keys: readonly string[], all: readonly string[] = keys, isWhole = true): Listed {
	return {keys, indexOf: new Map(keys.map((key, index) => [key, index])), all: new Set(all), isWhole};
}

const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

function cursorAt(key: string, keys: readonly string[] = letters, height = 4): ViewState {
	return moveTo(freshView, listed(keys), height, keys.indexOf(key));
}

describe('windowOf', () => {
	test('an empty list has no cursor', () => {
		expect(windowOf(freshView, listed([]), 5)).toEqual({index: -1, top: 0});
	});

	test('the last page stays full', () => {
		expect(windowOf(cursorAt('h'), listed(letters), 4)).toEqual({index: 7, top: 4, key: 'h'});
	});

	test.each([
		{height: 0, top: 7},
		{height: 1, top: 7},
		{height: 100, top: 0},
	])('a window of $height rows starts at $top when the cursor is on the last row', ({height, top}) => {
		expect(windowOf(cursorAt('h', letters, height), listed(letters), height).top).toBe(top);
	});
});

describe('the cursor', () => {
	test('moves the window no more than it must', () => {
		const down = moveBy(cursorAt('d'), listed(letters), 4, 1);
		expect(windowOf(down, listed(letters), 4)).toEqual({index: 4, top: 1, key: 'e'});
		const up = moveBy(down, listed(letters), 4, -1);
		expect(windowOf(up, listed(letters), 4)).toEqual({index: 3, top: 1, key: 'd'});
	});

	test('does not leave the list', () => {
		expect(windowOf(moveBy(cursorAt('h'), listed(letters), 4, 10), listed(letters), 4).key).toBe('h');
		expect(windowOf(moveBy(cursorAt('a'), listed(letters), 4, -10), listed(letters), 4).key).toBe('a');
	});

	test('stays on its resource and on its line when rows come in above it', () => {
		const before = cursorAt('d');
		const more = ['1', '2', '3', ...letters];
		const {state} = settle(before, listed(more), 4);
		expect(windowOf(state, listed(more), 4)).toEqual({index: 6, top: 3, key: 'd'});
	});

	test('goes to the neighbour, with its name told, when its resource vanishes', () => {
		const without = letters.filter(key => key !== 'd');
		const {state, vanished} = settle(cursorAt('d'), listed(without), 4);
		expect(vanished).toBe('d');
		expect(state.cursor).toBe('e');
	});

	test('waits for the end of a listing before it takes a resource for gone', () => {
		const without = letters.filter(key => key !== 'd');
		const {state, vanished} = settle(cursorAt('d'), listed(without, without, false), 4);
		expect(vanished).toBeUndefined();
		expect(windowOf(settle(state, listed(letters), 4).state, listed(letters), 4).key).toBe('d');
	});

	test('comes back to its resource when the filter that hid it is cleared', () => {
		const filtered = listed(['a', 'b', 'h'], letters);
		const hidden = settle(cursorAt('d'), filtered, 4).state;
		expect(windowOf(hidden, filtered, 4).key).toBe('h');
		expect(windowOf(settle(hidden, listed(letters), 4).state, listed(letters), 4).key).toBe('d');
	});

	test('keeps its stand-in while the hidden resource stays hidden', () => {
		const hidden = settle(cursorAt('c'), listed(['a', 'b', 'h'], letters), 4).state;
		const reordered = listed(['h', 'b', 'a'], letters);
		expect(windowOf(settle(hidden, reordered, 4).state, reordered, 4).key).toBe(
			windowOf(hidden, listed(['a', 'b', 'h'], letters), 4).key,
		);
	});

	test('belongs to the top until the first listing is whole, then to a resource', () => {
		const growing = settle(freshView, listed(['m'], ['m'], false), 4).state;
		expect(windowOf(growing, listed(['a', 'm'], ['a', 'm'], false), 4).key).toBe('a');
		const pinned = settle(growing, listed(['a', 'm']), 4).state;
		expect(windowOf(pinned, listed(['0', 'a', 'm']), 4).key).toBe('a');
	});

	test('is pinned by a key before that', () => {
		expect(pin(freshView, listed(['m', 'n'], ['m', 'n'], false), 4).cursor).toBe('m');
	});

	test('stays on its ARN through 100 random refreshes, in sight all the time', () => {
		const refresh = fc.record({
			others: fc.uniqueArray(fc.string({minLength: 1, maxLength: 3}), {maxLength: 60}),
			at: fc.nat(),
			height: fc.integer({min: 1, max: 30}),
		});
		fc.assert(
			fc.property(fc.array(refresh, {minLength: 100, maxLength: 100}), refreshes => {
				const mine = 'arn:mine';
				let state = cursorAt(mine, [mine, 'other']);
				for (const {others, at, height} of refreshes) {
					const keys = others.toSpliced(at % (others.length + 1), 0, mine);
					const settled = settle(state, listed(keys), height);
					state = settled.state;
					const {key, index, top} = windowOf(state, listed(keys), height);
					expect(settled.vanished).toBeUndefined();
					expect(key).toBe(mine);
					expect(index).toBeGreaterThanOrEqual(top);
					expect(index).toBeLessThan(top + height);
				}
			}),
			{numRuns: 20},
		);
	});
});

describe('marks', () => {
	test('space marks the row and goes on to the next', () => {
		const state = toggleMark(cursorAt('b'), listed(letters), 4);
		expect([...state.marks]).toEqual(['b']);
		expect(state.cursor).toBe('c');
		expect(toggleMark(cursorAt('b'), listed([]), 4).marks.size).toBe(0);
	});

	test('* marks all shown, then none', () => {
		const all = toggleAllMarks(freshView, listed(['a', 'b'], letters));
		expect([...all.marks]).toEqual(['a', 'b']);
		expect(toggleAllMarks(all, listed(['a', 'b'], letters)).marks.size).toBe(0);
	});

	test('a mark outlives the filter, and dies with its resource', () => {
		const marked = {...cursorAt('a'), marks: new Set(['d', 'e'])};
		expect([...settle(marked, listed(['a'], letters), 4).state.marks]).toEqual(['d', 'e']);
		expect([...settle(marked, listed(['a', 'e']), 4).state.marks]).toEqual(['e']);
	});
});
