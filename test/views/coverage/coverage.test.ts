import {describe, expect, test} from 'vitest';
import {type Failure} from '../../../source/domain/failure.js';
import {clustersRead} from '../../../source/store/reads/clusters.js';
import {
	clustersCoverage,
	coverageRead,
	coverageStatisticsRead,
} from '../../../source/store/reads/coverage.js';
import {servicesRead} from '../../../source/store/reads/services.js';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {coverageBadge, coverageView} from '../../../source/views/coverage/coverage.js';
import {app} from '../../domain/build.js';
import {
	aCluster,
	anAgent,
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
	minuteMs,
	now,
	ofService,
	optedIn,
	written,
} from '../build.js';
import {aCoverage, coverageList, covered} from '../coverage-shop.js';

const denied: Failure = {kind: 'denied', action: 'guardduty:ListCoverage', message: ''};
const place = {view: 'coverage'};

const clusters = [
	aCluster('checkout', {tags: optedIn, runningTasks: 3, activeServices: 1}),
	aCluster('search', {tags: optedIn, runningTasks: 1}),
	aCluster('nodes', {tags: optedIn}),
	aCluster('sandbox', {tags: excluded}),
	aCluster('drained', {tags: optedIn}),
];

const notDeployed =
	"Tasks started before enabling Runtime Monitoring require a relaunch. Impacted task ID(s): '0a, 0b'";
const exited = "ExitCode: 137 for tasks in TaskDefinition - 'api:3'";

const resources = [
	aCoverage('checkout', {issues: [exited, 'something new']}),
	aCoverage('search', {updatedAt: now - 40 * minuteMs}),
	aCoverage('nodes', {
		status: 'UNHEALTHY',
		details: {type: 'ECS', clusterName: 'nodes', instances: {covered: 2, compatible: 3}},
	}),
	aCoverage('drained', {issues: [notDeployed]}),
	aCoverage('partner', {accountId: '999900001111', issues: [exited]}),
	aCoverage('gone'),
];

function inCluster(
	name: string,
	tasks: readonly ReturnType<typeof aTask>[],
	services = ['api'],
): readonly Holding[] {
	return [
		holding(tasksRead, clusterArn(name), listed(tasks)),
		holding(servicesRead, clusterArn(name), listed(services.map(service => aService(name, service)))),
	];
}

const agents: readonly Holding[] = [
	...inCluster('checkout', [
		aTask('checkout', 'a1', ofService('api')),
		aTask('checkout', 'a2', {
			...ofService('api'),
			containers: [app, anAgent({lastStatus: 'STOPPED', exitCode: 137})],
		}),
		aTask('checkout', 'a3', {...ofService('api'), containers: [app]}),
	]),
	...inCluster('search', [aTask('search', 'b1', {containers: [app], startedAt: now - 5 * minuteMs})]),
];

const holdings = [...gates(), holding(clustersRead, undefined, listed(clusters)), ...agents];
const snapshot = aSnapshot([...holdings, ...covered(resources)]);

const rowOf = (name: string, from = snapshot) =>
	coverageView.rows(from, place).find(row => row.name === name)!;

