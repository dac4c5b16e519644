type Band = {
	readonly cpuUnits: number;
	readonly fromMiB: number;
	readonly toMiB: number;
	readonly limitMiB: number;
};

// docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html; sizes that are not there have no published limit.
const bands: readonly Band[] = [
	{cpuUnits: 256, fromMiB: 512, toMiB: 2048, limitMiB: 128},
	{cpuUnits: 512, fromMiB: 1024, toMiB: 4096, limitMiB: 128},
	{cpuUnits: 1024, fromMiB: 2048, toMiB: 8192, limitMiB: 128},
	{cpuUnits: 2048, fromMiB: 4096, toMiB: 16_384, limitMiB: 128},
	{cpuUnits: 4096, fromMiB: 8192, toMiB: 20_480, limitMiB: 128},
	{cpuUnits: 8192, fromMiB: 16_384, toMiB: 28_672, limitMiB: 256},
	{cpuUnits: 8192, fromMiB: 32_768, toMiB: 61_440, limitMiB: 512},
	{cpuUnits: 16_384, fromMiB: 32_768, toMiB: 122_880, limitMiB: 1024},
];

/** Returns the most memory (MiB) that the agent may use in a Fargate task of this size, or undefined where none is published. */
export function agentMemoryLimitMiB(cpuUnits: number, memoryMiB: number): number | undefined {
	return bands.find(
		band => band.cpuUnits === cpuUnits && memoryMiB >= band.fromMiB && memoryMiB <= band.toMiB,
	)?.limitMiB;
}
