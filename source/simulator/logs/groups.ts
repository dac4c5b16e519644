import {performanceGroup} from '../telemetry/performance-group.js';
import {type World} from '../world/types.js';
import {containerGroups} from './container-groups.js';
import {type LogGroup} from './log-group.js';

/** All log groups of the account, by name. */
export function logGroups(world: World): readonly LogGroup[] {
	const performance = [...world.clusters.values()].flatMap(cluster => performanceGroup(world, cluster) ?? []);
	return [...performance, ...containerGroups(world)].sort((first, second) =>
		first.name < second.name ? -1 : 1,
	);
}

/** A group by its name or its ARN, with or without `:*` at the end; undefined where there is none. */
export function groupNamed(world: World, identifier: string): LogGroup | undefined {
	const prefix = `${groupArn(world, '')}`;
	const name = identifier.startsWith('arn:')
		? identifier.startsWith(prefix)
			? identifier.slice(prefix.length).replace(/:\*$/, '')
			: ''
		: identifier;
	const cluster = /^\/aws\/ecs\/containerinsights\/([^/]+)\/performance$/.exec(name)?.[1];
	const owner = cluster === undefined ? undefined : world.clusters.get(cluster);
	return owner ? performanceGroup(world, owner) : containerGroups(world).find(group => group.name === name);
}

export function groupArn(world: World, name: string): string {
	return `arn:aws:logs:${world.region}:${world.account}:log-group:${name}`;
}
