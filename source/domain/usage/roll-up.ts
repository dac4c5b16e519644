import {statsOf} from './stats.js';
import {
	type UsageEntity,
	type UsageMetric,
	type UsageSeries,
	type UsageStats,
	usageMetrics,
} from './usage.js';

/** What rows can be summed by. */
export type RollUpBy = 'service' | 'family' | 'cluster';

/** Returns the sum of rows as one row of that kind, or undefined of none. */
export function sumOf(
	rows: readonly UsageEntity[],
	key: string,
	kind: UsageEntity['kind'],
): UsageEntity | undefined {
	const [one] = rows;
	if (!one) {
		return undefined;
	}

	const lastAt = Math.max(...rows.map(row => row.lastAt));
	const summed = usageMetrics.map(metric => [metric, sumOfMetric(rows, metric, lastAt)] as const);
	const same = <Member extends 'service' | 'family' | 'taskId' | 'launchType'>(member: Member) =>
		rows.every(row => row[member] === one[member]) ? {[member]: one[member]} : {};
	return {
		key,
		kind,
		cluster: one.cluster,
		...same('service'),
		...same('family'),
		...same('taskId'),
		...same('launchType'),
		reservedCpu: total(rows.map(row => row.reservedCpu)),
		reservedMemory: total(rows.map(row => row.reservedMemory)),
		lastAt,
		members: rows.length,
		samples: Math.max(...rows.map(row => row.samples)),
		spanMinutes: Math.max(...rows.map(row => row.spanMinutes)),
		restarts: rows.reduce((sum, row) => sum + row.restarts, 0),
		// Every metric is in the list that these are made of.
		series: Object.fromEntries(
			summed.flatMap(([metric, {series}]) => (series ? [[metric, series]] : [])),
		) as UsageEntity['series'],
		stats: Object.fromEntries(summed.map(([metric, {stats}]) => [metric, stats])) as UsageEntity['stats'],
	};
}

/** Records of the same minute come up to this much apart; who told nothing for longer is not in the sum of now. */
const currentMs = 180_000;

function sumOfMetric(
	rows: readonly UsageEntity[],
	metric: UsageMetric,
	lastAt: number,
): {readonly series?: UsageSeries; readonly stats: UsageStats} {
	const series = sumOfSeries(rows.flatMap(row => row.series[metric] ?? []));
	const current = rows.filter(row => row.lastAt > lastAt - currentMs);
	const now = total(current.map(row => row.stats[metric].now)) ?? Number.NaN;
	return {...(series && {series}), stats: statsOf(series?.points ?? new Float32Array(0), now)};
}

/**
 * Point by point; a point that no row knows stays unknown. Records come late and some never: a row that leaves a
 * point out counts there as before, as in the sum of now, or the sum would fall where nothing fell. Where it leaves
 * out more before it goes on, nobody knows the sum.
 */
function sumOfSeries(all: readonly UsageSeries[]): UsageSeries | undefined {
	const [one] = all;
	if (!one) {
		return undefined;
	}

	const {from, stepMs} = one;
	const points = new Float32Array(one.points.length).fill(Number.NaN);
	const isUnsure = new Uint8Array(points.length);
	for (const series of all) {
		add({points, isUnsure}, series, Math.round((series.from - from) / stepMs));
	}

	return {from, stepMs, points: points.map((value, index) => (isUnsure[index] ? Number.NaN : value))};
}

type Sum = {readonly points: Float32Array; readonly isUnsure: Uint8Array};

function add({points, isUnsure}: Sum, {points: added, stepMs}: UsageSeries, shift: number): void {
	const carried = Math.ceil(currentMs / stepMs) - 1;
	const last = added.findLastIndex(value => !Number.isNaN(value));
	let before = -1;
	for (const [index, value] of added.entries()) {
		before = Number.isNaN(value) ? before : index;
		const at = index + shift;
		if (before < 0 || at < 0 || at >= points.length) {
			continue;
		}

		if (index - before <= carried) {
			points[at] = known(points[at]) + known(added[before]);
		} else if (index < last) {
			isUnsure[at] = 1;
		}
	}
}

function known(value: number | undefined): number {
	return value === undefined || Number.isNaN(value) ? 0 : value;
}

function total(values: readonly (number | undefined)[]): number | undefined {
	return values.reduce(
		(sum, value) => (value === undefined ? sum : (sum ?? 0) + value),
		undefined as number | undefined,
	);
}
