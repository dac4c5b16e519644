import {type RowVerdict} from '../view.js';
import {watchVerdict, worst} from '../watch.js';
import {type ClusterRow} from './cluster-row.js';

/** Returns whether a cluster is as it should be; see watch.ts for the rule. */
export function clusterVerdict({cluster, optIn, census, held}: ClusterRow): RowVerdict {
	if (!cluster) {
		return 'unknown';
	}

	const {runningTasks, runningFargateTasks: fargateTasks} = cluster;
	const watched = watchVerdict({optIn, census, runningTasks, fargateTasks});
	return held.failure ? worst(watched, 'unknown') : watched;
}
