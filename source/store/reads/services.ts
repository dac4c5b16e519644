import {type ClusterArn, type ServiceArn} from '../../domain/arn.js';
import {type Service} from '../../domain/resources.js';
import {collectionRead} from './collection-read.js';

/** All services of a cluster, without their events: 100 events each are most of what AWS sends. */
export const servicesRead = collectionRead<ClusterArn, ServiceArn, Service>({
	id: 'services',
	key: cluster => cluster,
	source: ({call}, cluster) => ({
		listings: [nextToken => call('ecs:ListServices', {cluster, nextToken})],
		describe: services => call('ecs:DescribeServices', {cluster, services}),
		batchSize: 10,
		key: service => service.arn,
	}),
	isShown: service => service.status !== 'INACTIVE',
	slim: service => ({...service, events: []}),
});
