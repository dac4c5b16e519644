import {describe, expect, test} from 'vitest';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {usageView} from '../../../source/views/usage/usage.js';
import {aCluster, aSnapshot, drawn, holding, listed, minuteMs, now, serviceArn} from '../build.js';
import {
	anEntity,
	aUsage,
	newestAt,
	noBill,
	taskEntities,
	usagePlace,
	usageSnapshot,
	withInsights,
} from './build.js';

const shop = withInsights('shop');
const entities = [
	...taskEntities('shop', 'a1', {service: 'api', agent: [50, 52]}),
	...taskEntities('shop', 'a2', {service: 'api', agent: [120, 121]}),
	...taskEntities('shop', 'b1', {service: 'web', agent: [40, 80]}),
	...taskEntities('shop', 'c1', {family: 'nightly', app: 960}),
];
const usage = aUsage(entities);
const snapshot = usageSnapshot([shop], usage);
const place = usagePlace();
const rowsOf = (at = place, from = snapshot) => usageView.rows(from, at);

describe('clusters without data', () => {
	const denied = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;

	test.each([
		[{kind: 'insights-off'}, 'insights off', 'I turns it on'],
		[{kind: 'no-log-group'}, 'no log yet', 'comes with the next task'],
		[{kind: 'no-records'}, 'no records', '1 to 2.5 minutes is normal'],
		[{kind: 'tasks-without-records', tasks: 1}, '1 unmeasured', '1 running task has no records'],
		[{kind: 'tasks-without-records', tasks: 4}, '4 unmeasured', '4 running tasks have no records'],
		[{kind: 'log-class', logClass: 'DELIVERY'}, 'log class', 'class DELIVERY'],
		[{kind: 'query-failed', status: 'Timeout'}, 'query failed', 'ended with Timeout'],
		[{kind: 'failure', failure: denied}, 'denied', 'needs logs:StartQuery'],
		[
			{kind: 'no-queries', failure: denied},
			'denied',
			'15m and 1h are read event by event instead, + gets there',
		],
		[{kind: 'query-ignored'}, 'query ignored', 'no numbers of it are shown'],
		[{kind: 'cut', rows: 100_000}, 'too many rows', 'more than 100000 records'],
	] as const)('%o has its word, its sentence and is unknown', (gap, word, sentence) => {
		const gaps = usageSnapshot([shop], aUsage([], {gapsOf: [['shop', gap]]}));
		const [row] = rowsOf(place, gaps);
		expect(row).toMatchObject({kind: 'gap', key: 'gap:shop', name: 'shop'});
		expect(usageView.columns.find(({id}) => id === 'limit')!.cell(row!, now).text).toBe(word);
		expect(usageView.hint(row!, now)?.text).toContain(sentence);
		expect(usageView.verdict(row!)).toBe('unknown');
		expect(usageView.target(row!)).toMatchObject({kind: 'cluster', arn: shop.arn});
	});

	test('where insights are off nothing is asked, and a row says so after all others', () => {
		const off = aCluster('off', {containerInsights: 'disabled', runningTasks: 3});
		const idle = aCluster('idle', {containerInsights: 'disabled', runningTasks: 0});
		const both = usageSnapshot([off, shop, idle], aUsage(entities));
		expect(drawn(usageView, {snapshot: both, width: 60}).split('\n').at(-1)).toMatch(/^off +– +insights off/);
		expect(rowsOf(place, both).map(row => row.name)).not.toContain('idle');
		const wants = usageView.wants(place, both).filter(({read}) => read.id === 'usage');
		expect(wants.map(({params}) => params)).toEqual([
			{clusters: [shop.arn], window: '1h', ceilingBytesPerHour: 5000 * 1024 ** 2},
		]);
	});

	test('a name as long as they get leaves room for what is to be said of it', () => {
		const long = aCluster('a'.repeat(255), {containerInsights: 'disabled', runningTasks: 2});
		const [row] = rowsOf(place, usageSnapshot([long], aUsage([])));
		expect(usageView.hint(row!, now)?.text).toMatch(/^a{24}…a{23}: Container Insights is off/);
	});

	test('where they are off everywhere the list says what turns them on', () => {
		const off = aSnapshot([
			holding(clustersRead, undefined, listed([aCluster('idle', {containerInsights: 'disabled'})])),
		]);
		expect(usageView.empty(off, place)).toContain('I on a cluster turns it on');
		expect(usageView.wants(place, off).map(({read}) => read.id)).not.toContain('usage');
	});

	test('where nothing was read before the ceiling, the empty list says so', () => {
		const gap = {kind: 'ceiling', spentBytes: 5 * 1024 ** 3, until: now + 25 * minuteMs} as const;
		const paused = usageSnapshot([shop], aUsage([], {isPartial: true, gapsOf: [['shop', gap]]}));
		expect(usageView.empty(paused, place)).toContain('paused until 12:29Z');
		const coming = usageSnapshot([shop], aUsage([], {isPartial: true}));
		expect(usageView.empty(coming, place)).toBe('reading the last 1h of 1 cluster from CloudWatch Logs …');
	});

	test('a ceiling is said once, whatever is held stays', () => {
		const paused = usageSnapshot(
			[shop],
			aUsage(entities, {
				gapsOf: [['shop', {kind: 'ceiling', spentBytes: 5 * 1024 ** 3, until: now + 25 * minuteMs}]],
			}),
		);
		expect(rowsOf(place, paused)).toHaveLength(3);
		const status = usageView.status(paused, place);
		expect(status.isHeldBack).toBe(true);
		expect(status.isPartial).toBe(true);
		// What matters most comes first: 80 columns show some fifty characters of it.
		expect(status.notice?.text).toMatch(
			/^paused until 12:29Z: usageCeilingMbPerHour reached; 5\.0 GB scanned in 1h; /,
		);
	});
});

