import {
	binColumns,
	binOf,
	countBinColumns,
	countColumns,
	gaugeAlias,
	gaugeColumns,
	gaugeStatistics,
	identityColumns,
	wholeColumns,
} from './aggregate-columns.js';
import {type UsageWindow} from './usage.js';

/** The most characters that StartQuery takes (domain.md §4.5). */
export const longestQuery = 10_000;

/** The most rows that a query may answer with (domain.md §4.5). */
export const mostRows = 100_000;

/** Records of these types are read: all that tell usage or counts (domain.md §4.2). */
const typesRead = ['Container', 'Task', 'Service', 'Cluster'] as const;

const filter = `filter Type in [${typesRead.map(type => `"${type}"`).join(', ')}]`;

/** Records as they are: an endpoint that understands nothing of the query still gives what can be read here. */
export function minutesQuery(order: 'asc' | 'desc'): string {
	return ['fields @timestamp, @log, @message', filter, `sort @timestamp ${order}`].join('\n| ');
}

/** One row for each container, task, service and cluster over the whole window, its statistics computed by the engine. */
export function totalsQuery(): string {
	const gauges = Object.entries(gaugeColumns).flatMap(([gauge, field]) =>
		Object.entries(gaugeStatistics).map(
			([statistic, expression]) => `${expression(field)} as ${gaugeAlias(gauge, statistic)}`,
		),
	);
	return [
		filter,
		`stats ${[...columnsOf(wholeColumns), ...gauges, ...columnsOf(countColumns)].join(',\n    ')}\n    by ${identityColumns.join(', ')}`,
	].join('\n| ');
}

/** One row for each of them and each stretch of time: the points of the series. */
export function binsQuery(window: UsageWindow): string {
	const columns = [...columnsOf(binColumns), ...columnsOf(countBinColumns)];
	return [
		filter,
		`stats ${columns.join(',\n    ')}\n    by ${binOf(window)}, ${identityColumns.join(', ')}`,
	].join('\n| ');
}

function columnsOf(columns: {readonly [alias: string]: string}): readonly string[] {
	return Object.entries(columns).map(([alias, expression]) => `${expression} as ${alias}`);
}

/** Returns the pattern for FilterLogEvents that finds the records that the minutes query finds. */
export function minutesPattern(): string {
	const types = typesRead.map(type => `($.Type = "${type}")`);
	return `{ ${types.join(' || ')} }`;
}
