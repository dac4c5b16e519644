import {describe, expect, test} from 'vitest';
import {type Cluster} from '../../../source/domain/resources.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {clustersCoverage, coverageRead} from '../../../source/store/reads/coverage.js';
import {servicesRead} from '../../../source/store/reads/services.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {fixView} from '../../../source/views/fixes/fix-detail.js';
import {changedIn, doctoredClusters} from '../../../source/views/fixes/fix-rows.js';
import {fixesView} from '../../../source/views/fixes/fixes.js';
import {app} from '../../domain/build.js';
import {
	aCluster,
	aService,
	aSnapshot,
	aTask,
	clusterArn,
	drawn,
	excluded,
	gates,
	type Holding,
	holding,
	listed,
	now,
	ofService,
	optedIn,
	serviceArn,
	written,
} from '../build.js';
import {aCoverage, covered} from '../coverage-shop.js';

const place = {view: 'fixes'};
const bare = {containers: [app]};

function inCluster(
	name: string,
	tasks: readonly ReturnType<typeof aTask>[],
	services: readonly string[] = [],
): readonly Holding[] {
	return [
		holding(tasksRead, clusterArn(name), listed(tasks)),
		holding(
			servicesRead,
			clusterArn(name),
			listed(services.map(service => aService(name, service, {maximumPercent: 200}))),
		),
	];
}

const clusters = [
	aCluster('checkout', {tags: optedIn, runningTasks: 4}),
	aCluster('legacy', {runningTasks: 5}),
	aCluster('sandbox', {tags: excluded, runningTasks: 1}),
	aCluster('well', {tags: optedIn, runningTasks: 1}),
];

function held(all: readonly Cluster[] = clusters): readonly Holding[] {
	return [
		...gates(),
		holding(clustersRead, undefined, listed(all)),
		...inCluster(
			'checkout',
			[
				aTask('checkout', 'a1', {...ofService('api'), ...bare}),
				aTask('checkout', 'a2', {...ofService('api'), ...bare}),
				aTask('checkout', 'a3', {...ofService('web'), ...bare}),
				aTask('checkout', 'a4', bare),
			],
			['api', 'web'],
		),
		...inCluster(
			'legacy',
			['b1', 'b2', 'b3', 'b4', 'b5'].map(id => aTask('legacy', id, bare)),
		),
		...inCluster('sandbox', [aTask('sandbox', 'c1', ofService('old'))], ['old']),
		...inCluster('well', [aTask('well', 'd1', ofService('fine'))], ['fine']),
	];
}

const snapshot = aSnapshot([
	...held(),
	...covered([aCoverage('well'), aCoverage('checkout', {status: 'UNHEALTHY'})]),
]);
const rows = fixesView.rows(snapshot, place);
const rowOf = (target: string) => rows.find(row => row.target === target)!;

