import {type JsonObject} from '../../json.js';
import {groupNamed} from '../../logs/groups.js';
import {type LogGroup} from '../../logs/log-group.js';
import {beginQuery, concurrentQueries, isUnderWay} from '../../logs/log-query.js';
import {compileQuery} from '../../query/compile-query.js';
import {Malformed} from '../../query/malformed.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {integer, text, texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {groupResource, invalid, missingGroup} from './refusals.js';

const mostGroups = 50;
const mostRows = 100_000;
const usualRows = 10_000;
const longestText = 10_000;
const dayMs = 86_400_000;

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html */
export const startQuery: Operation = {
	service: 'logs',
	name: 'StartQuery',
	bucket: 'logs query',
	input: {
		queryLanguage: 'text',
		logGroupName: 'text',
		logGroupNames: 'texts',
		logGroupIdentifiers: 'texts',
		startTime: 'integer',
		endTime: 'integer',
		queryString: 'text',
		limit: 'integer',
	},
	resource: groupResource,
	serve(input, world) {
		const queryText = text(input, 'queryString') ?? '';
		const limit = integer(input, 'limit') ?? usualRows;
		// Seconds on the wire, unlike everywhere else in this service; both ends belong to the span.
		const from = (integer(input, 'startTime') ?? -1) * 1000;
		const to = (integer(input, 'endTime') ?? -1) * 1000;
		const refusal = refusalOf(input, {from, to, limit, queryText});
		if (refusal) {
			return refusal;
		}

		const groups = groupsOf(input, world);
		if (groups instanceof Refusal) {
			return groups;
		}

		const compiled = compileQuery(queryText);
		if (compiled instanceof Malformed) {
			return malformed(compiled.message, compiled);
		}

		const unfit = unfitGroup(groups) ?? outOfReach(groups, to, world.clock.now());
		if (unfit) {
			return unfit;
		}

		if ([...world.logs.queries.values()].filter(isUnderWay).length >= concurrentQueries) {
			return new Refusal(
				'LimitExceededException',
				`Account maximum query concurrency limit of [${concurrentQueries}] reached.`,
			);
		}

		return {queryId: beginQuery(world, {text: queryText, compiled, groups, from, to, limit}).id};
	},
};

function refusalOf(
	input: JsonObject,
	{from, to, limit, queryText}: {from: number; to: number; limit: number; queryText: string},
): Refusal | undefined {
	const language = text(input, 'queryLanguage') ?? 'CWLI';
	if (language !== 'CWLI') {
		return invalid(`The query language ${language} is not supported here.`);
	}

	if (text(input, 'queryString') === undefined || from < 0 || to < 0) {
		return invalid('queryString, startTime and endTime must be given.');
	}

	if (queryText.length > longestText) {
		return invalid(`queryString must have at most ${longestText} characters.`);
	}

	if (limit < 1 || limit > mostRows) {
		return invalid(`limit must be between 1 and ${mostRows}.`);
	}

	return from > to ? invalid('startTime must not be later than endTime.') : undefined;
}

function groupsOf(input: JsonObject, world: World): readonly LogGroup[] | Refusal {
	const name = text(input, 'logGroupName');
	const ways = [
		name === undefined ? [] : [name],
		texts(input, 'logGroupNames'),
		texts(input, 'logGroupIdentifiers'),
	].filter(given => given.length > 0);
	const [identifiers] = ways;
	if (ways.length !== 1 || identifiers === undefined) {
		return invalid(
			'Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be given, and not be empty.',
		);
	}

	if (identifiers.length > mostGroups) {
		return invalid(`A query can be about at most ${mostGroups} log groups.`);
	}

	// A query takes ARNs without the star at the end.
	const found = identifiers.map(one => (one.endsWith(':*') ? undefined : groupNamed(world, one)));
	const groups = [...new Map(found.flatMap(group => (group ? [[group.name, group]] : []))).values()];
	return found.includes(undefined) ? missingGroup() : groups;
}

// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
function unfitGroup(groups: readonly LogGroup[]): Refusal | undefined {
	const delivery = groups.find(({groupClass}) => groupClass === 'DELIVERY');
	if (delivery) {
		return invalid(`The log class DELIVERY of log group ${delivery.name} does not support queries.`);
	}

	return new Set(groups.map(({groupClass}) => groupClass)).size > 1
		? invalid('The log groups of a query must be of the same log class.')
		: undefined;
}

function outOfReach(groups: readonly LogGroup[], to: number, now: number): Refusal | undefined {
	const hasAny = groups.some(({createdAt, retentionDays}) => {
		const keptFrom = retentionDays === undefined ? 0 : now - retentionDays * dayMs;
		return to >= Math.max(createdAt, keptFrom);
	});
	return hasAny
		? undefined
		: malformed(
				"Query's end date and time is either before the log groups creation time or exceeds the log groups log retention settings",
				{start: 0, end: 0},
			);
}

function malformed(message: string, {start, end}: {readonly start: number; readonly end: number}): Refusal {
	return new Refusal('MalformedQueryException', message, 400, {
		queryCompileError: {location: {startCharOffset: start, endCharOffset: end}, message},
	});
}
