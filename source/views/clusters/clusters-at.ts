import {type ClusterArn} from '../../domain/arn.js';
import {type Collection} from '../../domain/fetched.js';
import {type Cluster} from '../../domain/resources.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type Snapshot} from '../../store/snapshot.js';
import {type Part} from '../held.js';
import {memoBy} from '../memo.js';
import {type Place} from '../view.js';

/** Returns the clusters that a list is about: the place's own, or all of them. */
export function clustersAt(snapshot: Snapshot, place: Place): readonly ClusterArn[] {
	return place.cluster ? [place.cluster] : allClusters(snapshot.get(clustersRead, undefined));
}

// The read keys its rows by ARN.
const allClusters = memoBy((clusters: Collection<Cluster>) =>
	clusters.rows.map(({key}) => key as ClusterArn),
);

/** Returns the clusters as a part of a list over all of them, which is not whole before they are all listed. */
export function clustersPart(snapshot: Snapshot, place: Place): readonly Part[] {
	return place.cluster ? [] : [{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}];
}
