import {shortName} from '../../domain/arn.js';
import {type BlastRadius, type TieKind, type UnknownTie} from '../../domain/findings/blast-radius.js';
import {isolationsWants} from '../../store/isolation.js';
import {type Want, want} from '../../store/read.js';
import {networkInterfacesRead} from '../../store/reads/network-interfaces.js';
import {taskDefinitionRead} from '../../store/reads/task-definition.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {clustersAt, clustersPart} from '../clusters/clusters-at.js';
import {freshnessOf, statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {pace} from '../pace.js';
import {serviceArnOf, servicePlace} from '../places.js';
import {counted} from '../plural.js';
import {taskPlace} from '../tasks/task-place.js';
import {type Cell, type ListStatus, type ListView, type Place} from '../view.js';
import {blastColumns} from './blast-columns.js';
import {asDefinition, blastRadiusIn, interfacesOf, liveTasks} from './blast-facts.js';
import {type BlastRow, blastRows, tieOf} from './blast-row.js';
import {findingAt, findingErrors, findingWants} from './finding-facts.js';

/** Definitions that are read for the roles of the account's tasks; of the rest it is told that they were not. */
const definitionBound = 300;

/** Every running task of the account that shares image, definition, role or security group with a finding's. */
export const blastRadiusView: ListView<BlastRow> = {
	kind: 'list',
	id: 'blast-radius',
	title: () => 'blast radius',
	wants: blastWants,
	rows: blastRows,
	status: blastStatus,
	key: ({row}) => row.arn,
	name: ({row}) => row.id,
	columns: blastColumns,
	sort: {column: 'image', isDescending: true},
	verdict: ({findings, ties}) => (findings.length > 0 && ties.length > 0 ? 'fault' : 'ok'),
	freshness: ({row}) => freshnessOf(row.held),
	empty: emptyBlast,
	hint: hintOf,
	open: ({row}) => taskPlace(row),
	pivots: ({row}) => {
		const {clusterArn: cluster, arn: task, known} = row;
		const service = known && serviceArnOf(known.task);
		return {
			tasks: {view: 'findings', cluster, task},
			...(service ? {service: servicePlace(cluster, service)} : {}),
			timeline: {view: 'timeline', cluster, task},
			doctor: {...taskPlace(row), view: 'doctor'},
		};
	},
	target: ({row}) => ({kind: 'task', arn: row.arn, clusterArn: row.clusterArn, name: row.id}),
	actions: ['task.stop', 'task.replace', 'evidence.keep', 'task.isolate', 'task.release'],
	record: row => ({
		task: row.row.id,
		arn: row.row.arn,
		cluster: shortName(row.row.clusterArn),
		service: row.row.known?.task.serviceName ?? null,
		image: tieOf(row, 'image-digest'),
		taskDefinition: tieOf(row, 'task-definition'),
		taskRole: tieOf(row, 'task-role'),
		securityGroup: tieOf(row, 'security-group'),
		agent: row.row.known?.agent.state ?? null,
		openFindings: row.findings.map(({id}) => id),
	}),
	members: [
		'task',
		'arn',
		'cluster',
		'service',
		'image',
		'taskDefinition',
		'taskRole',
		'securityGroup',
		'agent',
		'openFindings',
	],
};

const tieWords: {readonly [kind in TieKind]: string} = {
	'image-digest': 'the very same image',
	'image-name': 'an image of the same name (one digest is not known: the tag may have moved)',
	'task-definition': 'the task definition',
	'task-role': 'the task role',
	'security-group': 'a security group',
};

const unknownWords: {readonly [kind in UnknownTie['kind']]: string} = {
	'image-digest': 'image digest',
	'task-definition': 'task definition',
	'task-role': 'task role',
	'security-group': 'security groups',
};

function hintOf({ties, unknown, row}: BlastRow): Cell {
	const shared = [...new Set(ties.map(({kind}) => tieWords[kind]))];
	const gaps = unknown.map(({kind, why}) => `its ${unknownWords[kind]} not known: ${why}`);
	const what = shared.length === 0 ? 'nothing is known to be shared' : `shares ${shared.join(', ')}`;
	return {text: [`${row.id.slice(0, 8)} in ${shortName(row.clusterArn)} ${what}`, ...gaps].join('; ')};
}

function blastWants(place: Place, snapshot: Snapshot): readonly Want[] {
	const every = {everyMs: pace.everywhereMs, priority: 1} as const;
	const once = {everyMs: pace.rarelyMs, priority: 1} as const;
	const clusters = clustersAt(snapshot, {view: place.view});
	const own = asDefinition(findingAt(snapshot, place.subject)?.task?.definitionArn);
	const definitions = new Set([
		...(own === undefined ? [] : [own]),
		...clusters.flatMap(cluster => liveTasks(snapshot, cluster).map(({taskDefinition}) => taskDefinition)),
	]);
	return [
		...findingWants(snapshot, place.subject),
		clustersWant(pace.addedMs, 0),
		...gateWants(),
		...isolationsWants(snapshot),
		...clusters.map(cluster => want(tasksRead, cluster, every)),
		...[...definitions].slice(0, definitionBound).map(arn => want(taskDefinitionRead, arn, once)),
		...clusters
			.map(cluster => interfacesOf(snapshot, cluster))
			.filter(({ids}) => ids.length > 0)
			.map(interfaces => want(networkInterfacesRead, interfaces, every)),
	];
}

function blastStatus(snapshot: Snapshot, place: Place): ListStatus {
	const base = statusOf(
		[
			...clustersPart(snapshot, {view: place.view}),
			...clustersAt(snapshot, {view: place.view}).map(cluster => ({
				what: `tasks of ${shortName(cluster)}`,
				collection: snapshot.get(tasksRead, cluster),
			})),
		],
		[...findingErrors(snapshot, place.subject), ...gateErrors(snapshot)],
	);
	const radius = blastRadiusIn(snapshot, place);
	return {
		...base,
		isPartial: base.isPartial || radius === undefined,
		...(radius && {summary: summaryOf(radius)}),
	};
}

/** What could not be compared is told, so that a short list is not taken for all there is. */
function summaryOf({tied, unsure, compared, unknown, isComparable}: BlastRadius): Cell {
	if (!isComparable) {
		return {text: `none of ${counted(compared, 'running task')} was compared`, tone: 'warning'};
	}

	// The shortest first: at 80 columns the rest of the line is cut.
	const gaps = [
		...(unsure > 0 ? [`${unsure} compared in part`] : []),
		...(unknown.length > 0 ? [`not compared: ${unknown.map(gapText).join('; ')}`] : []),
	];
	return {
		text: [`${tied} of ${counted(compared, 'running task')} share something`, ...gaps].join('; '),
		tone: tied > 0 || gaps.length > 0 ? 'warning' : 'plain',
	};
}

function gapText({kind, why}: UnknownTie): string {
	return `the finding's ${unknownWords[kind]} (${why})`;
}

function emptyBlast(snapshot: Snapshot, place: Place): string {
	const radius = blastRadiusIn(snapshot, place);
	if (radius === undefined || blastStatus(snapshot, place).isPartial) {
		return 'reading …';
	}

	if (!radius.isComparable) {
		return findingAt(snapshot, place.subject)?.isSequence
			? `nothing was compared: the sequence leads to no single task. Esc, then ${keyNames.sequence} lists its findings: ${keyNames.tree} on one of them compares its task`
			: 'nothing was compared: the finding names no task, no image and no task definition';
	}

	return radius.unknown.length > 0
		? `no other running task is known to share anything with it; not compared: ${radius.unknown.map(gapText).join('; ')}`
		: 'no other running task shares image, task definition, task role or security group with it';
}
