import {type ClusterArn} from '../arn.js';
import {
	binColumns,
	binOf,
	countBinColumns,
	gaugeAlias,
	gaugeColumns,
	gaugeStatistics,
	identityColumns,
	wholeColumns,
} from './aggregate-columns.js';
import {entityOf} from './entity.js';
import {number, recordInRow, text, timeOf, type UsageRecord, whole} from './record.js';
import {type Identity, identityOf, type TrackedByKey} from './tracked.js';
import {type UsageEntity, type UsageStats, type UsageWindow} from './usage.js';
import {type QueryRow} from './usage-operations.js';
import {type Grid, windowSpans} from './windows.js';

/** What the engine told of one container or task over a whole window. */
export type Total = {
	readonly identity: Identity;
	readonly samples: number;
	readonly firstAt: number;
	readonly lastAt: number;
	readonly gauges: {readonly [gauge in keyof typeof gaugeColumns]: UsageStats};
};

/**
 * Returns what a row of the totals query tells, or undefined when it is not the answer to that query: an endpoint
 * that ignores queries gives rows without any of its columns.
 */
export function totalInRow(row: QueryRow, cluster: ClusterArn): Total | undefined {
	const told = (alias: string, expression: string) => row.get(alias) ?? row.get(expression);
	const overall = (alias: keyof typeof wholeColumns) => told(alias, wholeColumns[alias]);
	const samples = number(overall('samples'));
	const lastAt = timeOf(overall('lastAt'));
	const identity = identityInRow(row, cluster, lastAt ?? 0);
	if (samples === undefined || lastAt === undefined || identity === undefined) {
		return undefined;
	}

	const gauge = (name: keyof typeof gaugeColumns): UsageStats => ({
		...statistic('now', name),
		...statistic('average', name),
		...statistic('p95', name),
		...statistic('max', name),
	});
	const statistic = (name: keyof typeof gaugeStatistics, of: keyof typeof gaugeColumns): UsageStats => {
		const value = number(told(gaugeAlias(of, name), gaugeStatistics[name](gaugeColumns[of])));
		return value === undefined ? {} : {[name]: value};
	};

	return {
		identity: {
			...identity,
			status: text(overall('containerStatus')) ?? text(overall('taskStatus')),
			launchType: text(overall('launchType')),
			reservedCpu: number(overall('reservedCpu')),
			reservedMemory: number(overall('reservedMemory')),
		},
		samples,
		firstAt: timeOf(overall('firstAt')) ?? lastAt,
		lastAt,
		gauges: {cpu: gauge('cpu'), memory: gauge('memory'), rx: gauge('rx'), tx: gauge('tx')},
	};
}

/**
 * Returns what a row of the bins query tells, as the record of the end of its stretch of time, or of `askedTo` where
 * that is sooner: so the later answer about an unfinished stretch counts. Undefined as for totals.
 */
export function binInRow(
	row: QueryRow,
	{window, askedTo}: {readonly window: UsageWindow; readonly askedTo: number},
): UsageRecord | undefined {
	const from = timeOf(row.get(binOf(window)));
	if (from === undefined) {
		return undefined;
	}

	const at = Math.max(from, Math.min(from + windowSpans[window].stepMs - 1, askedTo));
	const who = whoInRow(row, at);
	if (!who) {
		return undefined;
	}

	const value = (name: keyof typeof binColumns) => number(row.get(name) ?? row.get(binColumns[name]));
	const count = (name: keyof typeof countBinColumns) =>
		whole(row.get(name) ?? row.get(countBinColumns[name]));
	return {
		...who,
		...(who.counts && {counts: {running: count('running') ?? count('tasks'), desired: count('desired')}}),
		cpu: value('cpu'),
		memory: value('memory'),
		rx: value('rx'),
		tx: value('tx'),
		read: value('read'),
		written: value('written'),
	};
}

function identityInRow(row: QueryRow, cluster: ClusterArn, at: number): Identity | undefined {
	const record = whoInRow(row, at);
	return record && identityOf(cluster, record);
}

/**
 * Returns whose row of an aggregating query it is, as a record without measures of the time `at`. Its columns have
 * the names of the records' members, so the row is read as a record is. Undefined where it is nobody's.
 */
export function whoInRow(row: QueryRow, at: number): UsageRecord | undefined {
	const cells = identityColumns.flatMap((name): readonly (readonly [string, string])[] => {
		const value = row.get(name);
		return value === undefined ? [] : [[name, value]];
	});
	return recordInRow(new Map([...cells, ['Timestamp', String(at)]]));
}

/**
 * Returns the row of usage of a total; the same object for the same total and points. Its statistics are the
 * engine's, over every record; those of storage, of which the engine knows only counters, are of the points of the
 * series. `bins` may lack it.
 */
export function entityOfTotal(total: Total, bins: TrackedByKey, grid: Grid): UsageEntity {
	const binned = bins.get(total.identity.key);
	const points = binned && entityOf(binned, grid);
	const known = rows.get(total);
	if (known && known.points === points) {
		return known.row;
	}

	const row = rowOf(total, points);
	rows.set(total, {points, row});
	return row;
}

// A memory of a pure function, by the data that it was computed from.
const rows = new WeakMap<Total, {readonly points: UsageEntity | undefined; readonly row: UsageEntity}>();

function rowOf(
	{identity, samples, firstAt, lastAt, gauges}: Total,
	points: UsageEntity | undefined,
): UsageEntity {
	const spanMinutes = Math.round((lastAt - firstAt) / 60_000) + 1;
	return {
		...identity,
		lastAt,
		// The engine counts records, of which some come twice; a minute has one.
		samples: Math.min(samples, spanMinutes),
		spanMinutes,
		restarts: points?.restarts ?? 0,
		series: points?.series ?? {},
		stats: {...gauges, read: points?.stats.read ?? {}, write: points?.stats.write ?? {}},
	};
}
