import {clockTime, momentText} from '../../domain/age.js';
import {shortName} from '../../domain/arn.js';
import {costOf} from '../../domain/usage/bill.js';
import {
	type Usage,
	type UsageMetric,
	type UsageQueryText,
	type UsageSeries,
	usageMetrics,
} from '../../domain/usage/usage.js';
import {type UsageSettings} from '../../domain/usage/usage-settings.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {amountWithUnit, bytesText, memoryText, moneyText, percentText, unitOf} from '../amounts.js';
import {type Fact, factsBlock, linesBlock, timeCell} from '../blocks.js';
import {type Chart} from '../chart.js';
import {keyNames} from '../key-names.js';
import {counted} from '../plural.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {headcountBlocks} from './headcount-blocks.js';
import {differenceBlocks} from './headcount-differences.js';
import {shareOfTask} from './usage-columns.js';
import {type EntityRow, limitShare, outlookOf} from './usage-row.js';
import {limitText, usageHint, usageVerdict} from './usage-words.js';

const chartHeight = 6;

/** Returns what one row of usage is: how it stands, its charts, its facts, and how the numbers came about. */
export function usageBlocks(row: EntityRow, usage: Usage, now: number): readonly Block[] {
	return [
		linesBlock('Memory against its limit', [stateLine(row)], ''),
		...headcountBlocks(row, usage, now),
		...chartBlocks(row),
		factsBlock('Facts', told(factsOf(row, now))),
		statisticsBlock(row),
		...differenceBlocks(row),
		linesBlock('How the numbers came about', computedLines(row, usage), ''),
	];
}

function stateLine(row: EntityRow): Cell {
	const hint = usageHint(row);
	const signs = {ok: symbols.good, fault: symbols.fault, unknown: symbols.unknown};
	return {...hint, text: `${signs[usageVerdict(row)]} ${hint.text}`};
}

function chartBlocks({entity, limit}: EntityRow): readonly Block[] {
	const {cpu, memory, rx, tx, read, write} = entity.series;
	const chart = (heading: string, series: UsageSeries | undefined, more: Partial<Chart>): readonly Block[] =>
		series ? [{kind: 'chart', heading, chart: {...series, unit: 'B/s', height: chartHeight, ...more}}] : [];
	return [
		...chart('Memory, MB', memory, {
			unit: 'MB',
			...(limit.memoryMiB !== undefined && {limit: {value: limit.memoryMiB, label: 'limit'}}),
		}),
		...chart('CPU, units of 1024 a vCPU', cpu, {unit: 'units', height: chartHeight - 2}),
		...chart('Network, received and sent', bothOf(rx, tx), {height: chartHeight - 2}),
		...chart('Disk, read and written', bothOf(read, write), {height: chartHeight - 2}),
	];
}

/** The sum of two series of the same time; unknown where either is. */
function bothOf(one: UsageSeries | undefined, other: UsageSeries | undefined): UsageSeries | undefined {
	return one && other
		? {...one, points: one.points.map((value, index) => value + (other.points[index] ?? Number.NaN))}
		: undefined;
}

function factsOf(row: EntityRow, now: number): readonly Fact[] {
	const {entity, limit, size, agent, members} = row;
	const share = limitShare(row);
	return [
		['cluster', shortName(row.cluster)],
		['service', entity.service],
		// A sum may be of tasks of several revisions.
		members.length > 0
			? ['family', entity.family]
			: ['task definition', entity.family && `${entity.family}:${entity.revision ?? symbols.unknown}`],
		['task', entity.taskId],
		['container', entity.containerName],
		['image', entity.image],
		['status', members.length > 0 ? undefined : entity.status],
		['tasks in it', members.length > 0 ? entity.members : undefined],
		[
			'memory limit',
			limit.memoryMiB === undefined
				? {text: `${symbols.unknown} not known`, tone: 'warning'}
				: limitText(limit),
		],
		['of its limit', share === undefined ? undefined : percentText(share)],
		['task size', sizeFact(size.cpuUnits, size.memoryMiB)],
		['of the task’s memory', shareFact(shareOfTask(row, 'memory'))],
		['of the task’s CPU', shareFact(shareOfTask(row, 'cpu'))],
		['agents in it', agent && agentText(row)],
		['restarts seen', entity.restarts],
		['newest record', timeCell(entity.lastAt, now)],
	];
}

/** What a row has not is left out: an agent has no tasks in it, a sum no image. */
function told(facts: readonly Fact[]): readonly Fact[] {
	return facts.filter(([, value]) => value !== undefined);
}