describe('the coverage pane', () => {
	test('shows what GuardDuty says beside what the tasks show, unhealthy first', () => {
		expect(drawn(coverageView, {snapshot, width: 140})).toBe(
			`
NAME                         GUARDDUTY      AGENTS        AGREE  CAUSE                                   FIXES  JUDGED  INSTANCES  MANAGED
checkout                     ✗ unhealthy    1/3 !2        yes    +1 the agent exited                         1      3h          –  auto
drained                      ✗ unhealthy    –             ! no   the tasks started before Runtime Moni…      –      3h          –  auto
nodes                        ✗ unhealthy    –             ! no   ? no reason given                           –      3h        2/3  –
partner                      ✗ unhealthy    –             ! no   the agent exited                            –      3h          –  auto
sandbox                      – unreported   –             yes    –                                           –       –          –  –
gone                         ✓ healthy      –             ! no   –                                           –      3h          –  auto
search                       ✓ healthy      0/1 !1        ! no   –                                           1     40m          –  auto`.slice(
				1,
			),
		);
	});

	test('fits into 80 cells with the cursor', () => {
		expect(drawn(coverageView, {snapshot, width: 77})).toBe(
			`
NAME             GUARDDUTY     AGENTS    AGREE  CAUSE           FIXES  JUDGED
checkout         ✗ unhealthy   1/3 !2    yes    +1 the agent …      1      3h
drained          ✗ unhealthy   –         ! no   the tasks sta…      –      3h
nodes            ✗ unhealthy   –         ! no   ? no reason g…      –      3h
partner          ✗ unhealthy   –         ! no   the agent exi…      –      3h
sandbox          – unreported  –         yes    –                   –       –
gone             ✓ healthy     –         ! no   –                   –      3h
search           ✓ healthy     0/1 !1    ! no   –                   1     40m`.slice(1),
		);
	});

	test('tells account, the reason of a difference and GuardDuty’s id in the wide columns', () => {
		const [heading, ...rows] = drawn(coverageView, {snapshot, width: 300, isWide: true}).split('\n');
		expect(heading).toMatch(/ACCOUNT +WHY +RESOURCE ID/);
		expect(rows.find(row => row.startsWith('partner'))).toMatch(/999900001111 +other account +arn:aws:ecs/);
		expect(rows.find(row => row.startsWith('nodes'))).toMatch(/instance without agent/);
	});

	test('says nothing of coverage before GuardDuty answered, and counts agents all the same', () => {
		const early = aSnapshot(holdings);
		const {coverage} = rowOf('checkout', early);
		expect(coverage).toMatchObject({status: 'unknown', why: 'not read yet'});
		expect(drawn(coverageView, {snapshot: early, width: 77}).split('\n')[1]).toMatch(/checkout +… +1\/3 !2/);
		expect(coverageView.verdict(rowOf('search', early))).toBe('fault');
		expect(coverageView.verdict(rowOf('nodes', early))).toBe('unknown');
		expect(coverageBadge(early)).toBeUndefined();
	});

	test('without guardduty:ListCoverage shows its own count, and says why there is no more', () => {
		const failed = aSnapshot([
			...holdings,
			holding(coverageRead, clustersCoverage, {rows: [], isComplete: false, failure: denied}),
			holding(coverageStatisticsRead, clustersCoverage, {status: 'failed', failure: denied, at: 0}),
		]);
		expect(drawn(coverageView, {snapshot: failed, width: 77}).split('\n')[1]).toMatch(
			/checkout +\? denied +1\/3 !2 +\?/,
		);
		expect(coverageView.status(failed, place)).toMatchObject({failure: denied, isPartial: true});
		expect(coverageView.status(failed, place).errors.map(({what}) => what)).toEqual([
			'coverage',
			'coverage statistics',
		]);
		expect(coverageView.verdict(rowOf('nodes', failed))).toBe('unknown');
		expect(coverageView.hint(rowOf('nodes', failed), now)?.text).toContain('guardduty:ListCoverage');
	});

	test('has GuardDuty’s own sums in the status line, and the unhealthy ones as its badge', () => {
		expect(coverageView.status(snapshot, place).summary).toEqual({
			text: 'GuardDuty covers 2 of 6 clusters (33%)',
			tone: 'warning',
		});
		expect(coverageBadge(snapshot)).toBe('4!');
		const whole = aSnapshot([...holdings, ...covered([aCoverage('search')])]);
		expect(coverageView.status(whole, place).summary?.tone).toBe('good');
		expect(coverageBadge(whole)).toBeUndefined();
	});

	test('keeps its rows until the data changes', () => {
		expect(coverageView.rows(snapshot, place)).toBe(coverageView.rows(snapshot, place));
		const other = aSnapshot([...holdings, ...covered([])]);
		expect(rowOf('checkout', other).coverage).toEqual({status: 'known', value: undefined});
	});

	test.each([
		['checkout', 'fault'],
		['search', 'fault'],
		['nodes', 'fault'],
		['sandbox', 'ok'],
		['partner', 'fault'],
		['gone', 'ok'],
	])('%s is %s', (name, verdict) => {
		expect(coverageView.verdict(rowOf(name))).toBe(verdict);
	});

	test('an unhealthy status that GuardDuty never documented is unknown, not well', () => {
		const odd = aSnapshot([...holdings, ...covered([aCoverage('nodes', {status: 'PENDING_REVIEW'})])]);
		expect(coverageView.verdict(rowOf('nodes', odd))).toBe('unknown');
		expect(drawn(coverageView, {snapshot: odd, width: 140})).toContain('? pending_re…');
	});
});

