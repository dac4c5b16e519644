import {failureLine} from '../../../domain/failure-text.js';
import {type Deployment, type Service} from '../../../domain/resources.js';
import {isFargate} from '../../../domain/task/launch.js';
import {type Step, type StepContext, type StepEnd} from '../action.js';
import {explained, send} from '../write-end.js';
import {type Candidate} from './redeploy-candidates.js';
import {type AgentExpectation} from './rollout-text.js';
import {watchRollout} from './rollout-watch.js';

/** Returns the step that starts a new deployment of a service and watches it to its end. */
export function redeployStep(candidate: Candidate, label: string): Step {
	const {service} = candidate;
	const {arn, clusterArn} = service;
	const call = {name: 'ecs:UpdateService', input: {cluster: clusterArn, service: arn}} as const;
	return {
		id: arn,
		label,
		target: arn,
		calls: [call],
		async run(context) {
			const startedAt = context.now();
			const sent = await send(context, call);
			if (sent.status === 'ended') {
				return sent.end;
			}

			const begun =
				sent.status === 'sent'
					? primaryOf(sent.value)
					: await begunAnyway(context, service, {startedAt, why: failureLine(sent.failure)});
			return 'id' in begun
				? watchRollout(context, {
						service,
						deploymentId: begun.id,
						createdAt: begun.createdAt ?? startedAt,
						startedAt,
						expects: expectation(candidate),
					})
				: begun;
		},
	};
}

function expectation({service, optIn}: Candidate): AgentExpectation {
	if (isFargate(service) === false) {
		return 'on-instance';
	}

	if (optIn === undefined || optIn.state === 'unknown') {
		return 'unknown';
	}

	return optIn.state === 'monitored' ? 'agent' : 'none';
}

type Begun = Pick<Deployment, 'id' | 'createdAt'> | StepEnd;

function primaryOf(service: Service): Begun {
	return (
		service.deployments.find(({status}) => status === 'PRIMARY') ?? {
			status: 'failed',
			detail: 'UpdateService was accepted, but its answer names no PRIMARY deployment to watch',
		}
	);
}

const lookEveryMs = 3000;
const looks = 5;
/** The clocks of AWS and of this machine may differ by so much. */
const clockSkewMs = 30_000;

/** No answer came to UpdateService: AWS may have begun a deployment all the same, which a look can tell. */
async function begunAnyway(
	context: StepContext,
	service: Service,
	{startedAt, why}: {readonly startedAt: number; readonly why: string},
): Promise<Begun> {
	const unanswered = `no answer to UpdateService (${why})`;
	const known = new Set(service.deployments.map(({id}) => id));
	for (let look = 0; look < looks && !context.signal.aborted; look++) {
		context.progress({phase: 'verifying', detail: `${unanswered}; looking for a new deployment`});
		const {clusterArn: cluster, arn} = service;
		const answer = await context.call('ecs:DescribeServices', {cluster, services: [arn]});
		if (!answer.ok && !context.signal.aborted) {
			const {failure} = answer;
			const detail = `${unanswered}; whether a deployment began can't be read: ${explained(failure)}`;
			context.verified(detail, false);
			return {status: 'failed', detail, failure};
		}

		const begun = answer.ok
			? answer.value.items
					.flatMap(({deployments}) => deployments)
					.find(
						({id, status, createdAt}) =>
							status === 'PRIMARY' && !known.has(id) && (createdAt ?? 0) >= startedAt - clockSkewMs,
					)
			: undefined;
		if (begun !== undefined) {
			context.verified(`${unanswered}, but the deployment ${begun.id} began`, true);
			return begun;
		}

		await context.pause(lookEveryMs);
	}

	if (context.signal.aborted) {
		return {status: 'aborted', detail: `${unanswered}; whether a deployment began was not seen`};
	}

	const detail = `${unanswered}; no new deployment is seen`;
	context.verified(detail, false);
	return {status: 'failed', detail};
}
