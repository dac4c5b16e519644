import {describe, expect, test} from 'vitest';
import {binOf} from '../../../source/domain/usage/aggregate-columns.js';
import {type QueryRow} from '../../../source/domain/usage/usage-operations.js';
import {failed, ok, type Script, serverError} from '../fake-account.js';
import {clusterArn} from '../fake-world.js';
import {taskIdOf} from './fake-logs.js';
import {aWatch, checkout} from './watching.js';

const minute = 60_000;
const hour = 60 * minute;
const day = {...checkout, window: '24h'} as const;
const cluster = clusterArn('checkout');
const who = (task: number): [string, string][] => [
	['ClusterName', 'checkout'],
	['Type', 'Container'],
	['TaskId', taskIdOf(task)],
	['ContainerName', 'aws-guardduty-agent-k3f9'],
	['TaskDefinitionFamily', 'api'],
];

const text = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '');

/** The engine's answers at a moment: two agents, of which the second has ended five hours ago. */
function rowsAt(
	now: number,
	query: string,
	{from, to}: {readonly from: number; readonly to: number},
): readonly QueryRow[] {
	if (!query.includes('bin(')) {
		return [1, 2].map(
			task =>
				new Map([
					...who(task),
					['samples', task === 1 ? '1440' : '1140'],
					['firstAt', String(now - 24 * hour)],
					['lastAt', task === 1 ? String(now - 2 * minute) : text(now - 5 * hour)],
					['cpuNow', '4.5'],
					['cpuAverage', '5.25'],
					['cpuP95', '9'],
					['cpuMax', '11.5'],
					['memoryMax', '97'],
					['containerStatus', 'RUNNING'],
					['reservedMemory', '0'],
				]),
		);
	}

	const rows: QueryRow[] = [];
	for (let at = Math.floor(from / (30 * minute)) * 30 * minute; at <= to; at += 30 * minute) {
		rows.push(
			new Map([
				...who(1),
				[binOf('24h'), text(at)],
				['cpu', '5'],
				['memory', '90'],
				['read', String(Math.min(now, at + 30 * minute) / 1000)],
			]),
		);
	}

	return rows;
}

function engine(more: Script = {}): Parameters<typeof aWatch>[1] {
	return () => {
		const asked = new Map<string, {query: string; from: number; to: number}>();
		return {
			'logs:StartQuery'(input) {
				asked.set(`q-${asked.size}`, input);
				return ok(`q-${asked.size - 1}`);
			},
			'logs:GetQueryResults'({queryId}) {
				const query = asked.get(queryId)!;
				return ok({
					status: 'Complete',
					rows: rowsAt(query.to, query.query, query),
					statistics: {recordsMatched: 1, recordsScanned: 1, bytesScanned: 1000},
				});
			},
			...more,
		};
	};
}

const queries = ({account}: ReturnType<typeof aWatch>) =>
	account.sent.flatMap(({name, input}) =>
		name === 'logs:StartQuery' ? [input as {query: string; from: number; to: number}] : [],
	);

