import {age} from '../../domain/age.js';
import {shortName} from '../../domain/arn.js';
import {type UsageEntity, type UsageMetric, type UsageStats} from '../../domain/usage/usage.js';
import {amountText, percentText, unitOf} from '../amounts.js';
import {noneCell, textColumn, unknownCell} from '../columns.js';
import {cut} from '../fit.js';
import {counted} from '../plural.js';
import {symbols} from '../symbols.js';
import {type Cell, type Column} from '../view.js';
import {gapWord} from './gap-text.js';
import {headcountColumns} from './headcount-columns.js';
import {unmeasured} from './headcount-words.js';
import {levelAt} from './level.js';
import {sparkText} from './spark.js';
import {type EntityRow, isUntold, limitShare, normalLagMs, type UsageRow} from './usage-row.js';
import {limitCell} from './usage-words.js';

const sparkWidth = 12;

export const usageColumns: readonly Column<UsageRow>[] = [
	// No wider than the names of containers beside it; alone it takes the room that is left.
	textColumn({id: 'name', heading: 'NAME', min: 12, max: 28, priority: 1, grows: true}, row => row.name),
	{
		...textColumn<UsageRow>({id: 'container', heading: 'CONTAINER', min: 15, max: 28, priority: 3}, row =>
			row.kind === 'gap' ? undefined : row.entity.containerName,
		),
		isShownAt: place => levelAt(place) === 'containers',
		shorten: shortContainer,
	},
	{
		...textColumn<UsageRow>({id: 'cluster', heading: 'CLUSTER', min: 14, max: 24, priority: 9}, row =>
			shortName(row.cluster),
		),
		isShownAt: place => place.cluster === undefined && levelAt(place) !== 'clusters',
	},
	{
		...textColumn<UsageRow>({id: 'task', heading: 'TASK', min: 8, max: 8, priority: 5}, row =>
			row.kind === 'gap' ? undefined : row.entity.taskId?.slice(0, 8),
		),
		isShownAt: place => ['agents', 'containers', 'tasks'].includes(levelAt(place)),
	},
	{
		id: 'limit',
		heading: 'OF LIMIT',
		align: 'left',
		min: 14,
		max: 14,
		priority: 2,
		cell: (row, now) =>
			row.kind === 'gap' ? {text: gapWord(row.gap), tone: 'warning'} : limitCell(row, now),
		value: row => (row.kind === 'gap' ? undefined : limitShare(row)),
	},
	...headcountColumns,
	amountColumn({id: 'memory', heading: 'MEM MB', priority: 4}, 'memory', 'now'),
	amountColumn({id: 'memory-p95', heading: 'MEM P95', priority: 12}, 'memory', 'p95'),
	amountColumn({id: 'memory-max', heading: 'MEM MAX', priority: 11}, 'memory', 'max'),
	{
		id: 'limit-mb',
		heading: 'LIMIT MB',
		align: 'right',
		min: 8,
		max: 8,
		priority: 10,
		cell: row =>
			known(
				row,
				({limit}) => limit.memoryMiB,
				value => amountText(value, 'MB'),
			),
		value: row => (row.kind === 'gap' ? undefined : row.limit.memoryMiB),
	},
	{
		id: 'trend',
		heading: 'MEM TREND',
		align: 'left',
		// A line that is cut tells nothing.
		min: sparkWidth,
		max: sparkWidth,
		priority: 7,
		cell: trendCell,
		value: row => (row.kind === 'gap' ? undefined : row.entity.stats.memory.max),
	},
	amountColumn({id: 'cpu', heading: 'CPU', priority: 6}, 'cpu', 'now'),
	amountColumn({id: 'cpu-avg', heading: 'CPU AVG', priority: 15}, 'cpu', 'average'),
	amountColumn({id: 'cpu-p95', heading: 'CPU P95', priority: 14}, 'cpu', 'p95'),
	amountColumn({id: 'cpu-max', heading: 'CPU MAX', priority: 13}, 'cpu', 'max'),
	shareColumn({id: 'share-memory', heading: '%TASK MEM', priority: 16}, 'memory'),
	shareColumn({id: 'share-cpu', heading: '%TASK CPU', priority: 17}, 'cpu'),
	amountColumn({id: 'rx', heading: 'RX B/s', priority: 18}, 'rx', 'now'),
	amountColumn({id: 'tx', heading: 'TX B/s', priority: 19}, 'tx', 'now'),
	amountColumn({id: 'read', heading: 'READ B/s', priority: 20}, 'read', 'now'),
	amountColumn({id: 'write', heading: 'WRITE B/s', priority: 21}, 'write', 'now'),
	{
		id: 'status',
		heading: 'STATUS',
		align: 'left',
		min: 7,
		max: 12,
		priority: 22,
		cell: statusCell,
		value: row => (row.kind === 'gap' ? undefined : row.entity.status),
	},
	{
		id: 'age',
		heading: 'AGE',
		align: 'right',
		min: 4,
		max: 4,
		priority: 8,
		isAge: true,
		cell: ageCell,
		value: row => (row.kind === 'gap' ? undefined : -row.entity.lastAt),
	},
];

