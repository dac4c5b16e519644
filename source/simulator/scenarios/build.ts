import {createRandom, type Random} from '../random.js';
import {latestAgentVersion} from '../world/agent-releases.js';
import {addRole} from '../world/iam/create-iam.js';
import {type Counts} from '../world/promise.js';
import {type Tag} from '../world/tag.js';
import {type InsightsChange, type LogsPlan} from '../world/telemetry.js';
import {recordOfCluster} from '../world/trail.js';
import {
	type Cluster,
	type ContainerDefinition,
	type ContainerInstance,
	type Contents,
	type HostMount,
	type Launch,
	type OptIn,
	type TaskDefinition,
	type World,
} from '../world/types.js';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** How long ago clusters were made that don't say. */
const usualAgeMs = 40 * dayMs;

export const fargate: Launch = {launchType: 'FARGATE', platformVersion: 'LATEST'};
export const ec2: Launch = {launchType: 'EC2'};
/** Half of it on spot capacity. */
export const fargateSpot: Launch = {
	launchType: 'FARGATE',
	platformVersion: 'LATEST',
	strategy: [
		{capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0},
		{capacityProvider: 'FARGATE', weight: 1, base: 1},
	],
};

export type ClusterPlan = {
	readonly name: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly insights?: Cluster['containerInsights'];
	/** How it came to be what it is, oldest first; else it was so from the beginning. */
	readonly insightsChanges?: readonly {
		readonly agoMs: number;
		readonly value: Cluster['containerInsights'];
	}[];
	readonly logs?: LogsPlan;
	readonly capacityProviders?: readonly string[];
	/** How the tag GuardDutyManaged came to be what it is, oldest first; else it came with the detector's features. */
	readonly optIns?: readonly {readonly agoMs: number; readonly value: string | undefined}[];
	readonly createdAgoMs?: number;
	/** What GuardDuty finds besides what is true, in any words. */
	readonly issues?: readonly string[];
	/** Given where `fill` waits until the cluster is looked into. */
	readonly promised?: Counts;
	readonly promisedIssues?: Cluster['promisedIssues'];
};

/** Adds a cluster and fills it: at once, or with a promise of what it holds when somebody looks into it. */
export function addCluster(
	world: World,
	plan: ClusterPlan,
	fill: (cluster: Cluster, random: Random) => void = () => {},
): Cluster {
	let contents: Contents | undefined;
	const insights = insightsOf(world, plan);
	const cluster: Cluster = {
		name: plan.name,
		status: 'ACTIVE',
		capacityProviders: plan.capacityProviders ?? ['FARGATE', 'FARGATE_SPOT'],
		defaultStrategy: [],
		tags: tagList(plan.tags ?? {}),
		optIns: optInsOf(world, plan),
		otherIssues: plan.issues ?? [],
		containerInsights: insights.at(-1)?.value ?? 'disabled',
		insights,
		logs: plan.logs ?? {},
		past: [],
		promised: () => (contents ? undefined : plan.promised),
		...(plan.promisedIssues && {promisedIssues: plan.promisedIssues}),
		contents() {
			if (!contents) {
				contents = {services: new Map(), tasks: new Map(), instances: new Map()};
				fill(cluster, createRandom(`${world.vpc} ${plan.name}`));
			}

			return contents;
		},
	};
	world.clusters.set(plan.name, cluster);
	writeTrail(world, cluster, plan.createdAgoMs ?? usualAgeMs);
	if (!plan.promised) {
		cluster.contents();
	}

	return cluster;
}

function insightsOf(world: World, plan: ClusterPlan): InsightsChange[] {
	const now = world.clock.now();
	const changes = plan.insightsChanges ?? [
		{agoMs: plan.createdAgoMs ?? usualAgeMs, value: plan.insights ?? 'disabled'},
	];
	return changes.map(({agoMs, value}) => ({at: now - agoMs, value}));
}

function optInsOf(world: World, {tags, optIns}: ClusterPlan): OptIn[] {
	const now = world.clock.now();
	if (optIns) {
		return optIns.map(({agoMs, value}) => ({at: now - agoMs, value}));
	}

	const value = tags?.GuardDutyManaged;
	const [detector] = world.detectors.values();
	return value === undefined ? [] : [{at: detector?.updatedAt ?? now - 3 * dayMs, value}];
}

// What CloudTrail would know of it, as far back as it looks.
function writeTrail(world: World, cluster: Cluster, createdAgoMs: number): void {
	const other = cluster.tags.filter(({key}) => key !== 'GuardDutyManaged' && !key.startsWith('aws:'));
	const at = world.clock.now() - createdAgoMs;
	recordOfCluster(world, cluster, {name: 'CreateCluster', at, tags: other});
	for (const {at: changedAt, value} of cluster.optIns) {
		const tags = [{key: 'GuardDutyManaged', value: value ?? ''}];
		const name = value === undefined ? 'UntagResource' : 'TagResource';
		recordOfCluster(world, cluster, {name, at: changedAt, tags});
	}
}

