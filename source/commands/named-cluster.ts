import {type ClusterArn, shortName} from '../domain/arn.js';
import {clustersRead} from '../store/reads/clusters.js';
import {type Store} from '../store/store.js';
import {clustersWant} from '../views/clusters/cluster-facts.js';
import {pace} from '../views/pace.js';
import {failureDetail} from '../views/report.js';
import {type Reading} from './read-list.js';

/** One line: what is wrong with what was asked for. */
export type Problem = {readonly problem: string};

/** Returns the cluster of a name or ARN; a name that no cluster has is the caller's mistake, not an empty list. */
export async function namedCluster(
	name: string,
	{store, deadlineMs}: Pick<Reading, 'store' | 'deadlineMs'>,
): Promise<ClusterArn | Problem> {
	const clusters = await listedClusters({store, deadlineMs});
	if ('problem' in clusters) {
		return clusters;
	}

	const {rows} = store.snapshot().get(clustersRead, undefined);
	const found = rows.find(({key, value}) => key === name || (value?.name ?? shortName(key)) === name);
	// The read keys its rows by ARN.
	return found ? (found.key as ClusterArn) : {problem: noCluster(name, store)};
}

/** Returns all clusters, or why they can't be listed. */
export async function listedClusters({
	store,
	deadlineMs,
}: Pick<Reading, 'store' | 'deadlineMs'>): Promise<readonly ClusterArn[] | Problem> {
	await store.settle([clustersWant(pace.focusedMs, 0)], deadlineMs);
	const {rows, failure, isComplete} = store.snapshot().get(clustersRead, undefined);
	if (failure) {
		return {problem: `cannot list clusters: ${failureDetail(failure)}`};
	}

	return isComplete
		? rows.map(({key}) => key as ClusterArn)
		: {problem: 'the clusters could not be listed in time'};
}

function noCluster(cluster: string, store: Store): string {
	const snapshot = store.snapshot();
	const names = snapshot.get(clustersRead, undefined).rows.map(({key}) => shortName(key));
	const known =
		names.length === 0
			? 'there are none'
			: `there are ${names.slice(0, 8).join(', ')}${names.length > 8 ? ' …' : ''}`;
	return `no cluster named ${cluster} in ${snapshot.scope.region}; ${known}`;
}
