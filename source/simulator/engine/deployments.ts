import {injectsAgent} from '../world/opt-in.js';
import {type ServiceDeployment} from '../world/service-deployment.js';
import {type Deployment, type Service, type TaskDefinition, type World} from '../world/types.js';
import {logEvent} from './service-log.js';

/** Begins a deployment: it becomes PRIMARY, what was PRIMARY goes on as ACTIVE until it is drained. */
export function beginDeployment(world: World, service: Service, definition: TaskDefinition): Deployment {
	const now = world.clock.now();
	const [previous] = service.deployments;
	const id = `ecs-svc/${world.random.digits(19)}`;
	const deployment: Deployment = {
		id,
		definition,
		createdAt: now,
		updatedAt: now,
		injectsAgent: injectsAgent(world, service.cluster),
		outcome: service.behaviour.redeploy,
		status: 'PRIMARY',
		rollout: 'IN_PROGRESS',
		rolloutReason: `ECS deployment ${id} in progress.`,
		desired: service.desired,
		failedTasks: 0,
	};
	for (const other of service.deployments) {
		other.status = 'ACTIVE';
		other.desired = 0;
		other.updatedAt = now;
	}

	const running = openServiceDeployment(service);
	if (running) {
		running.status = 'STOPPED';
		running.statusReason = 'Service deployment was stopped because a newer service deployment started.';
		running.stoppedAt = now;
		running.finishedAt = now;
	}

	const source = lastCompleted(service) ?? previous;
	service.serviceDeployments = [
		{
			id: world.random.letters(21),
			deploymentId: id,
			createdAt: now,
			startedAt: now,
			status: 'IN_PROGRESS',
			...(source && {sourceId: source.id}),
		},
		...service.serviceDeployments,
	];
	service.definition = definition;
	service.deployments = [deployment, ...service.deployments];
	service.isHalted = false;
	return deployment;
}

/** Every task is the new one's and runs. */
export function completeDeployment(world: World, service: Service, deployment: Deployment): void {
	deployment.rollout = 'COMPLETED';
	deployment.rolloutReason = `ECS deployment ${deployment.id} completed.`;
	deployment.updatedAt = world.clock.now();
	const record = openServiceDeployment(service);
	if (record) {
		record.status = record.rollback ? 'ROLLBACK_SUCCESSFUL' : 'SUCCESSFUL';
		record.finishedAt = world.clock.now();
	}

	logEvent(world, service, `(deployment ${deployment.id}) deployment completed.`);
	logEvent(world, service, 'has reached a steady state.');
}

/** What the circuit breaker does: fail, and go back to the last good deployment where that is asked for. */
export function tripCircuitBreaker(world: World, service: Service, deployment: Deployment): void {
	deployment.rollout = 'FAILED';
	deployment.rolloutReason = 'ECS deployment circuit breaker: tasks failed to start.';
	deployment.updatedAt = world.clock.now();
	logEvent(world, service, `(deployment ${deployment.id}) deployment failed: tasks failed to start.`);
	const target = lastCompleted(service);
	if (service.circuitBreaker?.rollback && target) {
		rollBack(world, service, {
			target,
			reason: 'Service deployment rolled back because the circuit breaker threshold was exceeded.',
			rolloutReason: `ECS deployment circuit breaker: rolling back to deploymentId ${target.id}.`,
		});
		return;
	}

	// With no good deployment to go back to, AWS leaves the service stalled.
	service.isHalted = true;
	const record = openServiceDeployment(service);
	if (record) {
		record.status = 'STOPPED';
		record.statusReason = 'Service deployment stopped because the circuit breaker threshold was exceeded.';
		record.stoppedAt = world.clock.now();
		record.finishedAt = world.clock.now();
	}
}

/** Makes an earlier deployment PRIMARY again. */
export function rollBack(
	world: World,
	service: Service,
	{target, reason, rolloutReason}: {target: Deployment; reason: string; rolloutReason: string},
): void {
	const now = world.clock.now();
	for (const other of service.deployments) {
		other.status = 'ACTIVE';
		other.desired = 0;
	}

	target.status = 'PRIMARY';
	target.desired = service.desired;
	target.rollout = 'IN_PROGRESS';
	target.rolloutReason = rolloutReason;
	target.updatedAt = now;
	service.deployments = [target, ...service.deployments.filter(other => other !== target)];
	service.definition = target.definition;
	const record = openServiceDeployment(service);
	if (record) {
		record.status = 'ROLLBACK_IN_PROGRESS';
		record.statusReason = reason;
		record.rollback = {reason, startedAt: now};
	}

	logEvent(world, service, `rolling back to deployment ${target.id}.`);
}

/** The service deployment that is not finished, if any. */
export function openServiceDeployment(service: Service): ServiceDeployment | undefined {
	return service.serviceDeployments.find(record => record.finishedAt === undefined);
}

/** The deployment a rollback returns to. */
export function lastCompleted(service: Service): Deployment | undefined {
	return service.deployments.find(deployment => deployment.rollout === 'COMPLETED');
}

/** Half of the desired count, at least 3, at most 200. docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
export function circuitBreakerThreshold(service: Service): number {
	return Math.min(200, Math.max(3, Math.ceil(service.desired / 2)));
}
