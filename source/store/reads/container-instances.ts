import {type ClusterArn, type ContainerInstanceArn} from '../../domain/arn.js';
import {type ContainerInstance} from '../../domain/resources.js';
import {collectionRead} from './collection-read.js';

/** All container instances of a cluster. */
export const containerInstancesRead = collectionRead<ClusterArn, ContainerInstanceArn, ContainerInstance>({
	id: 'container-instances',
	key: cluster => cluster,
	source: ({call}, cluster) => ({
		listings: [nextToken => call('ecs:ListContainerInstances', {cluster, nextToken})],
		describe: containerInstances => call('ecs:DescribeContainerInstances', {cluster, containerInstances}),
		batchSize: 100,
		key: instance => instance.arn,
	}),
});
