import {type FargateSize, sizeText} from './fargate-sizes.js';
import {confidenceText} from './size-confidence.js';
import {
	hasAgent,
	isFull,
	limitAt,
	type Measured,
	monthHours,
	neededCpu,
	type SizeAdvice,
	type SizeInput,
} from './size-terms.js';

type Advice = Omit<SizeAdvice, 'derivation'>;

/** Returns how each number of an advice came about, one line each. */
export function derivationOf(input: SizeInput, advice: Advice): readonly string[] {
	return [
		...appLines(input),
		...agentLines(input, advice),
		...afterLines(input, advice),
		...cpuLines(input),
		...choiceLines(input, advice),
		`confidence ${advice.confidence}: ${confidenceText(input.samples, input.spanMinutes)}; high needs 24 h and 720 samples, medium 3 h and 90`,
		...priceLines(input, advice),
	];
}

function appLines(input: SizeInput): readonly string[] {
	const {
		app: {memory},
		size,
	} = input;
	return [
		`size now: ${size ? `${sizeText(size)} (${size.cpuUnits} units, ${size.memoryMiB} MB)` : 'not known'}`,
		`app memory: ${measuredText(memory, 'MB')}, of the task that used most, all its containers but the agent`,
		...(isFull(input)
			? [
					'its task was full, so nobody can tell how much it would use with more: the sizes below are the least it takes',
				]
			: []),
	];
}

function agentLines(input: SizeInput, {agentLimit}: Advice): readonly string[] {
	const {agent, size, overrideMiB} = input;
	const unusedText = hasAgent(input) ? 'no record tells what it used' : 'none runs yet';
	const usedText = agent.memory.max === undefined ? unusedText : `used ${measuredText(agent.memory, 'MB')}`;
	const limitText =
		agentLimit === undefined
			? 'how much it may use is not published for this size'
			: `may use ${agentLimit} MB at most (${overrideMiB === undefined || !size ? `GuardDuty's table for ${size ? sizeText(size) : 'this size'}` : 'set in its tasks'})`;
	return [`agent memory: ${usedText}; ${limitText}`];
}

function afterLines(
	{app: {memory}, size, marginPercent}: SizeInput,
	{agentLimit, headroomAfter}: Advice,
): readonly string[] {
	const {memory: free, memoryP95: freeP95} = headroomAfter;
	if (!size || agentLimit === undefined || memory.max === undefined || free === undefined) {
		return [];
	}

	const margin = Math.round((size.memoryMiB * marginPercent) / 100);
	return [
		`with the agent at its limit: ${whole(memory.max)} + ${agentLimit} = ${whole(memory.max + agentLimit)} MB of ${size.memoryMiB} MB, ${whole(free)} MB (${percent(free, size.memoryMiB)}) free; the margin of ${marginPercent} % is ${margin} MB`,
		...(freeP95 === undefined || memory.p95 === undefined
			? []
			: [
					`the same at the 95th percentile: ${whole(memory.p95)} + ${agentLimit} MB, ${whole(freeP95)} MB (${percent(freeP95, size.memoryMiB)}) free`,
				]),
	];
}

function cpuLines(input: SizeInput): readonly string[] {
	const {app, agent, otherAgentCpu, size} = input;
	const needed = neededCpu(input);
	if (needed === undefined || app.cpu.p95 === undefined) {
		return ['CPU: no record tells what it used, so it is not reckoned with'];
	}

	const free = size ? `, ${percent(size.cpuUnits - needed, size.cpuUnits)} of ${size.cpuUnits} free` : '';
	const own = agent.cpu.p95;
	const ofAgent =
		own === undefined
			? otherAgentCpu === undefined
				? ' (the agent is not counted: no limit of its CPU is published, and none was seen)'
				: ` + ${whole(otherAgentCpu)} of the busiest agent seen, for no limit of its CPU is published`
			: ` + agent ${whole(own)}`;
	return [`CPU at the 95th percentile: app ${whole(app.cpu.p95)}${ofAgent} = ${whole(needed)} units${free}`];
}

function choiceLines(input: SizeInput, {smallest, next, why}: Advice): readonly string[] {
	if (why !== '') {
		return [`no size is advised: ${why}`];
	}

	const {marginPercent} = input;
	return [
		smallest
			? `smallest size that keeps ${marginPercent} % free: ${sizeText(smallest)}, where ${sumText(smallest, input)}`
			: `no size of Fargate keeps ${marginPercent} % free`,
		next ? `next size up: ${sizeText(next)}, where ${sumText(next, input)}` : 'there is no larger size',
	];
}

function sumText(size: FargateSize, input: SizeInput): string {
	const limit = limitAt(size, input);
	const app = input.app.memory.max ?? 0;
	return limit === undefined
		? `no limit of the agent's memory is published`
		: `${whole(app)} + ${limit} = ${whole(app + limit)} of ${size.memoryMiB} MB`;
}

function priceLines(
	input: SizeInput,
	{smallest, smallestMonthly, next, nextMonthly}: Advice,
): readonly string[] {
	if (!input.price) {
		return ['price: fargatePrice is not set, so no money is said'];
	}

	if (input.tasks === 0) {
		return ['price: none of its tasks runs now, so no money is said'];
	}

	return [
		...monthLine('smallest size', smallest, {amount: smallestMonthly, input}),
		...monthLine('next size up', next, {amount: nextMonthly, input}),
	];
}

function monthLine(
	what: string,
	to: FargateSize | undefined,
	{amount, input: {size, price, tasks}}: {readonly amount: number | undefined; readonly input: SizeInput},
): readonly string[] {
	if (!to || !size || !price || amount === undefined) {
		return [];
	}

	const vcpu = (to.cpuUnits - size.cpuUnits) / 1024;
	const gb = (to.memoryMiB - size.memoryMiB) / 1024;
	const sign = gb < 0 ? '-' : '+';
	return [
		`${what}, a month: (${vcpu} vCPU * ${price.vcpuHour} ${sign} ${Math.abs(gb)} GB * ${price.gbHour}) * ${monthHours} h * ${tasks} ${tasks === 1 ? 'task' : 'tasks'} = ${differenceText(amount)}`,
	];
}

/** Returns a difference of money with its sign, to the hundredth; none is `0.00`. */
export function differenceText(amount: number): string {
	const text = Math.abs(amount).toFixed(2);
	return Number(text) === 0 ? text : `${amount < 0 ? '-' : '+'}${text}`;
}

function measuredText({p95, max}: Measured, unit: string): string {
	return max === undefined
		? 'not known'
		: `${p95 === undefined ? '' : `p95 ${whole(p95)}, `}max ${whole(max)} ${unit}`;
}

function percent(part: number, all: number): string {
	return `${Math.round((part / all) * 100)} %`;
}

function whole(value: number): string {
	return String(Math.round(value));
}
