import {type ServiceArn} from '../../../domain/arn.js';
import {type ServiceDeployment} from '../../../domain/resources.js';
import {type EcsTarget, type Step, type StepContext} from '../action.js';
import {readBack} from '../read-back.js';
import {type Look} from '../watch.js';
import {send} from '../write-end.js';

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
const patienceMs = 900_000;

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
			return readBack(context, await send(context, call), {
				call: call.name,
				everyMs,
				patienceMs,
				whenLate: 'but nothing moved for',
				whenAborted: 'what it does goes on in AWS',
				look: () => look(context, target, deployment),
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
