import {type LogEvent, type Series} from './log-event.js';
import {type LogGroup} from './log-group.js';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Epoch milliseconds, both ends included; only what was ingested until `visibleAt` is seen. */
export type Span = {readonly from: number; readonly to: number; readonly visibleAt: number};

/** The events of these series in order of time, made as they are asked for. */
export function* eventsOf(series: readonly Series[], span: Span): Generator<LogEvent, void> {
	const alive = series.filter(({from, to}) => to >= span.from && from <= span.to);
	if (alive.length === 0) {
		return;
	}

	const first = alive.reduce((least, {from}) => Math.min(least, from), Number.POSITIVE_INFINITY);
	const last = alive.reduce((most, {to}) => Math.max(most, to), 0);
	const end = Math.min(span.to, last) + 1;
	let from = Math.max(span.from, Math.floor(first));
	while (from < end) {
		const next = Math.min(end, Math.floor(from / minuteMs) * minuteMs + minuteMs);
		yield* minuteOf(alive, {from, to: next, visibleAt: span.visibleAt});
		from = next;
	}
}

// `to` is excluded here.
function minuteOf(series: readonly Series[], {from, to, visibleAt}: Span): readonly LogEvent[] {
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

	return events.sort((first, second) => first.at - second.at || first.key - second.key);
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
