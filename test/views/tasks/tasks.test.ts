import {describe, expect, test} from 'vitest';
import {tasksRead} from '../../../source/store/reads/tasks.js';
import {tasksView} from '../../../source/views/tasks/tasks.js';
import {
	aCluster,
	anAgent,
	aShop,
	aSnapshot,
	aTask,
	drawn,
	excluded,
	holding,
	listed,
	ofService,
	serviceArn,
	taskArn,
	taskId,
	text,
} from '../build.js';
import {pullFailure, shop, shopSnapshot as snapshot, tasks} from '../shop.js';

const place = {view: 'tasks', cluster: shop.arn};
const rowOf = (arn: string, from = snapshot) => tasksView.rows(from, place).find(row => row.arn === arn)!;

describe('the list of tasks', () => {
	test('shows running ones by service, then stopped ones', () => {
		expect(drawn(tasksView, {snapshot, place, width: 160})).toBe(
			text(`
			TASK      SERVICE           STATUS      AGENT              HEALTH                                        AGE  LAUNCH      PLATFORM    STOPPED
			d1000000  standalone        RUNNING     ✗ absent           app ok, no agent: started without it           2h  Fargate     1.4.0       –
			f1000000  standalone        RUNNING     ? unknown          app ok, agent unknown: the agent lives on …    2h  EC2         –           –
			a1000000  api               RUNNING     ✓ running 1.17.1   app ok                                         2h  Fargate     1.4.0       –
			a2000000  api               RUNNING     ✗ failed 1.17.1    app ok, agent failed: CannotPullContainerE…    2h  Fargate     1.4.0       –
			b1000000  web               RUNNING     ✗ absent           app ok, no agent: started without it           2h  Fargate     1.4.0       –
			c1000000  worker            PENDING     ↻ starting         app starting (PENDING)                         2h  Fargate     1.4.0       –
			e1000000  api               STOPPED     –                  app failed: web stopped with exit code 1: …    2h  Fargate     1.4.0       Essential container in ta…
		`),
		);
	});

	test('keeps agent and health in 78 cells', () => {
		expect(drawn(tasksView, {snapshot, place, width: 78})).toBe(
			text(`
			TASK      SERVICE     STATUS    AGENT             HEALTH                   AGE
			d1000000  standalone  RUNNING   ✗ absent          app ok, no agent: sta…    2h
			f1000000  standalone  RUNNING   ? unknown         app ok, agent unknown…    2h
			a1000000  api         RUNNING   ✓ running 1.17.1  app ok                    2h
			a2000000  api         RUNNING   ✗ failed 1.17.1   app ok, agent failed:…    2h
			b1000000  web         RUNNING   ✗ absent          app ok, no agent: sta…    2h
			c1000000  worker      PENDING   ↻ starting        app starting (PENDING)    2h
			e1000000  api         STOPPED   –                 app failed: web stopp…    2h
		`),
		);
	});

	test('of one service holds its tasks alone', () => {
		const of = {...place, service: serviceArn('shop', 'api')};
		expect(tasksView.rows(snapshot, of).map(row => row.arn)).toEqual([
			tasks.watched.arn,
			tasks.agentFailed.arn,
			tasks.crashed.arn,
		]);
	});

	test('says when a service has none', () => {
		const of = {...place, service: serviceArn('shop', 'nothing')};
		expect(tasksView.empty(snapshot, of)).toBe(
			'no tasks in service nothing, and none that stopped in the last hour; r reads again',
		);
	});

	test.each([
		['while they are described', undefined, 'reading …'],
		[
			'when they could not be described',
			{kind: 'denied', action: 'ecs:DescribeTasks', message: ''},
			'1 of 1 task of shop could not be read, so which are of api is not known: access denied: needs ecs:DescribeTasks; AWS does not say which policy refuses it: ask for ecs:DescribeTasks',
		],
	] as const)('never says that a service has none %s', (_when, failure, empty) => {
		const of = {...place, service: serviceArn('shop', 'api')};
		const rows = [{key: tasks.watched.arn, ...(failure && {failure})}];
		const from = aSnapshot([...aShop(shop, {}), holding(tasksRead, shop.arn, listed([], {rows}))]);
		expect(tasksView.rows(from, of)).toEqual([]);
		expect(tasksView.empty(from, of)).toBe(empty);
	});
});

