import {type JsonObject} from '../json.js';
import {type Cluster, type Service, type Task} from '../world/types.js';
import {metricsBlock} from './metrics-block.js';
import {seedOf} from './noise.js';
import {type Entity} from './record.js';

/** What is told of a cluster as a whole, and of each of its services, from `from` on. */
export function countEntities(cluster: Cluster, tasks: readonly Task[], from: number): readonly Entity[] {
	const {services} = cluster.contents();
	const byService = new Map<Service, Task[]>();
	for (const service of services.values()) {
		byService.set(service, []);
	}

	for (const task of tasks) {
		if (task.service) {
			byService.get(task.service)?.push(task);
		}
	}

	return [
		clusterEntity(cluster, tasks, from),
		...[...services.values()].map(service => serviceEntity(service, byService.get(service) ?? [], from)),
	];
}

function clusterEntity(cluster: Cluster, tasks: readonly Task[], from: number): Entity {
	const {services, instances} = cluster.contents();
	return {
		type: 'Cluster',
		stream: `ClusterTelemetry-${cluster.name}`,
		key: seedOf(`cluster ${cluster.name}`) * 64,
		from,
		to: Number.POSITIVE_INFINITY,
		head: () => ({Version: '0', Type: 'Cluster', ClusterName: cluster.name}),
		isTold: () => true,
		moving: at => ({
			Timestamp: at,
			TaskCount: tasks.filter(task => isRunning(task, at)).length,
			ContainerInstanceCount: [...instances.values()].filter(({registeredAt}) => registeredAt <= at).length,
			ServiceCount: [...services.values()].filter(
				({createdAt, status}) => createdAt <= at && status === 'ACTIVE',
			).length,
		}),
		tail: () => metricsBlock(['TaskCount', 'ContainerInstanceCount', 'ServiceCount'], [['ClusterName']]),
	};
}

function serviceEntity(service: Service, tasks: readonly Task[], from: number): Entity {
	return {
		type: 'Service',
		stream: `ServiceTelemetry-${service.name}`,
		key: seedOf(`service ${service.cluster.name} ${service.name}`) * 64,
		from: Math.max(from, firstDeployedAt(service)),
		to: Number.POSITIVE_INFINITY,
		head: () => ({
			Version: '0',
			Type: 'Service',
			ServiceName: service.name,
			ClusterName: service.cluster.name,
		}),
		isTold: () => true,
		moving: at => ({
			Timestamp: at,
			DesiredTaskCount: desiredAt(service, at),
			RunningTaskCount: tasks.filter(task => isRunning(task, at)).length,
			PendingTaskCount: tasks.filter(task => isPending(task, at)).length,
			...rolloutsAt(service, at),
		}),
		tail: () =>
			metricsBlock(
				['DesiredTaskCount', 'RunningTaskCount', 'PendingTaskCount', 'DeploymentCount', 'TaskSetCount'],
				[['ServiceName', 'ClusterName']],
			),
		...(service.usage?.odd && {odd: service.usage.odd}),
	};
}

// Of what ran before the oldest deployment that is known, the account has forgotten every task.
function firstDeployedAt({deployments, drained}: Service): number {
	return Math.min(...deployments.map(({createdAt}) => createdAt), ...drained.map(({from}) => from));
}

function desiredAt(service: Service, at: number): number {
	return service.scalings.find(({until}) => at < until)?.desired ?? service.desired;
}

/** What the service's description would have called its deployments then; those of another controller are task sets. */
function rolloutsAt({controller, deployments, drained}: Service, at: number): JsonObject {
	const count =
		deployments.filter(({createdAt}) => createdAt <= at).length +
		drained.filter(({from, until}) => from <= at && at < until).length;
	return controller === 'ECS'
		? {DeploymentCount: count, TaskSetCount: 0}
		: {DeploymentCount: 0, TaskSetCount: count};
}

function isRunning({startedAt, stoppingAt}: Task, at: number): boolean {
	return startedAt !== undefined && startedAt <= at && (stoppingAt === undefined || at < stoppingAt);
}

function isPending({createdAt, startedAt, stoppingAt}: Task, at: number): boolean {
	return createdAt <= at && at < (startedAt ?? stoppingAt ?? Number.POSITIVE_INFINITY);
}