const agentName = /^aws-(?:guardduty|gd)-agent-[A-Za-z0-9]+$/;

/** All agents begin alike, so of them the end is kept: `…agent-SjSF1j` where the middle would leave `aws-gu…SjSF1j`. */
function shortContainer(text: string, width: number): string {
	return agentName.test(text) && text.length > width && width > 1
		? symbols.waiting + text.slice(1 - width)
		: cut(text, width);
}

type Shape = {readonly id: string; readonly heading: string; readonly priority: number};

function amountColumn(
	{id, heading, priority}: Shape,
	metric: UsageMetric,
	statistic: keyof UsageStats,
): Column<UsageRow> {
	const of = ({entity}: EntityRow) => entity.stats[metric][statistic];
	return {
		id,
		heading,
		align: 'right',
		min: Math.max(4, heading.length),
		max: Math.max(6, heading.length),
		priority,
		cell: row => known(row, of, value => amountText(value, unitOf[metric])),
		value: row => (row.kind === 'gap' ? undefined : of(row)),
	};
}

/** How much of its task's size a container uses; of a task, or a sum, how much its agents do. */
function shareColumn({id, heading, priority}: Shape, metric: 'cpu' | 'memory'): Column<UsageRow> {
	const of = (row: EntityRow) => shareOfTask(row, metric);
	return {
		id,
		heading,
		align: 'right',
		min: heading.length,
		max: heading.length,
		priority,
		cell: row => (isWithoutAgent(row) ? noneCell : known(row, of, percentText)),
		value: row => (row.kind === 'gap' ? undefined : of(row)),
	};
}

/** Of a task, or a sum of tasks, the share is the agent's: where none has a record there is none to tell. */
function isWithoutAgent(row: UsageRow): boolean {
	return (
		row.kind === 'usage' &&
		row.entity.containerName === undefined &&
		row.agent === undefined &&
		!isUntold(row)
	);
}

/** Returns the share of a task's size that its container, or its agent, uses now; undefined where either is not known. */
export function shareOfTask({entity, agent, size}: EntityRow, metric: 'cpu' | 'memory'): number | undefined {
	const part: UsageEntity | undefined = entity.containerName === undefined ? agent : entity;
	const now = part?.stats[metric].now;
	const all = metric === 'cpu' ? size.cpuUnits : size.memoryMiB;
	return now === undefined || !all ? undefined : now / all;
}

function known(
	row: UsageRow,
	of: (row: EntityRow) => number | undefined,
	text: (value: number) => string,
): Cell {
	if (row.kind === 'gap') {
		return noneCell;
	}

	const value = of(row);
	return value === undefined ? unknownCell : {text: text(value), ...(row.isOver && {tone: 'dim' as const})};
}

function trendCell(row: UsageRow): Cell {
	if (row.kind === 'gap') {
		return noneCell;
	}

	const points = row.entity.series.memory?.points;
	return points ? {text: sparkText(points, sparkWidth, row.limit.memoryMiB)} : noneCell;
}

function statusCell(row: UsageRow): Cell {
	if (row.kind === 'gap') {
		return noneCell;
	}

	const {entity, members, isOver, isListed} = row;
	if (members.length > 0) {
		const missing = unmeasured(row) ?? 0;
		const told = entity.members ?? members.length;
		return missing > 0
			? {text: `${told} of ${told + missing} tasks`, tone: 'warning'}
			: {text: counted(told, 'task'), tone: 'dim'};
	}

	if (isUntold(row)) {
		return {text: 'no records', tone: 'warning'};
	}

	if (isOver) {
		// What it was when it was last heard of is not what it is.
		return isListed === false ? {text: 'ended', tone: 'dim'} : {text: 'silent', tone: 'warning'};
	}

	return entity.status === undefined ? unknownCell : {text: entity.status};
}

function ageCell(row: UsageRow, now: number): Cell {
	if (row.kind === 'gap') {
		return noneCell;
	}

	const oldMs = now - row.entity.lastAt;
	return {text: age(oldMs), tone: oldMs <= normalLagMs || row.isOver ? 'dim' : 'warning'};
}
