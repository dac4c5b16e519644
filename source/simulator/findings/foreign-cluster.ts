import {type Tag} from '../world/tag.js';
import {type Cluster} from '../world/types.js';

/** A cluster that this account doesn't have: of a member, or of a sample. */
export function foreignCluster(
	name: string,
	{tags, tasks, services}: {tags: readonly Tag[]; tasks: number; services: number},
): Cluster {
	return {
		name,
		status: 'ACTIVE',
		capacityProviders: [],
		defaultStrategy: [],
		tags,
		optIns: [],
		otherIssues: [],
		containerInsights: 'disabled',
		insights: [],
		logs: {},
		past: [],
		contents: () => ({services: new Map(), tasks: new Map(), instances: new Map()}),
		promised: () => ({
			running: tasks,
			pending: 0,
			services,
			instances: 0,
			runningFargate: tasks,
			pendingFargate: 0,
			fargateServices: services,
		}),
	};
}
