import {type ServiceArn} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type ServiceDeployment} from '../../domain/resources.js';
import {type EcsTarget, type Step, type StepContext} from './action.js';
import {span} from './plan-parts.js';
import {type Look, watch} from './watch.js';
import {explained, send} from './write-end.js';

type Stoppable = 'yes' | 'again' | 'no';

// docs.aws.amazon.com/AmazonECS/latest/developerguide/stop-service-deployment.html
const stoppables: ReadonlyMap<string, Stoppable> = new Map([
	['PENDING', 'yes'],
	['IN_PROGRESS', 'yes'],
	['STOP_REQUESTED', 'again'],
	['ROLLBACK_REQUESTED', 'again'],
	['ROLLBACK_IN_PROGRESS', 'again'],
]);

/** Returns whether a service deployment in this status can be stopped; `again` when that is under way. */
export function isStoppable(status: string): Stoppable {
	return stoppables.get(status) ?? 'no';
}

const everyMs = 5000;
const stallMs = 900_000;

/** Returns the step that stops a service deployment with a rollback and watches it come to rest. */
export function stopRolloutStep(target: EcsTarget, deployment: ServiceDeployment): Step {
	const call = {
		name: 'ecs:StopServiceDeployment',
		input: {serviceDeployment: deployment.arn, stopType: 'ROLLBACK'},
	} as const;
	return {
		id: target.arn,
		label: target.name,
		target: target.arn,
		calls: [call],
		async run(context) {
			context.progress({phase: 'applying', detail: `${call.name} is sent`});
			const sent = await send(context, call);
			if (sent.status === 'ended') {
				return sent.end;
			}

			const wrote =
				sent.status === 'sent'
					? 'StopServiceDeployment was accepted'
					: `no answer to StopServiceDeployment (${failureLine(sent.failure)})`;
			return watch(context, {
				everyMs,
				stallMs,
				look: () => look(context, target, deployment),
				stalled: (detail, failure) => ({
					status: 'failed',
					detail: `${wrote}, but nothing moved for ${span(stallMs)}: ${detail}`,
					...(failure && {failure}),
				}),
				aborted: () => ({status: 'aborted', detail: `${wrote}; what it does goes on in AWS`}),
				unreadable: failure => ({
					status: 'failed',
					detail: `${wrote}, but it can't be read back: ${explained(failure)}`,
					failure,
				}),
			});
		},
	};
}

async function look(
	context: StepContext,
	{clusterArn: cluster, arn}: EcsTarget,
	deployment: ServiceDeployment,
): Promise<Look> {
	// The newest page is enough: the deployment was on it when the plan was made.
	const answer = await context.call('ecs:ListServiceDeployments', {cluster, service: arn as ServiceArn});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const now = answer.value.items.find(item => item.arn === deployment.arn);
	if (now === undefined) {
		const detail = 'ECS no longer lists this service deployment';
		return {status: 'ended', end: {status: 'failed', detail}};
	}

	const why = now.statusReason ? `: ${now.statusReason}` : '';
	const detail = `service deployment ${now.status}${why}`;
	context.progress({phase: 'verifying', detail});
	switch (now.status) {
		case 'STOPPED':
		case 'ROLLBACK_SUCCESSFUL':
			return {status: 'ended', end: {status: 'done', detail}};
		case 'ROLLBACK_FAILED':
			return {status: 'ended', end: {status: 'failed', detail}};
		case 'SUCCESSFUL':
			return {status: 'ended', end: {status: 'failed', detail: `it ended before the stop; ${detail}`}};
		default:
			return {status: 'going', mark: now.status, detail};
	}
}
