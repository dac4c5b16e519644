import {agentOf} from '../agent/agent.js';
import {fargateSupport} from '../agent/agent-support.js';
import {type Service, type Task, type TaskDefinition} from '../resources.js';
import {isFargate, usesSpot} from './launch.js';
import {isRollingOut} from './rollout.js';
import {isLive} from './task-phase.js';

/**
 * Returns why forceNewDeployment can't redeploy this service, or undefined when it can.
 * docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
export function redeployRefusal(service: Service): string | undefined {
	if (service.status !== 'ACTIVE') {
		return `the service is ${service.status}, not ACTIVE`;
	}

	switch (service.controller) {
		case 'CODE_DEPLOY':
			return 'CodeDeploy deploys this service: create a CodeDeploy deployment instead';
		case 'EXTERNAL':
			return 'an external controller deploys this service: create a task set there instead';
		case 'ECS':
			return stuckReason(service);
		default:
			return service.controller satisfies never;
	}
}

/** Returns what an operator should know before the redeploy, one short clause each; `tasks` are those of this service. */
export function redeployWarnings(
	service: Service,
	taskDefinition: TaskDefinition | undefined,
	tasks: readonly Task[],
): readonly string[] {
	return [
		progressWarning(service),
		benefitWarning(service, tasks),
		...imageWarnings(taskDefinition),
		platformWarning(service),
		breakerWarning(service),
		...capacityWarnings(service),
	].filter(warning => warning !== undefined);
}

/** How many tasks ECS keeps at least and allows at most while it rolls: it rounds the first up and the second down. */
function rollingRange({desired, minimumHealthyPercent, maximumPercent}: Service): {
	readonly least?: number;
	readonly most?: number;
} {
	return {
		...(minimumHealthyPercent !== undefined && {
			least: Math.ceil((desired * minimumHealthyPercent) / 100),
		}),
		...(maximumPercent !== undefined && {most: Math.floor((desired * maximumPercent) / 100)}),
	};
}

function isRolling({strategy}: Service): boolean {
	return strategy === undefined || strategy === 'ROLLING';
}

function stuckReason(service: Service): string | undefined {
	const {minimumHealthyPercent: minimum, maximumPercent: maximum, desired} = service;
	const {least, most} = rollingRange(service);
	if (!isRolling(service) || least === undefined || most === undefined || desired === 0) {
		return undefined;
	}

	return least >= desired && most <= desired
		? `it can't roll: minimum ${minimum} % and maximum ${maximum} % of ${desired} leave no room for a new task`
		: undefined;
}

function progressWarning(service: Service): string | undefined {
	return isRollingOut(service) ? 'a rollout is in progress: this one takes its place' : undefined;
}

function benefitWarning(service: Service, tasks: readonly Task[]): string | undefined {
	if (isFargate(service) === false) {
		return 'not on Fargate: a redeploy brings no agent to its tasks';
	}

	if (isFargate(service) === true) {
		const support = fargateSupport(service);
		if (support.isSupported === false) {
			return `no agent comes with it: ${support.reason}`;
		}
	}

	if (service.desired === 0) {
		return 'desired count is 0: no task will start';
	}

	const live = tasks.filter(isLive);
	return live.length > 0 && live.every(task => agentOf(task).state === 'running')
		? 'every task runs the agent already'
		: undefined;
}

const maxNamed = 3;

function imageWarnings(taskDefinition: TaskDefinition | undefined): readonly string[] {
	if (taskDefinition === undefined) {
		return ['the task definition was not read: new tasks may run a newer image'];
	}

	const mutable = taskDefinition.containers.filter(({image}) => !/@sha256:[0-9a-f]{64}$/i.test(image));
	const more = mutable.length - maxNamed;
	return [
		...mutable
			.slice(0, maxNamed)
			.map(({name, image}) => `${name} may get a newer image: ${image} is not pinned by digest`),
		...(more > 0 ? [`${more} more images are not pinned by digest`] : []),
	];
}

function platformWarning(service: Service): string | undefined {
	return service.platformVersion === 'LATEST'
		? 'platform LATEST: new tasks may run on a newer platform version'
		: undefined;
}

function breakerWarning(service: Service): string | undefined {
	if (!isRolling(service)) {
		return undefined;
	}

	if (service.circuitBreaker === undefined) {
		return 'whether a circuit breaker is on is not known';
	}

	if (!service.circuitBreaker.enable) {
		return 'circuit breaker off: a failing rollout goes on until it is stopped';
	}

	// A rollback goes to the last completed deployment. docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
	return service.circuitBreaker.rollback
		? 'circuit breaker with rollback: if it trips, the old deployment comes back'
		: 'circuit breaker without rollback: if it trips, the rollout stops half way';
}

function capacityWarnings(service: Service): readonly string[] {
	const {desired, scheduling} = service;
	const {least, most} = rollingRange(service);
	const warnings: string[] = [];
	if (scheduling === 'DAEMON') {
		warnings.push('daemon: each instance loses its task before it gets the new one');
	}

	if (!isRolling(service)) {
		warnings.push(`${service.strategy}: a second set of ${desired} tasks runs beside the old one`);
	} else if (most !== undefined && most > desired) {
		warnings.push(`up to ${most} tasks at once instead of ${desired}: needs capacity, addresses, quota`);
	}

	if (isRolling(service) && least !== undefined && least < desired && scheduling !== 'DAEMON') {
		warnings.push(
			least === 0 ? 'all its tasks may stop at once' : `only ${least} of ${desired} tasks are kept running`,
		);
	}

	if (usesSpot(service)) {
		warnings.push('Fargate Spot: there may be no capacity for the new tasks');
	}

	return warnings;
}
