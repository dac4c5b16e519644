import {TextEvent} from '../../../source/simulator/logs/log-event.js';
import {compileQuery} from '../../../source/simulator/query/compile-query.js';
import {Malformed} from '../../../source/simulator/query/malformed.js';

/** 2026-11-23 08:00:00 UTC. */
export const eight = Date.UTC(2026, 10, 23, 8);

/** Events a minute apart from eight o'clock on; an object is written as JSON. */
export function eventsOf(messages: readonly (object | string)[]): readonly TextEvent[] {
	return messages.map((message, index) => {
		const at = eight + index * 60_000;
		const text = typeof message === 'string' ? message : JSON.stringify(message);
		return new TextEvent(at, at + 90_000, `stream-${index % 2}`, index, text);
	});
}

/** The lines that a query gives of these messages, as objects, without pointers. */
export function ask(
	query: string,
	messages: readonly (object | string)[],
	limit = 10_000,
): readonly Record<string, string>[] {
	const compiled = compileQuery(query);
	if (compiled instanceof Malformed) {
		throw compiled;
	}

	const run = compiled.begin(limit);
	for (const event of eventsOf(messages)) {
		run.push({event, group: {account: '111122223333', name: '/ecs/shop'}});
	}

	const {count, page} = run.lines();
	return page(0, count).map(row => {
		const {'@ptr': _, ...shown} = Object.fromEntries(row.map(({field, value}) => [field, value]));
		return shown;
	});
}

/** What is wrong with a query, or undefined. */
export function faultOf(query: string): Malformed | undefined {
	const compiled = compileQuery(query);
	return compiled instanceof Malformed ? compiled : undefined;
}
