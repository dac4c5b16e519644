import {clockTime} from '../../domain/age.js';
import {type Fix, type Risk} from '../../domain/fixes/fix.js';
import {doctorWants} from '../../store/doctor/wants.js';
import {type Want, want} from '../../store/read.js';
import {clustersRead} from '../../store/reads/clusters.js';
import {servicesRead} from '../../store/reads/services.js';
import {tasksRead} from '../../store/reads/tasks.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant, gateErrors, gateWants} from '../clusters/cluster-facts.js';
import {clusterStateIn} from '../clusters/cluster-state.js';
import {numberColumn, textColumn} from '../columns.js';
import {clusterCoverageIn, coverageWants} from '../coverage/coverage-facts.js';
import {type CoverageRow, judgementOf} from '../coverage/coverage-row.js';
import {doctorStatus} from '../doctor/doctor-report.js';
import {emptyText} from '../empty.js';
import {statusOf} from '../held.js';
import {pace} from '../pace.js';
import {type Column, type ListStatus, type ListView, type Place, type Tone} from '../view.js';
import {ailing, doctoredClusters, type FixRow, fixRows, rowsOf} from './fix-rows.js';
import {howText, remediesOfFix, targetsOfFix} from './fix-words.js';

/** The fix queue: what to do to become covered, the biggest effect first. */
export const fixesView: ListView<FixRow> = {
	kind: 'list',
	id: 'fixes',
	title: () => 'fixes',
	wants: fixesWants,
	rows: fixRows,
	status: fixesStatus,
	key: ({fix}) => fix.id,
	name: ({fix}) => fix.title,
	columns: fixColumns(),
	// No column: what fixes most comes first, and what must be right before a restart before it.
	sort: {column: 'effect', isDescending: false},
	verdict: ({fix}) => (fix.purpose === 'cover' ? 'fault' : 'ok'),
	freshness: () => ({}),
	empty: emptyFixes,
	hint: ({fix}) => ({text: hintText(fix), tone: fix.risk === 'high' ? 'warning' : 'plain'}),
	open: ({fix}, {cluster}) => ({view: 'fix', item: fix.id, ...(cluster && {cluster})}),
	pivots: ({fix}) => pivotsOfFix(fix),
	target: ({fix}) => targetsOfFix(fix)[0],
	targets: ({fix}) => targetsOfFix(fix),
	actions: ['cluster.tag', 'service.redeploy', 'task.replace'],
	remedies: ({fix}) => remediesOfFix(fix),
	record: ({fix, target}) => ({
		kind: fix.kind,
		purpose: fix.purpose,
		target,
		targets: fix.targets.map(({arn}) => arn),
		tasksFixed: fix.tasksFixed,
		title: fix.title,
		reason: fix.reason,
		effort: fix.effort,
		effortText: fix.effortText,
		risk: fix.risk,
		risks: fix.riskTexts,
		after: fix.after,
		action: fix.action ?? null,
		remedy: fix.remedy?.text ?? null,
	}),
	members: [
		'kind',
		'purpose',
		'target',
		'targets',
		'tasksFixed',
		'title',
		'reason',
		'effort',
		'effortText',
		'risk',
		'risks',
		'after',
		'action',
		'remedy',
	],
};

function fixColumns(): readonly Column<FixRow>[] {
	return [
		numberColumn({id: 'tasks', heading: 'TASKS', min: 5, max: 6, priority: 2}, ({fix}) => fix.tasksFixed),
		textColumn({id: 'fix', heading: 'FIX', min: 8, max: 8, priority: 3}, ({fix}) => kindText(fix)),
		textColumn(
			{id: 'target', heading: 'TARGET', min: 20, max: 48, priority: 1, grows: true},
			row => row.target,
		),
		textColumn({id: 'effort', heading: 'EFFORT', min: 6, max: 6, priority: 6}, ({fix}) => fix.effort),
		{
			id: 'risk',
			heading: 'RISK',
			align: 'left',
			min: 6,
			max: 6,
			priority: 5,
			cell: ({fix: {risk}}) => ({text: risk, tone: riskTones[risk]}),
			value: ({fix}) => riskRanks[fix.risk],
		},
		textColumn({id: 'how', heading: 'HOW', min: 20, max: 80, priority: 4}, ({fix}) => howText(fix)),
		textColumn(
			{id: 'what', heading: 'WHAT', min: 20, max: 100, priority: 7, isWide: true},
			({fix}) => fix.title,
		),
	];
}

const riskTones: {readonly [risk in Risk]: Tone} = {
	none: 'dim',
	low: 'plain',
	medium: 'warning',
	high: 'fault',
};
const riskRanks: {readonly [risk in Risk]: number} = {none: 0, low: 1, medium: 2, high: 3};

function kindText({kind, purpose}: Fix): string {
	return purpose === 'clean-up' ? 'clean up' : kind;
}

function hintText({title, reason, riskTexts, after}: Fix): string {
	const parts = [
		title,
		reason,
		...after.map(first => `first ${first}`),
		...riskTexts.map(risk => `mind: ${risk}`),
	];
	return parts.filter(part => part !== '').join('; ');
}

