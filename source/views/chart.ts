import {amountWithUnit, percentText, type UsageUnit} from './amounts.js';

/** A series to be drawn, as large as there is room for. */
export type Chart = {
	/** `points[i]` belongs to `from + i * stepMs` (epoch ms); NaN where nothing is known. */
	readonly points: ArrayLike<number>;
	readonly from: number;
	readonly stepMs: number;
	readonly unit: UsageUnit;
	/** Drawn as a line, and always within the chart. */
	readonly limit?: {readonly value: number; readonly label: string};
	/** What is to be reached: drawn as a line too, and nothing is wrong with what gets there. */
	readonly goal?: {readonly value: number; readonly label: string};
	/** Lines that the drawing itself takes, without its axis. */
	readonly height: number;
	/** What stands under it, after the smallest and the largest value. */
	readonly note?: string;
};

/** Returns what a chart says in words: the newest, the smallest and the largest value, the limit, and that there are gaps. */
export function chartCaption({points, unit, limit, goal, note}: Chart): string {
	const known = Array.from(points).filter(value => !Number.isNaN(value));
	const last = known.at(-1);
	if (last === undefined) {
		return 'no record tells it';
	}

	const share = limit ? ` (${percentText(last / limit.value)} of it)` : '';
	return [
		`now ${amountWithUnit(last, unit)}`,
		`min ${amountWithUnit(Math.min(...known), unit)}`,
		`max ${amountWithUnit(Math.max(...known), unit)}`,
		...(limit ? [`${limit.label} ${amountWithUnit(limit.value, unit)}${share}`] : []),
		...(goal ? [`${goal.label} ${amountWithUnit(goal.value, unit)}`] : []),
		...(note === undefined ? [] : [note]),
		...(hasGaps(points) ? ['blank: no record'] : []),
	].join('  ');
}

/** What is missing before the first record or after the last is the window's edge, not a gap. */
function hasGaps(points: ArrayLike<number>): boolean {
	const all = Array.from(points);
	const first = all.findIndex(value => !Number.isNaN(value));
	const last = all.findLastIndex(value => !Number.isNaN(value));
	return all.slice(first, last).some(value => Number.isNaN(value));
}
