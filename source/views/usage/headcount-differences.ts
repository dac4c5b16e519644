import {type Headcount} from '../../domain/usage/usage.js';
import {amountText, memoryText} from '../amounts.js';
import {linesBlock} from '../blocks.js';
import {counted} from '../plural.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {hasOwnRecords} from './headcount-blocks.js';
import {unmeasured, untoldText} from './headcount-words.js';
import {type EntityRow, isUntold} from './usage-row.js';

/** Returns AWS's own record of a service or a cluster beside the sum of its tasks, and why the two may differ. */
export function differenceBlocks(row: EntityRow): readonly Block[] {
	const {entity, own} = row;
	if (!own || !hasOwnRecords(row)) {
		return [];
	}

	const heading = `The ${entity.kind}'s own record beside the sum of its tasks`;
	return isUntold(row)
		? [linesBlock(heading, [{text: untoldText(own), tone: 'warning'}], '')]
		: [comparison(heading, measures(row, own)), linesBlock('', linesOf(row, own), '')];
}

type Measure = {
	readonly what: string;
	readonly own: number | undefined;
	readonly sum: number | undefined;
	readonly text: (value: number) => string;
};

function measures({entity}: EntityRow, {counts, spent}: Headcount): readonly Measure[] {
	const units = (value: number) => `${amountText(value, 'units')} units`;
	return [
		{what: 'tasks', own: counts.running, sum: entity.members, text: String},
		{what: 'CPU used', own: spent.cpu, sum: entity.stats.cpu.now, text: units},
		{what: 'CPU reserved', own: spent.reservedCpu, sum: entity.reservedCpu, text: units},
		{what: 'memory used', own: spent.memory, sum: entity.stats.memory.now, text: memoryText},
		{what: 'memory reserved', own: spent.reservedMemory, sum: entity.reservedMemory, text: memoryText},
	];
}

function comparison(heading: string, all: readonly Measure[]): Block {
	const cell = (value: number | undefined, text: Measure['text']) =>
		value === undefined ? `${symbols.unknown} not told` : text(value);
	return {
		kind: 'table',
		heading,
		columns: ['NOW', 'OWN RECORD', 'SUM OF TASKS'],
		rows: all.map(({what, own, sum, text}) => [what, cell(own, text), cell(sum, text)]),
	};
}

function linesOf(row: EntityRow, own: Headcount): readonly Cell[] {
	const apart = [...taskLines(row, own), ...spentLines(row, own)];
	return [
		...(apart.length > 0 ? apart : [{text: 'what both tell is the same'}]),
		...silentLines(own),
		...agentLines(row),
	];
}

function taskLines(row: EntityRow, {counts: {running}}: Headcount): readonly Cell[] {
	const missing = unmeasured(row);
	const told = row.entity.members ?? 0;
	if (missing === undefined || running === undefined) {
		return [{text: 'how many of the tasks that run have records can not be told', tone: 'warning'}];
	}

	if (missing > 0) {
		const [have, them] = missing === 1 ? ['has', 'it'] : ['have', 'them'];
		return [
			{
				text: `${counted(missing, 'running task')} ${have} no record, so the sums lack ${them}: begun before Container Insights was turned on, just started, or the records are late`,
				tone: 'warning',
			},
		];
	}

	return told > running
		? [{text: `${told} tasks had records in the last minutes and ${running} run: the rest has just ended`}]
		: [];
}

/** What two numbers of about the same moment may differ by without a reason. */
const sameShare = 0.05;

function spentLines(row: EntityRow, own: Headcount): readonly Cell[] {
	return measures(row, own).flatMap(({what, own: one, sum, text}) =>
		what === 'tasks' || one === undefined || sum === undefined || !isApart(one, sum)
			? []
			: [
					{
						text: `${what} differs, ${text(one)} and ${text(sum)}: ${reasonOf(what)}`,
						tone: 'warning' as const,
					},
				],
	);
}

function isApart(one: number, other: number): boolean {
	return Math.abs(one - other) > Math.max(1, sameShare * Math.max(one, other));
}

function reasonOf(what: string): string {
	return what.endsWith('reserved')
		? 'agents are added to tasks by GuardDuty, and one of the two may leave out what they reserve'
		: 'a task without a record, or one that has just ended, is in one of the two only';
}

/** As AWS documents these records: docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-reference-performance-logs-ECS.html */
function silentLines({kind, spent}: Headcount): readonly Cell[] {
	return Object.values(spent).some(value => value !== undefined)
		? []
		: [
				{
					text: `AWS's record of a ${kind} counts, and tells no CPU or memory: its metrics of those come from the records of the tasks, as the sum does`,
					tone: 'dim',
				},
			];
}

function agentLines({agent}: EntityRow): readonly Cell[] {
	const memory = agent?.stats.memory.now;
	return memory === undefined
		? []
		: [
				{
					text: `${memoryText(memory)} of the memory used are the agents': GuardDuty adds them to the tasks, so what is reserved may leave them out`,
					tone: 'dim',
				},
			];
}
