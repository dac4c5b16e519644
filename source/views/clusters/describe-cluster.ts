import {momentText} from '../../domain/age.js';
import {heldValue} from '../../domain/fetched.js';
import {type OptIn} from '../../domain/opt-in/opt-in.js';
import {optInLabel} from '../../domain/opt-in/opt-in-agents.js';
import {iacOwner} from '../../domain/opt-in/tag.js';
import {type Want, want} from '../../store/read.js';
import {censusRead} from '../../store/reads/census.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {type Snapshot} from '../../store/snapshot.js';
import {agentsCell} from '../agents/agents-cell.js';
import {factsBlock, linesBlock, tagsBlock} from '../blocks.js';
import {waitingCell} from '../columns.js';
import {heldRow, statusOf} from '../held.js';
import {pace} from '../pace.js';
import {symbols} from '../symbols.js';
import {type Block, type Cell, type ListStatus, type Place} from '../view.js';
import {clustersWant, gateErrors, gateWants} from './cluster-facts.js';
import {type ClusterRow, clusterRow} from './cluster-row.js';
import {nearMissNotes, optInCell} from './opt-in-cell.js';

export function clusterWants({cluster}: Place): readonly Want[] {
	return [
		clustersWant(pace.focusedMs, 0),
		...gateWants(),
		...(cluster ? [want(censusRead, cluster, {everyMs: pace.addedMs, priority: 1})] : []),
	];
}

export function clusterStatus(snapshot: Snapshot): ListStatus {
	return statusOf(
		[{what: 'clusters', collection: snapshot.get(clustersRead, undefined)}],
		gateErrors(snapshot),
	);
}

/** Returns all that is known of a cluster. */
export function clusterBlocks(snapshot: Snapshot, place: Place): readonly Block[] {
	const clusters = snapshot.get(clustersRead, undefined);
	const held = heldRow(clusters, place.cluster);
	const row = held && clusterRow(snapshot, held);
	if (!row?.cluster) {
		const text = clusters.isComplete && !held ? 'ECS does not list this cluster any more' : 'reading …';
		return [linesBlock('Cluster', [], text)];
	}

	const {cluster, optIn, census} = row;
	return [
		linesBlock('Runtime Monitoring', optInLines(row), 'reading …'),
		factsBlock('Facts', [
			['name', cluster.name],
			['status', cluster.status],
			['agents', agentsCell(census, optIn, cluster.runningTasks)],
			['services', cluster.activeServices],
			['running tasks', cluster.runningTasks],
			['on Fargate', cluster.runningFargateTasks],
			['on EC2', cluster.runningEc2Tasks],
			['pending tasks', cluster.pendingTasks],
			['container instances', cluster.containerInstances],
			['container insights', cluster.containerInsights],
			['capacity providers', cluster.capacityProviders.join(', ')],
			['managed by', iacOwner(cluster.tags)],
			['ARN', cluster.arn],
		]),
		tagsBlock(cluster.tags),
	];
}

function optInLines({optIn, census}: ClusterRow): readonly Cell[] {
	if (!optIn) {
		return [waitingCell];
	}

	const known = heldValue(census);
	const overlay = optInLabel(optIn, known).reason;
	return [
		optInCell(optIn, known),
		{text: optIn.reason},
		...(overlay === '' ? [] : [{text: overlay, tone: 'warning' as const}]),
		...nearMissNotes(optIn).map(text => ({text, tone: 'fault' as const})),
		...sinceLine(optIn),
		...optIn.unknowns.map(text => ({text: `${symbols.unknown} ${text}`, tone: 'warning' as const})),
	];
}

function sinceLine({since}: OptIn): readonly Cell[] {
	return since === undefined
		? []
		: [{text: `GuardDuty's switches were last changed ${momentText(since)}`, tone: 'dim'}];
}
