import {describe, expect, test} from 'vitest';
import {findingArrivals} from '../../../source/views/findings/arrivals.js';
import {aSnapshot, hourMs, minuteMs, now} from '../build.js';
import {aFinding, aFindingLike, found} from './build.js';

const shell = aFinding();

describe('findings that arrive', () => {
	const late = aFindingLike('f9', {createdAt: now + minuteMs, lastSeenAt: now + minuteMs});
	const scope = {region: 'eu-west-1'};
	const at = (...findings: Parameters<typeof found>[0]) => aSnapshot(found(findings), {scope});

	test('are told once, those that were there first never', () => {
		const arrivals = findingArrivals();
		expect(arrivals(aSnapshot([], {scope}))).toBeUndefined();
		expect(arrivals(at(shell))).toBeUndefined();
		expect(arrivals(at(shell, late))).toEqual({
			text: 'new finding: High 8.0 Execution:Runtime/ReverseShell in shop; 4 shows it',
			tone: 'fault',
		});
		expect(arrivals(at(shell, late))).toBeUndefined();
	});

	test('that come together are one, told by the worst; older ones that are read later are no news', () => {
		const arrivals = findingArrivals();
		arrivals(at(shell));
		const worst = aFindingLike('f8', {createdAt: now + minuteMs, severity: 9.1, isSample: true});
		expect(arrivals(at(shell, late, worst, aFindingLike('f7', {createdAt: now - 9 * hourMs})))).toEqual({
			text: '2 new findings, the worst: sample Critical 9.1 Execution:Runtime/ReverseShell in shop; 4 shows it',
			tone: 'warning',
		});
	});

	test('in another account or Region nothing is new', () => {
		const arrivals = findingArrivals();
		arrivals(at(shell));
		expect(arrivals(aSnapshot(found([shell, late]), {scope: {region: 'us-east-1'}}))).toBeUndefined();
	});
});
