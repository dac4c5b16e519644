import {describe, expect, test} from 'vitest';
import {type OptIn} from '../../../source/domain/opt-in/opt-in.js';
import {type Container, type Task} from '../../../source/domain/resources.js';
import {type TaskHealth, taskHealth} from '../../../source/domain/task/task-health.js';
import {agent, anOptIn, app, aTask} from '../build.js';

const pull = 'CannotPullContainerError: no route';
const broken = agent({lastStatus: 'STOPPED', reason: pull});
const monitored = anOptIn('monitored');

type Row = [
	title: string,
	task: Partial<Task>,
	containers: readonly Container[],
	verdict: TaskHealth['verdict'],
	text: string,
];

describe('a live task', () => {
	test.each<Row>([
		['all well', {}, [app, agent()], 'ok', 'app ok'],
		['the agent failed, the task did not', {}, [app, broken], 'fault', `app ok, agent failed: ${pull}`],
		[
			'an app that is unhealthy',
			{},
			[{...app, healthStatus: 'UNHEALTHY'}, agent()],
			'fault',
			'app unhealthy: web',
		],
		[
			'no health check',
			{healthStatus: 'UNKNOWN'},
			[{...app, healthStatus: 'UNKNOWN'}, agent()],
			'ok',
			'app ok',
		],
		[
			'an unhealthy agent',
			{},
			[app, agent({healthStatus: 'UNHEALTHY'})],
			'fault',
			'app ok, agent failed: it runs but reports unhealthy',
		],
		[
			'a helper that failed',
			{},
			[app, {name: 'init', lastStatus: 'STOPPED', exitCode: 2}, agent()],
			'fault',
			'app runs, init stopped with exit code 2',
		],
		[
			'a helper that is done',
			{},
			[app, {name: 'init', lastStatus: 'STOPPED', exitCode: 0}, agent()],
			'ok',
			'app ok',
		],
		['starting', {lastStatus: 'PENDING'}, [app], 'unknown', 'app starting (PENDING)'],
		[
			'an agent that starts late',
			{},
			[app, agent({lastStatus: 'PENDING'})],
			'unknown',
			'app ok, agent starting: its container is PENDING',
		],
		[
			'out of touch',
			{connectivity: 'DISCONNECTED'},
			[app, agent()],
			'unknown',
			'ECS lost contact with the task',
		],
		[
			'EC2',
			{launchType: 'EC2'},
			[app],
			'unknown',
			'app ok, agent unknown: the agent lives on the container instance; GuardDuty coverage tells',
		],
		[
			'unsupported',
			{launchType: 'EXTERNAL'},
			[app],
			'ok',
			'app ok, no agent possible: ECS Anywhere (EXTERNAL) can have no agent',
		],
		[
			'stopping',
			{lastStatus: 'STOPPING', stoppedReason: 'Scaling activity'},
			[app, agent({lastStatus: 'STOPPED', exitCode: 143})],
			'ok',
			'task stopping: Scaling activity',
		],
		['a new status', {lastStatus: 'ODD'}, [app, agent()], 'unknown', 'task ODD'],
	])('%s', (_title, task, containers, verdict, text) => {
		expect(taskHealth(aTask({...task, containers}), monitored)).toEqual({verdict, text});
	});

	test.each<[OptIn | undefined, TaskHealth['verdict'], string]>([
		[monitored, 'fault', 'app ok, no agent: started without it'],
		[anOptIn('excluded'), 'ok', 'app ok, no agent: the cluster is excluded'],
		[anOptIn('not-opted-in'), 'ok', 'app ok, no agent: the cluster is not-opted-in'],
		[anOptIn('off'), 'ok', 'app ok, no agent: the cluster is off'],
		[anOptIn('unknown'), 'unknown', 'app ok, no agent; whether it should have one is not known'],
		[undefined, 'unknown', 'app ok, no agent; whether it should have one is not known'],
	])('a missing agent is a fault only where there should be one', (optIn, verdict, text) => {
		expect(taskHealth(aTask(), optIn)).toEqual({verdict, text});
	});
});

describe('a task that has stopped', () => {
	const done: Container = {name: 'web', lastStatus: 'STOPPED', exitCode: 0};
	const ended = agent({lastStatus: 'STOPPED', exitCode: 143});

	test.each<Row>([
		[
			'done',
			{stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited'},
			[done, ended],
			'ok',
			'app ok (exit code 0)',
		],
		[
			'done, and the agent never came',
			{stopCode: 'EssentialContainerExited'},
			[done, broken],
			'fault',
			`app ok (exit code 0), agent failed: ${pull}`,
		],
		[
			'failed',
			{stopCode: 'EssentialContainerExited'},
			[{...done, exitCode: 1}, ended],
			'fault',
			'app failed: web stopped with exit code 1',
		],
		[
			'out of memory',
			{stopCode: 'EssentialContainerExited'},
			[{...done, exitCode: 137, reason: 'OutOfMemoryError: killed'}, ended],
			'fault',
			'app failed: web stopped with exit code 137: OutOfMemoryError: killed',
		],
		[
			'never started',
			{stopCode: 'TaskFailedToStart', stoppedReason: 'ResourceInitializationError: no secret'},
			[{name: 'web', lastStatus: 'STOPPED'}],
			'fault',
			'task failed to start: ResourceInitializationError: no secret',
		],
		[
			'by a person',
			{stopCode: 'UserInitiated', stoppedReason: 'onduty'},
			[{...done, exitCode: 143}, ended],
			'ok',
			'task stopped: onduty',
		],
		[
			'by spot',
			{stopCode: 'SpotInterruption'},
			[{...done, exitCode: 143}, ended],
			'ok',
			'task stopped: SpotInterruption',
		],
		[
			'by the scheduler',
			{
				stopCode: 'ServiceSchedulerInitiated',
				stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)',
			},
			[{...done, exitCode: 137}, ended],
			'ok',
			'task stopped: Scaling activity initiated by (deployment ecs-svc/1)',
		],
		[
			'for its checks',
			{
				stopCode: 'ServiceSchedulerInitiated',
				stoppedReason: 'Task failed ELB health checks in (target-group x)',
			},
			[{...done, exitCode: 143}, ended],
			'fault',
			'app unhealthy, task stopped: Task failed ELB health checks in (target-group x)',
		],
		[
			'for its own checks',
			{stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed container health checks'},
			[done, ended],
			'fault',
			'app unhealthy, task stopped: Task failed container health checks',
		],
		['nobody says why', {}, [{name: 'web', lastStatus: 'STOPPED'}, ended], 'unknown', 'task stopped'],
		[
			'no container listed',
			{stopCode: 'EssentialContainerExited'},
			[],
			'unknown',
			'task stopped: EssentialContainerExited',
		],
	])('%s', (_title, task, containers, verdict, text) => {
		expect(taskHealth(aTask({lastStatus: 'STOPPED', ...task, containers}), monitored)).toEqual({
			verdict,
			text,
		});
	});
});
