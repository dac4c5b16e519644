import {type JsonObject} from '../../json.js';
import {groupArn, logGroups} from '../../logs/groups.js';
import {type LogGroup} from '../../logs/log-group.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {integer, text, texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';
import {groupResource, invalid} from './refusals.js';

/** By name. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups: Operation = {
	service: 'logs',
	name: 'DescribeLogGroups',
	bucket: 'logs groups',
	input: {
		logGroupNamePrefix: 'text',
		logGroupNamePattern: 'text',
		logGroupIdentifiers: 'texts',
		logGroupClass: 'text',
		nextToken: 'text',
		limit: 'integer',
	},
	resource: groupResource,
	serve(input, world) {
		const prefix = text(input, 'logGroupNamePrefix');
		const pattern = text(input, 'logGroupNamePattern');
		if (prefix !== undefined && pattern !== undefined) {
			return invalid('logGroupNamePrefix and logGroupNamePattern are mutually exclusive.');
		}

		const wanted = selection(input, world);
		const paged = page(logGroups(world).filter(wanted), {
			input: pageInput(input),
			rules: {maximum: 50, usual: 50, scope: `DescribeLogGroups ${prefix} ${pattern}`},
			keyOf: ({name}) => name,
		});
		if (paged instanceof Refusal) {
			return invalid(paged.message);
		}

		const json = pattern === undefined ? groupJson : briefJson;
		return {logGroups: paged.items.map(group => json(world, group)), nextToken: paged.nextToken};
	},
};

function selection(input: JsonObject, world: World): (group: LogGroup) => boolean {
	const prefix = text(input, 'logGroupNamePrefix') ?? '';
	const pattern = text(input, 'logGroupNamePattern') ?? '';
	const wantedClass = text(input, 'logGroupClass');
	const identifiers = texts(input, 'logGroupIdentifiers');
	return ({name, groupClass}) =>
		name.startsWith(prefix) &&
		name.includes(pattern) &&
		(wantedClass === undefined || groupClass === wantedClass) &&
		(identifiers.length === 0 ||
			identifiers.some(given => given === name || given === groupArn(world, name)));
}

/** The page's size, which this service calls limit. */
export function pageInput(input: JsonObject): JsonObject {
	return {maxResults: integer(input, 'limit'), nextToken: text(input, 'nextToken')};
}

// Asked by a pattern, AWS tells no more.
function briefJson(world: World, {name, createdAt}: LogGroup): JsonObject {
	return {logGroupName: name, creationTime: Math.round(createdAt), arn: `${groupArn(world, name)}:*`};
}

function groupJson(world: World, group: LogGroup): JsonObject {
	const arn = groupArn(world, group.name);
	return {
		logGroupName: group.name,
		creationTime: Math.round(group.createdAt),
		...(group.retentionDays !== undefined && {retentionInDays: group.retentionDays}),
		metricFilterCount: 0,
		arn: `${arn}:*`,
		storedBytes: group.storedBytes(),
		logGroupClass: group.groupClass,
		logGroupArn: arn,
	};
}
