import {expect, test} from 'vitest';
import {isHangup} from '../../source/cli/crash.js';

test.each([
	['a write to a terminal that is gone', Object.assign(new Error('write EIO'), {code: 'EIO'}), true],
	['a bug', new TypeError('x is not a function'), false],
	['a full disk', Object.assign(new Error('write ENOSPC'), {code: 'ENOSPC'}), false],
	['nothing', undefined, false],
])('%s is a hangup: %s', (_what, error, expected) => {
	expect(isHangup(error)).toBe(expected);
});
