import {describe, expect, test} from 'vitest';
import {type Finding} from '../../../source/domain/findings/finding.js';
import {createTextPool, summaryOf} from '../../../source/domain/findings/summary.js';
import {type Detector} from '../../../source/domain/resources.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {detectorRead} from '../../../source/store/reads/detector.js';
import {findingsRead} from '../../../source/store/reads/findings.js';
import {taskLookupRead} from '../../../source/store/reads/task-lookup.js';
import {clustersView} from '../../../source/views/clusters/clusters.js';
import {parseFilter} from '../../../source/views/filter.js';
import {findingsView} from '../../../source/views/findings/findings.js';
import {findingsBadge} from '../../../source/views/findings/findings-badge.js';
import {servicesView} from '../../../source/views/services/services.js';
import {tasksView} from '../../../source/views/tasks/tasks.js';
import {type Place} from '../../../source/views/view.js';
import {
	aSnapshot,
	clusterArn,
	drawn,
	fresh,
	holding,
	hourMs,
	listed,
	minuteMs,
	now,
	serviceArn,
	taskArn,
	taskId,
	text,
} from '../build.js';
import {shop, shopHoldings, tasks} from '../shop.js';
import {aFinding, aFindingLike, detector, found} from './build.js';

const gone = taskArn('shop', taskId('77'));
const findings: readonly Finding[] = [
	aFindingLike('f3', {
		severity: 5,
		type: 'Execution:Runtime/NewBinaryExecuted',
		count: 1,
		taskArn: tasks.standalone.arn,
		taskId: taskId('d1'),
		serviceName: undefined,
		lastSeenAt: now - 9 * hourMs,
	}),
	aFinding(),
	aFindingLike('f2', {severity: 8, lastSeenAt: now - minuteMs, taskArn: gone, taskId: taskId('77')}),
	aFindingLike('f4', {
		severity: 9.5,
		type: 'AttackSequence:ECS/CompromisedCluster',
		isSequence: true,
		taskArn: undefined,
		taskId: undefined,
		serviceName: undefined,
		containerName: undefined,
	}),
	aFindingLike('f5', {severity: 2, isSample: true, type: 'Impact:Runtime/CryptoMinerExecuted'}),
	aFindingLike('f6', {
		severity: 4,
		accountId: '444455556666',
		clusterArn: 'arn:aws:ecs:eu-west-1:444455556666:cluster/pay',
		clusterName: 'pay',
		taskArn: `arn:aws:ecs:eu-west-1:444455556666:task/pay/${taskId('88')}`,
		taskId: taskId('88'),
		serviceName: 'core',
	}),
];
const holdings = [...shopHoldings, ...found(findings)];
const snapshot = aSnapshot(holdings);
const rowOf = (start: string, from = snapshot, place: Place = {view: 'findings'}) =>
	findingsView.rows(from, place).find(({finding}) => finding.id.startsWith(start))!;

