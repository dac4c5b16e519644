import {type ConsoleLink, insightsLink} from '../../domain/insights-link.js';
import {logGroupOf} from '../../domain/usage/log-group.js';
import {rowQuery} from '../../domain/usage/row-query.js';
import {type Usage, type UsageQueryText} from '../../domain/usage/usage.js';
import {type CopiedText} from '../view.js';
import {type EntityRow} from './usage-row.js';

/** Returns the queries to copy: the one that was asked, and the one that a person would type about this row alone. */
export function queryTexts(row: EntityRow, usage: Usage): readonly CopiedText[] {
	const {query} = usage;
	const own = queryOfRow(row, usage);
	return [
		...(query ? [{label: 'Logs Insights query', text: query.text}] : []),
		...(own ? [{label: 'query of this row alone', text: own.text}] : []),
	];
}

/** Returns the page of the query that was asked; where that is too long for a link, of the one about this row. */
export function queryLink(row: EntityRow, usage: Usage): ConsoleLink | undefined {
	const {query} = usage;
	const link = query && insightsLink(row.cluster, query);
	const own = link && 'problem' in link ? queryOfRow(row, usage) : undefined;
	return own ? insightsLink(row.cluster, own) : link;
}

function queryOfRow({entity}: EntityRow, {query, window}: Usage): UsageQueryText | undefined {
	const made = rowQuery(entity, window);
	const logGroup = logGroupOf(entity.cluster);
	return query && made.ok && logGroup !== undefined
		? {...query, text: made.text, logGroups: [logGroup]}
		: undefined;
}
