import {describe, expect, test} from 'vitest';
import {
	fargateSizes,
	isFargateSize,
	nextSizeUp,
	sizeText,
} from '../../../source/domain/usage/fargate-sizes.js';

const mib = (gb: number) => gb * 1024;

// The table of docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html, written out.
describe.each([
	[256, [0.5, 1, 2]],
	[512, [1, 2, 3, 4]],
	[1024, [2, 3, 4, 5, 6, 7, 8]],
	[2048, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
	[4096, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]],
	[8192, [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]],
	[16_384, [32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120]],
	[32_768, [60, 120, 244]],
])('%d CPU units', (cpuUnits, gigabytes) => {
	test('has these memories and no others', () => {
		const found = fargateSizes.filter(size => size.cpuUnits === cpuUnits);
		expect(found.map(({memoryMiB}) => memoryMiB / 1024)).toEqual(gigabytes);
	});
});

test('there are no other CPUs, and the smallest come first', () => {
	expect([...new Set(fargateSizes.map(({cpuUnits}) => cpuUnits))]).toEqual([
		256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768,
	]);
});

test.each([
	[256, 512, true],
	[256, 4096, false],
	[1024, 1024, false],
	[8192, mib(18), false],
	[300, 512, false],
])('%d units with %d MiB is a size: %s', (cpuUnits, memoryMiB, is) => {
	expect(isFargateSize({cpuUnits, memoryMiB})).toBe(is);
});

test.each([
	[256, 512, 256, 1024],
	[256, mib(2), 512, mib(3)],
	[4096, mib(30), 8192, mib(32)],
	[8192, mib(28), 8192, mib(32)],
	[16_384, mib(120), 32_768, mib(244)],
	// Not a size of Fargate: the next one that holds more.
	[256, 700, 256, 1024],
])('after %d units with %d MiB comes %d with %d', (cpuUnits, memoryMiB, nextCpu, nextMemory) => {
	expect(nextSizeUp({cpuUnits, memoryMiB})).toEqual({cpuUnits: nextCpu, memoryMiB: nextMemory});
});

test('above the largest there is none', () => {
	expect(nextSizeUp({cpuUnits: 32_768, memoryMiB: mib(244)})).toBeUndefined();
});

test.each([
	[256, 512, '0.25 vCPU 0.5 GB'],
	[2048, 4096, '2 vCPU 4 GB'],
])('%d units with %d MiB is written %s', (cpuUnits, memoryMiB, text) => {
	expect(sizeText({cpuUnits, memoryMiB})).toBe(text);
});
