import {clusterNotFound, invalidParameter, Refusal} from '../refusal.js';
import {clusterJson} from '../wire/cluster-json.js';
import {clusterArn, nameIn} from '../world/arns.js';
import {objects, text, texts} from './inputs.js';
import {arnFor, clusterOf, clusterResource} from './lookup.js';
import {type Operation} from './operation.js';
import {page} from './paging.js';

export const listClusters: Operation = {
	service: 'ecs',
	name: 'ListClusters',
	bucket: 'cluster read',
	input: {nextToken: 'text', maxResults: 'integer'},
	serve(input, world) {
		const all = [...world.clusters.values()].filter(({status}) => status === 'ACTIVE');
		const rules = {maximum: 100, usual: 100, scope: 'ListClusters'};
		const paged = page(all, {input, rules, keyOf: ({name}) => name});
		if (paged instanceof Refusal) {
			return paged;
		}

		return {clusterArns: paged.items.map(cluster => clusterArn(world, cluster)), nextToken: paged.nextToken};
	},
};

export const describeClusters: Operation = {
	service: 'ecs',
	name: 'DescribeClusters',
	bucket: 'cluster read',
	input: {clusters: 'texts', include: 'texts'},
	serve(input, world) {
		const asked = texts(input, 'clusters');
		if (asked.length > 100) {
			return invalidParameter('Clusters cannot have more than 100 elements.');
		}

		const include = texts(input, 'include');
		const unknown = include.find(part => !clusterParts.includes(part));
		if (unknown !== undefined) {
			return invalidParameter(`Invalid include option: ${unknown}`);
		}

		const identifiers = asked.length > 0 ? asked : ['default'];
		const found = identifiers.map(identifier => ({
			identifier,
			cluster: world.clusters.get(nameIn(world, 'cluster', identifier) ?? ''),
		}));
		return {
			clusters: found.flatMap(({cluster}) => (cluster ? [clusterJson(world, cluster, include)] : [])),
			failures: found.flatMap(({cluster, identifier}) =>
				cluster ? [] : [{arn: arnFor(world, {kind: 'cluster', identifier}), reason: 'MISSING'}],
			),
		};
	},
};

const clusterParts: readonly string[] = ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'];

export const updateClusterSettings: Operation = {
	service: 'ecs',
	name: 'UpdateClusterSettings',
	bucket: 'cluster modify',
	input: {cluster: 'text', settings: 'objects'},
	resource: clusterResource,
	serve(input, world) {
		if (text(input, 'cluster') === undefined) {
			return clusterNotFound();
		}

		const cluster = clusterOf(input, world);
		if (cluster instanceof Refusal) {
			return cluster;
		}

		const settings = objects(input, 'settings');
		if (settings.length === 0) {
			return invalidParameter('Settings cannot be empty.');
		}

		for (const setting of settings) {
			const value = text(setting, 'value');
			if (text(setting, 'name') !== 'containerInsights') {
				return invalidParameter('Invalid cluster setting name.');
			}

			if (value !== 'disabled' && value !== 'enabled' && value !== 'enhanced') {
				return invalidParameter(`Invalid value for containerInsights: ${value ?? ''}`);
			}

			cluster.containerInsights = value;
			cluster.insights.push({at: world.clock.now(), value});
		}

		return {cluster: clusterJson(world, cluster, ['SETTINGS'])};
	},
};
