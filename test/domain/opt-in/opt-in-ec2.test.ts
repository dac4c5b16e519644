import {describe, expect, test} from 'vitest';
import {instanceOptIn} from '../../../source/domain/opt-in/opt-in-ec2.js';
import {aDetector} from '../build.js';

describe('the truth table of container instances', () => {
	const off = aDetector({rm: false, ec2: true});
	const automatic = aDetector({ec2: true});
	const manual = aDetector({auto: true});

	test.each([
		['1 RM off', off, 'true', 'off'],
		['1 RM off, tags unreadable', off, 'unreadable', 'off'],
		['1 no detector', undefined, 'true', 'off'],
		['1 suspended', aDetector({isEnabled: false, ec2: true}), 'true', 'off'],
		['2 automatic, no tag', automatic, 'absent', 'monitored'],
		['2 automatic, tag true', automatic, 'true', 'monitored'],
		['3 automatic, tag false', automatic, 'false', 'excluded'],
		['4 not automatic, tag true', manual, 'true', 'monitored'],
		['5 not automatic, no tag', manual, 'absent', 'manual'],
		['- not automatic, tag false', manual, 'false', 'excluded'],
		['- automatic, tag unreadable', automatic, 'unreadable', 'unknown'],
		['- not automatic, tag unreadable', manual, 'unreadable', 'unknown'],
	] as const)('row %s', (_row, detector, tag, state) => {
		expect(instanceOptIn(detector, tag).state).toBe(state);
	});

	test('an unreadable tag still says what the account does', () => {
		expect(instanceOptIn(automatic, 'unreadable').reason).toContain('the EC2 agent is automatic');
		expect(instanceOptIn(manual, 'unreadable').reason).toContain('the EC2 agent is not automatic');
	});
});
