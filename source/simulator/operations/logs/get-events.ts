import {type JsonObject} from '../../json.js';
import {eventId, isAfter, type Mark, markOf} from '../../logs/event-id.js';
import {type LogEvent, type Series} from '../../logs/log-event.js';
import {eventsOf, keptOf, type Span} from '../../logs/read-events.js';
import {Refusal} from '../../refusal.js';
import {flag, integer, text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {classRefusal, groupOf, groupResource, invalid} from './refusals.js';

const largestPage = 10_000;
const pageBytes = 1_048_576;
const hourMs = 3_600_000;

/** Events of one stream, the last ones unless it begins at the head. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents: Operation = {
	service: 'logs',
	name: 'GetLogEvents',
	bucket: 'logs events',
	input: {
		logGroupName: 'text',
		logGroupIdentifier: 'text',
		logStreamName: 'text',
		startTime: 'integer',
		endTime: 'integer',
		nextToken: 'text',
		limit: 'integer',
		startFromHead: 'boolean',
	},
	resource: groupResource,
	serve(input, world) {
		const group = groupOf(input, world);
		if (group instanceof Refusal) {
			return group;
		}

		const series = group.seriesOf(text(input, 'logStreamName') ?? '');
		const token = text(input, 'nextToken');
		const turn = token === undefined ? undefined : turnOf(token);
		const limit = integer(input, 'limit') ?? largestPage;
		const refusal = classRefusal(group) ?? refusalOf(series, limit);
		if (refusal) {
			return refusal;
		}

		if (token !== undefined && !turn) {
			return invalid('The specified nextToken is invalid.');
		}

		const now = world.clock.now();
		const span = keptOf(group, {
			from: integer(input, 'startTime') ?? 0,
			to: (integer(input, 'endTime') ?? now + hourMs) - 1,
			visibleAt: now,
		});
		const isForward = turn ? turn.isForward : flag(input, 'startFromHead');
		const events = isForward ? forward(series, span, {turn, limit}) : backward(series, span, {turn, limit});
		return answerOf(events, turn?.mark ?? {at: Math.max(0, Math.round(span.from)), key: 0});
	},
};

type Turn = {readonly isForward: boolean; readonly mark: Mark};
type Wanted = {readonly turn: Turn | undefined; readonly limit: number};

function refusalOf(series: readonly Series[], limit: number): Refusal | undefined {
	if (series.length === 0) {
		return new Refusal('ResourceNotFoundException', 'The specified log stream does not exist.');
	}

	return limit < 1 || limit > largestPage
		? invalid(`Limit must be between 1 and ${largestPage}.`)
		: undefined;
}

function turnOf(token: string): Turn | undefined {
	const [, way, id = ''] = /^([fb])\/(\d+)\/s$/.exec(token) ?? [];
	const mark = markOf(id);
	return mark && {isForward: way === 'f', mark};
}

function forward(series: readonly Series[], span: Span, {turn, limit}: Wanted): readonly LogEvent[] {
	const from = Math.max(span.from, turn?.mark.at ?? 0);
	const events: LogEvent[] = [];
	let bytes = 0;
	for (const event of eventsOf(series, {...span, from})) {
		if (!turn || isAfter(event, turn.mark)) {
			bytes += event.bytes;
			if (events.length >= limit || bytes > pageBytes) {
				break;
			}

			events.push(event);
		}
	}

	return events;
}

// Goes back hour by hour, in longer steps the further it gets, until there are enough.
function backward(series: readonly Series[], span: Span, {turn, limit}: Wanted): readonly LogEvent[] {
	const begun = series.reduce((least, {from}) => Math.min(least, from), Number.POSITIVE_INFINITY);
	const ended = series.reduce((most, {to}) => Math.max(most, to), 0);
	const first = Math.max(span.from, Math.floor(begun));
	let to = Math.min(span.to, turn?.mark.at ?? span.to, Math.ceil(ended));
	let stepMs = hourMs;
	let events: readonly LogEvent[] = [];
	while (to >= first && events.length < limit) {
		const from = Math.max(first, to - stepMs);
		const earlier = [...eventsOf(series, {...span, from, to})].filter(
			event => !turn || isBefore(event, turn.mark),
		);
		events = [...earlier, ...events];
		to = from - 1;
		stepMs *= 2;
	}

	return withinBytes(events.slice(-limit));
}

function isBefore(event: LogEvent, mark: Mark): boolean {
	return event.at < mark.at || (event.at === mark.at && event.key < mark.key);
}

// Of too many, the last ones.
function withinBytes(events: readonly LogEvent[]): readonly LogEvent[] {
	let bytes = 0;
	const from = events.findLastIndex(event => {
		bytes += event.bytes;
		return bytes > pageBytes;
	});
	return events.slice(from + 1);
}

// At the end of a stream the token that was given comes back, as AWS does.
function answerOf(events: readonly LogEvent[], mark: Mark): JsonObject {
	return {
		events: events.map(event => ({
			timestamp: event.at,
			message: event.message(),
			ingestionTime: event.ingestedAt,
		})),
		nextForwardToken: `f/${eventId(events.at(-1) ?? mark)}/s`,
		nextBackwardToken: `b/${eventId(events[0] ?? mark)}/s`,
	};
}
