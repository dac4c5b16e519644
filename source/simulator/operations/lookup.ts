import {type JsonObject} from '../json.js';
import {clusterNotFound, Refusal, serviceNotFound} from '../refusal.js';
import {nameIn} from '../world/arns.js';
import {type Cluster, type Service, type TaskDefinition, type World} from '../world/types.js';
import {text} from './inputs.js';

/** The request's cluster by name or ARN; `default` when it names none. */
export function clusterOf(input: JsonObject, world: World): Cluster | Refusal {
	const name = nameIn(world, 'cluster', text(input, 'cluster') ?? 'default');
	const cluster = name === undefined ? undefined : world.clusters.get(name);
	return cluster && cluster.status === 'ACTIVE' ? cluster : clusterNotFound();
}

/** The request's service, which must not have been deleted. */
export function serviceOf(input: JsonObject, world: World): Service | Refusal {
	const cluster = clusterOf(input, world);
	if (cluster instanceof Refusal) {
		return cluster;
	}

	const name = nameIn(world, 'service', text(input, 'service') ?? '');
	const service = name === undefined ? undefined : cluster.contents().services.get(name);
	return service ?? serviceNotFound();
}

/** By ARN, `family:revision`, or `family` for its latest active revision. */
export function definitionOf(world: World, identifier: string): TaskDefinition | undefined {
	const name = nameIn(world, 'task-definition', identifier) ?? '';
	if (name.includes(':')) {
		return world.definitions.get(name);
	}

	return [...world.definitions.values()]
		.filter(({family, status}) => family === name && status === 'ACTIVE')
		.sort((first, second) => second.revision - first.revision)[0];
}

/** The ARN that a denial names for the request's cluster. */
export function clusterResource(input: JsonObject, world: World): string {
	const given = text(input, 'cluster') ?? 'default';
	return given.startsWith('arn:') ? given : `arn:aws:ecs:${world.region}:${world.account}:cluster/${given}`;
}

/** Where failures[] needs an ARN for something that may not exist. */
export function arnFor(
	world: World,
	{kind, cluster, identifier}: {kind: string; cluster?: Cluster; identifier: string},
): string {
	if (identifier.startsWith('arn:')) {
		return identifier;
	}

	const path = cluster ? `${cluster.name}/${identifier}` : identifier;
	return `arn:aws:ecs:${world.region}:${world.account}:${kind}/${path}`;
}
