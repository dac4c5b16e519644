import {expect, test} from 'vitest';
import {callerName} from '../../source/domain/arn.js';

test.each([
	['arn:aws:sts::111122223333:assumed-role/OnCall/ana', 'OnCall/ana'],
	['arn:aws:iam::111122223333:user/ops/ana', 'ops/ana'],
	['arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:root'],
	['unknown', 'unknown'],
])('the caller %s is called %s', (identity, name) => {
	expect(callerName(identity)).toBe(name);
});
