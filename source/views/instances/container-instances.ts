import {type ClusterArn, shortName} from '../../domain/arn.js';
import {type CoverageResource} from '../../domain/coverage/coverage.js';
import {coverageIssuesOf} from '../../domain/coverage/coverage-issue.js';
import {known} from '../../domain/fact.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Collection, heldValue} from '../../domain/fetched.js';
import {instanceOptIn} from '../../domain/opt-in/opt-in-ec2.js';
import {type ContainerInstance, type Detector} from '../../domain/resources.js';
import {want} from '../../store/read.js';
import {containerInstancesRead} from '../../store/reads/container-instances.js';
import {coverageRead, instancesCoverage} from '../../store/reads/coverage.js';
import {detectorRead} from '../../store/reads/detector.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {unlistedFact, withDetector} from '../coverage/coverage-facts.js';
import {emptyText} from '../empty.js';
import {freshnessOf, heldValues, statusOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Cell, type ListView, type RowVerdict} from '../view.js';
import {instanceColumns, instanceName} from './container-instance-columns.js';
import {instanceMembers, instanceRecord} from './instance-record.js';
import {type InstanceRow} from './instance-row.js';

/** The container instances of a cluster. */
export const containerInstancesView: ListView<InstanceRow> = {
	kind: 'list',
	id: 'container-instances',
	title: () => 'instances',
	wants: ({cluster}, snapshot) => [
		...(cluster
			? [
					want(containerInstancesRead, cluster, {everyMs: pace.focusedMs, priority: 0}),
					want(coverageRead, withDetector(snapshot, instancesCoverage(cluster)), {
						everyMs: pace.coverageMs,
						priority: 1,
					}),
				]
			: []),
		clustersWant(pace.addedMs, 1),
		...gateWants(),
	],
	rows: (snapshot, {cluster}) => (cluster ? instanceRows(snapshot, cluster) : []),
	status: (snapshot, {cluster}) =>
		statusOf(
			cluster
				? [
						{what: 'container instances', collection: snapshot.get(containerInstancesRead, cluster)},
						{what: 'coverage of instances', collection: coverageIn(snapshot, cluster)},
					]
				: [],
			gateErrors(snapshot),
		),
	key: row => row.held.key,
	name: instanceName,
	columns: instanceColumns,
	sort: {column: 'instance', isDescending: false},
	verdict: instanceVerdict,
	freshness: ({held}) => freshnessOf(held),
	empty: (snapshot, {cluster}) =>
		cluster
			? emptyText(
					snapshot.get(containerInstancesRead, cluster),
					`${shortName(cluster)} has no container instances: nothing of it runs on EC2`,
				)
			: 'no cluster is chosen',
	hint: instanceHint,
	open: ({held, clusterArn}) => ({
		view: 'describe',
		cluster: clusterArn,
		subject: held.value?.arn ?? clusterArn,
	}),
	pivots: ({clusterArn}) => ({
		tasks: {view: 'tasks', cluster: clusterArn},
		tree: {view: 'tree', cluster: clusterArn},
	}),
	target: () => undefined,
	actions: [],
	record: instanceRecord,
	members: instanceMembers,
};

function coverageIn(snapshot: Snapshot, cluster: ClusterArn): Collection<CoverageResource> {
	return snapshot.get(coverageRead, instancesCoverage(cluster));
}

function instanceRows(snapshot: Snapshot, cluster: ClusterArn): readonly InstanceRow[] {
	const detector = snapshot.get(detectorRead, undefined);
	const isRead = detector.status === 'fresh' || detector.status === 'stale';
	return rememberedRows(
		snapshot.get(containerInstancesRead, cluster),
		coverageIn(snapshot, cluster),
		cluster,
		isRead,
		heldValue(detector),
	);
}

const rememberedRows = memoBy(
	(
		instances: Collection<ContainerInstance>,
		coverage: Collection<CoverageResource>,
		clusterArn: ClusterArn,
		isRead: boolean,
		detector: Detector | undefined,
	): readonly InstanceRow[] => {
		// ECS shows tags of the container instance; the one that counts is a tag of the EC2 instance.
		const optIn = isRead ? instanceOptIn(detector, 'unreadable') : undefined;
		const unlisted = unlistedFact(coverage);
		const byId = new Map(
			heldValues(coverage).flatMap(resource =>
				resource.details.type === 'EC2' ? [[resource.details.instanceId, resource] as const] : [],
			),
		);
		return instances.rows.map(held => {
			const resource = byId.get(held.value?.ec2InstanceId ?? '');
			return {
				clusterArn,
				held,
				...(held.value ? {instance: held.value} : {}),
				...(optIn ? {optIn} : {}),
				coverage: resource ? known(resource) : unlisted,
				issues: resource ? coverageIssuesOf(resource) : [],
			};
		});
	},
);

function instanceVerdict({instance, optIn, coverage}: InstanceRow): RowVerdict {
	const status = coverage.status === 'known' ? coverage.value?.status.toUpperCase() : undefined;
	if (instance?.isAgentConnected === false || optIn?.state === 'off' || status === 'UNHEALTHY') {
		return 'fault';
	}

	// ECS can't see GuardDuty's agent on an instance: only GuardDuty knows that one is well.
	return status === 'HEALTHY' ? 'ok' : 'unknown';
}

function instanceHint({instance, optIn, held, coverage, issues}: InstanceRow): Cell | undefined {
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	const lost = instance?.isAgentConnected === false ? 'the ECS agent has lost contact; ' : '';
	const [issue] = issues;
	if (issue) {
		return {text: `${lost}${issue.cause}; ${issue.fix}`, tone: 'fault'};
	}

	return optIn && {text: `${lost}${optIn.reason}; ${coverageText(coverage)}`};
}

function coverageText(coverage: InstanceRow['coverage']): string {
	if (coverage.status === 'unknown') {
		return `GuardDuty's coverage: ${coverage.why}`;
	}

	return coverage.value === undefined
		? 'GuardDuty reports nothing of it'
		: `GuardDuty says ${coverage.value.status.toLowerCase()}`;
}
