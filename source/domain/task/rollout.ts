import {type Census, censusOf} from '../agent/census.js';
import {type Deployment, type Service, type Task} from '../resources.js';

/** How the deployment that this console started is getting on. */
export type Rollout = {
	/** `gone`: the service itself is. `superseded`: somebody's newer deployment took over. */
	readonly state: 'in-progress' | 'completed' | 'failed' | 'rolled-back' | 'superseded' | 'gone';
	/** Running tasks of other deployments. */
	readonly old: number;
	/** Running tasks of this deployment. */
	readonly new: number;
	readonly desired: number;
	/** Agents in the live tasks of this deployment; partial while ECS counts more tasks than were read. */
	readonly agents: Census;
	/** ECS's own reason, or why it is no longer the PRIMARY deployment. */
	readonly reason?: string;
	readonly failedTasks: number;
};

type Outcome = Pick<Rollout, 'state' | 'reason'>;

/**
 * Returns the state of one deployment (`ecs-svc/…`) of a service. `tasks` are what was read of its tasks,
 * `startedAt` (epoch ms) is when the deployment was created: it tells a rollback from a newer deployment
 * once ECS no longer lists ours.
 */
export function rolloutOf(
	service: Service,
	deploymentId: string,
	tasks: readonly Task[],
	startedAt?: number,
): Rollout {
	const ours = service.deployments.find(({id}) => id === deploymentId);
	const others = service.deployments.filter(({id}) => id !== deploymentId);
	const ownTasks = tasks.filter(({startedBy}) => startedBy === deploymentId);
	const runningTasks = ownTasks.filter(({lastStatus}) => lastStatus === 'RUNNING').length;
	return {
		...outcomeOf(service, deploymentId, ours, startedAt),
		old: others.reduce((sum, {running}) => sum + running, 0),
		new: ours?.running ?? runningTasks,
		desired: ours?.desired ?? service.desired,
		agents: censusOf(ownTasks, runningTasks < (ours?.running ?? 0)),
		failedTasks:
			ours?.failedTasks ?? ownTasks.filter(({stopCode}) => stopCode === 'TaskFailedToStart').length,
	};
}

function outcomeOf(
	service: Service,
	deploymentId: string,
	ours: Deployment | undefined,
	startedAt: number | undefined,
): Outcome {
	const primary = service.deployments.find(({status}) => status === 'PRIMARY');
	if (service.status === 'INACTIVE' || (!ours && !primary)) {
		return {state: 'gone', reason: `the service is ${service.status}`};
	}

	if (ours && (ours === primary || !primary)) {
		return ownOutcome(ours, service);
	}

	const createdAt = ours?.createdAt ?? startedAt;
	return displacedOutcome({service, deploymentId, ours, primary, createdAt});
}

function ownOutcome(ours: Deployment, service: Service): Outcome {
	const reason = ours.rolloutStateReason === undefined ? {} : {reason: ours.rolloutStateReason};
	switch (ours.rolloutState) {
		case 'COMPLETED':
			return {state: 'completed', ...reason};
		case 'FAILED':
			return {state: 'failed', ...reason};
		case 'IN_PROGRESS':
			return {state: 'in-progress', ...reason};
		case undefined: {
			// Some endpoints give no rollout state; a rollout is over when only ours is left and all its tasks run.
			const isAlone = service.deployments.every(other => other === ours || other.running === 0);
			const isWhole = ours.running >= ours.desired && ours.pending === 0;
			return {state: isAlone && isWhole ? 'completed' : 'in-progress', ...reason};
		}

		default:
			return ours.rolloutState satisfies never;
	}
}

type Displaced = {
	readonly service: Service;
	readonly deploymentId: string;
	readonly ours: Deployment | undefined;
	readonly primary: Deployment | undefined;
	readonly createdAt: number | undefined;
};

/** Ours is not PRIMARY any more: it was rolled back, or somebody deployed after us. */
function displacedOutcome({service, deploymentId, ours, primary, createdAt}: Displaced): Outcome {
	const back = primary === undefined ? '' : ` to ${primary.id}`;
	const said = primary?.rolloutStateReason;
	if (ours?.rolloutState === 'FAILED') {
		return {state: 'rolled-back', reason: ours.rolloutStateReason ?? `failed, rolled back${back}`};
	}

	// The circuit breaker writes "rolling back to deploymentId …" on the deployment that it brings back.
	if (said !== undefined && /roll(?:ing|ed)?[ -]?back/i.test(said)) {
		return {state: 'rolled-back', reason: said};
	}

	const event = failureEvent(service, deploymentId);
	if (event !== undefined) {
		return {state: 'rolled-back', reason: event};
	}

	if (createdAt !== undefined && primary?.createdAt !== undefined && primary.createdAt !== createdAt) {
		return primary.createdAt < createdAt
			? {state: 'rolled-back', reason: `the older deployment ${primary.id} is back`}
			: {state: 'superseded', reason: `the newer deployment ${primary.id} took over`};
	}

	return {
		state: 'superseded',
		reason: `${primary?.id ?? 'another deployment'} took over; ECS does not say whether as a rollback`,
	};
}

/** Service events name deployments: `(service api) (deployment ecs-svc/1) deployment failed: tasks failed to start.` */
function failureEvent({events}: Service, deploymentId: string): string | undefined {
	return events.find(
		({message}) => message.includes(`(deployment ${deploymentId})`) && /deployment failed/i.test(message),
	)?.message;
}

/** Returns whether a deployment of the service is under way; an older one that still has tasks says so as well. */
export function isRollingOut({deployments}: Pick<Service, 'deployments'>): boolean {
	return (
		deployments.some(({rolloutState}) => rolloutState === 'IN_PROGRESS') ||
		deployments.filter(({status}) => status !== 'INACTIVE').length > 1
	);
}
