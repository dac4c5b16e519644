import {type ClusterArn} from '../../domain/arn.js';
import {type Cluster} from '../../domain/resources.js';
import {collectionRead} from './collection-read.js';
import {single} from './fetched-read.js';

/** All clusters of the account and Region, without deleted (INACTIVE) ones. */
export const clustersRead = collectionRead<undefined, ClusterArn, Cluster>({
	id: 'clusters',
	key: single,
	source: ({call}) => ({
		listings: [nextToken => call('ecs:ListClusters', {nextToken})],
		describe: clusters => call('ecs:DescribeClusters', {clusters}),
		batchSize: 100,
		key: cluster => cluster.arn,
	}),
	// DescribeClusters still knows deleted clusters for a while; the AWS console shows none of them.
	isShown: cluster => cluster.status !== 'INACTIVE',
});
