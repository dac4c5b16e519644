import {type JsonObject} from '../../json.js';
import {cancelQuery, isUnderWay} from '../../logs/log-query.js';
import {type LogQuery} from '../../logs/query-state.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {integer, text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';
import {invalid} from './refusals.js';

const largestPage = 10_000;

/** Partial while the query runs; pages of at most 10,000 lines. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export const getQueryResults: Operation = {
	service: 'logs',
	name: 'GetQueryResults',
	bucket: 'logs results',
	input: {queryId: 'text', nextToken: 'text', maxItems: 'integer'},
	serve(input, world) {
		const query = queryOf(input, world);
		if (query instanceof Refusal) {
			return query;
		}

		// AWS takes a nought as well.
		const size = integer(input, 'maxItems') || largestPage;
		if (size < 0 || size > largestPage) {
			return invalid(`maxItems must be between 0 and ${largestPage}.`);
		}

		const offset = offsetOf(query, text(input, 'nextToken'));
		if (offset === undefined) {
			return invalid('The specified nextToken is invalid.');
		}

		const lines = query.lines();
		const end = offset + size;
		const hasMore = end < lines.count && !isUnderWay(query);
		return {
			queryLanguage: 'CWLI',
			results: lines.page(offset, end),
			statistics: {
				...query.statistics,
				estimatedRecordsSkipped: 0,
				estimatedBytesSkipped: 0,
				logGroupsScanned: query.status === 'Scheduled' ? 0 : query.groupNames.length,
			},
			status: query.status,
			...(hasMore && {nextToken: tokenOf(query, end)}),
		};
	},
};

function tokenOf({id}: LogQuery, offset: number): string {
	return Buffer.from(`${id} ${offset}`).toString('base64url');
}

function offsetOf(query: LogQuery, token: string | undefined): number | undefined {
	if (token === undefined) {
		return 0;
	}

	const [id, offset = ''] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
	return id === query.id && /^\d+$/.test(offset) ? Number(offset) : undefined;
}

export const stopQuery: Operation = {
	service: 'logs',
	name: 'StopQuery',
	bucket: 'logs',
	input: {queryId: 'text'},
	serve(input, world) {
		const query = queryOf(input, world);
		if (query instanceof Refusal) {
			return query;
		}

		return cancelQuery(world, query)
			? {success: true}
			: invalid('Query is not in Running or Scheduled state and cannot be stopped.');
	},
};

/** Newest first. */
export const describeQueries: Operation = {
	service: 'logs',
	name: 'DescribeQueries',
	bucket: 'logs',
	input: {logGroupName: 'text', status: 'text', maxResults: 'integer', nextToken: 'text'},
	serve(input, world) {
		const group = text(input, 'logGroupName');
		const status = text(input, 'status');
		const all = [...world.logs.queries.values()]
			.filter(
				query =>
					(group === undefined || query.groupNames.includes(group)) &&
					(status === undefined || query.status === status),
			)
			.toReversed();
		const rules = {maximum: 1000, usual: 1000, scope: `DescribeQueries ${group} ${status}`};
		const paged = page(all, {input, rules, keyOf: ({id}) => id});
		if (paged instanceof Refusal) {
			return invalid(paged.message);
		}

		return {queries: paged.items.map(queryJson), nextToken: paged.nextToken};
	},
};

function queryJson(query: LogQuery): JsonObject {
	return {
		queryLanguage: 'CWLI',
		queryId: query.id,
		queryString: query.text,
		status: query.status,
		createTime: Math.round(query.createdAt),
		logGroupName: query.groupNames[0],
	};
}

function queryOf(input: JsonObject, world: World): LogQuery | Refusal {
	const query = world.logs.queries.get(text(input, 'queryId') ?? '');
	return query ?? new Refusal('ResourceNotFoundException', 'Query does not exist.');
}
