import {forgetLater} from '../engine/task-life.js';
import {createRandom, type Random} from '../random.js';
import {latestAgentVersion} from '../world/agent-releases.js';
import {companyNetwork} from '../world/network/company.js';
import {supportsAgent} from '../world/opt-in.js';
import {type Tag} from '../world/tag.js';
import {type UsagePlan} from '../world/telemetry.js';
import {
	type Cluster,
	type Deployment,
	type Launch,
	type Network,
	type Service,
	type Task,
	type TaskDefinition,
	type World,
} from '../world/types.js';
import {addDefinition, fargate, hourMs, tagList} from './build.js';
import {type AgentPlan, giveAgent, limited} from './build-agent.js';
import {pastEvents} from './build-events.js';

/** Shared, because an account may have a hundred thousand tasks. */
const noTags: readonly Tag[] = [];

export type ServicePlan = {
	readonly name: string;
	readonly tasks: number;
	readonly deployedAgoMs: number;
	readonly definition?: TaskDefinition;
	readonly launch?: Launch;
	readonly agent?: AgentPlan;
	readonly agentVersion?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly scheduling?: Service['scheduling'];
	readonly controller?: Service['controller'];
	readonly minimumHealthyPercent?: number;
	readonly maximumPercent?: number;
	readonly circuitBreaker?: Service['circuitBreaker'];
	readonly hasLoadBalancer?: boolean;
	readonly assignPublicIp?: Network['assignPublicIp'];
	/** The company's when none is given; `none` leaves even that out. */
	readonly network?: Network | 'none';
	readonly invokedBy?: string;
	readonly redeploy?: Service['behaviour']['redeploy'];
	readonly createdBy?: string;
	readonly status?: Service['status'];
	readonly events?: readonly string[];
	readonly usage?: UsagePlan;
};

/** Adds a service that has long been steady, with its tasks running. */
export function addService(world: World, cluster: Cluster, plan: ServicePlan): Service {
	const random = createRandom(`${world.vpc} ${cluster.name} ${plan.name}`);
	const deployedAt = world.clock.now() - plan.deployedAgoMs;
	const launch = plan.launch ?? fargate;
	const agent = plan.agent ?? 'none';
	const planned = plan.definition ?? addDefinition(world, {family: plan.name, port: 8080});
	const definition = agent === 'denied' ? limited(world, planned) : planned;
	const network = plan.network ?? companyNetwork(world, plan.assignPublicIp);
	const id = `ecs-svc/${random.digits(19)}`;
	const deployment: Deployment = {
		id,
		definition,
		createdAt: deployedAt,
		updatedAt: deployedAt + 90_000,
		injectsAgent: agent !== 'none',
		outcome: 'works',
		status: 'PRIMARY',
		rollout: 'COMPLETED',
		rolloutReason: `ECS deployment ${id} completed.`,
		desired: plan.tasks,
		failedTasks: 0,
	};
	const service: Service = {
		name: plan.name,
		cluster,
		launch,
		...(definition.networkMode === 'awsvpc' && network !== 'none' && {network}),
		scheduling: plan.scheduling ?? 'REPLICA',
		controller: plan.controller ?? 'ECS',
		minimumHealthyPercent: plan.minimumHealthyPercent ?? 100,
		maximumPercent: plan.maximumPercent ?? 200,
		...(plan.circuitBreaker && {circuitBreaker: plan.circuitBreaker}),
		...(plan.hasLoadBalancer && {targetGroup: `${plan.name.slice(0, 32)}/${random.hex(16)}`}),
		behaviour: {redeploy: plan.redeploy ?? 'works'},
		createdAt: deployedAt - random.integer(1, 300) * 24 * hourMs,
		createdBy: plan.createdBy ?? 'deploy',
		status: plan.status ?? 'ACTIVE',
		definition,
		desired: plan.tasks,
		scalings: [],
		...(plan.usage && {usage: plan.usage}),
		tags: tagList(plan.tags ?? {}),
		deployments: [deployment],
		drained: [],
		serviceDeployments: [
			{
				id: random.letters(21),
				deploymentId: id,
				createdAt: deployedAt,
				startedAt: deployedAt,
				finishedAt: deployedAt + 90_000,
				status: 'SUCCESSFUL',
			},
		],
		events: [],
		tasks: [],
		isTicking: false,
		isHalted: false,
	};
	cluster.contents().services.set(service.name, service);
	for (let index = 0; index < plan.tasks; index++) {
		const release = plan.agentVersion ?? latestAgentVersion;
		const {invokedBy} = plan;
		addServiceTask(world, {service, deployment, random, agent, release, ...(invokedBy && {invokedBy})});
	}

	service.events = pastEvents(world, {service, deployment, random, told: plan.events ?? []});
	return service;
}

