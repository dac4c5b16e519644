import {type Scale} from '../options.js';
import {type Counts, type TaskDefinition, type World} from '../world/types.js';
import {addCluster, addDefinition, dayMs, hourMs} from './build.js';
import {type AgentPlan} from './build-agent.js';
import {addService} from './build-services.js';
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
	addCluster(world, {name, tags: {...tags, team: `team-${index % 17}`}, promised}, cluster => {
		for (let service = 0; service < size.services; service++) {
			const definition = definitions[service % definitions.length];
			if (definition) {
				addService(world, cluster, {
					name: `${definition.family}-${String(service + 1).padStart(4, '0')}`,
					tasks: size.tasks,
					definition,
					...agedAs(value === 'true', service),
					circuitBreaker: {enable: true, rollback: true},
				});
			}
		}
	});
}

// Of ten services in a cluster that is opted in, two are stale and one can't pull the agent.
function agedAs(isOptedIn: boolean, service: number): {deployedAgoMs: number; agent: AgentPlan} {
	if (!isOptedIn) {
		return {deployedAgoMs: (5 + (service % 30)) * dayMs, agent: 'none'};
	}

	const agent = (['none', 'running', 'running', 'denied', 'running'] as const)[service % 5] ?? 'running';
	return {deployedAgoMs: agent === 'none' ? 9 * dayMs : (2 + (service % 60)) * hourMs, agent};
}
