import {type ServiceArn} from '../../../domain/arn.js';
import {failureLine} from '../../../domain/failure-text.js';
import {type Service, type ServiceDeployment} from '../../../domain/resources.js';
import {want} from '../../read.js';
import {serviceDeploymentsRead} from '../../reads/service-deployments.js';
import {servicesRead} from '../../reads/services.js';
import {type Snapshot} from '../../snapshot.js';
import {type EcsTarget, type Plan} from '../action.js';
import {ecsAction, type PlanInputOf} from '../action-of.js';
import {heldService} from '../held.js';
import {confirmation, emptyPlan} from '../plan-parts.js';
import {isStoppable, stopRolloutStep} from './stop-rollout-step.js';

/** Stops the rollout of a service: AWS rolls it back to the revision before. */
export const serviceStopRollout = ecsAction({
	id: 'service.stop-rollout',
	label: 'stop rollout',
	describes: 'Stop the rollout of a service and roll it back',
	appliesTo: ['service'],
	disabledReason,
	wants: targets =>
		targets.flatMap(target => [
			want(servicesRead, target.clusterArn, {everyMs: 30_000, priority: 1}),
			want(serviceDeploymentsRead, placeOf(target), {everyMs: 10_000, priority: 0}),
		]),
	questions: () => [],
	plan,
});

function placeOf({clusterArn, arn}: EcsTarget) {
	// Only a service passes `wrongKind`, and the ARN of a service's target is that service's.
	return {cluster: clusterArn, service: arn as ServiceArn};
}

function disabledReason(targets: readonly EcsTarget[], snapshot: Snapshot): string | undefined {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return 'it stops one rollout at a time';
	}

	const found = heldService(snapshot, target);
	return found.status === 'held' && !isRolling(found.value) ? 'no rollout is in progress' : undefined;
}

/** A service with several deployments rolls, whatever their rollout states say (blue/green bakes after COMPLETED). */
function isRolling({deployments}: Service): boolean {
	return (
		deployments.some(({rolloutState}) => rolloutState === 'IN_PROGRESS') ||
		deployments.filter(({status}) => status !== 'INACTIVE').length > 1
	);
}

function plan({targets, snapshot, settings}: PlanInputOf<EcsTarget>): Plan {
	const [target] = targets;
	if (target === undefined || targets.length > 1) {
		return emptyPlan('stop a rollout', {refusal: 'choose one service', warnings: []});
	}

	const title = `stop the rollout of ${target.name}`;
	const fetched = snapshot.get(serviceDeploymentsRead, placeOf(target));
	if (fetched.status === 'waiting') {
		return emptyPlan(title, {waitingFor: 'service deployments', warnings: []});
	}

	if (fetched.status === 'failed') {
		const refusal = `which rollout to stop can't be read: ${failureLine(fetched.failure)}`;
		return emptyPlan(title, {refusal, warnings: []});
	}

	const deployment = stoppable(fetched.value);
	if (deployment === undefined) {
		const [latest] = fetched.value;
		const refusal = `no rollout can be stopped${latest ? `: the last one is ${latest.status}` : ''}`;
		return emptyPlan(title, {refusal, warnings: []});
	}

	const stale =
		fetched.status === 'stale' ? [`this was read before a failure: ${failureLine(fetched.failure)}`] : [];
	return {
		title,
		changes: [
			`service deployment ${deployment.status} is stopped`,
			'AWS rolls back: new tasks are replaced by tasks of the revision before',
		],
		keeps: ['the service and its desired count', 'old tasks that still run'],
		warnings: [
			...stale,
			...(isStoppable(deployment.status) === 'again' ? ['a stop or a rollback is under way already'] : []),
			'whether tasks of a rollback get the agent is not documented: look at their agents after',
		],
		steps: [stopRolloutStep(target, deployment)],
		waveSize: 1,
		confirm: confirmation([target.clusterArn], settings),
	};
}

/** The newest rollout that goes forward; else the newest that is being stopped and may be stopped again. */
function stoppable(deployments: readonly ServiceDeployment[]): ServiceDeployment | undefined {
	return (
		deployments.find(({status}) => isStoppable(status) === 'yes') ??
		deployments.find(({status}) => isStoppable(status) === 'again')
	);
}