describe('a task', () => {
	test.each([
		['watched', 'ok', 'app ok'],
		[
			'agentFailed',
			'fault',
			`agent failed: ${pullFailure}; give the task execution role ECR access to the agent's image (AmazonECSTaskExecutionRolePolicy suffices; a role scoped to own repositories must also allow aws-guardduty-agent-fargate), then s opens the service, R redeploys it`,
		],
		[
			'absent',
			'fault',
			'no agent: started without the agent, from before the tag, or the agent could not be added (execution role, ECR): redeploy service web; s opens the service, R redeploys it',
		],
		['starting', 'unknown', 'app starting (PENDING)'],
		[
			'standalone',
			'fault',
			'no agent: started without the agent, from before the tag, or the agent could not be added (execution role, ECR): replace it; R replaces this task',
		],
		['crashed', 'fault', 'app failed: web stopped with exit code 1: boom'],
		[
			'onInstance',
			'unknown',
			'agent unknown: the agent lives on the container instance; GuardDuty coverage tells; nothing to do from here',
		],
	] as const)('that is %s is %s and says what to do', (name, verdict, hint) => {
		const row = rowOf(tasks[name].arn);
		expect(tasksView.verdict(row)).toBe(verdict);
		expect(tasksView.hint(row, 0)?.text).toBe(hint);
	});

	test.each([
		['not opted in', [], 'fault', 'opt the cluster in with T, then s opens the service, R redeploys it'],
		['excluded', excluded, 'ok', 'as the tag says'],
	] as const)('without agent in a cluster that is %s', (_state, tags, verdict, fix) => {
		const cluster = aCluster('shop', {tags, runningTasks: 1});
		const row = rowOf(tasks.absent.arn, aSnapshot(aShop(cluster, {tasks: [tasks.absent]})));
		expect(tasksView.verdict(row)).toBe(verdict);
		expect(tasksView.hint(row, 0)?.text.endsWith(fix)).toBe(true);
	});

	test.each([
		['CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout', 'give the subnet a way to ECR'],
		['CannotPullContainerError: something new', 'check ECR access of the task execution role'],
		['OutOfMemoryError: Container killed due to memory usage', 'give the task more memory'],
		['it broke', 'see the events'],
	])('whose agent failed with “%s” is told what helps', (reason, fix) => {
		const failed = aTask('shop', 'aa', {
			...ofService('api'),
			containers: [anAgent({lastStatus: 'STOPPED', reason})],
		});
		expect(tasksView.hint(rowOf(failed.arn, aSnapshot(aShop(shop, {tasks: [failed]}))), 0)?.text).toContain(
			`; ${fix}`,
		);
	});

	test('opens its detail, leads to its service, and is acted on by itself', () => {
		const row = rowOf(tasks.absent.arn);
		const service = serviceArn('shop', 'web');
		expect(tasksView.open(row, place)).toEqual({view: 'task', cluster: shop.arn, task: row.arn, service});
		expect(tasksView.pivots(row, place).service).toEqual({
			view: 'describe',
			cluster: shop.arn,
			subject: service,
		});
		expect(tasksView.target(row)).toEqual({
			kind: 'task',
			arn: row.arn,
			clusterArn: shop.arn,
			name: taskId('b1'),
		});
		expect(tasksView.pivots(rowOf(tasks.standalone.arn), place).service).toBeUndefined();
	});

	test('that was listed and not described yet keeps its row', () => {
		const arn = taskArn('shop', taskId('99'));
		const listing = holding(tasksRead, shop.arn, listed([], {rows: [{key: arn}]}));
		const early = aSnapshot([...aShop(shop, {}), listing]);
		expect(drawn(tasksView, {snapshot: early, place, width: 78}).split('\n')[1]).toBe(
			'99000000  –           …         …                 …                          –',
		);
		expect(tasksView.verdict(rowOf(arn, early))).toBe('unknown');
		expect(tasksView.status(early, place).isPartial).toBe(true);
	});
});

test('the record of a task names its service, its agent and times in ISO 8601', () => {
	expect(tasksView.record(rowOf(tasks.agentFailed.arn))).toMatchObject({
		id: taskId('a2'),
		cluster: 'shop',
		service: 'api',
		agent: 'failed',
		agentReason: pullFailure,
		agentVersion: '1.17.1',
		agentIsBehind: false,
		startedAt: '2026-11-23T10:04:00.000Z',
		stoppedAt: null,
		launch: 'Fargate',
	});
});
