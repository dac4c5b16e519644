import {expect, test} from 'vitest';
import {keptFrame} from '../../source/ui/kept-frame.js';
import {type Frame} from '../../source/ui/lines/frame.js';

const before: Frame = {header: ['a'], body: ['b', 'c'], footer: []};

test('a frame that reads the same is the same frame', () => {
	expect(keptFrame(before, structuredClone(before))).toBe(before);
});

test.each<[string, Partial<Frame>]>([
	['header', {header: ['x']}],
	['body', {body: ['b', 'x']}],
	['body', {body: ['b']}],
	['body', {body: ['b', 'c', 'd']}],
	['footer', {footer: ['x']}],
])('a frame with another %s is another one, and keeps its other parts: %o', (part, other) => {
	const now = {...structuredClone(before), ...other};
	const kept = keptFrame(before, now);
	expect(kept).toEqual(now);
	for (const name of ['header', 'body', 'footer'] as const) {
		expect(kept[name] === before[name]).toBe(name !== part);
	}
});
