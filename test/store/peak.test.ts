import fc from 'fast-check';
import {expect, test} from 'vitest';
import {createPeak} from '../../source/store/peak.js';

test('the largest value stays for its time, then the largest after it', () => {
	const peak = createPeak(100);
	expect(peak.most(0)).toBe(0);
	peak.add(0, 0.3);
	peak.add(10, 0.9);
	peak.add(20, 0.5);
	peak.add(30, 0.6);
	expect(peak.most(30)).toBe(0.9);
	expect(peak.most(109)).toBe(0.9);
	expect(peak.most(110)).toBe(0.6);
	expect(peak.most(130)).toBe(0);
});

test('a clock that is set back forgets, and does not hold for longer', () => {
	const peak = createPeak(100);
	peak.add(1000, 1);
	expect(peak.most(500)).toBe(0);
	peak.add(510, 0.2);
	expect(peak.most(1005)).toBe(0);
});

test('it says what looking at all values would say', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(100))), fc.nat(200), (steps, later) => {
			const peak = createPeak(100);
			let now = 0;
			const all = steps.map(([after, value]) => {
				now += after;
				peak.add(now, value);
				return {at: now, value};
			});
			now += later;
			const within = all.filter(({at}) => at > now - 100).map(({value}) => value);
			expect(peak.most(now)).toBe(Math.max(0, ...within));
		}),
	);
});
