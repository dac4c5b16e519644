import {type FindingSummary} from '../../domain/findings/finding.js';
import {severityBand} from '../../domain/findings/severity.js';
import {noneCell, unknownCell} from '../columns.js';
import {memoBy} from '../memo.js';
import {symbols} from '../symbols.js';
import {type Cell, type Column} from '../view.js';

/** What everything has that has no findings. */
export const noFindings: readonly FindingSummary[] = [];

/** What everything has of which no finding was read, while not all were: whether it has any is not known. */
export const untoldFindings: readonly FindingSummary[] = [];

/** How many open findings there are of each band; samples are not counted. */
export type BandCounts = {
	readonly critical: number;
	readonly high: number;
	readonly medium: number;
	readonly low: number;
	readonly unknown: number;
};

/** Returns the counts of open findings by band, samples aside; the same object for the same findings. */
export const countBands = memoBy((findings: readonly FindingSummary[]): BandCounts => {
	const counts = {critical: 0, high: 0, medium: 0, low: 0, unknown: 0};
	for (const {severity, isArchived, isSample} of findings) {
		if (!isSample && isArchived !== true) {
			counts[severityBand(severity)]++;
		}
	}

	return counts;
});

/** Returns counts as `1C 2H 4M`, the empty bands left out; empty where there is nothing. */
export function bandsText({critical, high, medium, low, unknown}: BandCounts): string {
	const parts: readonly (readonly [count: number, letter: string])[] = [
		[critical, 'C'],
		[high, 'H'],
		[medium, 'M'],
		[low, 'L'],
		[unknown, symbols.unknown],
	];
	return parts.flatMap(([count, letter]) => (count === 0 ? [] : [`${count}${letter}`])).join(' ');
}

/** Returns the open findings of something by band, red from high up. */
export function bandsCell(findings: readonly FindingSummary[]): Cell {
	if (findings === untoldFindings) {
		return unknownCell;
	}

	const counts = countBands(findings);
	const text = bandsText(counts);
	return text === '' ? noneCell : {text, tone: counts.critical + counts.high > 0 ? 'fault' : 'warning'};
}

/** Returns what findings are sorted by: one critical outweighs any number of high ones; undefined for none. */
export function bandsRank(findings: readonly FindingSummary[]): number | undefined {
	const {critical, high, medium, low, unknown} = countBands(findings);
	const most = (count: number): number => Math.min(count, 999);
	const rank = most(critical) * 1e9 + most(high + unknown) * 1e6 + most(medium) * 1e3 + most(low);
	return rank === 0 ? undefined : rank;
}

/** Returns the column of open findings by band, which is there only where some row has some. */
export function bandsColumn<Row>(
	priority: number,
	findingsOf: (row: Row) => readonly FindingSummary[],
): Column<Row> {
	return {
		id: 'findings',
		heading: 'FINDINGS',
		align: 'left',
		min: 8,
		max: 16,
		priority,
		isOptional: true,
		cell: row => bandsCell(findingsOf(row)),
		value: row => bandsRank(findingsOf(row)),
	};
}
