import {type ServiceDeployment} from './service-deployment.js';
import {
	type Cluster,
	type ContainerInstance,
	type Deployment,
	type Service,
	type Task,
	type TaskDefinition,
	type World,
} from './types.js';

const ecs = (world: World, rest: string): string => `arn:aws:ecs:${world.region}:${world.account}:${rest}`;

export const clusterArn = (world: World, cluster: Cluster): string => ecs(world, `cluster/${cluster.name}`);

export const serviceArn = (world: World, service: Service): string =>
	ecs(world, `service/${service.cluster.name}/${service.name}`);

export const taskArn = (world: World, task: Task): string =>
	ecs(world, `task/${task.cluster.name}/${task.id}`);

export const instanceArn = (world: World, cluster: Cluster, instance: ContainerInstance): string =>
	ecs(world, `container-instance/${cluster.name}/${instance.id}`);

export const definitionArn = (world: World, definition: TaskDefinition): string =>
	ecs(world, `task-definition/${definition.family}:${definition.revision}`);

export const serviceDeploymentArn = (world: World, service: Service, deployment: ServiceDeployment): string =>
	ecs(world, `service-deployment/${service.cluster.name}/${service.name}/${deployment.id}`);

/** A revision has a number of 19 digits, as its deployment has. */
export const serviceRevisionArn = (world: World, service: Service, deploymentId: Deployment['id']): string =>
	ecs(
		world,
		`service-revision/${service.cluster.name}/${service.name}/${deploymentId.replace('ecs-svc/', '')}`,
	);

export const roleArn = (world: World, role: string): string => `arn:aws:iam::${world.account}:role/${role}`;

/** What an identifier names when the caller may give a bare name or an ARN: the name, or undefined for a foreign ARN. */
export function nameIn(world: World, kind: string, identifier: string): string | undefined {
	if (!identifier.startsWith('arn:')) {
		return identifier;
	}

	const prefix = ecs(world, `${kind}/`);
	return identifier.startsWith(prefix) ? identifier.slice(identifier.lastIndexOf('/') + 1) : undefined;
}