describe('the status', () => {
	test('tells the totals of the agents and what watching costs', () => {
		expect(usageView.status(snapshot, place)).toMatchObject({
			isPartial: false,
			at: now - 20_000,
			summary: {text: 'bill: now 717 kB <0.00001, 1h 12 MB 0.000059'},
			further: [{text: '3 agents 253 MB'}, {text: '12 CPU units'}],
			errors: [],
		});
	});

	test('adds up what is of now and here, and says of how many it knows', () => {
		const silent = {memory: [], cpu: []};
		const more = [
			...taskEntities('shop', 'e1', {service: 'api', agent: [90, 90], lastAt: newestAt - 20 * minuteMs}),
			anEntity('shop', 'f1', {service: 'web', containerName: 'aws-guardduty-agent-f1', points: silent}),
		];
		const odd = usageSnapshot([shop], aUsage([...entities, ...more]));
		const totals = (at: typeof place) =>
			usageView
				.status(odd, at)
				.further?.map(cell => cell.text)
				.join(' ');
		expect(totals(place)).toBe('3 of 4 agents 253 MB 12 CPU units');
		expect(totals(usagePlace({service: serviceArn('shop', 'web')}))).toBe(
			'1 of 2 agents 80 MB 4.0 CPU units',
		);
	});

	test('while clusters have told nothing yet, sums are so far, none is no zero, and no row is gone', () => {
		const two = [shop, withInsights('other')];
		const some = usageView.status(usageSnapshot(two, aUsage(entities, {isPartial: true})), place);
		expect(some).toMatchObject({isUnfinished: true});
		expect(some.further?.slice(-2).map(({text}) => text)).toEqual([
			'3 agents 253 MB so far',
			'12 CPU units so far',
		]);
		const none = usageView.status(usageSnapshot(two, aUsage([], {isPartial: true})), place);
		expect(none.further?.at(-1)?.text).toBe('no agent measured so far');
		const whole = usageView.status(usageSnapshot(two, aUsage(entities)), place);
		expect(whole.isUnfinished).toBeUndefined();
		// Older minutes are still to come of the one, and every row is there.
		const older = usageView.status(usageSnapshot([shop], aUsage(entities, {isPartial: true})), place);
		expect(older.isUnfinished).toBeUndefined();
	});

	test('names a failure once with its cluster, and says partial', () => {
		const failure = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;
		const denied = usageSnapshot([shop], aUsage(entities, {gapsOf: [['shop', {kind: 'failure', failure}]]}));
		expect(usageView.status(denied, place)).toMatchObject({
			isPartial: true,
			errors: [{what: 'usage of shop', failure}],
			summary: {text: 'bill: now 717 kB <0.00001, 1h 12 MB 0.000059'},
		});
		expect(usageView.status(denied, place).notice).toBeUndefined();
	});
});

test('what is denied in every cluster is one line, and the list is not read', () => {
	const failure = {kind: 'denied', action: 'logs:StartQuery', message: '', isExplicit: false} as const;
	const gap = {kind: 'failure', failure} as const;
	const two = usageSnapshot(
		[shop, withInsights('other')],
		aUsage([], {
			readAt: undefined,
			isPartial: true,
			gapsOf: [
				['shop', gap],
				['other', gap],
			],
		}),
	);
	const status = usageView.status(two, place);
	expect(status.errors).toEqual([{what: 'usage of 2 clusters', failure}]);
	expect(status.failure).toEqual(failure);
	expect(status.at).toBeUndefined();
});

describe('where queries are denied', () => {
	const failure = {kind: 'denied', action: 'logs:StartQuery', message: ''} as const;
	const bill = {...noBill, lastBytes: 0, hourBytes: 0, filteredBytes: 12 * 1024 ** 2};
	const byEvents = {clusters: 1, failure};

	test('the status says what answers instead, and how much', () => {
		const whole = usageSnapshot([shop], aUsage(entities, {bill, byEvents}));
		expect(usageView.status(whole, place)).toMatchObject({
			isPartial: false,
			summary: {text: 'logs:StartQuery denied: 12 MB by FilterLogEvents', tone: 'warning'},
			further: [{text: 'in 1 cluster'}, {text: '3 agents 253 MB'}, {text: '12 CPU units'}],
		});
		const coming = usageSnapshot([shop], aUsage(entities, {bill, byEvents, isPartial: true}));
		expect(usageView.status(coming, place)).toMatchObject({
			notice: {text: 'logs:StartQuery denied: 12 MB by FilterLogEvents …'},
			further: [{text: 'in 1 cluster'}, {text: '3 agents 253 MB'}, {text: '12 CPU units'}],
		});
		const mixed = usageSnapshot([shop], aUsage(entities, {byEvents}));
		expect(usageView.status(mixed, place).further?.[1]?.text).toMatch(/^bill: now 717 kB/);
	});

	test('a longer window names the action, what answers, and the key; scripts are told the failure', () => {
		const gap = {kind: 'no-queries', failure} as const;
		const day = usageSnapshot([shop], aUsage([], {window: '24h', isPartial: true, gapsOf: [['shop', gap]]}));
		expect(usageView.status(day, usagePlace({window: '24h'}))).toMatchObject({
			isPartial: true,
			failure,
			errors: [{what: 'usage of shop', failure}],
			notice: {text: '24h needs queries (logs:StartQuery denied); +: 15m or 1h'},
		});
	});
});
