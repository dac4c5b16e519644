import {age} from '../../domain/age.js';
import {type Headcount, type Usage, type UsageWindow} from '../../domain/usage/usage.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {type Fact, factsBlock, linesBlock, timeCell} from '../blocks.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell} from '../view.js';
import {belowText, isOld, partText, rolloutsOf} from './headcount-words.js';
import {type EntityRow} from './usage-row.js';

/** Returns true for rows that AWS writes records of their own of; standalone tasks have no service. */
export function hasOwnRecords({entity: {kind, service}}: EntityRow): boolean {
	return kind === 'cluster' || (kind === 'service' && service !== undefined);
}

/** Returns what AWS's own records of a service or a cluster count; nothing for rows that are neither. */
export function headcountBlocks(row: EntityRow, usage: Usage, now: number): readonly Block[] {
	const {entity, own} = row;
	if (!hasOwnRecords(row)) {
		return [];
	}

	const heading = `From the ${entity.kind}'s own records`;
	if (!own) {
		const text = `${symbols.unknown} none came in the last ${usage.window}, so how many tasks run and are desired is not known here`;
		return [linesBlock(heading, [{text, tone: 'warning'}], '')];
	}

	return [factsBlock(heading, factsOf(row, own, {window: usage.window, now})), ...chartBlocks(own)];
}

function factsOf(
	row: EntityRow,
	own: Headcount,
	{window, now}: {readonly window: UsageWindow; readonly now: number},
): readonly Fact[] {
	const part = partText(row);
	return [
		['tasks that run', runningCell(own)],
		['fewest that ran', leastCell(own, window)],
		...(part === undefined ? [] : [['measured', warned(part)] as const]),
		...(own.kind === 'service' ? serviceFacts(own) : clusterFacts(own)),
		['recorded', recordedCell(own, window, now)],
	];
}

function serviceFacts(own: Headcount): readonly Fact[] {
	const {pending, deployments, taskSets = 0} = own.counts;
	const isRolling = (rolloutsOf(own) ?? 0) > 1;
	return [
		['pending', countCell(pending)],
		['deployments', countCell(deployments, isRolling ? ', so one is not through' : '')],
		...(taskSets > 0 ? [['task sets', countCell(taskSets)] as const] : []),
	];
}

function clusterFacts({counts: {services, instances}}: Headcount): readonly Fact[] {
	return [
		['services', countCell(services)],
		['container instances', countCell(instances)],
	];
}

function runningCell(own: Headcount): Cell {
	const {running, desired} = own.counts;
	const below = belowText(own);
	if (below !== undefined) {
		return {text: `${symbols.warning} ${below}`, tone: 'fault'};
	}

	if (own.kind === 'cluster') {
		return countCell(running);
	}

	return desired === undefined
		? warned(`${running ?? 'not told'}; how many are desired was not told`)
		: countCell(running, running === undefined ? `; ${desired} desired` : ` of ${desired} desired`);
}

function countCell(count: number | undefined, more = ''): Cell {
	return count === undefined
		? {text: `${symbols.unknown} not told${more}`, tone: 'warning'}
		: {text: `${count}${more}`};
}

function warned(text: string): Cell {
	return {text: `${symbols.unknown} ${text}`, tone: 'warning'};
}

function leastCell({leastRunning}: Headcount, window: UsageWindow): Cell {
	return countCell(leastRunning, leastRunning === undefined ? '' : `, in the last ${window}`);
}

function recordedCell(own: Headcount, window: UsageWindow, now: number): Cell {
	const cell = timeCell(own.at, now);
	const {isMinutes, paceMs} = windowSpans[window];
	const why = isMinutes ? 'what it says may be over' : `${window} are asked for every ${age(paceMs)}`;
	return isOld(own, now) ? {text: `${symbols.old} ${cell.text}: ${why}`, tone: 'warning'} : cell;
}

const chartHeight = 4;

/** Where nothing changed a line says nothing that the fewest do not. */
function chartBlocks({running, desired, counts}: Headcount): readonly Block[] {
	const wanted = known(desired.points);
	if (new Set(known(running.points)).size < 2 && new Set(wanted).size < 2) {
		return [];
	}

	const goal = counts.desired ?? wanted.at(-1);
	const [low, high] = [Math.min(...wanted), Math.max(...wanted)];
	return [
		{
			kind: 'chart',
			heading: 'Tasks that ran',
			chart: {
				...running,
				unit: 'tasks',
				height: chartHeight,
				...(goal !== undefined && {goal: {value: goal, label: 'desired'}}),
				...(low < high && {note: `desired were ${low} to ${high}`}),
			},
		},
	];
}

function known(points: Float32Array): readonly number[] {
	return [...points].filter(value => !Number.isNaN(value));
}
