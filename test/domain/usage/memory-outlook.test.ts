import {expect, test} from 'vitest';
import {memoryOutlook} from '../../../source/domain/usage/memory-outlook.js';

const minute = 60_000;

function series(points: readonly number[], stepMs = minute) {
	return {from: 0, stepMs, points: Float32Array.from(points)};
}

const grown = (from: number, perStep: number, count = 60) =>
	Array.from({length: count}, (_, index) => from + index * perStep);
/** Up and down by 3 MB. */
const noise = (level: number) => Array.from({length: 60}, (_, index) => level + 3 * Math.sin(index * 2.3));

test.each([
	['half of it', 64, noise(64), 128, 'fine'],
	['just below nine tenths', 115, noise(115), 128, 'fine'],
	['nine tenths', 115.2, noise(115), 128, 'near'],
	['over it', 140, noise(140), 128, 'near'],
	['no limit', 64, noise(64), undefined, 'unknown'],
	['no record', undefined, [], 128, 'unknown'],
	['a limit of nothing', 64, noise(64), 0, 'unknown'],
	// 0.5 MB a minute from 50 to 80: 48 MB are left, 96 minutes.
	['a leak', 79.5, grown(50, 0.5), 128, 'growing'],
	// 0.1 MB a minute: 6 MB in the hour, and 8 more hours to go: an hour of data does not tell of eight.
	['a slow leak', 56, grown(50, 0.13), 128, 'fine'],
	['growth of next to nothing', 52, grown(50, 0.05), 128, 'fine'],
	['falling', 50, grown(80, -0.5), 128, 'fine'],
	['too few points', 54.5, grown(50, 0.5, 9), 128, 'fine'],
	['a step, not a slope', 95, [...Array.from({length: 59}, () => 50), 95], 128, 'fine'],
	[
		'a step up that then holds',
		80,
		Array.from({length: 60}, (_, index) => (index < 30 ? 50 : 80)),
		128,
		'fine',
	],
	['points missing', 79.5, grown(50, 0.5).map((one, index) => (index % 3 === 0 ? one : NaN)), 128, 'growing'],
	['level', 50, grown(50, 0), 128, 'fine'],
] as const)('%s', (_what, now, points, limitMiB, kind) => {
	expect(memoryOutlook({now, series: series(points), limitMiB}).kind).toBe(kind);
});

test('a leak says how fast it is and when it ends', () => {
	const outlook = memoryOutlook({now: 80, series: series(grown(50, 0.5)), limitMiB: 128});
	expect(outlook).toMatchObject({kind: 'growing'});
	if (outlook.kind === 'growing') {
		expect(outlook.mbPerHour).toBeCloseTo(30);
		expect(outlook.reachesInMs / minute).toBeCloseTo(96);
	}
});

test('a slow leak that an hour does not tell of a day does', () => {
	// 30 minutes a point, 0.7 MB each: 24 h from 50 to 83.
	const slow = series(grown(50, 0.7, 48), 30 * minute);
	expect(memoryOutlook({now: 83, series: slow, limitMiB: 128}).kind).toBe('growing');
});
