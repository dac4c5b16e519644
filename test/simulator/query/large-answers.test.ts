import {describe, expect, test} from 'vitest';
import {type JsonObject} from '../../../source/simulator/json.js';
import {type LogEvent, TextEvent} from '../../../source/simulator/logs/log-event.js';
import {compileQuery, type Run} from '../../../source/simulator/query/compile-query.js';
import {Malformed} from '../../../source/simulator/query/malformed.js';
import {eight} from './ask.js';

function begin(query: string, limit = 10_000): Run {
	const compiled = compileQuery(query);
	if (compiled instanceof Malformed) {
		throw compiled;
	}

	return compiled.begin(limit);
}

/** An event whose series tells what all its events have alike, and which notes who reads its text. */
class SeriesEvent extends TextEvent implements LogEvent {
	static read = 0;

	constructor(
		at: number,
		readonly fixed: JsonObject,
		moving: JsonObject,
	) {
		super(at, at, 'stream', at % 997, JSON.stringify({...fixed, ...moving}));
	}

	override message(): string {
		SeriesEvent.read++;
		return super.message();
	}
}

describe('an answer of many lines', () => {
	test('is written page by page, as it is asked for', () => {
		const run = begin('fields @timestamp, @message');
		for (let index = 0; index < 500; index++) {
			run.push({event: new SeriesEvent(eight + index, {}, {index})});
		}

		SeriesEvent.read = 0;
		const lines = run.lines();
		expect(lines.count).toBe(500);
		expect(SeriesEvent.read).toBe(0);
		// The newest first.
		expect(lines.page(100, 102).map(line => line[1]?.value)).toEqual(['{"index":399}', '{"index":398}']);
		expect(SeriesEvent.read).toBe(2);
		expect(lines.page(498, 600)).toHaveLength(2);
	});

	test('tells of at least half of what was read while it comes, and in the end of all', () => {
		const run = begin('stats count(*) as n');
		const told = () => run.partial().page(0, 1)[0]?.[0]?.value;
		expect(told()).toBeUndefined();
		for (let count = 1; count <= 100; count++) {
			run.push({event: new SeriesEvent(eight + count, {}, {})});
			expect(Number(told())).toBeGreaterThan(count / 2);
			expect(Number(told())).toBeLessThanOrEqual(count);
		}

		expect(run.lines().page(0, 1)[0]?.[0]?.value).toBe('100');
	});
});

describe('statistics by what a series has alike', () => {
	const fixed = [{Service: 'api', Zone: 'a'}, {Service: 'web'}, {Service: 'api', Zone: 'a'}] as const;
	const events = Array.from({length: 60}, (_, index) => {
		// A member that some series have alike others have now and then.
		const moving = {Load: index, ...(index % 3 === 1 && index % 2 === 1 ? {Zone: 'b'} : {})};
		return new SeriesEvent(eight + index * 1000, fixed[index % 3]!, moving);
	});
	const plain = events.map(
		({at, key, stream}, index) => new TextEvent(at, at, stream, key, events[index]!.message()),
	);

	test.each([
		'stats count(*), avg(Load), max(Load), latest(Load) by Service',
		'stats count(*), sum(Load) by Service, Zone',
		'stats pct(Load, 50), min(Load) by Zone, bin(20s)',
		'fields concat(Service, "!") as Service | stats count(*) by Service',
		'parse @message /"Load":(?<Zone>\\d)/ | stats count(*) by Service, Zone',
		'filter Zone = "b" | stats earliest(Load) by Service',
	])('are those of each event: %s', query => {
		const answers = [plain, events].map(some => {
			const run = begin(query);
			for (const event of some) {
				run.push({event});
			}

			return run.lines().page(0, 100);
		});
		expect(answers[1]).toEqual(answers[0]);
		expect(answers[0]!.length).toBeGreaterThan(0);
	});

	test('need no order, other queries do', () => {
		const needs = (query: string) => {
			const compiled = compileQuery(query);
			return compiled instanceof Malformed || compiled.needsOrder;
		};
		expect(needs('filter Load > 1 | stats count(*) by Service | sort Service')).toBe(false);
		expect(needs('fields @timestamp | limit 5')).toBe(true);
		expect(needs('dedup Service | stats count(*)')).toBe(true);
	});
});
