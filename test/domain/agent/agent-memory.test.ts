import {describe, expect, test} from 'vitest';
import {agentFailure} from '../../../source/domain/agent/agent-failure.js';
import {agentMemoryLimitMiB} from '../../../source/domain/agent/agent-memory.js';

test.each([
	[256, 512, 128],
	[256, 2048, 128],
	[512, 1024, 128],
	[512, 4096, 128],
	[1024, 2048, 128],
	[1024, 8192, 128],
	[2048, 4096, 128],
	[2048, 16_384, 128],
	[4096, 8192, 128],
	[4096, 20_480, 128],
	[4096, 21_504, undefined],
	[4096, 30_720, undefined],
	[8192, 16_384, 256],
	[8192, 28_672, 256],
	[8192, 32_768, 512],
	[8192, 61_440, 512],
	[16_384, 32_768, 1024],
	[16_384, 122_880, 1024],
	[32_768, 61_440, undefined],
	[256, 4096, undefined],
	[0, 0, undefined],
])('the agent of a task of %i CPU units and %i MiB may use %s MiB', (cpuUnits, memoryMiB, limitMiB) => {
	expect(agentMemoryLimitMiB(cpuUnits, memoryMiB)).toBe(limitMiB);
});

describe('why an agent failed', () => {
	test.each([
		[
			'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref: unexpected status: 403 Forbidden',
			undefined,
			'pull-denied',
		],
		[
			'CannotPullContainerError: AccessDeniedException: User is not authorized to perform: ecr:BatchGetImage',
			undefined,
			'pull-denied',
		],
		[
			'CannotPullContainerError: dial tcp: lookup api.ecr.eu-west-1.amazonaws.com: no such host',
			undefined,
			'pull-dns',
		],
		[
			'CannotPullContainerError: pull image manifest has been retried 5 time(s): dial tcp 10.0.0.1:443: i/o timeout',
			undefined,
			'pull-unreachable',
		],
		['CannotPullContainerError: context deadline exceeded', undefined, 'pull-unreachable'],
		['CannotPullContainerError: pull image manifest has been retried...', undefined, 'pull-failed'],
		['OutOfMemoryError: Container killed due to memory usage', 137, 'memory'],
		['exit code 137 (out of memory, likely)', 137, 'memory'],
		['', 137, 'memory'],
		['exit code 1', 1, 'other'],
		['it runs but reports unhealthy', undefined, 'other'],
	])('%s (%s) is %s', (reason, exitCode, cause) => {
		const failure = agentFailure(reason, exitCode);
		expect(failure.cause).toBe(cause);
		expect(failure.text).not.toBe('');
		expect(failure.fix).not.toBe('');
		expect(failure).not.toHaveProperty('sign');
	});
});
