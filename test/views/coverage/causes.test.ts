import {describe, expect, test} from 'vitest';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {affectedView} from '../../../source/views/coverage/affected.js';
import {causesView} from '../../../source/views/coverage/causes.js';
import {
	aCluster,
	aSnapshot,
	clusterArn,
	drawn,
	gates,
	holding,
	listed,
	now,
	optedIn,
	written,
} from '../build.js';
import {aCoverage, anInstanceCoverage, covered} from '../coverage-shop.js';

const before = (names: string) =>
	`Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): '${names}'`;
const killed = "ExitCode: 137 for tasks in TaskDefinition - 'api:3'";

const clusters = ['checkout', 'search', 'nodes'].map(name => aCluster(name, {tags: optedIn}));
const snapshot = aSnapshot([
	...gates(),
	holding(clustersRead, undefined, listed(clusters)),
	...covered(
		[
			aCoverage('checkout', {issues: [before('api,web'), killed]}),
			aCoverage('search', {issues: [before('query')]}),
			aCoverage('partner', {accountId: '999900001111', issues: [killed, 'a new kind of trouble']}),
			aCoverage('nodes'),
		],
		[
			anInstanceCoverage('i-1', clusterArn('nodes'), 'Agent not reporting'),
			{...anInstanceCoverage('i-2', clusterArn('nodes'), ''), details: {type: 'EC2', instanceId: 'i-2'}},
		],
	),
]);
const place = {view: 'causes'};
const rows = causesView.rows(snapshot, place);
const keyOf = (cause: string) => rows.find(({issue}) => issue.cause.includes(cause))!.key;
const affectedBy = (cause: string) => ({view: 'affected', item: keyOf(cause)});

describe('the causes', () => {
	test('are told once over all clusters, the widest spread first', () => {
		expect(drawn(causesView, {snapshot, place, width: 77})).toBe(
			`
AFFECTED  TASKS  SERVICES  CAUSE                                     REMEDY
       2      –         3  the services were deployed before the a…  redeploy
       2      –         –  the agent exited                          change
       1      –         –  the agent of the instance no longer rep…  change
       1      –         –  a new kind of trouble                     look`.slice(1),
		);
	});

	test('leave out instances that belong to no cluster', () => {
		expect(rows.flatMap(({resources}) => resources.map(({id}) => id))).not.toContain('i-2');
	});

	test('tell what mends them, an undocumented one in its own words', () => {
		const hints = rows.map(row => causesView.hint(row, now));
		expect(hints.find(hint => hint?.text.startsWith('not documented'))).toEqual({
			text: 'not documented: a new kind of trouble',
			tone: 'warning',
		});
		expect(causesView.remedies?.(rows[0]!, {view: 'causes'}, aSnapshot([]))).toEqual([
			{label: "GuardDuty's own words", text: expect.stringContaining('Services deployed before')},
		]);
	});

	test('say so when there are none, and when nothing was read yet', () => {
		const whole = aSnapshot(covered([aCoverage('checkout')]));
		expect(causesView.empty(whole, place)).toBe('GuardDuty names no issue of any cluster or instance');
		expect(causesView.empty(aSnapshot([]), place)).toBe('reading …');
	});
});

describe('beside a wide list', () => {
	test('a cause is told whole, with all that has it and the first of thousands of names', () => {
		const ids = Array.from({length: 2000}, (_, index) => `task${index}`);
		const many = aSnapshot(
			covered([
				aCoverage('checkout', {
					issues: [
						`Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '${ids.join(',')}'`,
					],
				}),
			]),
		);
		const [row] = causesView.rows(many, place);
		const text = written(causesView.beside!(row!, now));
		expect(text).toMatch(/^cause: the tasks started before Runtime Monitoring was switched on$/m);
		expect(text).toMatch(/^tasks: task0, task1, .*task11, \+1988$/m);
		expect(text).toMatch(/^# Affected\ncheckout$/m);
	});

	test('one that is affected is told with its own words', () => {
		const [, partner] = affectedView.rows(snapshot, affectedBy('exited'));
		const text = written(affectedView.beside!(partner!, now));
		expect(text).toMatch(/^account: 999900001111$/m);
		expect(text).toMatch(/^its words: ExitCode: 137 for tasks in TaskDefinition - 'api:3'$/m);
	});
});

describe('what has a cause', () => {
	test('is listed with the names that GuardDuty gives', () => {
		const [first] = rows;
		expect(causesView.open(first!, place)).toEqual(affectedBy('before the automated agent'));
		expect(drawn(affectedView, {snapshot, place: affectedBy('before the automated agent'), width: 77})).toBe(
			`
NAME                   KIND      TASKS  NAMED                          JUDGED
checkout               cluster       –  api, web                           3h
search                 cluster       –  query                              3h`.slice(1),
		);
	});

	test('opens the doctor of its cluster, an instance that of the cluster it is in', () => {
		const killedRows = affectedView.rows(snapshot, affectedBy('exited'));
		expect(killedRows.map(row => [row.name, affectedView.open(row, place)])).toEqual([
			['checkout', {view: 'doctor', cluster: clusterArn('checkout')}],
			['partner', undefined],
		]);
		const [instance] = affectedView.rows(snapshot, affectedBy('instance'));
		expect(affectedView.open(instance!, place)).toEqual({view: 'doctor', cluster: clusterArn('nodes')});
		expect(affectedView.target(instance!)).toBeUndefined();
	});

	test('is gone with its cause', () => {
		const healed = aSnapshot(covered([aCoverage('checkout')]));
		const there = affectedBy('exited');
		expect(affectedView.rows(healed, there)).toEqual([]);
		expect(affectedView.empty(healed, there)).toBe('GuardDuty no longer names this cause anywhere');
	});
});