describe('the list of findings', () => {
	test('comes worst first, of two as severe the one seen last, in 77 cells', () => {
		expect(drawn(findingsView, {snapshot, width: 77})).toBe(
			text(`
			SEVERITY      TYPE                              LAST  TASK      CLUSTER
			Critical 9.5  AttackSequen…/CompromisedCluster    5m  –         shop
			High 8.0      Execution:Runtime/ReverseShell      1m  gone      shop
			High 8.0      Execution:Runtime/ReverseShell      5m  running   shop
			Medium 5.0    Execution:Run…/NewBinaryExecuted    9h  running   shop
			Medium 4.0    Execution:Runtime/ReverseShell      5m  ? away    pay
			Low 2.0       Impact:Runt…/CryptoMinerExecuted    5m  sample    shop
			`),
		);
	});

	test('has service, count, ages, task, container and state where there is room', () => {
		const [head, , , shell] = drawn(findingsView, {snapshot, width: 200}).split('\n');
		expect(head?.replaceAll(/ +/g, ' ')).toBe(
			'SEVERITY TYPE LAST TASK CLUSTER SERVICE COUNT FIRST TASK ID CONTAINER STATE',
		);
		expect(shell?.replaceAll(/ +/g, ' ')).toBe(
			'High 8.0 Execution:Runtime/ReverseShell 5m running shop api 3 1h a1000000 web open',
		);
	});

	test('what GuardDuty does not say is a question mark, and no severity stands where nobody overlooks it', () => {
		const mute = {firstSeenAt: undefined, lastSeenAt: undefined, count: undefined, isArchived: undefined};
		const odd = aSnapshot([
			...shopHoldings,
			...found([
				aFindingLike('e1', {severity: 6.95}),
				aFindingLike('e2', {severity: undefined, ...mute}),
				aFindingLike('e3', {severity: 10}),
			]),
		]);
		const rows = drawn(findingsView, {snapshot: odd, width: 200}).split('\n').slice(1);
		expect(rows.map(row => row.replaceAll(/ +/g, ' '))).toEqual([
			'Critical 10 Execution:Runtime/ReverseShell 5m running shop api 3 1h a1000000 web open',
			'? Execution:Runtime/ReverseShell ? running shop api ? ? a1000000 web ?',
			'Medium 6.9 Execution:Runtime/ReverseShell 5m running shop api 3 1h a1000000 web open',
		]);
		const record = findingsView.record(rowOf('e2', odd));
		expect([record.severity, record.band, record.count]).toEqual([null, 'unknown', null]);
	});

	test.each([
		['band:high', 2],
		['type:Impact', 1],
		['cluster:pay', 1],
		['task:gone', 1],
		['now:stopped', 0],
		['account:4444', 1],
		['state:sample', 1],
		['!band:low ReverseShell', 3],
	])('the filter %s shows %i', (written, count) => {
		const filter = parseFilter(written, findingsView.columns);
		if ('error' in filter) {
			throw new Error(filter.error);
		}

		const lines = drawn(findingsView, {snapshot, query: {filter, isFaultsOnly: false}}).split('\n');
		expect(lines).toHaveLength(count + 1);
	});

	test('a fault is an open critical or high one that is no sample', () => {
		const lines = drawn(findingsView, {snapshot, query: {isFaultsOnly: true}}).split('\n');
		expect(lines.slice(1).map(line => line.slice(0, 12))).toEqual([
			'Critical 9.5',
			'High 8.0    ',
			'High 8.0    ',
		]);
	});

	test.each([
		[{severity: 8, isArchived: false, isSample: false}, 'fault'],
		[{severity: 8, isArchived: undefined, isSample: false}, 'unknown'],
		[{severity: 8, isArchived: true, isSample: false}, 'ok'],
		[{severity: 8, isArchived: false, isSample: true}, 'ok'],
		[{severity: 6.9, isArchived: false, isSample: false}, 'ok'],
		[{severity: 11, isArchived: false, isSample: false}, 'unknown'],
	] as const)('%j is %s', (facts, verdict) => {
		expect(findingsView.verdict({...rowOf('f1'), finding: aFindingLike('f1', facts)})).toBe(verdict);
	});

	test('lists those of one cluster, service, task or attack sequence', () => {
		const cluster = shop.arn;
		const ids = (place: Place) =>
			findingsView.rows(snapshot, place).map(({finding}) => finding.id.slice(0, 2));
		expect(ids({view: 'findings', cluster})).toEqual(['f3', 'f1', 'f2', 'f4', 'f5']);
		expect(ids({view: 'findings', cluster, service: serviceArn('shop', 'api')})).toEqual(['f1', 'f2', 'f5']);
		expect(ids({view: 'findings', cluster, task: gone})).toEqual(['f2']);
		const sequence = `arn:aws:guardduty:eu-west-1:111122223333:detector/${detector}/finding/${'f4'.padEnd(32, '0')}`;
		const member = aSnapshot(found([aFindingLike('f7', {sequenceArn: sequence}), aFinding()]));
		expect(
			findingsView.rows(member, {view: 'findings', subject: sequence as NonNullable<Place['subject']>}),
		).toHaveLength(1);
	});

	test('the archived ones are a list of their own, and back', () => {
		const archived = aSnapshot(found([aFindingLike('f1', {isArchived: true})], {isArchived: true}));
		const place = {view: 'findings', item: 'archived'};
		expect(findingsView.rows(archived, place)).toHaveLength(1);
		expect(findingsView.rows(archived, {view: 'findings'})).toHaveLength(0);
		expect(findingsView.title(place)).toBe('archived findings');
		expect(findingsView.pivotsHere?.({view: 'findings'}).archived).toEqual(place);
		expect(findingsView.pivotsHere?.(place).archived).toEqual({view: 'findings'});
	});

	test('a task is gone only when ECS said so after the finding, unknown when it would not say', () => {
		const lost = aFindingLike('f2', {taskArn: gone, taskId: taskId('77')});
		const of = (...more: Parameters<typeof aSnapshot>[0]) => {
			const from = aSnapshot([...found([lost]), holding(clustersRead, undefined, listed([shop])), ...more]);
			return rowOf('f2', from).state.kind;
		};

		const lookup = {cluster: shop.arn, tasks: []};
		const rows = (row: object) => ({rows: [{key: gone, ...row}], isComplete: true, listedAt: now});
		expect(of()).toBe('waiting');
		expect(of(holding(taskLookupRead, lookup, rows({value: {}, at: now})))).toBe('gone');
		expect(of(holding(taskLookupRead, lookup, rows({failure: {kind: 'timeout', message: ''}})))).toBe(
			'unknown',
		);
	});

	test('a task is found by its own ARN when the cluster’s is none, and is unknown when ECS can’t be asked', () => {
		const old = `arn:aws:ecs:eu-west-1:111122223333:task/${taskId('a1')}`;
		const from = aSnapshot([
			...shopHoldings,
			...found([
				aFindingLike('g1', {clusterArn: 'not an arn'}),
				aFindingLike('g2', {taskArn: old, clusterArn: undefined}),
			]),
		]);
		expect(['g1', 'g2'].map(start => rowOf(start, from).state.kind)).toEqual(['running', 'unknown']);
		expect(findingsView.pivots(rowOf('g1', from), {view: 'findings'}).tasks?.view).toBe('task');
		expect(findingsView.hint?.(rowOf('g2', from), now)?.text).toContain('ECS can’t be asked for it');
	});

	test('a cluster that is no longer there leaves its tasks gone', () => {
		const from = aSnapshot([...found([aFinding()]), holding(clustersRead, undefined, listed([]))]);
		expect(rowOf('f1', from).state.kind).toBe('gone');
	});

	test('asks ECS for the tasks on screen, and never for those of samples or of other accounts', () => {
		const asked = (visible?: readonly string[]) =>
			findingsView
				.wants({view: 'findings'}, snapshot, visible)
				.filter(({read}) => read.id === 'task-lookup')
				.map(({params}) => params);
		expect(asked()).toEqual([{cluster: shop.arn, tasks: [tasks.standalone.arn, tasks.watched.arn, gone]}]);
		expect(asked([findingsView.key(rowOf('f2'))])).toEqual([{cluster: shop.arn, tasks: [gone]}]);
	});

	test('says in one line what happened and what became of the task', () => {
		expect(findingsView.hint(rowOf('f1'), now)?.text).toBe(
			'A reverse shell was opened; api; task a1000000 running, agent ✓ running 1.17.1; t opens it',
		);
		expect(findingsView.hint(rowOf('f2'), now)?.text).toContain('t shows what is left of it');
		expect(findingsView.hint(rowOf('f6'), now)?.text).toContain(
			'not visible from here: it is in account 444455556666',
		);
	});

	test('sums up what GuardDuty counts, and is partial while it is cut off', () => {
		expect(findingsView.status(snapshot, {view: 'findings'}).summary?.text).toBe(
			'GuardDuty counts 6 open findings: 1C 2H 2M 1L',
		);
		const capped = aSnapshot([
			...found(findings),
			holding(findingsRead, {isArchived: false}, {rows: [], isComplete: false, isCapped: true}),
		]);
		expect(findingsView.status(capped, {view: 'findings'})).toMatchObject({isPartial: true});
		expect(findingsView.status(capped, {view: 'findings'}).summary?.text).toContain(
			'only the worst are listed',
		);
	});
});

