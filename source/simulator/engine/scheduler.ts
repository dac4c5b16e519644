import {type Deployment, type Service, type Task, type World} from '../world/types.js';
import {
	beginDeployment,
	circuitBreakerThreshold,
	completeDeployment,
	tripCircuitBreaker,
} from './deployments.js';
import {placementOf} from './placement.js';
import {logEvent, taskList} from './service-log.js';
import {type StopReason, startTask, stopTask} from './task-life.js';

/** The service scheduler looks again after this time while there is something to do. */
const tickMs = 3000;

/** Deploys the service anew; simulated time carries the rollout on. */
export function deploy(world: World, service: Service, definition = service.definition): Deployment {
	const deployment = beginDeployment(world, service, definition);
	wake(world, service);
	return deployment;
}

/** Lets the scheduler look at the service soon. */
export function wake(world: World, service: Service, delayMs = 800): void {
	if (service.isTicking) {
		return;
	}

	service.isTicking = true;
	world.clock.schedule(delayMs, () => {
		service.isTicking = false;
		if (service.status === 'ACTIVE' && !service.isHalted && !reconcile(world, service)) {
			wake(world, service, pauseOf(service));
		}
	});
}

/** Stops a task by hand; its service, if it has one, replaces it. */
export function stopByHand(world: World, task: Task, why: StopReason): void {
	stopTask(world, task, why, changed => afterChange(world, changed));
}

/** Starts and stops what is due; true when the service is as it should be. */
function reconcile(world: World, service: Service): boolean {
	const [primary] = service.deployments;
	if (!primary) {
		return true;
	}

	primary.desired = service.desired;
	const live = service.tasks.filter(task => task.desired === 'RUNNING');
	const fresh = live.filter(task => task.startedBy === primary.id);
	const old = live.filter(task => task.startedBy !== primary.id);
	const isRunning = (task: Task): boolean => task.status === 'RUNNING';
	const ceiling = Math.floor((service.desired * service.maximumPercent) / 100);
	const floor = Math.ceil((service.desired * service.minimumHealthyPercent) / 100);
	// A few at a time, so that large services don't take minutes and small ones go one by one.
	const batch = Math.max(1, Math.ceil(service.desired / 5));

	start(world, service, primary, Math.min(service.desired - fresh.length, ceiling - live.length, batch));
	stop(
		world,
		service,
		fresh.slice(service.desired),
		`Scaling activity initiated by (deployment ${primary.id})`,
	);

	// Old ones go as new ones run; below 100 % of capacity only where the ceiling leaves no other way.
	const kept = ceiling > service.desired ? service.desired : floor;
	const spare = live.filter(isRunning).length - kept;
	const unfinished = old.filter(task => !isRunning(task));
	const drained = old.filter(isRunning).slice(0, Math.max(0, Math.min(spare, batch)));
	stop(
		world,
		service,
		[...unfinished, ...drained],
		`Scaling activity initiated by (deployment ${primary.id})`,
	);

	const isReached = fresh.length === service.desired && fresh.every(isRunning);
	const isDrained = service.tasks.every(task => task.startedBy === primary.id || task.status === 'STOPPED');
	if (isReached && isDrained) {
		finish(world, service, primary);
		return true;
	}

	return false;
}

function finish(world: World, service: Service, primary: Deployment): void {
	if (primary.rollout === 'IN_PROGRESS') {
		completeDeployment(world, service, primary);
	}

	const until = world.clock.now();
	for (const {createdAt: from} of service.deployments.filter(other => other !== primary)) {
		service.drained.push({from, until});
	}

	service.deployments = [primary];
}

function start(world: World, service: Service, deployment: Deployment, count: number): void {
	if (count <= 0) {
		return;
	}

	const started: Task[] = [];
	for (let index = 0; index < count; index++) {
		started.push(
			startTask(world, {
				cluster: service.cluster,
				definition: deployment.definition,
				group: `service:${service.name}`,
				service,
				startedBy: deployment.id,
				launch: service.launch,
				...placementOf(world, service),
				...(service.network && {network: service.network}),
				injectsAgent: deployment.injectsAgent,
				outcome: deployment.outcome,
				onChange: task => afterChange(world, task),
			}),
		);
	}

	logEvent(world, service, `has started ${started.length} tasks: ${taskList(started)}.`);
}

function stop(world: World, service: Service, tasks: readonly Task[], reason: string): void {
	if (tasks.length === 0) {
		return;
	}

	if (service.targetGroup !== undefined) {
		logEvent(world, service, `has begun draining connections on ${tasks.length} tasks.`);
	}

	logEvent(world, service, `has stopped ${tasks.length} running tasks: ${taskList(tasks)}.`);
	for (const task of tasks) {
		stopTask(world, task, {code: 'ServiceSchedulerInitiated', reason}, changed =>
			afterChange(world, changed),
		);
	}
}

function afterChange(world: World, task: Task): void {
	const {service} = task;
	if (!service) {
		return;
	}

	const hasFailed = task.status === 'DEPROVISIONING' && task.startedAt === undefined;
	if (hasFailed && (task.stopCode === 'TaskFailedToStart' || task.stopCode === 'EssentialContainerExited')) {
		countFailure(world, service, task);
	}

	wake(world, service);
}

function countFailure(world: World, service: Service, task: Task): void {
	const deployment = service.deployments.find(({id}) => id === task.startedBy);
	if (!deployment) {
		return;
	}

	deployment.failedTasks++;
	deployment.updatedAt = world.clock.now();
	const isOver = deployment.failedTasks >= circuitBreakerThreshold(service);
	if (service.circuitBreaker?.enable && isOver && deployment.rollout === 'IN_PROGRESS') {
		tripCircuitBreaker(world, service, deployment);
		return;
	}

	if (deployment.failedTasks % 3 === 0) {
		logEvent(
			world,
			service,
			'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
		);
	}
}

// AWS slows down the restarts of tasks that keep failing.
function pauseOf(service: Service): number {
	const failed = service.deployments[0]?.failedTasks ?? 0;
	return Math.min(60_000, tickMs * (1 + Math.floor(failed / 3)));
}