export type DefinitionPlan = {
	readonly family: string;
	readonly revision?: number;
	readonly image?: string;
	readonly cpu?: number;
	readonly memory?: number;
	readonly sidecars?: readonly ContainerDefinition[];
	readonly architecture?: TaskDefinition['architecture'];
	readonly system?: TaskDefinition['system'];
	readonly networkMode?: TaskDefinition['networkMode'];
	readonly foreignArchitecture?: string;
	/** The name of the role to pull with; most share one. */
	readonly executionRole?: string;
	/** False leaves the task without a role to pull with. */
	readonly hasExecutionRole?: boolean;
	readonly port?: number;
	/** The first container's; only on EC2. */
	readonly privileged?: boolean;
	readonly hostMounts?: readonly HostMount[];
	readonly volume?: TaskDefinition['volume'];
	/** Of its application. */
	readonly logDriver?: ContainerDefinition['logDriver'];
	readonly says?: ContainerDefinition['says'];
	readonly status?: TaskDefinition['status'];
};

/** Adds a task definition whose first container is named like its family. */
export function addDefinition(world: World, plan: DefinitionPlan): TaskDefinition {
	const revision = plan.revision ?? 1;
	const networkMode = plan.networkMode ?? 'awsvpc';
	const cpu = plan.cpu ?? 256;
	const memory = plan.memory ?? 512;
	const taskRole = `${plan.family.slice(0, 40)}-task`;
	addRole(world.iam, {name: taskRole});
	const repository = `${world.account}.dkr.ecr.${world.region}.amazonaws.com/${plan.family}`;
	const application: ContainerDefinition = {
		name: plan.family.slice(0, 120),
		image: plan.image ?? `${repository}:v${revision}`,
		essential: true,
		cpu: 0,
		memoryReservation: Math.floor(memory / 2),
		...(plan.port !== undefined && {port: plan.port}),
		...(plan.privileged !== undefined && {privileged: plan.privileged}),
		...(plan.hostMounts && {hostMounts: plan.hostMounts}),
		...(plan.logDriver && {logDriver: plan.logDriver}),
		...(plan.says && {says: plan.says}),
	};
	const definition: TaskDefinition = {
		family: plan.family,
		revision,
		status: plan.status ?? 'ACTIVE',
		containers: [application, ...(plan.sidecars ?? [])],
		...(plan.hasExecutionRole !== false && {
			executionRole: plan.executionRole ?? 'ecsTaskExecutionRole',
		}),
		taskRole,
		networkMode,
		compatibilities: networkMode === 'awsvpc' ? ['EC2', 'FARGATE'] : ['EC2'],
		cpu,
		memory,
		architecture: plan.architecture ?? 'X86_64',
		...(plan.foreignArchitecture !== undefined && {foreignArchitecture: plan.foreignArchitecture}),
		system: plan.system ?? 'LINUX',
		...(plan.volume && {volume: plan.volume}),
		registeredAt: world.clock.now() - 60 * dayMs + revision * hourMs,
	};
	world.definitions.set(`${plan.family}:${revision}`, definition);
	return definition;
}

export type InstancePlan = {
	readonly count: number;
	readonly instanceType: string;
	readonly cpu: number;
	readonly memory: number;
	readonly capacityProvider?: string;
	readonly tags?: Readonly<Record<string, string>>;
	readonly isAgentConnected?: boolean;
	readonly status?: ContainerInstance['status'];
	/** GuardDuty's words for what is wrong with its agent; none: the agent works. */
	readonly issue?: string;
	/** False where the agent was never installed. */
	readonly hasGuardDutyAgent?: boolean;
};

/** Adds container instances, spread over the zones. */
export function addInstances(world: World, cluster: Cluster, plan: InstancePlan): void {
	const random = createRandom(`${world.vpc} ${cluster.name} ${plan.instanceType} ${plan.status ?? ''}`);
	for (let index = 0; index < plan.count; index++) {
		const id = random.hex(32);
		cluster.contents().instances.set(id, {
			id,
			ec2InstanceId: `i-${random.hex(17)}`,
			instanceType: plan.instanceType,
			availabilityZone: `${world.region}${'abc'[index % 3]}`,
			...(plan.capacityProvider !== undefined && {capacityProvider: plan.capacityProvider}),
			architecture: plan.instanceType.includes('g.') ? 'ARM64' : 'X86_64',
			cpu: plan.cpu,
			memory: plan.memory,
			registeredAt: world.clock.now() - (20 + index) * dayMs,
			status: plan.status ?? 'ACTIVE',
			isAgentConnected: plan.isAgentConnected ?? true,
			ecsAgentVersion: '1.98.0',
			...(plan.hasGuardDutyAgent !== false && {guardDutyAgent: latestAgentVersion}),
			...(plan.issue !== undefined && {guardDutyIssue: plan.issue}),
			tags: tagList(plan.tags ?? {}),
		});
	}
}

/** A container that stands beside the application. */
export function sidecar(name: string, image: string, cpu = 32): ContainerDefinition {
	return {name, image, essential: false, cpu, memoryReservation: 64};
}

export function tagList(tags: Readonly<Record<string, string>>): readonly Tag[] {
	return Object.entries(tags).map(([key, value]) => ({key, value}));
}
