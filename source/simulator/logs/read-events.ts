import {type LogEvent, type Series} from './log-event.js';
import {type LogGroup} from './log-group.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Epoch milliseconds, both ends included; only what was ingested until `visibleAt` is seen. */
export type Span = {readonly from: number; readonly to: number; readonly visibleAt: number};

/** The events of these series in order of time, made as they are asked for. */
export function* eventsOf(series: readonly Series[], span: Span): Generator<LogEvent, void> {
	for (const minute of minutesOf(series, span)) {
		yield* minute;
	}
}

/** The same, minute by minute. */
export function* minutesOf(series: readonly Series[], span: Span): Generator<readonly LogEvent[], void> {
	for (const {alive, ...part} of partsOf(series, span, minuteMs)) {
		yield minuteOf(alive, part);
	}
}

/** The same events hour by hour, series by series: for whoever needs no order, what belongs together comes together. */
export function* hoursOf(series: readonly Series[], span: Span): Generator<readonly LogEvent[], void> {
	for (const {alive, ...part} of partsOf(series, span, 60 * minuteMs)) {
		for (const one of alive) {
			yield seenIn([one], part);
		}
	}
}

type Part = Span & {readonly alive: readonly Series[]};

/** Parts of a span, `to` excluded, that end at whole steps; with the series that can have events in the span. */
function* partsOf(series: readonly Series[], span: Span, stepMs: number): Generator<Part, void> {
	const alive = series.filter(({from, to}) => to >= span.from && from <= span.to);
	if (alive.length === 0) {
		return;
	}

	const first = alive.reduce((least, {from}) => Math.min(least, from), Number.POSITIVE_INFINITY);
	const last = alive.reduce((most, {to}) => Math.max(most, to), 0);
	const end = Math.min(span.to, last) + 1;
	let from = Math.max(span.from, Math.floor(first));
	while (from < end) {
		const next = Math.min(end, Math.floor(from / stepMs) * stepMs + stepMs);
		yield {alive, from, to: next, visibleAt: span.visibleAt};
		from = next;
	}
}

function minuteOf(series: readonly Series[], part: Span): readonly LogEvent[] {
	return seenIn(series, part).sort((first, second) => first.at - second.at || first.key - second.key);
}

function seenIn(series: readonly Series[], {from, to, visibleAt}: Span): LogEvent[] {
	const events: LogEvent[] = [];
	const push = (event: LogEvent): void => {
		if (event.ingestedAt <= visibleAt) {
			events.push(event);
		}
	};

	for (const one of series) {
		if (one.to >= from && one.from < to) {
			one.visit(from, to, push);
		}
	}

	return events;
}

/** The part of a span that the group still keeps. */
export function keptOf({retentionDays}: LogGroup, span: Span): Span {
	const keptFrom = retentionDays === undefined ? 0 : span.visibleAt - retentionDays * dayMs;
	// Clocks that are ahead by minutes stamp events of the near future, none further off.
	return {
		...span,
		from: Math.max(span.from, keptFrom),
		to: Math.min(span.to, span.visibleAt + 15 * minuteMs),
	};
}
