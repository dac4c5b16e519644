import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {missingFromLock, platformOf} from '../../scripts/lock-file.js';

const root = path.resolve(import.meta.dirname, '../..');

test('the lock file has an entry for every optional dependency, or npm ci would refuse it', () => {
	const lock: unknown = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
	expect(missingFromLock(lock)).toEqual([]);
});

test('an optional dependency without an entry is found, nested ones are not missed', () => {
	const lock = {
		packages: {
			'': {optionalDependencies: {present: '1.0.0', absent: '1.0.0'}},
			'node_modules/present': {},
			'node_modules/tool': {dev: true, optionalDependencies: {'@tool/linux-x64': '2.0.0', nested: '1.0.0'}},
			'node_modules/tool/node_modules/nested': {},
		},
	};
	expect(missingFromLock(lock)).toEqual([
		{name: 'absent', version: '1.0.0', isDevelopment: false},
		{name: '@tool/linux-x64', version: '2.0.0', isDevelopment: true},
	]);
});

test.each([
	['@biomejs/cli-darwin-arm64', {cpu: ['arm64'], os: ['darwin']}],
	['@oxlint/binding-linux-arm-musleabihf', {cpu: ['arm'], libc: ['musl'], os: ['linux']}],
	['@oxlint/binding-linux-x64-gnu', {cpu: ['x64'], libc: ['glibc'], os: ['linux']}],
])('%s runs on %j', (name, platform) => {
	expect(platformOf(name)).toEqual(platform);
});
