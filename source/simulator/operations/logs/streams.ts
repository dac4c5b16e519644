import {type JsonObject} from '../../json.js';
import {groupArn} from '../../logs/groups.js';
import {type Series} from '../../logs/log-event.js';
import {type LogGroup} from '../../logs/log-group.js';
import {Refusal} from '../../refusal.js';
import {flag, text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {page} from '../paging.js';
import {pageInput} from './groups.js';
import {groupOf, groupResource, invalid} from './refusals.js';

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams: Operation = {
	service: 'logs',
	name: 'DescribeLogStreams',
	bucket: 'logs streams',
	input: {
		logGroupName: 'text',
		logGroupIdentifier: 'text',
		logStreamNamePrefix: 'text',
		orderBy: 'text',
		descending: 'boolean',
		nextToken: 'text',
		limit: 'integer',
	},
	resource: groupResource,
	serve(input, world) {
		const group = groupOf(input, world);
		if (group instanceof Refusal) {
			return group;
		}

		const prefix = text(input, 'logStreamNamePrefix');
		const orderBy = text(input, 'orderBy') ?? 'LogStreamName';
		if (orderBy !== 'LogStreamName' && orderBy !== 'LastEventTime') {
			return invalid(`Invalid orderBy: ${orderBy}`);
		}

		if (orderBy === 'LastEventTime' && prefix !== undefined) {
			return invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
		}

		const now = world.clock.now();
		const streams = streamsOf(group, now)
			.filter(({name}) => name.startsWith(prefix ?? ''))
			.sort((first, second) =>
				orderBy === 'LastEventTime' ? first.last - second.last : first.name < second.name ? -1 : 1,
			);
		const ordered = flag(input, 'descending') ? streams.toReversed() : streams;
		const paged = page(ordered, {
			input: pageInput(input),
			rules: {maximum: 50, usual: 50, scope: `DescribeLogStreams ${group.name} ${prefix} ${orderBy}`},
			keyOf: ({name}) => name,
		});
		if (paged instanceof Refusal) {
			return invalid(paged.message);
		}

		const arn = groupArn(world, group.name);
		return {
			logStreams: paged.items.map(stream => streamJson(arn, stream)),
			nextToken: paged.nextToken,
		};
	},
};

type Stream = {readonly name: string; readonly first: number; readonly last: number};

function streamsOf(group: LogGroup, now: number): readonly Stream[] {
	const streams = new Map<string, Stream>();
	for (const series of group.series()) {
		// What is not begun yet has no stream; what goes on was heard of a minute or two ago.
		const {first, last} = ends(series, now);
		if (first <= now) {
			const known = streams.get(series.stream);
			streams.set(series.stream, {
				name: series.stream,
				first: Math.min(first, known?.first ?? first),
				last: Math.max(last, known?.last ?? last),
			});
		}
	}

	return [...streams.values()];
}

function ends({from, to}: Series, now: number): {readonly first: number; readonly last: number} {
	const first = Math.round(from);
	return {first, last: Math.max(first, Math.round(Math.min(to, now - 90_000)))};
}

function streamJson(owner: string, {name, first, last}: Stream): JsonObject {
	return {
		logStreamName: name,
		creationTime: first,
		firstEventTimestamp: first,
		lastEventTimestamp: last,
		lastIngestionTime: last + 2000,
		uploadSequenceToken: '49039859582654564845',
		arn: `${owner}:log-stream:${name}`,
		// AWS stopped to count these. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html
		storedBytes: 0,
	};
}
