import {type ClusterArn, shortName} from '../../domain/arn.js';
import {groupBy} from '../../domain/group.js';
import {isolationsWants} from '../../store/isolation.js';
import {type Want, want} from '../../store/read.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {type ClusterRow, clusterRow} from '../clusters/cluster-row.js';
import {clustersPart} from '../clusters/clusters-at.js';
import {textColumn} from '../columns.js';
import {emptyText} from '../empty.js';
import {heldRow, statusOf} from '../held.js';
import {keepSame, memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {servicePlace} from '../places.js';
import {type ServiceRow, serviceRows} from '../services/service-row.js';
import {servicesView} from '../services/services.js';
import {sortRows} from '../sort.js';
import {type TaskRow, taskRows} from '../tasks/task-row.js';
import {tasksView} from '../tasks/tasks.js';
import {type Column, type ListView, type Place} from '../view.js';
import {clusterLine, serviceLine, type TreeRow, taskLines} from './tree-row.js';

/** Clusters > services > tasks > containers with the state of their agents; one cluster is unfolded, the place's. */
export const treeView: ListView<TreeRow> = {
	kind: 'list',
	id: 'tree',
	title: () => 'tree',
	wants: ({cluster}, snapshot) => [
		...(cluster ? treeWants(cluster) : []),
		clustersWant(cluster ? pace.addedMs : pace.focusedMs, cluster ? 1 : 0),
		...gateWants(),
		...isolationsWants(snapshot),
	],
	rows: treeRows,
	status: (snapshot, place) => statusOf(treeParts(snapshot, place), gateErrors(snapshot)),
	key: row => row.key,
	name: row => row.name,
	columns: treeColumns(),
	// No column has a value to sort by: the order of a tree is its meaning.
	sort: {column: 'tree', isDescending: false},
	verdict: row => row.verdict,
	freshness: row => row.freshness,
	empty: snapshot =>
		emptyText(snapshot.get(clustersRead, undefined), `no clusters in ${snapshot.scope.region}`),
	hint: ({kind, path, about}) => ({
		text: [`${kind} ${path.replaceAll(' ', ' › ')}`, about].filter(Boolean).join(': '),
	}),
	open: (row, place) =>
		row.kind === 'cluster' && place.cluster !== row.clusterArn
			? {view: 'tree', cluster: row.clusterArn}
			: row.opens,
	pivots: ({clusterArn, service}) => ({
		tasks: {view: 'tasks', cluster: clusterArn, ...(service ? {service} : {})},
		...(service
			? {
					service: servicePlace(clusterArn, service),
					events: {view: 'service-events', cluster: clusterArn, service},
				}
			: {}),
		instances: {view: 'container-instances', cluster: clusterArn},
	}),
	target: ({kind, key, clusterArn, name}) =>
		kind === 'container'
			? undefined
			: // The key of the other kinds is their ARN.
				{kind, arn: key as ClusterArn, clusterArn, name: kind === 'task' ? shortName(key) : name},
	actions: [
		'cluster.tag',
		'cluster.insights',
		'service.redeploy',
		'service.stop-rollout',
		'task.stop',
		'evidence.keep',
		'task.isolate',
		'task.release',
	],
	record: ({key, kind, name, path, state, agents, about}) => ({
		key,
		kind,
		name,
		path,
		state: state.text,
		agents: agents.text,
		about,
	}),
	members: ['key', 'kind', 'name', 'path', 'state', 'agents', 'about'],
};

function treeColumns(): readonly Column<TreeRow>[] {
	const unsorted = {value: () => undefined};
	return [
		{
			id: 'tree',
			heading: 'TREE',
			align: 'left',
			min: 20,
			max: 60,
			grows: true,
			priority: 1,
			cell: ({depth, name, kind}) => ({
				text: '  '.repeat(depth) + name,
				tone: kind === 'container' ? 'dim' : 'plain',
			}),
			...unsorted,
		},
		{
			id: 'state',
			heading: 'STATE',
			align: 'left',
			min: 22,
			max: 28,
			priority: 3,
			cell: row => row.state,
			...unsorted,
		},
		{
			id: 'agents',
			heading: 'AGENT',
			align: 'left',
			min: 16,
			max: 22,
			priority: 2,
			cell: row => row.agents,
			...unsorted,
		},
		{
			...textColumn<TreeRow>(
				{id: 'about', heading: 'ABOUT', min: 12, max: 40, priority: 4},
				row => row.about,
			),
			...unsorted,
		},
		{
			...textColumn<TreeRow>(
				{id: 'path', heading: 'PATH', min: 20, max: 60, priority: 5, isWide: true},
				row => row.path,
			),
			...unsorted,
		},
	];
}

function treeWants(cluster: ClusterArn): readonly Want[] {
	return [
		want(servicesRead, cluster, {everyMs: pace.addedMs, priority: 0}),
		want(tasksRead, cluster, {everyMs: pace.focusedMs, priority: 0}),
	];
}

function treeParts(snapshot: Snapshot, place: Place): Parameters<typeof statusOf>[0] {
	const {cluster} = place;
	return cluster
		? [
				{what: 'services', collection: snapshot.get(servicesRead, cluster)},
				{what: 'tasks', collection: snapshot.get(tasksRead, cluster)},
			]
		: clustersPart(snapshot, place);
}

function treeRows(snapshot: Snapshot, place: Place): readonly TreeRow[] {
	const clusters = snapshot.get(clustersRead, undefined);
	if (place.cluster) {
		const held = heldRow(clusters, place.cluster);
		const services = serviceRows(snapshot, place.cluster);
		const tasks = taskRows(snapshot, place.cluster, {view: 'tree', cluster: place.cluster});
		return clusterTree(services, tasks, held && clusterRow(snapshot, held));
	}

	return sameRows(clusters.rows.map(held => lineOf(clusterRow(snapshot, held))));
}

const sameRows = keepSame<TreeRow>();
const lineOf = memoBy(clusterLine);

const clusterTree = memoBy(
	(
		services: readonly ServiceRow[],
		tasks: readonly TaskRow[],
		cluster: ClusterRow | undefined,
	): readonly TreeRow[] => {
		const byService = groupBy(
			sortRows(tasks, tasksView, tasksView.sort),
			({known}) => known?.task.serviceName ?? '',
		);
		const names = new Set(services.map(({name}) => name));
		// Tasks of a service that is gone, and standalone ones, hang on the cluster itself.
		const others = [...byService].filter(([name]) => !names.has(name)).flatMap(([, group]) => group);
		return [
			...(cluster ? [clusterLine(cluster)] : []),
			...sortRows(services, servicesView, servicesView.sort).flatMap(service => [
				serviceLine(service),
				...(byService.get(service.name) ?? []).flatMap(taskLines),
			]),
			...others.flatMap(taskLines).map(line => ({...line, depth: line.depth - 1})),
		];
	},
);
