import {type JsonObject} from '../json.js';
import {clusterArn} from '../world/arns.js';
import {type Counts} from '../world/promise.js';
import {type Cluster, type World} from '../world/types.js';

/** A cluster with the parts that were asked for; without `include` AWS sends those lists empty. */
export function clusterJson(world: World, cluster: Cluster, include: readonly string[]): JsonObject {
	const counts = cluster.promised() ?? countsOf(cluster);
	return {
		clusterArn: clusterArn(world, cluster),
		clusterName: cluster.name,
		status: cluster.status,
		registeredContainerInstancesCount: counts.instances,
		runningTasksCount: counts.running,
		pendingTasksCount: counts.pending,
		activeServicesCount: counts.services,
		statistics: include.includes('STATISTICS') ? statistics(counts) : [],
		tags: include.includes('TAGS') ? cluster.tags : [],
		settings: include.includes('SETTINGS')
			? [{name: 'containerInsights', value: cluster.containerInsights}]
			: [],
		capacityProviders: cluster.capacityProviders,
		defaultCapacityProviderStrategy: cluster.defaultStrategy,
	};
}

/** What is in a cluster now. */
export function countsOf(cluster: Cluster): Counts {
	const {services, tasks, instances} = cluster.contents();
	const counts = {running: 0, pending: 0, runningFargate: 0, pendingFargate: 0};
	for (const task of tasks.values()) {
		const isFargate = task.launch.launchType === 'FARGATE' ? 1 : 0;
		if (task.status === 'RUNNING') {
			counts.running++;
			counts.runningFargate += isFargate;
		} else if (task.desired === 'RUNNING') {
			counts.pending++;
			counts.pendingFargate += isFargate;
		}
	}

	const active = [...services.values()].filter(({status}) => status === 'ACTIVE');
	return {
		...counts,
		services: active.length,
		instances: instances.size,
		fargateServices: active.filter(({launch}) => launch.launchType === 'FARGATE').length,
	};
}

// The capital R of the second is AWS's own spelling. docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html
function statistics(counts: Counts): JsonObject[] {
	const values = {
		runningEC2TasksCount: counts.running - counts.runningFargate,
		RunningFargateTasksCount: counts.runningFargate,
		pendingEC2TasksCount: counts.pending - counts.pendingFargate,
		pendingFargateTasksCount: counts.pendingFargate,
		activeEC2ServiceCount: counts.services - counts.fargateServices,
		activeFargateServiceCount: counts.fargateServices,
		drainingEC2ServiceCount: 0,
		drainingFargateServiceCount: 0,
	};
	return Object.entries(values).map(([name, value]) => ({name, value: String(value)}));
}
