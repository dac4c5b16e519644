import {type ClusterArn, shortName} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {heldValue} from '../../domain/fetched.js';
import {type Want, want} from '../../store/read.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {clustersAt, clustersPart} from '../clusters/clusters-at.js';
import {emptyText} from '../empty.js';
import {errorsOf, freshnessOf, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {keepSame} from '../memo.js';
import {pace} from '../pace.js';
import {counted} from '../plural.js';
import {type Cell, type ListStatus, type ListView, type Place} from '../view.js';
import {serviceColumns} from './service-columns.js';
import {serviceMembers, serviceRecord} from './service-record.js';
import {primaryDeployment, type ServiceRow, serviceRows} from './service-row.js';
import {serviceVerdict} from './service-verdict.js';

/** The services of one cluster, or of all of them. */
export const servicesView: ListView<ServiceRow> = {
	kind: 'list',
	id: 'services',
	title: () => 'services',
	wants: (place, snapshot) => [
		...clustersAt(snapshot, place).flatMap(cluster => servicesWants(cluster, place)),
		clustersWant(pace.addedMs, 1),
		...gateWants(),
	],
	rows: (snapshot, place) =>
		place.cluster
			? serviceRows(snapshot, place.cluster)
			: sameRows(clustersAt(snapshot, place).flatMap(cluster => serviceRows(snapshot, cluster))),
	status: (snapshot, place) =>
		statusOf(
			[
				...clustersPart(snapshot, place),
				...clustersAt(snapshot, place).flatMap(cluster => [
					{what: `services of ${shortName(cluster)}`, collection: snapshot.get(servicesRead, cluster)},
				]),
			],
			[...taskErrors(snapshot, place), ...gateErrors(snapshot)],
		),
	key: row => row.arn,
	name: row => row.name,
	columns: serviceColumns,
	sort: {column: 'name', isDescending: false},
	verdict: serviceVerdict,
	freshness: ({held}) => freshnessOf(held),
	empty: (snapshot, place) =>
		place.cluster
			? emptyText(
					snapshot.get(servicesRead, place.cluster),
					`no services in ${shortName(place.cluster)}; ${keyNames.tasks} shows its tasks`,
				)
			: 'no services in any cluster',
	hint: serviceHint,
	open: row => ({view: 'tasks', cluster: row.clusterArn, service: row.arn}),
	pivots: ({arn, clusterArn}) => ({
		tasks: {view: 'tasks', cluster: clusterArn, service: arn},
		tree: {view: 'tree', cluster: clusterArn},
		events: {view: 'service-events', cluster: clusterArn, service: arn},
		timeline: {view: 'timeline', cluster: clusterArn, service: arn},
		instances: {view: 'container-instances', cluster: clusterArn},
		doctor: {view: 'doctor', cluster: clusterArn, service: arn},
		fixes: {view: 'fixes', cluster: clusterArn},
		usage: {view: 'usage', cluster: clusterArn, service: arn},
		size: {view: 'size', cluster: clusterArn},
	}),
	target: ({arn, clusterArn, name}) => ({kind: 'service', arn, clusterArn, name}),
	actions: ['service.redeploy', 'service.stop-rollout'],
	record: serviceRecord,
	members: serviceMembers,
};

const sameRows = keepSame<ServiceRow>();

function serviceHint({service, stale, optIn, held, census}: ServiceRow): Cell | undefined {
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	if (!service) {
		return undefined;
	}

	const primary = primaryDeployment(service);
	if (primary?.rolloutState === 'FAILED') {
		return {text: `rollout failed: ${primary.rolloutStateReason ?? 'ECS gives no reason'}`, tone: 'fault'};
	}

	if (census.status === 'failed') {
		return {text: `agents unknown: ${failureLine(census.failure)}`, tone: 'warning'};
	}

	const known = heldValue(census);
	if (known && known.failed > 0) {
		return {
			text: `agent failed in ${counted(known.failed, 'task')}; ${keyNames.tasks} shows why`,
			tone: 'fault',
		};
	}

	if (stale && stale.isStale !== false) {
		return {text: stale.reason, tone: 'warning'};
	}

	const reason = stale?.reason || optIn?.reason;
	return reason ? {text: reason} : undefined;
}

function servicesWants(cluster: ClusterArn, place: Place): readonly Want[] {
	if (place.cluster) {
		return [
			want(servicesRead, cluster, {everyMs: pace.focusedMs, priority: 0}),
			want(tasksRead, cluster, {everyMs: pace.addedMs, priority: 1}),
		];
	}

	const options = {everyMs: pace.everywhereMs, priority: 1} as const;
	return [want(servicesRead, cluster, options), want(tasksRead, cluster, options)];
}

/** Without its tasks a service is still shown, its agents are not known. */
function taskErrors(snapshot: Snapshot, place: Place): ListStatus['errors'] {
	return clustersAt(snapshot, place).flatMap(cluster =>
		errorsOf({what: `tasks of ${shortName(cluster)}`, collection: snapshot.get(tasksRead, cluster)}),
	);
}
