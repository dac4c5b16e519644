import {type ClusterArn, type TaskArn} from '../../domain/arn.js';
import {heldValue} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {groupBy} from '../../domain/group.js';
import {type Want, want} from '../../store/read.js';
import {identityRead} from '../../store/reads/identity.js';
import {taskLookupRead} from '../../store/reads/task-lookup.js';
import {type Snapshot} from '../../store/snapshot.js';
import {pace} from '../pace.js';
import {asTaskArn, clusterOf} from './finding-places.js';

/**
 * Returns what asks ECS for the tasks of these findings, cluster by cluster. The tasks of samples never were, and those
 * of other accounts and Regions this login does not see.
 */
export function taskLookupWants(snapshot: Snapshot, findings: readonly FindingSummary[]): readonly Want[] {
	const account = heldValue(snapshot.get(identityRead, undefined))?.account;
	const asked = findings.flatMap(finding => {
		const {accountId, region, isSample} = finding;
		const cluster = clusterOf(finding);
		const task = asTaskArn(finding.taskArn);
		const isHere = account === accountId && region === snapshot.scope.region;
		return cluster && task && isHere && !isSample ? [{cluster, task}] : [];
	});
	return [...groupBy(asked, ({cluster}) => cluster)].map(([cluster, group]) =>
		want(taskLookupRead, {cluster, tasks: tasksOf(group)}, {everyMs: pace.addedMs, priority: 1}),
	);
}

function tasksOf(
	group: readonly {readonly cluster: ClusterArn; readonly task: TaskArn}[],
): readonly TaskArn[] {
	return [...new Set(group.map(({task}) => task))];
}
