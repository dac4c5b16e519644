import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {censusRead} from '../../../source/store/reads/census.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {clustersView} from '../../../source/views/clusters/clusters.js';
import {aCensus} from '../../domain/build.js';
import {
	aCluster,
	aSnapshot,
	clusterArn,
	drawn,
	excluded,
	fresh,
	gates,
	holding,
	listed,
	optedIn,
} from '../build.js';

const denied: Failure = {kind: 'denied', action: 'ecs:ListTasks', message: ''};
const place = {view: 'clusters'};

const clusters = [
	aCluster('checkout', {tags: optedIn, containerInsights: 'enhanced', activeServices: 9, runningTasks: 44}),
	aCluster('search', {tags: optedIn, activeServices: 3, runningTasks: 12}),
	aCluster('legacy', {activeServices: 2, runningTasks: 5}),
	aCluster('sandbox', {tags: excluded, runningTasks: 1}),
	aCluster('typo', {
		tags: [{key: 'GuardDutyManaged', value: 'True'}],
		activeServices: 1,
		runningTasks: 2,
	}),
	aCluster('empty', {tags: optedIn}),
];

const censuses = [
	holding(
		censusRead,
		clusterArn('checkout'),
		fresh(aCensus({running: 41, absent: 2, failed: 1, staleServices: ['api', 'web']})),
	),
	holding(censusRead, clusterArn('search'), fresh(aCensus({running: 12}))),
	holding(censusRead, clusterArn('legacy'), fresh(aCensus({absent: 5}))),
	holding(censusRead, clusterArn('typo'), {status: 'failed' as const, failure: denied, at: 0}),
];

const gate = gates();
const snapshot = aSnapshot([...gate, holding(clustersRead, undefined, listed(clusters)), ...censuses]);

const rowOf = (name: string, from = snapshot) =>
	clustersView.rows(from, place).find(row => row.name === name)!;

describe('the list of clusters', () => {
	test('shows what is not watched first, with its reason in words', () => {
		expect(drawn(clustersView, {snapshot, width: 120})).toBe(
			`
NAME                                     OPT-IN                        AGENTS         INSIGHTS   STALE  SERVICES   TASKS
typo                                     ✗ not opted in !tag           ?              disabled       –         1       2
legacy                                   ✗ not opted in                0/5            disabled       –         2       5
checkout                                 ! needs redeploy (tag)        41/44 !3       enhanced       2         9      44
search                                   ✓ monitored (tag)             12/12          disabled       –         3      12
empty                                    ✓ monitored (tag)             –              disabled       –         0       0
sandbox                                  ○ excluded (tag)              …              disabled       –         0       1`.slice(
				1,
			),
		);
	});

	test('fits into 80 cells with the cursor, all columns there', () => {
		expect(drawn(clustersView, {snapshot, width: 78})).toBe(
			`
NAME          OPT-IN               AGENTS     INSIGHTS  STALE  SERVICES  TASKS
typo          ✗ not opted in !tag  ?          disabled      –         1      2
legacy        ✗ not opted in       0/5        disabled      –         2      5
checkout      ! needs redeploy (…  41/44 !3   enhanced      2         9     44
search        ✓ monitored (tag)    12/12      disabled      –         3     12
empty         ✓ monitored (tag)    –          disabled      –         0      0
sandbox       ○ excluded (tag)     …          disabled      –         0      1`.slice(1),
		);
	});

	test('shows the tag that almost matches in the wide columns', () => {
		const lines = drawn(clustersView, {snapshot, width: 240, isWide: true}).split('\n');
		expect(lines[0]).toMatch(/STATUS +INSTANCES {2}TAG NOTE$/);
		expect(lines[1]).toMatch(/ACTIVE +0 {2}tag GuardDutyManaged = “True” does not count: the value mus…$/);
	});

	test('shows faults only when asked', () => {
		expect(
			drawn(clustersView, {snapshot, query: {isFaultsOnly: true}})
				.split('\n')
				.map(line => line.split(' ')[0]),
		).toEqual(['NAME', 'typo', 'legacy', 'checkout']);
	});

	test('says nothing as long as nothing is known', () => {
		const undescribed = aSnapshot([
			...gates(),
			holding(clustersRead, undefined, listed([], {rows: [{key: clusterArn('checkout')}]})),
		]);
		expect(drawn(clustersView, {snapshot: undescribed, width: 78}).split('\n')[1]).toBe(
			'checkout      …                    …          –             …         –      –',
		);
		expect(clustersView.verdict(rowOf('checkout', undescribed))).toBe('unknown');
	});

	test('shows no opt-in state before GuardDuty was asked', () => {
		const early = aSnapshot([holding(clustersRead, undefined, listed(clusters))]);
		const row = rowOf('checkout', early);
		expect(row.optIn).toBeUndefined();
		expect(clustersView.verdict(row)).toBe('unknown');
		expect(drawn(clustersView, {snapshot: early, width: 78}).split('\n')[1]).toBe(
			'checkout      …                    …          enhanced      …         9     44',
		);
	});
});