export type TaskPlan = {
	readonly definition: TaskDefinition;
	readonly startedAgoMs: number;
	readonly group?: string;
	readonly startedBy?: string;
	readonly launch?: Launch;
	readonly agent?: AgentPlan;
	readonly agentVersion?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly service?: Service;
	readonly overrides?: Task['overrides'];
	readonly assignPublicIp?: Network['assignPublicIp'];
	readonly invokedBy?: string;
	readonly usage?: UsagePlan;
	/** Given for a task that has stopped already, not longer ago than an hour. */
	readonly stopped?: {
		readonly agoMs: number;
		readonly code: string;
		readonly reason: string;
		readonly exit?: NonNullable<Task['exit']>;
		/** False where it stopped before it ever ran. */
		readonly hasRun?: boolean;
	};
};

/** Adds a task of its own, running or stopped. */
export function addTask(world: World, cluster: Cluster, plan: TaskPlan): Task {
	const {tasks} = cluster.contents();
	const random = createRandom(`${world.vpc} ${cluster.name} task ${tasks.size}`);
	const launch = plan.launch ?? plan.service?.launch ?? fargate;
	const createdAt = world.clock.now() - plan.startedAgoMs;
	const {stopped} = plan;
	const hasRun = stopped?.hasRun ?? true;
	const definition = plan.agent === 'denied' ? limited(world, plan.definition) : plan.definition;
	const startedBy = plan.startedBy ?? plan.service?.deployments[0]?.id;
	const task: Task = {
		id: random.hex(32),
		cluster,
		definition,
		group: plan.group ?? (plan.service ? `service:${plan.service.name}` : `family:${plan.definition.family}`),
		...(plan.service && {service: plan.service}),
		...(startedBy !== undefined && {startedBy}),
		launch,
		...(launch.strategy?.[0] && {capacityProvider: launch.strategy[0].capacityProvider}),
		...(definition.networkMode === 'awsvpc' && {network: companyNetwork(world, plan.assignPublicIp)}),
		...(plan.invokedBy !== undefined && {invokedBy: plan.invokedBy}),
		...(plan.overrides && {overrides: plan.overrides}),
		...(plan.usage && {usage: plan.usage}),
		tags: tagList(plan.tags ?? {}),
		...steadyTimes(createdAt, random, hasRun),
	};
	giveAgent(world, task, plan.agent ?? 'none', plan.agentVersion ?? latestAgentVersion);
	tasks.set(task.id, task);
	plan.service?.tasks.push(task);
	if (stopped) {
		const stoppedAt = world.clock.now() - stopped.agoMs;
		Object.assign(task, {
			status: 'STOPPED',
			desired: 'STOPPED',
			version: 6,
			stoppingAt: stoppedAt - 8000,
			stoppedAt,
			stopCode: stopped.code,
			stoppedReason: stopped.reason,
			exit: stopped.exit ?? {code: 0},
		});
		if (task.agent) {
			task.agent.stoppedAt = stoppedAt - 8000;
		}

		forgetLater(world, task, hourMs - stopped.agoMs);
	}

	return task;
}

function addServiceTask(
	world: World,
	{
		service,
		deployment,
		random,
		agent,
		release,
		invokedBy,
	}: {
		service: Service;
		deployment: Deployment;
		random: Random;
		agent: AgentPlan;
		release: string;
		invokedBy?: string;
	},
): void {
	const {cluster, launch} = service;
	const instances = [...cluster.contents().instances.values()];
	const instance =
		launch.launchType === 'EC2' ? instances[service.tasks.length % instances.length] : undefined;
	const provider = launch.strategy?.[service.tasks.length % launch.strategy.length]?.capacityProvider;
	const task: Task = {
		id: random.hex(32),
		cluster,
		definition: deployment.definition,
		group: `service:${service.name}`,
		service,
		startedBy: deployment.id,
		launch,
		...(provider !== undefined && {capacityProvider: provider}),
		...(service.network && {network: service.network}),
		...(instance && {instance}),
		...(invokedBy !== undefined && {invokedBy}),
		tags: noTags,
		...steadyTimes(deployment.createdAt + service.tasks.length * 3000, random, true),
	};
	if (supportsAgent(task)) {
		giveAgent(world, task, agent, release);
	}

	cluster.contents().tasks.set(task.id, task);
	service.tasks.push(task);
}

function steadyTimes(
	createdAt: number,
	random: Random,
	hasRun: boolean,
): Pick<
	Task,
	'createdAt' | 'pullStartedAt' | 'pullStoppedAt' | 'startedAt' | 'status' | 'desired' | 'version'
> {
	const pullStartedAt = createdAt + random.integer(9000, 16_000);
	const pullStoppedAt = pullStartedAt + random.integer(6000, 19_000);
	return {
		createdAt,
		pullStartedAt,
		...(hasRun && {pullStoppedAt, startedAt: pullStoppedAt + random.integer(800, 6000)}),
		status: 'RUNNING',
		desired: 'RUNNING',
		version: 4,
	};
}
