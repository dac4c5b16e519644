import {
	type ClusterArn,
	type ServiceArn,
	type TaskArn,
	type TaskDefinitionArn,
} from '../../source/domain/arn.js';
import {type Described, type Page} from '../../source/domain/operations.js';
import {type Cluster, type Service, type Task} from '../../source/domain/resources.js';
import {ok, type Script} from './fake-account.js';

const prefix = 'arn:aws:ecs:eu-west-1:123456789012';

export const clusterArn = (name: string) => `${prefix}:cluster/${name}` as ClusterArn;
export const serviceArn = (cluster: string, name: string) =>
	`${prefix}:service/${cluster}/${name}` as ServiceArn;
export const taskArn = (cluster: string, id: string) => `${prefix}:task/${cluster}/${id}` as TaskArn;

/** Fresh objects at each call, as an SDK would make them: equal is not identical. */
export function aCluster(name: string, facts: Partial<Cluster> = {}): Cluster {
	return {
		arn: clusterArn(name),
		name,
		status: 'ACTIVE',
		tags: [{key: 'GuardDutyManaged', value: 'true'}],
		runningTasks: 3,
		pendingTasks: 0,
		activeServices: 1,
		containerInstances: 0,
		capacityProviders: ['FARGATE'],
		...facts,
	};
}

export function aService(cluster: string, name: string, facts: Partial<Service> = {}): Service {
	const taskDefinition = `${prefix}:task-definition/${name}:7` as TaskDefinitionArn;
	return {
		arn: serviceArn(cluster, name),
		name,
		clusterArn: clusterArn(cluster),
		status: 'ACTIVE',
		desired: 2,
		running: 2,
		pending: 0,
		launchType: 'FARGATE',
		capacityProviders: [],
		platformVersion: '1.4.0',
		platformFamily: 'Linux',
		controller: 'ECS',
		scheduling: 'REPLICA',
		minimumHealthyPercent: 100,
		maximumPercent: 200,
		taskDefinition,
		deployments: [
			{
				id: `ecs-svc/${name}`,
				status: 'PRIMARY',
				taskDefinition,
				desired: 2,
				running: 2,
				pending: 0,
				failedTasks: 0,
				createdAt: 1_780_000_000_000,
				updatedAt: 1_780_000_100_000,
				rolloutState: 'COMPLETED',
				rolloutStateReason: `ECS deployment ecs-svc/${name} completed.`,
				launchType: 'FARGATE',
				platformVersion: '1.4.0',
				platformFamily: 'Linux',
			},
		],
		createdAt: 1_770_000_000_000,
		networkConfiguration: {subnets: ['subnet-0aa1', 'subnet-0bb2'], securityGroups: ['sg-0cc3']},
		tags: [{key: 'team', value: 'payments'}],
		events: [
			{id: 'event-1', at: 1_780_000_100_000, message: `(service ${name}) has reached a steady state.`},
		],
		...facts,
	};
}

export function aTask(cluster: string, id: string, facts: Partial<Task> = {}): Task {
	return {
		arn: taskArn(cluster, id),
		id,
		clusterArn: clusterArn(cluster),
		taskDefinition: `${prefix}:task-definition/api:7` as TaskDefinitionArn,
		lastStatus: 'RUNNING',
		desiredStatus: 'RUNNING',
		group: 'service:api',
		serviceName: 'api',
		startedBy: 'ecs-svc/1',
		launchType: 'FARGATE',
		platformVersion: '1.4.0',
		platformFamily: 'Linux',
		cpuArchitecture: 'X86_64',
		cpuUnits: 256,
		memoryMiB: 512,
		containers: [
			{name: 'app', image: 'registry.example/app:1', lastStatus: 'RUNNING', runtimeId: `${id}-1`},
			{
				name: 'aws-guardduty-agent-k3f9',
				image: '694911143906.dkr.ecr.eu-west-1.amazonaws.com/aws-guardduty-agent-fargate:v1.9.0',
				lastStatus: 'RUNNING',
				runtimeId: `${id}-2`,
				memoryMiB: 128,
			},
		],
		createdAt: 1_780_000_000_000,
		startedAt: 1_780_000_030_000,
		...facts,
	};
}

/** Pages as AWS does: at most 100, the token says where the next begins. */
export function pageOf<T>(items: readonly T[], nextToken: string | undefined, size = 100): Page<T> {
	const start = Number(nextToken ?? 0);
	const end = start + size;
	return {items: items.slice(start, end), ...(end < items.length && {nextToken: String(end)})};
}

/** Describes what is known; what is not is MISSING, as in AWS's `failures[]`. */
export function describeOf<Arn extends string, T>(
	arns: readonly Arn[],
	find: (arn: Arn) => T | undefined,
): Described<T> {
	const items: T[] = [];
	const missing: {arn: string; reason: string}[] = [];
	for (const arn of arns) {
		const found = find(arn);
		if (found === undefined) {
			missing.push({arn, reason: 'MISSING'});
		} else {
			items.push(found);
		}
	}

	return {items, missing};
}

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

export type World = {
	clusters: readonly string[];
	/** Names by cluster name. */
	services(cluster: string): readonly string[];
	running(cluster: string): readonly string[];
	stopped(cluster: string): readonly string[];
};

/** Returns the answers of an account with these resources; the world may be changed while it answers. */
export function scriptOf(world: World): Script {
	return {
		'sts:GetCallerIdentity': () =>
			ok({account: '123456789012', arn: 'arn:aws:sts::123456789012:assumed-role/oncall/ann'}),
		'guardduty:ListDetectors': () => ok(['d-1']),
		'guardduty:GetDetector': ({detectorId}) => ok({id: detectorId, isEnabled: true, features: []}),
		'guardduty:GetAdministratorAccount': () => ok(undefined),
		'ecs:ListAccountSettings': ({name}) => ok([{name, value: 'on'}]),
		'ecs:ListClusters': ({nextToken}) => ok(pageOf(world.clusters.map(clusterArn), nextToken)),
		'ecs:DescribeClusters': ({clusters}) =>
			ok(
				describeOf(clusters, arn =>
					world.clusters.includes(nameIn(arn)) ? aCluster(nameIn(arn)) : undefined,
				),
			),
		'ecs:ListServices': ({cluster, nextToken}) =>
			ok(
				pageOf(
					world.services(nameIn(cluster)).map(name => serviceArn(nameIn(cluster), name)),
					nextToken,
				),
			),
		'ecs:DescribeServices': ({cluster, services}) =>
			ok(describeOf(services, arn => aService(nameIn(cluster), nameIn(arn)))),
		'ecs:ListTasks': ({cluster, desiredStatus, nextToken}) => {
			const name = nameIn(cluster);
			const ids = desiredStatus === 'RUNNING' ? world.running(name) : world.stopped(name);
			return ok(
				pageOf(
					ids.map(id => taskArn(name, id)),
					nextToken,
				),
			);
		},
		'ecs:DescribeTasks': ({cluster, tasks}) =>
			ok(
				describeOf(tasks, arn =>
					aTask(
						nameIn(cluster),
						nameIn(arn),
						world.stopped(nameIn(cluster)).includes(nameIn(arn)) ? {lastStatus: 'STOPPED'} : {},
					),
				),
			),
	};
}

/** Returns `count` names such as `api-007`. */
export function names(prefixOfNames: string, count: number): readonly string[] {
	return Array.from({length: count}, (_, index) => `${prefixOfNames}-${String(index).padStart(3, '0')}`);
}

export const emptyWorld: World = {clusters: [], services: () => [], running: () => [], stopped: () => []};
