import {type JsonObject} from '../../json.js';
import {type EventFilter} from '../../logs/event-filter.js';
import {eventId, isAfter, type Mark, markOf} from '../../logs/event-id.js';
import {filterPattern} from '../../logs/filter-pattern.js';
import {type LogEvent, type Series} from '../../logs/log-event.js';
import {type LogGroup} from '../../logs/log-group.js';
import {eventsOf, keptOf} from '../../logs/read-events.js';
import {Refusal} from '../../refusal.js';
import {type World} from '../../world/types.js';
import {integer, text, texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {classRefusal, groupOf, groupResource, invalid} from './refusals.js';

const largestPage = 10_000;
const pageBytes = 1_048_576;
/** A call looks at so many events and then answers with what it found, be it nothing. */
const scannedEvents = 10_000;

/** Events of all streams in order of time. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents: Operation = {
	service: 'logs',
	name: 'FilterLogEvents',
	bucket: 'logs filter',
	input: {
		logGroupName: 'text',
		logGroupIdentifier: 'text',
		logStreamNames: 'texts',
		logStreamNamePrefix: 'text',
		startTime: 'integer',
		endTime: 'integer',
		filterPattern: 'text',
		nextToken: 'text',
		limit: 'integer',
		interleaved: 'boolean',
	},
	resource: groupResource,
	serve(input, world) {
		const group = groupOf(input, world);
		if (group instanceof Refusal) {
			return group;
		}

		const limit = integer(input, 'limit') ?? largestPage;
		const filter = filterOf(text(input, 'filterPattern') ?? '');
		const token = text(input, 'nextToken');
		const mark = token === undefined ? undefined : markOf(token);
		const refusal = classRefusal(group) ?? refusalOf(input, limit);
		if (refusal) {
			return refusal;
		}

		if (filter instanceof Refusal) {
			return filter;
		}

		if (token !== undefined && !mark) {
			return invalid('The specified nextToken is invalid.');
		}

		const {events, next} = search(input, world, {group, filter, mark, limit});
		return {
			events: events.map(eventJson),
			searchedLogStreams: [],
			...(next && {nextToken: eventId(next)}),
		};
	},
};

function filterOf(pattern: string): EventFilter | Refusal {
	const filter = pattern.length > 1024 ? undefined : filterPattern(pattern);
	return filter ?? invalid('Invalid filter pattern');
}

function refusalOf(input: JsonObject, limit: number): Refusal | undefined {
	if (limit < 1 || limit > largestPage) {
		return invalid(`Limit must be between 1 and ${largestPage}.`);
	}

	if (texts(input, 'logStreamNames').length > 0 && text(input, 'logStreamNamePrefix') !== undefined) {
		return invalid('logStreamNamePrefix and logStreamNames are mutually exclusive.');
	}

	const from = integer(input, 'startTime') ?? 0;
	const to = integer(input, 'endTime') ?? Number.MAX_SAFE_INTEGER;
	return from > to ? invalid('startTime must not be later than endTime.') : undefined;
}

type Search = {
	readonly group: LogGroup;
	readonly filter: EventFilter;
	readonly mark: Mark | undefined;
	readonly limit: number;
};

/** A page of what fits, and from where the next one begins unless nothing is left. */
function search(
	input: JsonObject,
	world: World,
	{group, filter, mark, limit}: Search,
): {readonly events: readonly LogEvent[]; readonly next?: Mark} {
	const now = world.clock.now();
	const from = Math.max(integer(input, 'startTime') ?? 0, mark?.at ?? 0);
	const to = integer(input, 'endTime') ?? now + 3_600_000;
	const span = keptOf(group, {from, to, visibleAt: now});
	const events: LogEvent[] = [];
	let bytes = 0;
	let scanned = 0;
	let last = mark;
	for (const event of eventsOf(seriesOf(group, input), span)) {
		if (mark && !isAfter(event, mark)) {
			continue;
		}

		const isFull = events.length >= limit || bytes + event.bytes > pageBytes || scanned >= scannedEvents;
		if (isFull && last) {
			return {events, next: last};
		}

		scanned++;
		last = {at: event.at, key: event.key};
		if (filter(event)) {
			events.push(event);
			bytes += event.bytes;
		}
	}

	return {events};
}

function seriesOf(group: LogGroup, input: JsonObject): readonly Series[] {
	const names = texts(input, 'logStreamNames');
	if (names.length > 0) {
		return names.flatMap(group.seriesOf);
	}

	const prefix = text(input, 'logStreamNamePrefix') ?? '';
	return group.series().filter(({stream}) => stream.startsWith(prefix));
}

function eventJson(event: LogEvent): JsonObject {
	return {
		logStreamName: event.stream,
		timestamp: event.at,
		message: event.message(),
		ingestionTime: event.ingestedAt,
		eventId: eventId(event),
	};
}
