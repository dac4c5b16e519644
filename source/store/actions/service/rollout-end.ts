import {failureLine} from '../../../domain/failure-text.js';
import {type StepContext, type StepEnd} from '../action.js';
import {type RolloutView, startFailure} from './rollout-text.js';

/** Ends a rollout that did not complete, with what ECS says of it in all places where it may say why. */
export async function explainEnd(context: StepContext, view: RolloutView): Promise<StepEnd> {
	const {rollout} = view;
	const why = [rollout.reason, startFailure(view), await fate(context, view)].filter(
		part => part !== undefined && part !== '',
	);
	const failedTasks = rollout.failedTasks > 0 ? ` after ${rollout.failedTasks} failed tasks` : '';
	return {status: 'failed', detail: [`${headline(view)}${failedTasks}`, ...why].join('; ')};
}

function headline({rollout, deploymentId, service}: RolloutView): string {
	const primary = service.deployments.find(({status}) => status === 'PRIMARY')?.id;
	switch (rollout.state) {
		case 'failed':
			return 'rollout failed';
		case 'rolled-back':
			return `rolled back${primary ? ` to ${primary}` : ''}`;
		case 'superseded':
			return `superseded by the deployment ${primary ?? 'of somebody else'}`;
		case 'gone':
			return `ECS no longer shows the deployment ${deploymentId}`;
		case 'in-progress':
		case 'completed':
			return `rollout ${rollout.state}`;
		default:
			return rollout.state satisfies never;
	}
}

/** How far the clock of this machine may be ahead of that of AWS. */
const clockSkewMs = 60_000;

/** What the service deployment says: whether it was stopped by hand or by the circuit breaker. */
async function fate(context: StepContext, view: RolloutView): Promise<string | undefined> {
	const {service, startedAt} = view;
	const answer = await context.call('ecs:ListServiceDeployments', {
		cluster: service.clusterArn,
		service: service.arn,
	});
	if (!answer.ok) {
		return `who ended it is not known: ${failureLine(answer.failure)}`;
	}

	// Newest first: the last that is not older than this rollout is this rollout's own.
	const own = answer.value.items
		.filter(({createdAt}) => createdAt !== undefined && createdAt >= startedAt - clockSkewMs)
		.at(-1);
	if (own === undefined) {
		return undefined;
	}

	const byHand = own.status.startsWith('STOP') ? ' (stopped by hand)' : '';
	return `service deployment ${own.status}${byHand}${own.statusReason ? `: ${own.statusReason}` : ''}`;
}
