import {shortName} from '../../domain/arn.js';
import {type Json} from '../../domain/resources.js';
import {type FargateSize} from '../../domain/usage/fargate-sizes.js';
import {gapText} from './gap-text.js';
import {adviceOf, type FamilyRow, type SizeRow} from './size-rows.js';
import {hasSidecar, unmeasuredText} from './size-words.js';

export const sizeMembers = [
	'cluster',
	'family',
	'launchType',
	'tasks',
	'cpuUnits',
	'memoryMiB',
	'appMemoryP95',
	'appMemoryMax',
	'appCpuP95',
	'appCpuMax',
	'agentMemoryMax',
	'agentCpuP95',
	'agentLimitMiB',
	'freeNowMiB',
	'freeAfterMiB',
	'freeAfterP95MiB',
	'advice',
	'smallestCpuUnits',
	'smallestMemoryMiB',
	'nextCpuUnits',
	'nextMemoryMiB',
	'smallestMonthly',
	'nextMonthly',
	'marginPercent',
	'confidence',
	'samples',
	'spanMinutes',
	'why',
	'derivation',
] as const;

/** Returns a family's advice for scripts; null is what is not known. */
export function sizeRecord(row: SizeRow): Readonly<Record<(typeof sizeMembers)[number], Json>> {
	const values: {readonly [member: string]: Json | undefined} =
		row.kind === 'gap'
			? {cluster: shortName(row.cluster), advice: 'unknown', why: gapText(row.gap)}
			: familyValues(row);
	// Every member is in the list that this is made of.
	return Object.fromEntries(sizeMembers.map(member => [member, values[member] ?? null])) as Readonly<
		Record<(typeof sizeMembers)[number], Json>
	>;
}

function familyValues(row: FamilyRow): {readonly [member: string]: Json | undefined} {
	const {app, agent, size, marginPercent, tasks, samples, spanMinutes} = row.input;
	const common = {
		cluster: shortName(row.cluster),
		family: row.name,
		launchType: row.launchType,
		tasks,
		cpuUnits: size?.cpuUnits,
		memoryMiB: size?.memoryMiB,
		appMemoryP95: rounded(app.memory.p95),
		appMemoryMax: rounded(app.memory.max),
		appCpuP95: rounded(app.cpu.p95),
		appCpuMax: rounded(app.cpu.max),
		samples,
		spanMinutes,
	};
	if (!hasSidecar(row)) {
		return {...common, advice: 'none', why: 'the agent lives on the instance, not in the task'};
	}

	const advice = adviceOf(row);
	return {
		...common,
		agentMemoryMax: rounded(agent.memory.max),
		agentCpuP95: rounded(agent.cpu.p95),
		agentLimitMiB: advice.agentLimit,
		freeNowMiB: rounded(advice.headroomNow.memory),
		freeAfterMiB: rounded(advice.headroomAfter.memory),
		freeAfterP95MiB: rounded(advice.headroomAfter.memoryP95),
		advice: advice.verdict,
		...sizeValues('smallest', advice.smallest),
		...sizeValues('next', advice.next),
		smallestMonthly: rounded(advice.smallestMonthly),
		nextMonthly: rounded(advice.nextMonthly),
		marginPercent,
		confidence: advice.confidence,
		why: row.unmeasured ? unmeasuredText(row.unmeasured) : advice.why === '' ? undefined : advice.why,
		derivation: advice.derivation,
	};
}

function sizeValues(
	name: string,
	size: FargateSize | undefined,
): {readonly [member: string]: number | undefined} {
	return {[`${name}CpuUnits`]: size?.cpuUnits, [`${name}MemoryMiB`]: size?.memoryMiB};
}

function rounded(value: number | undefined): number | undefined {
	return value === undefined ? undefined : Math.round(value * 100) / 100;
}