test.each([
	[undefined, 'GuardDuty is not enabled in eu-west-1: nothing is watched, so nothing is found'],
	[
		{id: detector, isEnabled: false, features: []},
		'GuardDuty is suspended in eu-west-1: nothing new is found',
	],
] as const)('an empty list is no good news where GuardDuty does not look: %j', (held, why) => {
	const off = aSnapshot([holding(detectorRead, undefined, fresh<Detector | undefined>(held)), ...found([])]);
	const place = {view: 'findings'};
	expect(findingsView.empty(off, place)).toBe(why);
	expect(findingsView.status(off, place)).toMatchObject({isPartial: true, notice: {text: why}});
	expect(findingsView.wants(place, off).map(({read}) => read.id)).toContain('detector');
});

describe('where a finding leads', () => {
	const pivots = (start: string) => findingsView.pivots(rowOf(start), {view: 'findings'});

	test('to the live task, its service and events, the blast radius, the timeline', () => {
		const subject = findingsView.key(rowOf('f1'));
		const service = serviceArn('shop', 'api');
		expect(pivots('f1')).toEqual({
			tasks: {view: 'task', cluster: shop.arn, task: tasks.watched.arn, service},
			service: {view: 'describe', cluster: shop.arn, subject: service},
			events: {view: 'service-events', cluster: shop.arn, service},
			tree: {view: 'blast-radius', subject},
			timeline: {view: 'timeline', subject, cluster: shop.arn, service, task: tasks.watched.arn},
			archived: {view: 'findings', item: 'archived'},
			flows: {view: 'flows'},
		});
	});

	test('to what is left of a task that is gone', () => {
		expect(pivots('f2').tasks).toEqual({view: 'finding-task', subject: findingsView.key(rowOf('f2'))});
	});

	test('to the tasks of its cluster where it names none, or several', () => {
		expect(pivots('f4').tasks).toEqual({view: 'tasks', cluster: shop.arn});
	});

	test('from a member to its attack sequence, from the sequence to its members', () => {
		expect(pivots('f4').sequence).toEqual({view: 'findings', subject: findingsView.key(rowOf('f4'))});
		const sequence = findingsView.key(rowOf('f4'));
		const from = aSnapshot(found([aFindingLike('f7', {sequenceArn: sequence})]));
		expect(findingsView.pivots(rowOf('f7', from), {view: 'findings'}).sequence).toEqual({
			view: 'finding',
			subject: sequence,
		});
	});
});