describe('the hint of a cluster', () => {
	test.each([
		[
			'checkout',
			'agent failed in 1 task; 2 tasks without the agent: redeploy 2 services; tag GuardDutyManaged=true; the automated agent is off for the account',
		],
		['search', 'tag GuardDutyManaged=true; the automated agent is off for the account'],
		['sandbox', 'tag GuardDutyManaged=false: new tasks get no agent'],
		[
			'typo',
			'no tag GuardDutyManaged, and the automated agent is off for the account; tag GuardDutyManaged=True does not count: the value must be exactly true or false, in lower case; agents unknown: access denied: needs ecs:ListTasks; AWS does not say which policy refuses it: ask for ecs:ListTasks',
		],
	])('of %s says why', (name, text) => {
		expect(clustersView.hint(rowOf(name), 0)?.text).toBe(text);
	});
});

describe('the state of the list', () => {
	test('names the denied action once for all clusters that it hides', () => {
		expect(clustersView.status(snapshot, place)).toEqual({
			at: expect.any(Number),
			isPartial: false,
			errors: [{what: 'agents of 1 cluster', failure: denied}],
		});
	});

	test('counts the clusters of one denied action together, though AWS names each of them', () => {
		const of = (name: string): Failure => ({...denied, message: `not authorized on task/${name}/*`});
		const both = ['checkout', 'search'].map(name =>
			holding(censusRead, clusterArn(name), {status: 'failed' as const, failure: of(name), at: 0}),
		);
		const from = aSnapshot([...gates(), holding(clustersRead, undefined, listed(clusters)), ...both]);
		expect(clustersView.status(from, place).errors).toEqual([
			{what: 'agents of 2 clusters', failure: of('checkout')},
		]);
	});

	test('is partial while a page is missing', () => {
		const failure: Failure = {kind: 'throttled', message: ''};
		const cut = aSnapshot([
			...gates(),
			holding(clustersRead, undefined, listed(clusters, {isComplete: false, failure})),
		]);
		expect(clustersView.status(cut, place)).toMatchObject({
			isPartial: true,
			failure,
			errors: [{what: 'clusters', failure}],
		});
	});

	test('tells an account without clusters from one that could not be read', () => {
		expect(clustersView.empty(aSnapshot([holding(clustersRead, undefined, listed([]))]), place)).toBe(
			'no clusters in eu-west-1',
		);
		expect(clustersView.empty(aSnapshot([]), place)).toBe('reading …');
		const refused = holding(
			clustersRead,
			undefined,
			listed([], {isComplete: false, failure: {kind: 'denied', action: 'ecs:ListClusters', message: ''}}),
		);
		expect(clustersView.empty(aSnapshot([refused]), place)).toContain(
			'access denied: needs ecs:ListClusters',
		);
	});
});

describe('rows', () => {
	test('are the same objects until their own data changes', () => {
		const before = clustersView.rows(snapshot, place);
		expect(clustersView.rows(snapshot, place)).toBe(before);
		const kept = snapshot.get(clustersRead, undefined).rows;
		const rows = [{...kept[0]!, at: 0}, ...kept.slice(1)];
		const later = aSnapshot([
			...gate,
			holding(clustersRead, undefined, listed(clusters, {rows})),
			...censuses,
		]);
		const after = clustersView.rows(later, place);
		expect(after).not.toBe(before);
		expect(after.map((row, index) => row === before[index])).toEqual([false, true, true, true, true, true]);
	});
});

describe('what the list asks for', () => {
	const censusWants = (visible?: readonly string[]) =>
		clustersView
			.wants(place, snapshot, visible)
			.filter(({read}) => read.id === 'census')
			.map(({params, priority}) => [params, priority]);

	test('is a census of each cluster where something runs, those on screen first', () => {
		expect(censusWants([clusterArn('legacy')])).toEqual([
			[clusterArn('checkout'), 3],
			[clusterArn('search'), 3],
			[clusterArn('legacy'), 1],
			[clusterArn('sandbox'), 3],
			[clusterArn('typo'), 3],
		]);
	});

	test('is at most half of the request budget with 200 clusters of 100 tasks', () => {
		const many = Array.from({length: 200}, (_, index) => aCluster(`c${index}`, {runningTasks: 100}));
		const wants = clustersView.wants(
			place,
			aSnapshot([...gates(), holding(clustersRead, undefined, listed(many))]),
			many.slice(0, 50).map(({arn}) => arn),
		);
		// One ListTasks and one DescribeTasks for each census; the console allows itself 10 of the documented 20.
		const perSecond = wants
			.filter(({read}) => read.id === 'census')
			.reduce((sum, {everyMs}) => sum + 2000 / everyMs, 0);
		expect(perSecond).toBeLessThan(5);
	});
});

test('the record of a cluster is flat and says null where nothing is known', () => {
	expect(clustersView.record(rowOf('typo'))).toMatchObject({
		name: 'typo',
		optIn: 'not-opted-in',
		optInBy: null,
		nearMissTags: ['GuardDutyManaged=True'],
		agentsExpected: null,
		agentsPartial: null,
		stale: 0,
		staleServices: null,
		services: 1,
		runningFargateTasks: null,
		readAt: '2026-11-23T12:03:48.000Z',
	});
});
