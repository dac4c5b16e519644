import {agentOf} from '../agent/agent.js';
import {isLive} from '../task/task-phase.js';
import {type ClusterState, type Fix} from './fix.js';

/** Returns the tag for a cluster that nobody opted in or out; one that is excluded is so on purpose and is no fault. */
export function retags({cluster, optIn, tasks}: ClusterState): readonly Fix[] {
	if (optIn.state !== 'not-opted-in') {
		return [];
	}

	const waiting = tasks.filter(task => isLive(task) && agentOf(task).state === 'absent').length;
	if (waiting === 0) {
		return [];
	}

	return [
		{
			id: `retag ${cluster.arn}`,
			kind: 'retag',
			purpose: 'cover',
			title: `tag ${cluster.name} with GuardDutyManaged=true`,
			reason: optIn.reason,
			targets: [{kind: 'cluster', arn: cluster.arn, clusterArn: cluster.arn, name: cluster.name}],
			tasksFixed: waiting,
			effort: 'medium',
			effortText: 'one key, then redeploy its services',
			risk: 'low',
			riskTexts: ['new tasks get the agent, which takes memory of theirs'],
			after: [],
			action: 'cluster.tag',
		},
	];
}
