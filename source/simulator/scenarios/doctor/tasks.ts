import {type World} from '../../world/types.js';
import {addCluster, addDefinition, addInstances, dayMs, ec2, fargate, hourMs, minuteMs} from '../build.js';
import {addService, addTask, type ServicePlan} from '../build-services.js';
import {demo} from '../demo.js';
import {type Scenario} from '../scenario.js';

/** A service for each check of platform, size, time and the sidecar itself. */
export const doctorTasks: Scenario = {
	name: 'doctor-tasks',
	summary: 'a service for each check of platform, task size, time and the agent itself, both ways',
	account: demo.account,
	fill(world) {
		addCluster(
			world,
			{
				name: 'doctor-tasks',
				tags: {GuardDutyManaged: 'true'},
				capacityProviders: ['FARGATE', 'nodes'],
				optIns: [{agoMs: 2 * dayMs, value: 'true'}],
			},
			cluster => {
				const shape = {instanceType: 'm6i.large', cpu: 2048, memory: 7680};
				addInstances(world, cluster, {...shape, count: 2});
				for (const plan of [...platforms(world), ...sizes(world), ...agents()]) {
					addService(world, cluster, {tasks: 1, deployedAgoMs: 20 * hourMs, ...plan});
				}

				addService(world, cluster, {name: 'before-opt-in', tasks: 2, deployedAgoMs: 50 * hourMs});
				addService(world, cluster, {name: 'before-monitoring', tasks: 2, deployedAgoMs: 9 * dayMs});
				const definition = addDefinition(world, {family: 'standalone'});
				addTask(world, cluster, {definition, startedAgoMs: 50 * hourMs, startedBy: 'jo.field'});
				addTask(world, cluster, {definition, startedAgoMs: 40 * minuteMs, agent: 'running'});
			},
		);
		const near = {key: 'GuardDutyManaged'.toLowerCase(), value: 'true'};
		addCluster(world, {name: 'doctor-near-miss', tags: {[near.key]: near.value}}, cluster => {
			addService(world, cluster, {name: 'near-miss', tasks: 1, deployedAgoMs: 20 * hourMs});
		});
	},
};

type Plan = Omit<ServicePlan, 'tasks' | 'deployedAgoMs'>;

function platforms(world: World): readonly Plan[] {
	const bridge = {networkMode: 'bridge'} as const;
	return [
		{name: 'linux-latest', agent: 'running'},
		{name: 'platform-1-4-0', agent: 'running', launch: {...fargate, platformVersion: '1.4.0'}},
		{name: 'platform-1-3-0', agent: 'running', launch: {...fargate, platformVersion: '1.3.0'}},
		{
			name: 'windows',
			agent: 'running',
			definition: addDefinition(world, {
				family: 'windows',
				system: 'WINDOWS_SERVER_2022_CORE',
				cpu: 1024,
				memory: 4096,
			}),
		},
		{
			name: 'arm64',
			agent: 'running',
			definition: addDefinition(world, {family: 'arm64', architecture: 'ARM64'}),
		},
		{
			name: 'on-ec2',
			launch: ec2,
			definition: addDefinition(world, {family: 'on-ec2', ...bridge}),
		},
		{
			name: 'external',
			launch: {launchType: 'EXTERNAL'},
			definition: addDefinition(world, {family: 'external', ...bridge}),
		},
		{
			name: 'managed-instances',
			launch: {launchType: 'MANAGED_INSTANCES'},
			definition: addDefinition(world, {family: 'managed-instances'}),
		},
	];
}

// Around the bands of the agent's memory ceiling.
function sizes(world: World): readonly Plan[] {
	const size = (name: string, cpu: number, memory: number): Plan => ({
		name,
		agent: 'running',
		definition: addDefinition(world, {family: name, cpu, memory}),
	});
	return [
		size('size-smallest', 256, 512),
		size('size-4096', 4096, 30_720),
		size('size-8192-low', 8192, 16_384),
		size('size-8192-high', 8192, 61_440),
		size('size-16384', 16_384, 122_880),
		size('size-32768', 32_768, 122_880),
	];
}

function agents(): readonly Plan[] {
	return [
		{name: 'agent-old', agent: 'running', agentVersion: '1.0.0'},
		{name: 'agent-behind', agent: 'running', agentVersion: '1.16.0'},
		{name: 'agent-exit-1', agent: {exitCode: 1}},
		{
			name: 'agent-out-of-memory',
			agent: {exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage'},
		},
		{name: 'agent-refused', agent: 'denied'},
		{name: 'agent-missing', agent: 'none'},
	];
}
