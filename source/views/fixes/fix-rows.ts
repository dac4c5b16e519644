import {shortName} from '../../domain/arn.js';
import {type ClusterState, type Fix} from '../../domain/fixes/fix.js';
import {fixQueue} from '../../domain/fixes/fix-queue.js';
import {type Snapshot} from '../../store/snapshot.js';
import {agentsMissing} from '../agents/agents-cell.js';
import {clusterStateIn, withVerdicts} from '../clusters/cluster-state.js';
import {type CoverageRow, coverageRows, judgementOf} from '../coverage/coverage-row.js';
import {reportIn} from '../doctor/doctor-report.js';
import {keepSame, memoBy} from '../memo.js';
import {type Place} from '../view.js';

/** One thing to do. */
export type FixRow = {readonly fix: Fix; readonly target: string; readonly readAt?: number};

/**
 * The doctor of a cluster asks for networks and roles; over all clusters it looks at this many, those with most
 * tasks without agent first. The queue of a cluster alone is always whole.
 */
export const mostDoctors = 12;

/** Returns what is to do, the biggest effect first. */
export function fixRows(snapshot: Snapshot, place: Place): readonly FixRow[] {
	const doctored = new Set(doctoredClusters(snapshot, place).map(({arn}) => arn));
	const states = rowsOf(snapshot, place).flatMap(row => {
		const state = row.cluster && clusterStateIn(snapshot, row.cluster);
		return state && doctored.has(row.arn)
			? withVerdicts(state, reportIn(snapshot, {cluster: row.arn}).verdicts)
			: (state ?? []);
	});
	return queueOf((place.cluster === undefined ? sameStates : sameOwnStates)(states));
}

const sameStates = keepSame<ClusterState>();
const sameOwnStates = keepSame<ClusterState>();

const queueOf = memoBy((states: readonly ClusterState[]): readonly FixRow[] =>
	fixQueue(states).map(fix => ({fix, target: targetText(fix)})),
);

/** Returns the coverage of the clusters that the queue is about: those that ECS lists. */
export function rowsOf(snapshot: Snapshot, {cluster}: Place): readonly CoverageRow[] {
	return coverageRows(snapshot, {view: 'coverage'}).filter(
		row => row.cluster !== undefined && (cluster === undefined || row.arn === cluster),
	);
}

/** Returns the clusters whose verdicts count in the queue: something runs there that is not as it should be. */
export function doctoredClusters(snapshot: Snapshot, place: Place): readonly CoverageRow[] {
	const rows = rowsOf(snapshot, place);
	return place.cluster === undefined ? mostUrgent(rows) : rows;
}

const mostUrgent = memoBy((rows: readonly CoverageRow[]): readonly CoverageRow[] =>
	ailing(rows).slice(0, mostDoctors),
);

/** Returns all clusters that the doctor would have something to say about, the most tasks without agent first. */
export const ailing = memoBy((rows: readonly CoverageRow[]): readonly CoverageRow[] =>
	rows
		.map(row => ({row, urgency: urgencyOf(row)}))
		.filter(({urgency}) => urgency > 0)
		.sort((left, right) => right.urgency - left.urgency)
		.map(({row}) => row),
);

/** 0: nothing to look for. */
function urgencyOf(row: CoverageRow): number {
	const {cluster} = row;
	if (!cluster?.cluster || !cluster.optIn || cluster.cluster.runningTasks === 0) {
		return 0;
	}

	const census = 'value' in cluster.census ? cluster.census.value : undefined;
	const missing = census ? Math.max(agentsMissing(census, cluster.optIn), 0) : 0;
	const isOptedOut = cluster.optIn.state === 'excluded' || cluster.optIn.state === 'off';
	const isUnhealthy = judgementOf(row) === 'unhealthy' || cluster.optIn.state === 'not-opted-in';
	return missing > 0 ? missing + 1 : isUnhealthy || (isOptedOut && (census?.running ?? 0) > 0) ? 1 : 0;
}

/** Returns what a fix is applied to, in short. */
function targetText({kind, targets, reason}: Fix): string {
	const [first] = targets;
	if (!first) {
		return '';
	}

	const clusters = [...new Set(targets.map(({clusterArn}) => shortName(clusterArn)))];
	const [cluster = ''] = clusters;
	const more = clusters.length > 1 ? ` +${clusters.length - 1}` : '';
	const named =
		targets.length === 1 && first.kind === 'service' ? `${cluster}/${first.name}` : cluster + more;
	switch (kind) {
		case 'relaunch':
			return `${cluster}: ${targets.length} ${targets.length === 1 ? 'task' : 'tasks'}`;
		case 'change': {
			const changed = changedIn(reason);
			return changed === undefined ? named : `${cluster}${more}: ${changed}`;
		}

		case 'redeploy':
		case 'retag':
			return named;
	}
}

/** Returns what is to be changed, where the reason names it: a role, a security group, an endpoint. */
export function changedIn(reason: string): string | undefined {
	const [role] = /\brole \S+/.exec(reason) ?? [];
	return role?.replace(/[:,;]$/, '') ?? /\b(?:sg|vpce|vpc|subnet|rtb)-[0-9a-z]+/.exec(reason)?.[0];
}
