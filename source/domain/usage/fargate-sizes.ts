import {groupBy} from '../group.js';

/** What a Fargate task may be: CPU in units (1024 = 1 vCPU), memory in MiB. */
export type FargateSize = {readonly cpuUnits: number; readonly memoryMiB: number};

type Row = {readonly cpuUnits: number; readonly memoryGb: readonly number[]};

// docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html; GB in steps of 1, of 4 from 8 vCPU on, of 8 from 16.
const rows: readonly Row[] = [
	{cpuUnits: 256, memoryGb: [0.5, 1, 2]},
	{cpuUnits: 512, memoryGb: steps(1, 4, 1)},
	{cpuUnits: 1024, memoryGb: steps(2, 8, 1)},
	{cpuUnits: 2048, memoryGb: steps(4, 16, 1)},
	{cpuUnits: 4096, memoryGb: steps(8, 30, 1)},
	{cpuUnits: 8192, memoryGb: steps(16, 60, 4)},
	{cpuUnits: 16_384, memoryGb: steps(32, 120, 8)},
	{cpuUnits: 32_768, memoryGb: [60, 120, 244]},
];

/** Every size of Fargate on Linux, the smallest first: by CPU, then by memory, which is the order of their prices. */
export const fargateSizes: readonly FargateSize[] = rows.flatMap(({cpuUnits, memoryGb}) =>
	memoryGb.map(gb => ({cpuUnits, memoryMiB: gb * 1024})),
);

/** True for a size that Fargate has. */
export function isFargateSize({cpuUnits, memoryMiB}: FargateSize): boolean {
	return fargateSizes.some(size => size.cpuUnits === cpuUnits && size.memoryMiB === memoryMiB);
}

/**
 * Returns the next size up: more memory with the same CPU, else the next CPU with the least memory above;
 * undefined above the largest.
 */
export function nextSizeUp({cpuUnits, memoryMiB}: FargateSize): FargateSize | undefined {
	return (
		fargateSizes.find(size => size.cpuUnits === cpuUnits && size.memoryMiB > memoryMiB) ??
		fargateSizes.find(size => size.cpuUnits > cpuUnits && size.memoryMiB > memoryMiB)
	);
}

/** Returns a size as people write it: `0.5 vCPU 1 GB`. */
export function sizeText({cpuUnits, memoryMiB}: FargateSize): string {
	return `${rounded(cpuUnits / 1024)} vCPU ${rounded(memoryMiB / 1024)} GB`;
}

/** Returns the sizes that are known, each once, the most frequent first. */
export function frequentSizes(
	sizes: readonly {readonly cpuUnits?: number; readonly memoryMiB?: number}[],
): readonly FargateSize[] {
	const whole = sizes.flatMap(({cpuUnits, memoryMiB}) =>
		cpuUnits === undefined || memoryMiB === undefined ? [] : [{cpuUnits, memoryMiB}],
	);
	const groups = groupBy(whole, ({cpuUnits, memoryMiB}) => `${cpuUnits} ${memoryMiB}`);
	return [...groups.values()]
		.sort((one, other) => other.length - one.length)
		.flatMap(([first]) => first ?? []);
}

function rounded(value: number): string {
	return String(Math.round(value * 100) / 100);
}

function steps(from: number, to: number, step: number): readonly number[] {
	return Array.from({length: (to - from) / step + 1}, (_, index) => from + index * step);
}