describe('findings beside what they are about', () => {
	test('clusters, services and tasks have the column where there are some', () => {
		const cell = (lines: string, row: RegExp) => lines.split('\n').find(line => row.test(line)) ?? '';
		expect(cell(drawn(clustersView, {snapshot}), /^shop/)).toContain('1C 2H 1M');
		expect(
			cell(drawn(servicesView, {snapshot, place: {view: 'services', cluster: shop.arn}}), /^api/),
		).toContain('2H');
		const list = drawn(tasksView, {snapshot, place: {view: 'tasks', cluster: shop.arn}, width: 78});
		expect(cell(list, /^a1000000/)).toMatch(/1H$/);
		expect(cell(list, /^d1000000/)).toMatch(/1M$/);
		expect(drawn(clustersView, {snapshot: aSnapshot(shopHoldings)})).not.toContain('FINDINGS');
	});

	test('are unknown where none was read as long as not all are, and none once all are', () => {
		const pool = createTextPool();
		const summaries = findings.map(finding => ({key: finding.id, value: summaryOf(finding, pool), at: 1}));
		const drawnWith = (isComplete: boolean) =>
			drawn(tasksView, {
				snapshot: aSnapshot([
					...shopHoldings,
					holding(findingsRead, {isArchived: false}, {rows: summaries, isComplete, isCapped: false}),
				]),
				place: {view: 'tasks', cluster: shop.arn},
				width: 78,
			}).split('\n');
		const ends = (lines: readonly string[]) => lines.slice(1).map(line => /(\S+)$/.exec(line.trimEnd())?.[1]);
		expect(ends(drawnWith(false))).toContain('?');
		expect(ends(drawnWith(false))).not.toContain('–');
		expect(ends(drawnWith(true))).toContain('–');
		expect(ends(drawnWith(true))).not.toContain('?');
	});

	test('the badge of the pane counts critical and high ones, samples aside', () => {
		expect(findingsBadge(snapshot)).toBe('1C 2H!');
		expect(findingsBadge(aSnapshot([]))).toBeUndefined();
		expect(findingsBadge(aSnapshot(found([aFindingLike('f1', {severity: 5})])))).toBeUndefined();
	});

	test.each([
		['that could not be read', [], {failure: {kind: 'timeout', message: ''}}, '?'],
		['that are not all read', [8], {}, '1H+!'],
		['of which milder ones are read, which come later', [8, 5], {}, '1H!'],
		['that are all read', [8], {isComplete: true}, '1H!'],
	])('the badge of findings %s', (_what, severities, more, badge) => {
		const rows = severities.map((severity, index) => {
			const finding = aFindingLike(`f${index}`, {severity});
			return {key: finding.id, value: finding, at: now};
		});
		const list = {rows, isComplete: false, isCapped: false, ...more};
		// The cases are a table of lists of all kinds.
		const from = aSnapshot([holding(findingsRead, {isArchived: false}, list as never)]);
		expect(findingsBadge(from)).toBe(badge);
	});

	test('a task leads to its findings', () => {
		const row = tasksView
			.rows(snapshot, {view: 'tasks', cluster: shop.arn})
			.find(({id}) => id === tasks.watched.id)!;
		expect(tasksView.pivots(row, {view: 'tasks', cluster: shop.arn}).tasks).toEqual({
			view: 'findings',
			cluster: clusterArn('shop'),
			task: tasks.watched.arn,
		});
	});
});

test('a record says what is not known as null, and the state of the task in a word', () => {
	expect(findingsView.record(rowOf('f2'))).toMatchObject({
		band: 'high',
		taskState: 'gone',
		archived: false,
		sample: false,
		task: gone,
	});
	expect(findingsView.record(rowOf('f4'))).toMatchObject({
		taskState: null,
		task: null,
		isAttackSequence: true,
	});
	expect(findingsView.record(rowOf('f5'))).toMatchObject({taskState: 'sample'});
	expect(findingsView.record(rowOf('f6'))).toMatchObject({taskState: 'unknown'});
	expect(Object.keys(findingsView.record(rowOf('f1')))).toEqual(findingsView.members);
});
