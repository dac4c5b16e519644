import {shortName} from '../../domain/arn.js';
import {failureLine} from '../../domain/failure-text.js';
import {type Collection, type Held} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {isolationsIn, isolationsWants} from '../../store/isolation.js';
import {type Want} from '../../store/read.js';
import {type Snapshot} from '../../store/snapshot.js';
import {clustersWant} from '../clusters/cluster-facts.js';
import {emptyText} from '../empty.js';
import {statusOf} from '../held.js';
import {keyNames} from '../key-names.js';
import {keepSame, memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {type Cell, type ListStatus, type ListView, type Place} from '../view.js';
import {blindness} from './detection.js';
import {findingColumns, whoseText} from './finding-columns.js';
import {
	countedBy,
	findingsAt,
	findingsListWants,
	heldFindings,
	isArchivedPlace,
	statisticsCell,
	statisticsErrors,
} from './finding-facts.js';
import {rowIsolation} from './finding-isolation.js';
import {archivedPlace, findingActions, findingPivots, findingTarget, taskTargets} from './finding-pivots.js';
import {findingArn, findingPlace, sequenceOfPlace} from './finding-places.js';
import {findingMembers, findingRecord} from './finding-record.js';
import {type FindingRow, findingRow, findingVerdict} from './finding-row.js';
import {membersLooked} from './sequence-members.js';
import {taskLookupWants} from './task-lookup.js';
import {stateSentence} from './task-state.js';

/** Pane 4: what GuardDuty found, worst first, joined to what runs. */
export const findingsView: ListView<FindingRow> = {
	kind: 'list',
	id: 'findings',
	title: place => (isArchivedPlace(place) ? 'archived findings' : 'findings'),
	wants: (place, snapshot, visible) => [
		...findingsListWants(snapshot, place),
		clustersWant(pace.addedMs, 1),
		...taskWants(snapshot, place, visible),
		...isolationsWants(snapshot),
	],
	rows: (snapshot, place) => rowsIn(snapshot, place),
	status: findingsStatus,
	key: ({finding}) => findingArn(finding),
	name: ({finding}) => finding.id,
	columns: findingColumns,
	sort: {column: 'band', isDescending: true},
	verdict: findingVerdict,
	freshness: ({held}) => held,
	empty: emptyFindings,
	hint: hintOf,
	open: ({finding}) => findingPlace(finding),
	pivots: ({finding, state}, place) => ({
		...findingPivots(finding, state),
		archived: archivedPlace(place),
	}),
	pivotsHere: place => ({archived: archivedPlace(place), flows: {view: 'flows'}}),
	target: ({finding}) => findingTarget(finding),
	besides: ({finding, state}) => taskTargets(finding, state),
	actions: findingActions,
	record: findingRecord,
	members: findingMembers,
};

const sameRows = keepSame<FindingRow>();

/** A key press draws the same snapshot again: 10,000 rows are not put together anew for it. */
const rowsIn = memoBy((snapshot: Snapshot, place: Place): readonly FindingRow[] => {
	const isolations = isolationsIn(snapshot);
	return sameRows(findingsAt(snapshot, place).flatMap(held => findingRow(snapshot, held, isolations)));
});

/** Whether a task still runs is asked for the rows on screen; for all where a script asks. */
function taskWants(
	snapshot: Snapshot,
	place: Place,
	visible: readonly string[] | undefined,
): readonly Want[] {
	const held = findingsAt(snapshot, place);
	const shown = visible
		? visible.flatMap(arn => byArn(held).get(arn) ?? [])
		: held.flatMap(({value}) => value ?? []);
	return taskLookupWants(snapshot, shown);
}

const byArn = memoBy(
	(held: readonly Held<FindingSummary>[]): ReadonlyMap<string, FindingSummary> =>
		new Map(held.flatMap(({value}) => (value ? [[findingArn(value), value] as const] : []))),
);

function findingsStatus(snapshot: Snapshot, place: Place): ListStatus {
	const summary = statisticsCell(snapshot, place);
	const status = statusOf(
		[{what: 'findings', collection: heldFindings(snapshot, place)}, ...memberParts(snapshot, place)],
		statisticsErrors(snapshot, place),
	);
	// What can not be read at all matters more.
	const blind = status.failure ? undefined : blindness(snapshot);
	return {
		...status,
		...(status.progress && {progress: ofAll(status.progress, countedBy(snapshot, place))}),
		...(summary && {summary}),
		...(blind !== undefined && {isPartial: true, notice: {text: blind, tone: 'fault'}}),
	};
}

/** ListFindings tells page by page what there is; how many in all only GuardDuty's own sum knows. */
function ofAll(progress: NonNullable<ListStatus['progress']>, total = 0): ListStatus['progress'] {
	return {...progress, of: Math.max(progress.of, total)};
}

/** What the sequence names is asked for only once the open findings are read: until then nothing waits for it. */
function memberParts(snapshot: Snapshot, place: Place): ReturnType<typeof partsOf> {
	const sequence = sequenceOfPlace(place);
	return sequence === undefined ? [] : partsOf(membersLooked(snapshot, sequence));
}

function partsOf(collection: Collection<unknown>) {
	return collection.rows.length === 0 ? [] : [{what: 'findings of the sequence', collection}];
}

function emptyFindings(snapshot: Snapshot, place: Place): string {
	const {region} = snapshot.scope;
	const {task, service, cluster} = place;
	const about = task ?? service ?? cluster;
	const where = about === undefined ? region : shortName(about);
	if (sequenceOfPlace(place) !== undefined) {
		return emptyText(
			heldFindings(snapshot, place),
			'no finding that was read belongs to this attack sequence',
		);
	}

	const archived = isArchivedPlace(place);
	return emptyText(
		heldFindings(snapshot, place),
		blindness(snapshot) ??
			(archived
				? `no archived findings in ${where}; ${keyNames.archived} shows the open ones`
				: `no open findings in ${where}; ${keyNames.archived} shows the archived ones, ${keyNames.flows} where findings flow`),
	);
}

/** What happened, and what has become of the task: the two things that the row has no room for. */
function hintOf(row: FindingRow): Cell {
	const {finding, state, held} = row;
	if (held.failure) {
		return {text: failureLine(held.failure), tone: 'fault'};
	}

	const became = stateSentence(state, finding.isSample);
	const task = finding.taskId === undefined ? '' : ` ${finding.taskId.slice(0, 8)}`;
	const whose = whoseText(finding, state);
	const isolation = rowIsolation(row);
	return {
		text: [
			// Titles of AWS are sentences.
			finding.title.replace(/\.$/, ''),
			...(whose === undefined ? [] : [whose]),
			...(became === undefined ? [] : [`task${task} ${became.text}`]),
			...(isolation === undefined ? [] : [isolation]),
			...(finding.sequenceArn === undefined ? [] : [`part of an attack sequence (${keyNames.sequence})`]),
		].join('; '),
	};
}