describe('the hint of a cluster', () => {
	test.each([
		['checkout', /^the agent exited; look at the exit code/],
		['search', /^1 of 1 tasks have no running agent; GuardDuty judged 40m ago, before the newest task$/],
		['nodes', /^1 of 3 container instances have no agent, which ECS does not show$/],
		['drained', /^no task runs now; GuardDuty still counts those that ended lately; /],
		['sandbox', /^GuardDuty does not list it, and no task runs$/],
		['partner', /^in account 999900001111, whose tasks this login does not see; /],
		['gone', /^ECS lists no such cluster/],
	])('%s', (name, text) => {
		expect(coverageView.hint(rowOf(name), now)?.text).toMatch(text);
	});

	test('that is opted out says so before a restart, which alone would bring no agent', () => {
		const late =
			"Services deployed before enabling Automated Agent Configuration are not covered. Impacted service name(s): 'api'";
		const hint = (tags: typeof optedIn) => {
			const shown = aSnapshot([
				...gates(),
				holding(clustersRead, undefined, listed([aCluster('search', {tags, runningTasks: 1})])),
				...covered([aCoverage('search', {issues: [late]})]),
			]);
			return coverageView.hint(rowOf('search', shown), now)?.text;
		};
		expect(hint(excluded)).toMatch(
			/but first opt it in \(T\): the cluster is excluded \(tag\); then redeploy the services/,
		);
		expect(hint(optedIn)).toMatch(/was switched on; redeploy the services/);
	});
});

describe('beside the list', () => {
	test('is what GuardDuty says, our own count, and each issue whole', () => {
		expect(written(coverageView.beside!(rowOf('checkout'), now))).toBe(
			`
# GuardDuty
says: ✗ unhealthy
managed: auto
instances: –
judged: 2026-11-23 09:04:00Z (3h ago)
account: 111122223333
# Our own count
agents: 1/3 !2
agreement: both see tasks without a running agent
# Issue 1 of 2
type: Agent exited
cause: the agent exited
fix: look at the exit code; 137 means that memory ran out, likely: compare the task size with what the agent may use
definitions: api:3
its words: ExitCode: 137 for tasks in TaskDefinition - 'api:3'
# Issue 2 of 2
type: Not documented
cause: something new
fix: this text is not in the documentation that this version knows: read it as it stands
its words: something new`.slice(1),
		);
	});

	test('is also what is known of a cluster in another account, which opens nothing', () => {
		const text = written(coverageView.beside!(rowOf('partner'), now));
		expect(text).toContain('account: 999900001111');
		expect(text).toContain(`its words: ${exited}`);
	});
});

describe('from a cluster', () => {
	test('Enter and h lead to its doctor, u to the causes, m to the fixes', () => {
		const row = rowOf('checkout');
		const doctor = {view: 'doctor', cluster: clusterArn('checkout')};
		expect(coverageView.open(row, place)).toEqual(doctor);
		expect(coverageView.pivots(row, place)).toMatchObject({
			doctor,
			causes: {view: 'causes'},
			fixes: {view: 'fixes'},
		});
	});

	test('of another account nothing opens, and nothing can be done', () => {
		expect(coverageView.open(rowOf('partner'), place)).toBeUndefined();
		expect(coverageView.target(rowOf('partner'))).toBeUndefined();
	});
});

describe('what is read', () => {
	const read = (visible?: readonly string[]) =>
		coverageView
			.wants(place, snapshot, visible)
			.filter(({params}) => typeof params === 'string')
			.map(({read: {id}, params}) => [id, String(params).slice(String(params).lastIndexOf('/') + 1)]);

	test('tasks and services of rows on screen, only the count of others, nothing where nothing runs', () => {
		expect(read([clusterArn('checkout'), clusterArn('nodes')])).toEqual([
			['tasks', 'checkout'],
			['services', 'checkout'],
			['census', 'search'],
		]);
	});

	test('tasks and services of all for scripts', () => {
		expect(read().map(([id]) => id)).toEqual(['tasks', 'services', 'tasks', 'services']);
	});
});

test('a record keeps what is not known null, and what GuardDuty does not list apart from it', () => {
	expect(coverageView.record(rowOf('checkout'))).toMatchObject({
		guardDutyStatus: 'UNHEALTHY',
		judgedAt: '2026-11-23T09:04:00.000Z',
		management: 'AUTO_MANAGED',
		agentsRunning: 1,
		agrees: true,
		fixes: 1,
	});
	expect(coverageView.record(rowOf('checkout')).issues).toMatchObject([
		{id: 'F3', taskDefinitions: ['api:3'], text: exited},
		{id: 'unknown', text: 'something new'},
	]);
	expect(coverageView.record(rowOf('sandbox'))).toMatchObject({guardDutyStatus: 'NOT_REPORTED', issues: []});
	expect(coverageView.record(rowOf('sandbox', aSnapshot(holdings)))).toMatchObject({
		guardDutyStatus: null,
		issues: null,
		agrees: null,
	});
});

test('one list holds rows that GuardDuty names twice apart', () => {
	const keys = coverageView.rows(snapshot, place).map(row => coverageView.key(row));
	expect(new Set(keys).size).toBe(keys.length);
	expect(coverageList([]).rows).toEqual([]);
});
