import {shortName} from '../../domain/arn.js';
import {type FargateSize, sizeText} from '../../domain/usage/fargate-sizes.js';
import {differenceText} from '../../domain/usage/size-derivation.js';
import {type SizeAdvice, type SizeVerdict} from '../../domain/usage/size-terms.js';
import {amountText, percentText} from '../amounts.js';
import {noneCell, textColumn, unknownCell} from '../columns.js';
import {symbols} from '../symbols.js';
import {type Cell, type Column} from '../view.js';
import {gapWord} from './gap-text.js';
import {adviceOf, type FamilyRow, type SizeRow} from './size-rows.js';
import {hasSidecar, isSame, verdictCell} from './size-words.js';

const sizeWidth = 16;

export const sizeColumns: readonly Column<SizeRow>[] = [
	textColumn({id: 'name', heading: 'FAMILY', min: 12, max: 40, priority: 1, grows: true}, row => row.name),
	{
		...textColumn<SizeRow>({id: 'cluster', heading: 'CLUSTER', min: 14, max: 24, priority: 8}, row =>
			shortName(row.cluster),
		),
		isShownAt: place => place.cluster === undefined,
	},
	{
		id: 'verdict',
		heading: 'WITH AGENT',
		align: 'left',
		min: 13,
		max: 13,
		priority: 2,
		cell: row => (row.kind === 'gap' ? {text: gapWord(row.gap), tone: 'warning'} : verdictCell(row)),
		value: row => (row.kind === 'gap' ? undefined : rankOf(row)),
	},
	sizeColumn({id: 'size', heading: 'SIZE NOW', priority: 4}, ({input}) => input.size),
	{
		...sizeColumn({id: 'smallest', heading: 'SMALLEST', priority: 3}, row => adviceOf(row).smallest),
		cell: row => smallestCell(row),
	},
	memoryColumn({id: 'app', heading: 'APP MAX', priority: 6}, ({input}) => input.app.memory.max),
	memoryColumn({id: 'app-p95', heading: 'APP P95', priority: 11}, ({input}) => input.app.memory.p95),
	{
		...memoryColumn({id: 'agent', heading: 'AGENT', priority: 10}, ({input}) => input.agent.memory.max),
		cell: row =>
			row.kind === 'gap' || row.input.agent.memory.max === undefined
				? noneCell
				: {text: amountText(row.input.agent.memory.max, 'MB')},
	},
	memoryColumn({id: 'agent-limit', heading: 'AGENT MAY', priority: 7}, row => adviceOf(row).agentLimit),
	memoryColumn({id: 'free-now', heading: 'FREE NOW', priority: 12}, row => adviceOf(row).headroomNow.memory),
	{
		id: 'free',
		heading: 'FREE AFTER',
		align: 'right',
		min: 12,
		max: 15,
		priority: 5,
		cell: freeCell,
		value: row => (row.kind === 'gap' ? undefined : freeShare(row)),
	},
	sizeColumn({id: 'next', heading: 'NEXT UP', priority: 13}, row => adviceOf(row).next),
	textColumn({id: 'confidence', heading: 'SURE', min: 6, max: 6, priority: 9}, row =>
		row.kind === 'gap' || !hasSidecar(row) ? undefined : adviceOf(row).confidence,
	),
	{
		id: 'monthly',
		heading: 'A MONTH',
		align: 'right',
		min: 8,
		max: 12,
		// Without a price there is none, with one it is what people ask for.
		isOptional: true,
		priority: 5.5,
		cell: monthlyCell,
		value: monthlyOf,
	},
	{
		id: 'tasks',
		heading: 'TASKS',
		align: 'right',
		min: 5,
		max: 6,
		priority: 15,
		cell: row => (row.kind === 'gap' ? noneCell : {text: `${row.input.tasks}`}),
		value: row => (row.kind === 'gap' ? undefined : row.input.tasks),
	},
];

const ranks: {readonly [verdict in SizeVerdict]: number} = {'too-small': 0, tight: 1, unknown: 2, fits: 3};

function rankOf(row: FamilyRow): number {
	return hasSidecar(row) ? ranks[adviceOf(row).verdict] : ranks.fits + 1;
}

type Shape = {readonly id: string; readonly heading: string; readonly priority: number};

function sizeColumn(
	{id, heading, priority}: Shape,
	of: (row: FamilyRow) => FargateSize | undefined,
): Column<SizeRow> {
	return {
		id,
		heading,
		align: 'left',
		min: sizeWidth,
		max: sizeWidth,
		priority,
		cell(row) {
			const size = row.kind === 'gap' || !hasSidecar(row) ? undefined : of(row);
			return size ? {text: sizeText(size)} : noneCell;
		},
		value(row) {
			const size = row.kind === 'gap' || !hasSidecar(row) ? undefined : of(row);
			return size && size.cpuUnits * 1e6 + size.memoryMiB;
		},
	};
}

function memoryColumn(
	{id, heading, priority}: Shape,
	of: (row: FamilyRow) => number | undefined,
): Column<SizeRow> {
	return {
		id,
		heading,
		align: 'right',
		min: heading.length,
		max: Math.max(8, heading.length),
		priority,
		cell(row) {
			if (row.kind === 'gap' || !hasSidecar(row)) {
				return noneCell;
			}

			const mb = of(row);
			return mb === undefined ? unknownCell : {text: amountText(mb, 'MB')};
		},
		value: row => (row.kind === 'gap' ? undefined : of(row)),
	};
}

/** The size that is advised; that of now is said in a word, for the eye looks for what differs. */
function smallestCell(row: SizeRow): Cell {
	if (row.kind === 'gap' || !hasSidecar(row)) {
		return noneCell;
	}

	const {smallest, verdict}: SizeAdvice = adviceOf(row);
	if (!smallest) {
		return verdict === 'unknown' ? unknownCell : {text: `${symbols.none} none does`, tone: 'warning'};
	}

	return isSame(smallest, row.input.size)
		? {text: 'as it is', tone: 'dim'}
		: {text: sizeText(smallest), tone: 'accent'};
}

function freeShare(row: FamilyRow): number | undefined {
	const {memory} = adviceOf(row).headroomAfter;
	const {size} = row.input;
	return memory === undefined || !size || !hasSidecar(row) ? undefined : memory / size.memoryMiB;
}

function freeCell(row: SizeRow): Cell {
	if (row.kind === 'gap' || !hasSidecar(row)) {
		return noneCell;
	}

	const {verdict, headroomAfter} = adviceOf(row);
	const share = freeShare(row);
	if (headroomAfter.memory === undefined || share === undefined) {
		return unknownCell;
	}

	const isFault = verdict === 'too-small' || verdict === 'tight';
	return {
		text: `${amountText(headroomAfter.memory, 'MB')} MB ${percentText(share).padStart(4)}`,
		tone: isFault ? 'fault' : 'plain',
	};
}

/** What all its tasks would cost more in the smallest size that does; nothing where that is what they have. */
function monthlyOf(row: SizeRow): number | undefined {
	return row.kind === 'gap' || !hasSidecar(row) ? undefined : adviceOf(row).smallestMonthly;
}

function monthlyCell(row: SizeRow): Cell {
	const amount = monthlyOf(row);
	if (amount === undefined) {
		return noneCell;
	}

	const isNone = Math.abs(amount) < 0.005;
	return {text: differenceText(amount), tone: isNone ? 'dim' : 'plain'};
}
