import {createRandom} from '../random.js';
import {type Tag} from './tag.js';
import {type TrailEvent} from './trail-event.js';
import {type Cluster, type World} from './types.js';

/** Events take up to some 15 minutes; here a minute of simulated time. docs.aws.amazon.com/awscloudtrail/latest/userguide/how-cloudtrail-works.html */
export const trailLagMs = 60_000;

/** Writes an event down; one of the past is visible already. */
export function record(
	world: World,
	event: Pick<TrailEvent, 'name' | 'at' | 'resources' | 'request'> & Partial<TrailEvent>,
): void {
	const random = createRandom(`${world.vpc} trail ${world.trail.length} ${event.at} ${event.name}`);
	world.trail.push({
		id: random.uuid(),
		source: 'ecs.amazonaws.com',
		visibleAt: event.at + trailLagMs,
		userArn: world.caller.arn,
		...event,
	});
}

/** The event of a cluster's creation or of a change of its tags, as the console or a pipeline makes them. */
export function recordOfCluster(
	world: World,
	cluster: Cluster,
	event: {
		readonly name: 'CreateCluster' | 'TagResource' | 'UntagResource';
		readonly at: number;
		readonly tags: readonly Tag[];
	},
): void {
	const arn = `arn:aws:ecs:${world.region}:${world.account}:cluster/${cluster.name}`;
	const isCreation = event.name === 'CreateCluster';
	record(world, {
		name: event.name,
		at: event.at,
		userArn: `arn:aws:sts::${world.account}:assumed-role/deploy/pipeline`,
		resources: [{type: 'AWS::ECS::Cluster', name: arn}],
		request: {
			...(isCreation ? {clusterName: cluster.name} : {resourceArn: arn}),
			...(event.name === 'UntagResource' ? {tagKeys: event.tags.map(({key}) => key)} : {tags: event.tags}),
		},
	});
}