function sizeFact(cpuUnits: number | undefined, memoryMiB: number | undefined): string | undefined {
	return cpuUnits === undefined || memoryMiB === undefined
		? undefined
		: `${cpuUnits} CPU units, ${memoryText(memoryMiB)}`;
}

function shareFact(share: number | undefined): string | undefined {
	return share === undefined ? undefined : percentText(share);
}

function agentText({agent, members}: EntityRow): string | undefined {
	const {now: memory} = agent?.stats.memory ?? {};
	const near = members.filter(
		member => member.entity.kind === 'agent' && usageVerdict(member) === 'fault',
	).length;
	return memory === undefined
		? undefined
		: `${memoryText(memory)} now${near > 0 ? `, ${near} near their limit` : ''}`;
}

const metricNames: {readonly [metric in UsageMetric]: string} = {
	cpu: 'CPU',
	memory: 'memory',
	rx: 'received',
	tx: 'sent',
	read: 'read',
	write: 'written',
};

function statisticsBlock({entity}: EntityRow): Block {
	const text = (value: number | undefined, metric: UsageMetric) =>
		value === undefined ? symbols.unknown : amountWithUnit(value, unitOf[metric]);
	return {
		kind: 'table',
		heading: 'Numbers',
		columns: ['WHAT', 'NOW', 'AVERAGE', 'P95', 'MAX'],
		rows: usageMetrics.map(metric => {
			const {now, average, p95, max} = entity.stats[metric];
			return [metricNames[metric], ...[now, average, p95, max].map(value => text(value, metric))];
		}),
	};
}

function computedLines(row: EntityRow, {window}: Usage): readonly Cell[] {
	const {entity, members} = row;
	const {isMinutes, stepMs} = windowSpans[window];
	const outlook = outlookOf(row);
	return [
		`${entity.samples} minutes with a record over ${entity.spanMinutes} minutes of the last ${window}`,
		isMinutes
			? 'average, p95 and max are over those minutes; p95 is the smallest that 95 % of them do not exceed'
			: `average, p95 and max are the query engine's over every record; the charts have a point for each ${stepMs / 60_000} minutes: of memory the most, of the others the average`,
		'disk counters only grow, so their rates are differences; a counter that fell back means that the container began anew',
		...(members.length > 0
			? [
					'a sum adds what its tasks used at the same time; how near it is, is judged by each of its containers',
				]
			: []),
		...(outlook.kind === 'growing'
			? [
					'growth is the slope of the line through all points (least squares), believed for six times as long as was seen',
				]
			: []),
		'records are 1 to 2.5 minutes old when CloudWatch shows them; that is normal',
	].map(text => ({text}));
}

/** Returns what asking has cost, and the query itself. */
export function askingBlocks(usage: Usage, settings: UsageSettings): readonly Block[] {
	const {bill, query} = usage;
	const price = settings.logsPricePerGb;
	const cost = (bytes: number) => `${bytesText(bytes)}, ${moneyText(costOf(bytes, price))}`;
	return [
		factsBlock(
			'The bill',
			told([
				['this refresh', cost(bill.lastBytes)],
				['this hour', cost(bill.hourBytes)],
				['this session', `${cost(bill.sessionBytes)}, ${bill.queries} queries`],
				['ceiling', `${settings.usageCeilingMbPerHour} MB an hour (usageCeilingMbPerHour)`],
				['price', `${price} for a GB scanned (logsPricePerGb)`],
				[
					'events read',
					bill.filteredBytes > 0 ? `${bytesText(bill.filteredBytes)} by FilterLogEvents` : undefined,
				],
			]),
		),
		...(query
			? [
					linesBlock(
						`The query, ${momentText(query.from)} to ${clockTime(query.to)}, by ${query.by}`,
						[
							...query.text.split('\n').map(text => ({text})),
							...groupLines(query.logGroups),
							{
								text: `${keyNames['copy.id']} copies it, ${keyNames.link} is ${pages[query.by]} in the AWS console`,
								tone: 'dim',
							},
						],
						'',
					),
				]
			: []),
	];
}

const pages: {readonly [by in UsageQueryText['by']]: string} = {
	'logs:StartQuery': 'its page',
	'logs:FilterLogEvents': 'a query of this alone',
};

const shownGroups = 5;

function groupLines(logGroups: readonly string[]): readonly Cell[] {
	const more = logGroups.length - shownGroups;
	return [
		...logGroups.slice(0, shownGroups).map((text): Cell => ({text: `of ${text}`, tone: 'dim'})),
		...(more > 0 ? [{text: `and ${counted(more, 'more log group')}`, tone: 'dim' as const}] : []),
	];
}
