import {type ClusterArn} from '../../domain/arn.js';
import {type Collection} from '../../domain/fetched.js';
import {type Cluster} from '../../domain/resources.js';
import {type Usage} from '../../domain/usage/usage.js';
import {ceilingBytes, defaultUsageSettings, type UsageSettings} from '../../domain/usage/usage-settings.js';
import {type Want, want} from '../../store/read.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type UsageQuery, usageRead} from '../../store/reads/usage.js';
import {type Snapshot} from '../../store/snapshot.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Place} from '../view.js';
import {windowAt} from './level.js';

/** Returns what the operator set about usage, or the defaults. */
export function usageSettingsIn({usageSettings}: Snapshot): UsageSettings {
	return usageSettings ?? defaultUsageSettings;
}

/** Returns the clusters that a place of usage is about: its own, or all, as far as they were described. */
export function usageClusters(snapshot: Snapshot, {cluster}: Place): readonly Cluster[] {
	const all = describedClusters(snapshot.get(clustersRead, undefined));
	return cluster === undefined ? all : all.filter(({arn}) => arn === cluster);
}

const describedClusters = memoBy((clusters: Collection<Cluster>): readonly Cluster[] =>
	clusters.rows.flatMap(({value}) => value ?? []),
);

/** Where insights are off there is nothing to ask: that is told without a query. */
export function usageQuery(snapshot: Snapshot, place: Place): UsageQuery | undefined {
	const clusters = withInsights(snapshot.get(clustersRead, undefined), place.cluster);
	return clusters.length === 0
		? undefined
		: {
				clusters,
				window: windowAt(place),
				ceilingBytesPerHour: ceilingBytes(usageSettingsIn(snapshot)),
			};
}

function withInsights(clusters: Collection<Cluster>, cluster: ClusterArn | undefined): readonly ClusterArn[] {
	return cluster === undefined
		? allWithInsights(clusters)
		: allWithInsights(clusters).filter(arn => arn === cluster);
}

const allWithInsights = memoBy((clusters: Collection<Cluster>): readonly ClusterArn[] =>
	describedClusters(clusters)
		.filter(({containerInsights}) => containerInsights !== 'disabled')
		.map(({arn}) => arn)
		.sort(),
);

/** Returns what is known of usage at a place, undefined where nothing is asked for. */
export function usageIn(snapshot: Snapshot, place: Place): Usage | undefined {
	const query = usageQuery(snapshot, place);
	return query && snapshot.get(usageRead, query);
}

/** Returns the want of usage; nothing is asked before there can be something new, however often it is loaded. */
export function usageWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const query = usageQuery(snapshot, place);
	return query ? [want(usageRead, query, {everyMs: pace.focusedMs, priority: 0})] : [];
}
