import {agentOf} from '../agent/agent.js';
import {type Census} from '../agent/census.js';
import {type Service, type Task} from '../resources.js';
import {isFargate} from '../task/launch.js';
import {isRollingOut} from '../task/rollout.js';
import {isLive} from '../task/task-phase.js';
import {type OptIn} from './opt-in.js';

/** Whether a service or task predates the opt-in and needs a redeploy or relaunch. */
export type Staleness = {
	readonly isStale: boolean | 'unknown';
	/** One short clause. */
	readonly reason: string;
};

/**
 * Returns whether a service needs a redeploy to get the agent. What its tasks show comes first; then the age of its
 * PRIMARY deployment, since GuardDuty judges services by deployment and not by the start of their tasks.
 * `census` is of this service alone: undefined when its tasks were not read, zeros when there are none.
 * docs.aws.amazon.com/guardduty/latest/ug/managing-gdu-agent-ecs-automated.html
 */
export function staleService(service: Service, optIn: OptIn, census: Census | undefined): Staleness {
	if (service.status !== 'ACTIVE') {
		return no(`the service is ${service.status}`);
	}

	if (isFargate(service) === false) {
		return no('not on Fargate: a redeploy brings no agent');
	}

	if (census && hasEveryAgent(census)) {
		return no('every task has the agent');
	}

	switch (optIn.state) {
		case 'monitored':
			return census ? byCensus(service, optIn, census) : unread(service, optIn);
		case 'unknown':
			return {isStale: 'unknown', reason: `the opt-in is not known: ${optIn.label}`};
		case 'excluded':
		case 'not-opted-in':
		case 'off':
			return no(`the cluster is ${optIn.label}`);
		default:
			return optIn.state satisfies never;
	}
}

/** Returns whether a task needs to be replaced to get the agent. */
export function staleTask(task: Task, optIn: OptIn): Staleness {
	if (!isLive(task)) {
		return no('the task has stopped, or is stopping');
	}

	const {state, reason} = agentOf(task);
	switch (state) {
		case 'running':
			return no('it has the agent');
		case 'starting':
			return no('it is starting');
		case 'failed':
			return no('it was started with the agent, which failed');
		case 'unsupported':
			return no(reason);
		case 'unknown':
			return {isStale: 'unknown', reason};
		case 'absent':
			return staleWithoutAgent(task, optIn);
		default:
			return state satisfies never;
	}
}

function staleWithoutAgent(task: Task, optIn: OptIn): Staleness {
	switch (optIn.state) {
		case 'monitored': {
			const way = task.serviceName === undefined ? 'replace it' : `redeploy service ${task.serviceName}`;
			return {
				isStale: true,
				reason: `started without the agent${agedClause(task.startedAt, optIn)}: ${way}`,
			};
		}

		case 'unknown':
			return {isStale: 'unknown', reason: `no agent, and the opt-in is not known: ${optIn.label}`};
		case 'excluded':
		case 'not-opted-in':
		case 'off':
			return no(`the cluster is ${optIn.label}`);
		default:
			return optIn.state satisfies never;
	}
}

function byCensus(service: Service, optIn: OptIn, census: Census): Staleness {
	const createdAt = primaryCreatedAt(service);
	const isOld = predates(createdAt, optIn);
	if (census.staleServices.length > 0) {
		const least = census.isPartial ? 'at least ' : '';
		// The age is that of the new deployment; the tasks without the agent may all be of the old one.
		const why = isRollingOut(service) ? ', while a rollout replaces its tasks' : agedClause(createdAt, optIn);
		return {
			isStale: true,
			reason: `${least}${census.absent} of ${census.tasks} tasks without the agent${why}`,
		};
	}

	if (census.tasks === 0) {
		return withoutTasks(service, census, isOld);
	}

	if (census.isPartial) {
		return {isStale: 'unknown', reason: 'not every task could be read'};
	}

	if (census.unknown > 0) {
		return {
			isStale: 'unknown',
			reason: `the agent of ${census.unknown} of ${census.tasks} tasks is not known`,
		};
	}

	if (census.expected === 0) {
		return no('its tasks can have no agent');
	}

	if (isOld && census.starting > 0) {
		return {isStale: 'unknown', reason: `${predatesText}; ${census.starting} tasks are starting`};
	}

	return census.starting > 0 || census.absent > 0
		? no('its tasks are being replaced')
		: no('every task that can have the agent has it');
}

function withoutTasks(service: Service, census: Census, isOld: boolean): Staleness {
	// Services and tasks are read at different times; running tasks that were not read may be anything.
	if (service.running > 0 || census.isPartial) {
		return {isStale: 'unknown', reason: 'its tasks were not read yet'};
	}

	if (service.desired === 0) {
		return no(isOld ? `${predatesText}, but it runs no tasks` : 'it runs no tasks');
	}

	return isOld
		? {isStale: true, reason: `${predatesText}; none of its tasks runs now`}
		: no('none of its tasks runs now');
}

function unread(service: Service, optIn: OptIn): Staleness {
	const old = predates(primaryCreatedAt(service), optIn) ? `${predatesText}; ` : '';
	return {isStale: 'unknown', reason: `${old}its tasks were not read yet`};
}

function hasEveryAgent(census: Census): boolean {
	return !census.isPartial && census.tasks > 0 && census.running === census.tasks;
}

const predatesText = 'deployed before monitoring was switched on';

function primaryCreatedAt({deployments}: Service): number | undefined {
	return deployments.find(({status}) => status === 'PRIMARY')?.createdAt;
}

function predates(createdAt: number | undefined, {since}: OptIn): boolean {
	return createdAt !== undefined && since !== undefined && createdAt < since;
}

/** When something is younger than the switch and still has no agent, another redeploy alone may not help. */
function agedClause(createdAt: number | undefined, optIn: OptIn): string {
	if (createdAt === undefined || optIn.since === undefined) {
		return '';
	}

	if (createdAt < optIn.since) {
		return ', from before monitoring was switched on';
	}

	return optIn.by === 'tag'
		? ', from before the tag, or the agent could not be added (execution role, ECR)'
		: ', though newer than monitoring: check execution role and ECR access';
}

function no(reason: string): Staleness {
	return {isStale: false, reason};
}
