import {type ClusterArn} from '../../domain/arn.js';
import {type ConsoleLink, insightsLink} from '../../domain/insights-link.js';
import {logGroupOf} from '../../domain/usage/log-group.js';
import {type Queried, rowQuery} from '../../domain/usage/row-query.js';
import {type Usage, type UsageQueryText} from '../../domain/usage/usage.js';
import {windowSpans} from '../../domain/usage/windows.js';
import {type CopiedText} from '../view.js';

/** What a query is about: a row of usage, or a family. */
export type Subject = {readonly cluster: ClusterArn; readonly entity: Queried};

/** Returns the queries to copy: the one that was asked, and the one that a person would type about this row alone. */
export function queryTexts(row: Subject, usage: Usage): readonly CopiedText[] {
	const {query} = usage;
	const own = queryOfRow(row, usage);
	return [
		...(query ? [{label: labels[query.by], text: query.text}] : []),
		...(own ? [{label: 'query of this row alone', text: own.text}] : []),
	];
}

const labels: {readonly [by in UsageQueryText['by']]: string} = {
	'logs:StartQuery': 'Logs Insights query',
	'logs:FilterLogEvents': 'filter pattern',
};

/**
 * Returns the page of the query that was asked; where that is too long for a link, or none was asked because events
 * were read instead, of the one about this row.
 */
export function queryLink(row: Subject, usage: Usage): ConsoleLink | undefined {
	const {query} = usage;
	const link =
		query?.by === 'logs:StartQuery' ? insightsLink(row.cluster, overWindow(query, usage)) : undefined;
	const own = link && 'url' in link ? undefined : queryOfRow(row, usage);
	return own ? insightsLink(row.cluster, own) : link;
}

/** What was asked last are the newest minutes alone; whoever opens the page wants to see what is on screen here. */
function overWindow(query: UsageQueryText, {window}: Usage): UsageQueryText {
	return {...query, from: Math.min(query.from, query.to - windowSpans[window].ms)};
}

function queryOfRow({cluster, entity}: Subject, usage: Usage): UsageQueryText | undefined {
	const {query, window} = usage;
	const made = rowQuery(entity, window);
	const logGroup = logGroupOf(cluster);
	return query && made.ok && logGroup !== undefined
		? {...overWindow(query, usage), text: made.text, logGroups: [logGroup]}
		: undefined;
}
