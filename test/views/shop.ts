import {aDeployment, app} from '../domain/build.js';
import {
	aCluster,
	anAgent,
	aService,
	aShop,
	aSnapshot,
	aTask,
	minuteMs,
	now,
	ofService,
	optedIn,
} from './build.js';

/** One cluster with a service and a task of every kind that the views tell apart. */
export const shop = aCluster('shop', {tags: optedIn, runningTasks: 7, activeServices: 4});

export const pullFailure =
	'CannotPullContainerError: pull image manifest has been retried 1 time(s): 403 Forbidden';

export const services = [
	aService('shop', 'api'),
	aService('shop', 'web', {
		deployments: [
			aDeployment({
				createdAt: now - 30 * 60 * minuteMs,
				rolloutState: 'FAILED',
				rolloutStateReason: 'tasks failed to start',
			}),
		],
	}),
	aService('shop', 'worker', {
		launchType: undefined,
		capacityProviders: [{name: 'FARGATE_SPOT'}],
		desired: 4,
		running: 3,
		pending: 1,
		deployments: [aDeployment({createdAt: now - 4 * minuteMs, rolloutState: 'IN_PROGRESS'})],
	}),
	aService('shop', 'batch', {launchType: 'EC2', platformVersion: undefined, desired: 0, running: 0}),
];

export const tasks = {
	watched: aTask('shop', 'a1', ofService('api')),
	agentFailed: aTask('shop', 'a2', {
		...ofService('api'),
		containers: [app, anAgent({lastStatus: 'STOPPED', reason: pullFailure})],
	}),
	absent: aTask('shop', 'b1', {...ofService('web'), containers: [app]}),
	starting: aTask('shop', 'c1', {
		...ofService('worker'),
		lastStatus: 'PENDING',
		startedAt: undefined,
		containers: [{...app, lastStatus: 'PENDING'}],
	}),
	standalone: aTask('shop', 'd1', {containers: [app]}),
	crashed: aTask('shop', 'e1', {
		...ofService('api'),
		lastStatus: 'STOPPED',
		desiredStatus: 'STOPPED',
		stopCode: 'EssentialContainerExited',
		stoppedReason: 'Essential container in task exited',
		stoppedAt: now - 20 * minuteMs,
		containers: [
			{...app, lastStatus: 'STOPPED', exitCode: 1, reason: 'boom'},
			anAgent({lastStatus: 'STOPPED', exitCode: 0}),
		],
	}),
	onInstance: aTask('shop', 'f1', {launchType: 'EC2', platformVersion: undefined, containers: [app]}),
};

export const shopHoldings = aShop(shop, {services, tasks: Object.values(tasks)});
export const shopSnapshot = aSnapshot(shopHoldings);