describe('the fix queue', () => {
	test('has what brings most first, and cleans up last', () => {
		expect(drawn(fixesView, {snapshot, place, width: 77})).toBe(
			`
TASKS  FIX       TARGET                 EFFORT  RISK    HOW
    5  retag     legacy                 medium  low     T tags it
    2  redeploy  checkout/api           low     medium  R redeploys it
    1  redeploy  checkout/web           low     medium  R redeploys it
    1  relaunch  checkout: 1 task       medium  medium  R replaces it
    1  clean up  sandbox/old            low     medium  R redeploys it`.slice(1),
		);
	});

	test('tells title, reason and risk of the entry under the cursor', () => {
		expect(fixesView.hint(rowOf('checkout/api'), now)?.text).toMatch(
			/^redeploy checkout\/api; 2 tasks without the agent; mind: /,
		);
	});

	test('acts on what an entry stands for: a service, a cluster, each of several tasks', () => {
		expect(fixesView.targets?.(rowOf('checkout/api'))).toEqual([
			{kind: 'service', arn: serviceArn('checkout', 'api'), clusterArn: clusterArn('checkout'), name: 'api'},
		]);
		expect(fixesView.targets?.(rowOf('legacy'))).toMatchObject([{kind: 'cluster', name: 'legacy'}]);
		const alone = rowOf('checkout: 1 task');
		expect(fixesView.targets?.(alone)).toMatchObject([{kind: 'task'}]);
		expect(fixesView.target(alone)).toEqual(fixesView.targets?.(alone)[0]);
	});

	test('names what is to be changed elsewhere, by the reason', () => {
		expect(changedIn('role exec is scoped to own repositories: ecr:BatchGetImage is refused')).toBe(
			'role exec',
		);
		expect(changedIn('role exec: ecr:BatchGetImage refused')).toBe('role exec');
		expect(changedIn('sg-ae0f0087 does not let 443 out')).toBe('sg-ae0f0087');
		expect(changedIn('no way to the internet')).toBeUndefined();
	});

	test('of one cluster has that cluster alone', () => {
		const own = {...place, cluster: clusterArn('checkout')};
		expect(fixesView.rows(snapshot, own).every(({target}) => target.startsWith('checkout'))).toBe(true);
		expect(fixesView.open(rows[0]!, own)).toMatchObject({view: 'fix', cluster: clusterArn('checkout')});
	});

	test('keeps its entries while nothing changes, and loses those that are done', () => {
		expect(fixesView.rows(snapshot, place)).toBe(fixesView.rows(snapshot, place));
		const healed = aSnapshot([
			...held().filter(([key]) => key !== `tasks ${clusterArn('checkout')}`),
			holding(tasksRead, clusterArn('checkout'), listed([aTask('checkout', 'a9', ofService('api'))])),
			...covered([]),
		]);
		expect(fixesView.rows(healed, place).map(({target}) => target)).not.toContain('checkout/api');
	});

	test('has a fault for what covers, none for what tidies up', () => {
		expect(fixesView.verdict(rowOf('checkout/api'))).toBe('fault');
		expect(fixesView.verdict(rowOf('sandbox/old'))).toBe('ok');
	});

	test('asks the doctor about clusters where something is wrong, the worst first, and about one that is named', () => {
		expect(doctoredClusters(snapshot, place).map(({name}) => name)).toEqual([
			'checkout',
			'legacy',
			'sandbox',
		]);
		expect(doctoredClusters(snapshot, {...place, cluster: clusterArn('well')}).map(({name}) => name)).toEqual(
			['well'],
		);
	});

	test('says how far it is while clusters are read', () => {
		const early = aSnapshot(held().filter(([key]) => !key.endsWith('/legacy')));
		expect(fixesView.status(early, place)).toMatchObject({
			isPartial: true,
			progress: {done: 3, of: 4, what: 'clusters'},
		});
	});
});

describe('an empty queue', () => {
	const well = [aCluster('idle', {tags: optedIn})];
	const there = {...place, cluster: clusterArn('idle')};
	const base = [...gates(), holding(clustersRead, undefined, listed(well))];

	test.each([
		[
			'agrees',
			covered([aCoverage('idle')]),
			/GuardDuty agrees: healthy, judged last at 09:04Z, read at 12:03Z\./,
		],
		[
			'lags',
			covered([aCoverage('idle', {status: 'UNHEALTHY'})]),
			/GuardDuty still calls idle unhealthy \(judged at 09:04Z\): its judgement lags/,
		],
		['reports nothing', covered([]), /GuardDuty reports nothing of it\./],
		['can not be read', [], /What GuardDuty says could not be read\./],
	])('says that GuardDuty %s', (_what, coverage, text) => {
		const done = aSnapshot([...base, ...coverage]);
		expect(fixesView.rows(done, place)).toEqual([]);
		expect(fixesView.empty(done, place)).toMatch(text);
	});

	test('is not empty before everything was read', () => {
		expect(fixesView.empty(aSnapshot([]), place)).toBe('reading …');
		expect(fixesView.empty(aSnapshot(base), there)).toBe('reading …');
	});

	test('says why the clusters can’t be read', () => {
		const denied = aSnapshot([
			holding(clustersRead, undefined, {
				rows: [],
				isComplete: false,
				failure: {kind: 'denied', action: 'ecs:ListClusters', message: ''},
			}),
			holding(coverageRead, clustersCoverage, {rows: [], isComplete: true, listedAt: now}),
		]);
		expect(fixesView.empty(denied, place)).toMatch(/needs ecs:ListClusters/);
	});
});

describe('one fix', () => {
	const at = (target: string) => ({view: 'fix', item: rowOf(target).fix.id});

	test('tells everything about it', () => {
		const text = written(fixView.blocks(snapshot, at('checkout/api'), now));
		expect(text).toContain('# Fix\nwhat: redeploy checkout/api\nwhy: 2 tasks without the agent');
		expect(text).toContain('how: R redeploys it');
		expect(text).toContain(`# Applied to\nservice ${serviceArn('checkout', 'api')}`);
	});

	test('acts on the same as its row', () => {
		expect(fixView.targets?.(at('legacy'), snapshot)).toEqual(fixesView.targets?.(rowOf('legacy')));
	});

	test('says that it is done when it has left the queue', () => {
		const text = written(
			fixView.blocks(snapshot, {view: 'fix', item: 'redeploy gone', cluster: clusterArn('well')}, now),
		);
		expect(text).toMatch(/no longer in the queue|reading/);
	});
});