function pivotsOfFix({targets}: Fix): ReturnType<ListView<FixRow>['pivots']> {
	const [first] = targets;
	if (!first) {
		return {causes: {view: 'causes'}};
	}

	const cluster = first.clusterArn;
	return {
		causes: {view: 'causes'},
		doctor: {view: 'doctor', cluster},
		tasks: {view: 'tasks', cluster},
		tree: {view: 'tree', cluster},
		...(first.kind === 'service' ? {service: {view: 'describe', cluster, subject: first.arn}} : {}),
	};
}

function fixesWants(place: Place, snapshot: Snapshot): readonly Want[] {
	const options =
		place.cluster === undefined
			? ({everyMs: pace.everywhereMs, priority: 1} as const)
			: ({everyMs: pace.addedMs, priority: 0} as const);
	return [
		clustersWant(pace.addedMs, 0),
		...gateWants(),
		...coverageWants(snapshot, 1),
		...rowsOf(snapshot, place).flatMap(({arn, cluster}) =>
			cluster?.cluster && cluster.cluster.runningTasks + cluster.cluster.pendingTasks > 0
				? [want(tasksRead, arn, options), want(servicesRead, arn, options)]
				: [],
		),
		...doctoredClusters(snapshot, place).flatMap(({arn}) => doctorWants(snapshot, {cluster: arn})),
	];
}

/** Rows come as clusters are read; until then the list says how far it is. */
function fixesStatus(snapshot: Snapshot, place: Place): ListStatus {
	const rows = rowsOf(snapshot, place);
	const unread = rows.filter(({cluster}) => cluster && clusterStateIn(snapshot, cluster) === undefined);
	const looked = doctoredClusters(snapshot, place);
	const facts = looked.flatMap(({arn}) => doctorStatus(snapshot, {cluster: arn}).progress ?? []);
	const base = statusOf(
		[
			{what: 'clusters', collection: snapshot.get(clustersRead, undefined)},
			...rows.flatMap(({arn, name}) => [
				{what: `tasks of ${name}`, collection: snapshot.get(tasksRead, arn)},
				{what: `services of ${name}`, collection: snapshot.get(servicesRead, arn)},
			]),
		].filter(({collection}, index) => index === 0 || collection.failure !== undefined),
		gateErrors(snapshot),
	);
	const left = place.cluster === undefined ? ailing(rows).length - looked.length : 0;
	return {
		...base,
		isPartial: base.isPartial || unread.length > 0 || facts.length > 0,
		...progressOf(unread, rows.length, facts),
		...(left > 0 && {
			summary: {
				text: `the doctor looked at ${looked.length} clusters; ${left} more have faults: see their own fixes`,
				tone: 'warning' as const,
			},
		}),
	};
}

function progressOf(
	unread: readonly CoverageRow[],
	clusters: number,
	facts: readonly NonNullable<ListStatus['progress']>[],
): Pick<ListStatus, 'progress'> {
	if (unread.length > 0) {
		return {progress: {done: clusters - unread.length, of: clusters, what: 'clusters'}};
	}

	return facts.length === 0
		? {}
		: {
				progress: {
					done: facts.reduce((sum, {done}) => sum + done, 0),
					of: facts.reduce((sum, {of}) => sum + of, 0),
					what: 'facts',
				},
			};
}

/** When nothing is left to do, what GuardDuty says of it, and since when. */
function emptyFixes(snapshot: Snapshot, place: Place): string {
	const rows = rowsOf(snapshot, place);
	const {isPartial, failure} = fixesStatus(snapshot, place);
	if (isPartial || failure) {
		const clusters = snapshot.get(clustersRead, undefined);
		return emptyText({...clusters, isComplete: false, ...(failure && {failure})}, '');
	}

	return `nothing is left to do here. ${verdictOfGuardDuty(rows, clusterCoverageIn(snapshot).listedAt)}`;
}

function verdictOfGuardDuty(rows: readonly CoverageRow[], readAt: number | undefined): string {
	const unhealthy = rows.filter(row => judgementOf(row) === 'unhealthy');
	const unread = rows.filter(row => judgementOf(row) === 'unread');
	if (unread.length > 0) {
		return 'What GuardDuty says could not be read.';
	}

	const [first] = unhealthy;
	if (first) {
		const names = unhealthy.slice(0, 3).map(({name}) => name);
		const more = unhealthy.length > names.length ? ` and ${unhealthy.length - names.length} more` : '';
		return `GuardDuty still calls ${names.join(', ')}${more} unhealthy${judgedText(first)}: its judgement lags, and counts tasks that ended lately.`;
	}

	const healthy = rows.filter(row => judgementOf(row) === 'healthy');
	const last = Math.max(...healthy.map(row => judgedAt(row) ?? 0), 0);
	if (healthy.length === 0) {
		return 'GuardDuty reports nothing of it.';
	}

	const since = last > 0 ? `, judged last at ${clockTime(last)}` : '';
	return `GuardDuty agrees: healthy${since}${readAt === undefined ? '' : `, read at ${clockTime(readAt)}`}.`;
}

function judgedText(row: CoverageRow): string {
	const at = judgedAt(row);
	return at === undefined ? '' : ` (judged at ${clockTime(at)})`;
}

function judgedAt({coverage}: CoverageRow): number | undefined {
	return coverage.status === 'known' ? coverage.value?.updatedAt : undefined;
}
