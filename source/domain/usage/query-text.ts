import {
	binColumns,
	binOf,
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

/** Records as they are: an endpoint that understands nothing of the query still gives what can be read here. */
export function minutesQuery(order: 'asc' | 'desc'): string {
	return [
		'fields @timestamp, @log, @message',
		'filter Type in ["Container", "Task", "Cluster"]',
		`sort @timestamp ${order}`,
	].join('\n| ');
}

const measured = 'filter Type in ["Container", "Task"]';

/** One row for each container and task over the whole window, its statistics computed by the engine. */
export function totalsQuery(): string {
	const gauges = Object.entries(gaugeColumns).flatMap(([gauge, field]) =>
		Object.entries(gaugeStatistics).map(
			([statistic, expression]) => `${expression(field)} as ${gaugeAlias(gauge, statistic)}`,
		),
	);
	const whole = Object.entries(wholeColumns).map(([alias, expression]) => `${expression} as ${alias}`);
	return [
		measured,
		`stats ${[...whole, ...gauges].join(',\n    ')}\n    by ${identityColumns.join(', ')}`,
	].join('\n| ');
}

/** One row for each container and task and stretch of time: the points of the series. */
export function binsQuery(window: UsageWindow): string {
	const columns = Object.entries(binColumns).map(([alias, expression]) => `${expression} as ${alias}`);
	return [
		measured,
		`stats ${columns.join(',\n    ')}\n    by ${binOf(window)}, ${identityColumns.join(', ')}`,
	].join('\n| ');
}

/** Returns the pattern for FilterLogEvents that finds the records that the minutes query finds. */
export function minutesPattern(): string {
	const types = ['Container', 'Task', 'Cluster'].map(type => `($.Type = "${type}")`);
	return `{ ${types.join(' || ')} }`;
}
