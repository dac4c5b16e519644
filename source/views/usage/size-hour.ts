import {type ClusterArn} from '../../domain/arn.js';
import {type Failure} from '../../domain/failure.js';
import {type Usage} from '../../domain/usage/usage.js';
import {type Want, want} from '../../store/read.js';
import {type UsageQuery, usageRead} from '../../store/reads/usage.js';
import {type Snapshot} from '../../store/snapshot.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Place} from '../view.js';
import {usageIn, usageQuery} from './usage-query.js';

/** The hour that stands in where queries are refused: its events can be read one by one. */
export type SizeHour = {
	/** The clusters that it stands in for. */
	readonly clusters: ReadonlySet<ClusterArn>;
	/** Why the window itself can't be had. */
	readonly failure: Failure;
	readonly usage: Usage;
};

/** Returns the hour by which sizes are judged where the longer window of a place is refused; undefined where it is not. */
export function sizeHourIn(snapshot: Snapshot, place: Place): SizeHour | undefined {
	const query = hourQuery(snapshot, place);
	const refused = refusedIn(snapshot, place);
	return query && refused ? {...refused, usage: snapshot.get(usageRead, query)} : undefined;
}

/** Returns the usage by which the sizes of a cluster are judged; undefined where nothing is asked for. */
export function sizeUsageOf(snapshot: Snapshot, place: Place, cluster: ClusterArn): Usage | undefined {
	const hour = sizeHourIn(snapshot, place);
	return hour?.clusters.has(cluster) ? hour.usage : usageIn(snapshot, place);
}

/** Returns the want of that hour. */
export function sizeHourWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const query = hourQuery(snapshot, place);
	return query ? [want(usageRead, query, {everyMs: pace.focusedMs, priority: 0})] : [];
}

function hourQuery(snapshot: Snapshot, place: Place): UsageQuery | undefined {
	const query = usageQuery(snapshot, place);
	const refused = refusedIn(snapshot, place);
	return query && refused ? {...query, clusters: [...refused.clusters], window: '1h'} : undefined;
}

function refusedIn(snapshot: Snapshot, place: Place): Omit<SizeHour, 'usage'> | undefined {
	const usage = usageIn(snapshot, place);
	return usage && refusedBy(usage);
}

const refusedBy = memoBy(({gaps}: Usage): Omit<SizeHour, 'usage'> | undefined => {
	const refused = [...gaps].flatMap(([cluster, gap]) =>
		gap.kind === 'no-queries' ? [{cluster, failure: gap.failure}] : [],
	);
	const [first] = refused;
	return first && {clusters: new Set(refused.map(({cluster}) => cluster)), failure: first.failure};
});
