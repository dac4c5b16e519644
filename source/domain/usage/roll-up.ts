import {statsOf} from './stats.js';
import {
	type UsageEntity,
	type UsageMetric,
	type UsageSeries,
	type UsageStats,
	usageMetrics,
} from './usage.js';

/** What rows can be summed by; rows of standalone tasks belong to no service, and are in none of its sums. */
export type RollUpBy = 'service' | 'family' | 'cluster';

/**
 * Returns one row for each service, family or cluster: the sum of these rows at each point in time. Give it rows of
 * one kind, tasks or agents, for a task holds its containers already. In the order of the first row of each.
 */
export function rollUp(rows: readonly UsageEntity[], by: RollUpBy): readonly UsageEntity[] {
	const groups = new Map<string, UsageEntity[]>();
	for (const row of rows) {
		const name = by === 'cluster' ? row.cluster : row[by];
		if (name === undefined) {
			continue;
		}

		const key = [by, row.cluster, name].join('\n');
		const group = groups.get(key);
		if (group) {
			group.push(row);
		} else {
			groups.set(key, [row]);
		}
	}

	return [...groups].flatMap(([key, group]) => sumOf(group, key, by) ?? []);
}

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

/** Point by point; a point that no row knows stays unknown, one that some know is the sum of those. */
function sumOfSeries(all: readonly UsageSeries[]): UsageSeries | undefined {
	const [one] = all;
	if (!one) {
		return undefined;
	}

	const {from, stepMs} = one;
	const points = new Float32Array(one.points.length).fill(Number.NaN);
	for (const series of all) {
		const shift = Math.round((series.from - from) / stepMs);
		for (const [index, value] of series.points.entries()) {
			const at = index + shift;
			const before = points[at];
			if (!Number.isNaN(value) && before !== undefined) {
				points[at] = Number.isNaN(before) ? value : before + value;
			}
		}
	}

	return {from, stepMs, points};
}

function total(values: readonly (number | undefined)[]): number | undefined {
	return values.reduce(
		(sum, value) => (value === undefined ? sum : (sum ?? 0) + value),
		undefined as number | undefined,
	);
}

/**
 * Returns what one of these rows used at worst: the largest maximum and the largest 95th percentile of any of them,
 * the largest `now`, and the average over all their samples. A size that is enough for these is enough for each.
 */
export function worstOf(rows: readonly UsageEntity[], metric: UsageMetric): UsageStats {
	const stats = rows.map(row => ({...row.stats[metric], samples: row.samples}));
	const largest = (name: 'now' | 'p95' | 'max') => {
		const known = stats.flatMap(one => one[name] ?? []);
		return known.length > 0 ? {[name]: known.reduce((one, other) => Math.max(one, other))} : {};
	};
	const averaged = stats.flatMap(({average, samples}) => (average === undefined ? [] : [{average, samples}]));
	const samples = averaged.reduce((sum, one) => sum + one.samples, 0);
	return {
		...largest('now'),
		...largest('p95'),
		...largest('max'),
		...(samples > 0 && {
			average: averaged.reduce((sum, one) => sum + one.average * one.samples, 0) / samples,
		}),
	};
}
