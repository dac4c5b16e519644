import {agentMemoryLimitMiB} from '../agent/agent-memory.js';
import {type FargateSize, fargateSizes, isFargateSize, nextSizeUp} from './fargate-sizes.js';
import {confidenceOf} from './size-confidence.js';
import {derivationOf} from './size-derivation.js';
import {
	type Headroom,
	hasAgent,
	limitAt,
	monthHours,
	neededCpu,
	type SizeAdvice,
	type SizeInput,
	type SizeVerdict,
} from './size-terms.js';

/** Returns whether a family's size will do with the agent in it, and which would. */
export function adviseSize(input: SizeInput): SizeAdvice {
	const {size, samples, spanMinutes} = input;
	const why = unknownReason(input);
	const agentLimit = size && limitAt(size, input);
	const smallest = why === '' ? fargateSizes.find(one => keepsMargin(one, input)) : undefined;
	const next = size && nextSizeUp(size);
	const advice = {
		verdict: why === '' && size ? verdictOf(size, input) : ('unknown' as const),
		why,
		...(agentLimit !== undefined && {agentLimit}),
		headroomNow: size ? headroomNow(size, input) : {},
		headroomAfter: size && agentLimit !== undefined ? headroom(size, input, agentLimit) : {},
		...(smallest && {smallest}),
		...(next && {next}),
		confidence: confidenceOf(samples, spanMinutes),
		...(smallest && monthly('smallestMonthly', smallest, input)),
		...(next && monthly('nextMonthly', next, input)),
	};
	return {...advice, derivation: derivationOf(input, advice)};
}

function unknownReason({size, app, overrideMiB}: SizeInput): string {
	if (!size) {
		return 'the size of its tasks is not known';
	}

	if (app.memory.max === undefined) {
		return 'no record tells what it used';
	}

	return overrideMiB === undefined && agentMemoryLimitMiB(size.cpuUnits, size.memoryMiB) === undefined
		? "GuardDuty publishes no limit of the agent's memory for this size"
		: '';
}

function verdictOf(size: FargateSize, input: SizeInput): SizeVerdict {
	const {memory = 0} = headroom(size, input, limitAt(size, input) ?? 0);
	if (memory < 0) {
		return 'too-small';
	}

	return keepsMargin(size, input) ? 'fits' : 'tight';
}

function keepsMargin(size: FargateSize, input: SizeInput): boolean {
	const limit = limitAt(size, input);
	const kept = 1 - input.marginPercent / 100;
	return (
		isFargateSize(size) &&
		limit !== undefined &&
		(input.app.memory.max ?? 0) + limit <= size.memoryMiB * kept &&
		(neededCpu(input) ?? 0) <= size.cpuUnits * kept
	);
}

function headroom({cpuUnits, memoryMiB}: FargateSize, input: SizeInput, agent: number): Headroom {
	const {max, p95} = input.app.memory;
	const cpu = neededCpu(input);
	return {
		...(max !== undefined && {memory: memoryMiB - max - agent}),
		...(p95 !== undefined && {memoryP95: memoryMiB - p95 - agent}),
		...(cpu !== undefined && {cpu: cpuUnits - cpu}),
	};
}

/** Without an agent it takes nothing; of one that tells nothing nobody knows what it leaves. */
function headroomNow(size: FargateSize, input: SizeInput): Headroom {
	const {max} = input.agent.memory;
	return max === undefined && hasAgent(input) ? {} : headroom(size, input, max ?? 0);
}

function monthly<Name extends string>(
	name: Name,
	to: FargateSize,
	{size, price, tasks}: SizeInput,
): {readonly [name in Name]?: number} {
	// What would cost more of nothing that runs is not known.
	if (!price || !size || tasks === 0) {
		return {};
	}

	const vcpu = (to.cpuUnits - size.cpuUnits) / 1024;
	const gb = (to.memoryMiB - size.memoryMiB) / 1024;
	const member: {[name: string]: number} = {
		[name]: tasks * monthHours * (vcpu * price.vcpuHour + gb * price.gbHour),
	};
	// Its only member is the one of that name.
	return member as {readonly [name in Name]?: number};
}