describe('a day', () => {
	test('is told by the engine’s statistics, and by points for the series', async () => {
		const watched = aWatch({}, engine());
		watched.watch(day);
		await watched.clock.advance(5000);
		const usage = watched.usage(day);
		expect(usage).toMatchObject({window: '24h', isPartial: false});
		expect(usage.gaps.size).toBe(0);
		const [first, second] = usage.entities;
		expect(first).toMatchObject({
			kind: 'agent',
			family: 'api',
			status: 'RUNNING',
			reservedMemory: 0,
			samples: 1439,
			spanMinutes: 1439,
			restarts: 0,
		});
		expect(first?.stats.cpu).toEqual({now: 4.5, average: 5.25, p95: 9, max: 11.5});
		expect(first?.stats.memory).toEqual({max: 97});
		expect(first?.stats.read).toMatchObject({
			now: expect.closeTo(1, 1) as number,
			max: expect.closeTo(1, 1) as number,
		});
		expect(first?.stats.write).toEqual({});
		expect(first?.series.memory).toMatchObject({stepMs: 30 * minute});
		expect([...first!.series.memory!.points]).toEqual(Array.from({length: 48}, () => 90));
		expect(second).toMatchObject({samples: 1140, series: {}, stats: {read: {}}});
		expect(usage.query?.text).toContain('stats count(*) as samples');
	});

	test('is not whole without the points, which sums are made of', async () => {
		let hasPoints = false;
		const watched = aWatch({}, script => {
			const answers = engine()!(script);
			const ofBins = new Set<string>();
			return {
				...answers,
				async 'logs:StartQuery'(input) {
					const answer = await answers['logs:StartQuery']!(input);
					if (answer.ok && input.query.includes('bin(')) {
						ofBins.add(answer.value);
					}

					return answer;
				},
				async 'logs:GetQueryResults'(input) {
					const answer = await answers['logs:GetQueryResults']!(input);
					return answer.ok && ofBins.has(input.queryId) && !hasPoints
						? ok({...answer.value, status: 'Running', rows: []})
						: answer;
				},
			};
		});
		watched.watch(day);
		await watched.clock.advance(5000);
		expect(watched.usage(day)).toMatchObject({isPartial: true, entities: [{series: {}}, {}]});
		hasPoints = true;
		await watched.clock.advance(15_000);
		expect(watched.usage(day)).toMatchObject({isPartial: false});
	});

	test('is asked for anew every half hour, and then only the newest points', async () => {
		const watched = aWatch({}, engine());
		watched.watch(day);
		await watched.clock.advance(5000);
		expect(queries(watched).map(({from, to}) => (to - from) / minute)).toEqual([1440, 1470]);
		await watched.pass(29);
		expect(queries(watched)).toHaveLength(2);
		await watched.pass(2);
		const later = queries(watched).slice(2);
		expect(later.map(({from, to}) => Math.round((to - from) / minute))).toEqual([1440, 32]);
		expect(later[1]!.from % (30 * minute)).toBe(0);
	});

	test('keeps what it told when it can not be asked anew, and says so', async () => {
		let isBroken = false;
		const watched = aWatch({}, script => {
			const answers = engine()!(script);
			return {
				...answers,
				'logs:StartQuery': input => (isBroken ? failed(serverError) : answers['logs:StartQuery']!(input)),
			};
		});
		watched.watch(day);
		await watched.clock.advance(5000);
		isBroken = true;
		await watched.pass(45);
		expect(watched.usage(day).gaps.get(cluster)).toEqual({kind: 'failure', failure: serverError});
		expect(watched.usage(day).entities).toHaveLength(2);
		isBroken = false;
		await watched.pass(2);
		expect(watched.usage(day).gaps.size).toBe(0);
	});

	test('says of what has ended nothing once its last record has left the window', async () => {
		const watched = aWatch({}, engine());
		watched.watch({...checkout, window: '6h'});
		await watched.clock.advance(5000);
		expect(watched.usage({...checkout, window: '6h'}).entities).toHaveLength(2);
		const once = aWatch({}, script => {
			const answers = engine()!(script);
			let isAsked = false;
			return {
				...answers,
				'logs:StartQuery'(input) {
					if (isAsked && !input.query.includes('bin(')) {
						return failed(serverError);
					}

					isAsked ||= !input.query.includes('bin(');
					return answers['logs:StartQuery']!(input);
				},
			};
		});
		once.watch({...checkout, window: '6h'});
		await once.clock.advance(5000);
		await once.pass(61);
		expect(once.usage({...checkout, window: '6h'}).entities.map(({taskId}) => taskId)).toEqual([taskIdOf(1)]);
	});

	test('is never shown in part: a part of an average is another number', async () => {
		const watched = aWatch({}, script => {
			const answers = engine()!(script);
			let polls = 0;
			return {
				...answers,
				async 'logs:GetQueryResults'(input) {
					const answer = await answers['logs:GetQueryResults']!(input);
					polls++;
					return answer.ok && polls < 4 ? ok({...answer.value, status: 'Running'}) : answer;
				},
			};
		});
		watched.watch(day);
		await watched.clock.advance(2000);
		expect(watched.usage(day).entities).toEqual([]);
		expect(watched.usage(day).gaps.size).toBe(0);
		await watched.clock.advance(10_000);
		expect(watched.usage(day).entities).toHaveLength(2);
	});

	test('that has more rows than an answer may have says so', async () => {
		const watched = aWatch({}, script => ({
			...engine()!(script),
			'logs:GetQueryResults'({nextToken = '0'}) {
				const [row] = rowsAt(watched.clock.now(), '', {from: 0, to: 0});
				const rows = new Array<QueryRow>(20_000).fill(row!);
				return ok({status: 'Complete', rows, nextToken: String(Number(nextToken) + 1)});
			},
		}));
		watched.watch(day);
		await watched.clock.advance(30_000);
		expect(watched.usage(day).gaps.get(cluster)).toEqual({kind: 'cut', rows: 100_000});
		expect(watched.usage(day).entities).toHaveLength(1);
	});

	test('needs queries: where they are refused, that is told', async () => {
		const denied = {kind: 'denied', action: 'logs:StartQuery', message: 'no'} as const;
		const watched = aWatch({}, engine({'logs:StartQuery': () => failed(denied)}));
		watched.watch(day);
		await watched.clock.advance(5000);
		expect(watched.usage(day).gaps.get(cluster)).toEqual({kind: 'no-queries', failure: denied});
		expect(watched.account.counts()['logs:FilterLogEvents']).toBeUndefined();
	});
});
