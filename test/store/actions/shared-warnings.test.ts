import {expect, test} from 'vitest';
import {sharedWarnings} from '../../../source/store/actions/shared-warnings.js';

const of = (name: string, ...warnings: readonly string[]) => ({name, warnings});

test.each([
	['one service keeps its name before each warning', [of('api', 'a', 'b')], ['api: a', 'api: b']],
	['a warning that all share is said once', [of('api', 'a'), of('web', 'a')], ['all 2 services: a']],
	[
		'a warning that some share names them',
		[of('api', 'a'), of('web', 'b', 'a'), of('db', 'c')],
		['api, web: a', 'web: b', 'db: c'],
	],
	[
		'of many services the first four are named',
		[...['a', 'b', 'c', 'd', 'e', 'f'].map(name => of(name, 'x')), of('g')],
		['a, b, c, d and 2 more: x'],
	],
	['nothing to warn of', [of('api')], []],
])('%s', (_title, services, expected) => {
	expect(sharedWarnings(services)).toEqual(expected);
});
