import {leakAgent} from '../engine/leaking-agent.js';
import {type Scale} from '../options.js';
import {deniedAgentPull} from '../world/agent-pull.js';
import {endedAgent, unmonitoredService} from '../world/coverage/fargate-issues.js';
import {type Counts, type PromisedIssues} from '../world/promise.js';
import {type Task, type TaskDefinition, type World} from '../world/types.js';
import {addCluster, addDefinition, dayMs, hourMs} from './build.js';
import {type AgentPlan} from './build-agent.js';
import {addService, type ServicePlan} from './build-services.js';
import {demo} from './demo.js';
import {type Scenario} from './scenario.js';

/** As many clusters, services and tasks as asked for; each cluster is made when it is first looked into. */
export const scale: Scenario = {
	name: 'scale',
	summary: 'as large as --scale says, filled as it is looked into',
	account: demo.account,
	fill(world, size) {
		const definitions = ['api', 'worker', 'web', 'batch', 'proxy'].map((family, index) =>
			addDefinition(world, {family, revision: index + 1, port: 8080}),
		);
		for (let index = 0; index < size.clusters; index++) {
			addScaledCluster(world, {index, size, definitions});
		}
	},
};

function addScaledCluster(
	world: World,
	{index, size, definitions}: {index: number; size: Scale; definitions: readonly TaskDefinition[]},
): void {
	const value = ['true', undefined, 'false', 'true'][index % 4];
	const tags: Record<string, string> = value === undefined ? {} : {GuardDutyManaged: value};
	const tasks = size.services * size.tasks;
	const promised: Counts = {
		running: tasks,
		pending: 0,
		services: size.services,
		instances: 0,
		runningFargate: tasks,
		pendingFargate: 0,
		fargateServices: size.services,
	};
	const name = `fleet-${String(index + 1).padStart(4, '0')}`;
	const plans = (): readonly ServicePlan[] =>
		Array.from({length: size.services}, (_, service) => {
			const definition = definitions[service % definitions.length];
			return {
				name: `${definition?.family ?? 'app'}-${String(service + 1).padStart(4, '0')}`,
				tasks: size.tasks,
				...(definition && {definition}),
				...agedAs(value === 'true', service),
				...(service % 10 === 4 && {usage: {agent: 'near limit' as const}}),
				circuitBreaker: {enable: true, rollback: true},
			};
		});
	const promisedIssues = (): PromisedIssues => issuesIn(world, plans());
	const insights = (['enhanced', 'enabled', 'enabled', 'disabled'] as const)[index % 4] ?? 'disabled';
	const plan = {name, tags: {...tags, team: `team-${index % 17}`}, insights, promised, promisedIssues};
	addCluster(world, plan, cluster => {
		for (const [number, service] of plans().entries()) {
			const [first] = addService(world, cluster, service).tasks;
			if (first?.agent?.status === 'RUNNING' && number % 10 === 2) {
				leakSomewhere(world, first, number);
			}
		}
	});
}

// One agent in such a service leaks; they are killed at different times.
function leakSomewhere(world: World, task: Task, number: number): void {
	const everyMs = (6 + (number % 7)) * hourMs;
	leakAgent(world, task, {limitAt: world.clock.now() + (((number * 37) % 100) / 100) * everyMs, everyMs});
}

// What GuardDuty finds in such services: the image refused, or too old.
function issuesIn(world: World, services: readonly ServicePlan[]): PromisedIssues {
	const filled = services.filter(({tasks}) => tasks > 0);
	const refused = filled.find(({agent}) => agent === 'denied')?.definition;
	const ended = refused && endedAgent(deniedAgentPull(world.region), `${refused.family}:${refused.revision}`);
	const newest = filled.map(
		({deployedAgoMs, tasks}) => world.clock.now() - deployedAgoMs + (tasks - 1) * 3000,
	);
	return {
		issues: [
			...(ended === undefined ? [] : [ended]),
			...filled.filter(({agent}) => agent === 'none').map(({name}) => unmonitoredService(name)),
		],
		newestTaskAt: Math.max(0, ...newest),
	};
}

// Of ten services in a cluster that is opted in, two are stale and one can't pull the agent.
function agedAs(isOptedIn: boolean, service: number): {deployedAgoMs: number; agent: AgentPlan} {
	if (!isOptedIn) {
		return {deployedAgoMs: (5 + (service % 30)) * dayMs, agent: 'none'};
	}

	const agent = (['none', 'running', 'running', 'denied', 'running'] as const)[service % 5] ?? 'running';
	return {deployedAgoMs: agent === 'none' ? 9 * dayMs : (2 + (service % 60)) * hourMs, agent};
}
