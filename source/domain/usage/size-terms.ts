import {agentMemoryLimitMiB} from '../agent/agent-memory.js';
import {type FargateSize} from './fargate-sizes.js';
import {type Confidence} from './size-confidence.js';
import {type FargatePrice} from './usage-settings.js';

// What size advice is made of, for the advice (size-advice.ts) and for its derivation (size-derivation.ts).

/** What was used; a member is undefined when no record told it. CPU in units, memory in MB. */
export type Measured = {readonly p95?: number; readonly max?: number};

export type SizeInput = {
	/** What the tasks are now; undefined where that is not known. */
	readonly size: FargateSize | undefined;
	/** One task at its worst without the agent: the largest of any task. */
	readonly app: {readonly cpu: Measured; readonly memory: Measured};
	/** Its agent at its worst; empty where it has none yet. */
	readonly agent: {readonly cpu: Measured; readonly memory: Measured};
	/** The limit that GuardDuty set in its tasks, where it has one already. */
	readonly overrideMiB?: number;
	/** The most CPU that any agent of these clusters used at its 95th percentile, for tasks that have none. */
	readonly otherAgentCpu?: number;
	/** Percent of memory and CPU that shall stay free. */
	readonly marginPercent: number;
	/** Tasks that run, for the price. */
	readonly tasks: number;
	/** Minutes with a record over all tasks, and minutes from the first to the newest. */
	readonly samples: number;
	readonly spanMinutes: number;
	readonly price?: FargatePrice;
};

/** How a size stands after opt-in. `tight` has room, but less than the margin. */
export type SizeVerdict = 'fits' | 'tight' | 'too-small' | 'unknown';

/** What one size leaves; memory in MB, CPU in units, negative where there is not enough. */
export type Headroom = {readonly memory?: number; readonly memoryP95?: number; readonly cpu?: number};

export type SizeAdvice = {
	readonly verdict: SizeVerdict;
	/** Why it is unknown; empty otherwise. */
	readonly why: string;
	/** The most memory that the agent may use in a task of this size, in MB. */
	readonly agentLimit?: number;
	/** What is free now, and what will be when the agent uses all that it may. */
	readonly headroomNow: Headroom;
	readonly headroomAfter: Headroom;
	/** The smallest size that keeps the margin, by the order of fargateSizes; undefined when none does, or nobody can tell. */
	readonly smallest?: FargateSize;
	readonly next?: FargateSize;
	readonly confidence: Confidence;
	/** What all its tasks would cost more in a month; negative is less. Undefined without a price, or while none runs. */
	readonly smallestMonthly?: number;
	readonly nextMonthly?: number;
	/** How each number came about, one line each. */
	readonly derivation: readonly string[];
};

/** AWS reckons a month as 730 hours. */
export const monthHours = 730;

/**
 * Returns the agent's memory limit in a task of that size, in MB; of the size at hand what GuardDuty set counts
 * first. Undefined where none is published: such a size is never advised.
 */
export function limitAt(
	{cpuUnits, memoryMiB}: FargateSize,
	{size, overrideMiB}: Pick<SizeInput, 'size' | 'overrideMiB'>,
): number | undefined {
	const isOwn = size?.cpuUnits === cpuUnits && size.memoryMiB === memoryMiB;
	return (isOwn ? overrideMiB : undefined) ?? agentMemoryLimitMiB(cpuUnits, memoryMiB);
}

/** Returns the CPU that is reckoned with: no more than what was measured, for AWS publishes no limit of the agent's. */
export function neededCpu({app, agent, otherAgentCpu}: SizeInput): number | undefined {
	return app.cpu.p95 === undefined ? undefined : app.cpu.p95 + (agent.cpu.p95 ?? otherAgentCpu ?? 0);
}

/** Returns whether an agent was seen in its tasks, though perhaps no record tells its memory. */
export function hasAgent({agent, overrideMiB}: SizeInput): boolean {
	return agent.memory.max !== undefined || agent.cpu.p95 !== undefined || overrideMiB !== undefined;
}

/** From this share on a task used all that it has: what it would use with more, no record tells. */
const fullShare = 0.98;

/** Returns whether the task that used most was full: what its app was seen to use is then only the least it wants. */
export function isFull({app, agent, size}: SizeInput): boolean {
	const {max} = app.memory;
	return (
		size !== undefined && max !== undefined && max + (agent.memory.max ?? 0) >= size.memoryMiB * fullShare
	);
}
