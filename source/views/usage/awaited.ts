import {type ClusterArn} from '../../domain/arn.js';
import {type Usage} from '../../domain/usage/usage.js';
import {memoBy} from '../memo.js';

/** Returns true while a cluster that is asked has told nothing yet: neither a record nor why it has none. */
export function isAwaited(usage: Usage | undefined, cluster: ClusterArn): boolean {
	return (
		usage === undefined ||
		(usage.isPartial && !usage.gaps.has(cluster) && !clustersWithRecords(usage).has(cluster))
	);
}

const clustersWithRecords = memoBy(
	({entities}: Usage): ReadonlySet<ClusterArn> => new Set(entities.map(({cluster}) => cluster)),
);
