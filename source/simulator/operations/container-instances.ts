import {invalidParameter, Refusal} from '../refusal.js';
import {instanceJson} from '../wire/instance-json.js';
import {instanceArn, nameIn} from '../world/arns.js';
import {text, texts} from './inputs.js';
import {arnFor, clusterOf, clusterResource} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listContainerInstances: Operation = {
	service: 'ecs',
	name: 'ListContainerInstances',
	bucket: 'cluster resource read',
	input: {cluster: 'text', nextToken: 'text', maxResults: 'integer', status: 'text'},
	resource: clusterResource,
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const status = text(input, 'status');
		const all = [...cluster.contents().instances.values()].filter(
			instance => status === undefined || instance.status === status,
		);
		const rules = {maximum: 100, usual: 100, scope: `ListContainerInstances ${cluster.name} ${status}`};
		const paged = page(all, {input, rules, keyOf: ({id}) => id});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {
			containerInstanceArns: paged.items.map(instance => instanceArn(world, cluster, instance)),
			nextToken: paged.nextToken,
		};
	},
};

export const describeContainerInstances: Operation = {
	service: 'ecs',
	name: 'DescribeContainerInstances',
	bucket: 'cluster resource read',
	input: {cluster: 'text', containerInstances: 'texts', include: 'texts'},
	resource: (input, world) =>
		clusterResource(input, world).replace(':cluster/', ':container-instance/').concat('/*'),
	serve(input, world) {
		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const identifiers = texts(input, 'containerInstances');
		if (identifiers.length === 0) {
			return invalidParameter('Container Instances cannot be empty.');
		}

		if (identifiers.length > 100) {
			return invalidParameter('Container Instances cannot have more than 100 elements.');
		}

		const {instances} = cluster.contents();
		const found = identifiers.map(identifier => ({
			identifier,
			instance: instances.get(nameIn(world, 'container-instance', identifier) ?? ''),
		}));
		const include = texts(input, 'include');
		return {
			containerInstances: found.flatMap(({instance}) =>
				instance ? [instanceJson(world, {cluster, instance, include})] : [],
			),
			failures: found.flatMap(({instance, identifier}) =>
				instance
					? []
					: [{arn: arnFor(world, {kind: 'container-instance', cluster, identifier}), reason: 'MISSING'}],
			),
		};
	},
};
