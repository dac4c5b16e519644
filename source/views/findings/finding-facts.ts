import {type ServiceArn, type TaskArn} from '../../domain/arn.js';
import {type Collection, type Fetched, type Held, heldValue} from '../../domain/fetched.js';
import {type Finding, type FindingSummary} from '../../domain/findings/finding.js';
import {type Want, want} from '../../store/read.js';
import {detectorRead} from '../../store/reads/detector.js';
import {findingRead} from '../../store/reads/finding.js';
import {findingStatisticsRead} from '../../store/reads/finding-statistics.js';
import {type FindingList, type FindingsQuery} from '../../store/reads/findings/finding-list.js';
import {findingsRead} from '../../store/reads/findings.js';
import {type Snapshot} from '../../store/snapshot.js';
import {errorsOf, failureOf} from '../held.js';
import {memoBy} from '../memo.js';
import {pace} from '../pace.js';
import {counted} from '../plural.js';
import {type Cell, type ListStatus, type Place} from '../view.js';
import {bandsText} from './bands-cell.js';
import {type FindingIndex, findingIndex, findingsByArn} from './finding-index.js';
import {findingIdIn, sequenceOfPlace, serviceOf} from './finding-places.js';
import {foundMembers, goneMembers, membersLooked, memberWants} from './sequence-members.js';

const open = {isArchived: false} as const;
const archived = {isArchived: true} as const;

/** True at the list of archived findings. */
export function isArchivedPlace({view, item}: Place): boolean {
	return view === 'findings' && item === 'archived';
}

/** Returns the open findings of the account, as far as they were read. */
export function openFindings(snapshot: Snapshot): FindingList {
	return snapshot.get(findingsRead, open);
}

/** Returns the findings that a place picks its rows from. */
export function heldFindings(snapshot: Snapshot, place: Place): FindingList {
	return isArchivedPlace(place) ? snapshot.get(findingsRead, archived) : openFindings(snapshot);
}

/** Returns the findings of a place: all, or those of its cluster, service, task or attack sequence. */
export function findingsAt(snapshot: Snapshot, place: Place): readonly Held<FindingSummary>[] {
	const held = heldFindings(snapshot, place);
	const sequence = sequenceOfPlace(place);
	const picked = pickedOf(held, place);
	return sequence === undefined
		? picked
		: withMembers(picked, foundMembers(membersLooked(snapshot, sequence), held));
}

/** Findings that a sequence names may be archived, or not be among those that were read. */
const withMembers = memoBy(
	(picked: readonly Held<FindingSummary>[], found: readonly Held<FindingSummary>[]) =>
		found.length === 0 ? picked : [...picked, ...found],
);

const pickedOf = memoBy(
	(findings: Collection<FindingSummary>, place: Place): readonly Held<FindingSummary>[] => {
		const {cluster, service, task} = place;
		const sequence = sequenceOfPlace(place);
		if (!cluster && !service && !task && sequence === undefined) {
			return findings.rows;
		}

		return findings.rows.filter(
			({value}) =>
				value !== undefined &&
				(sequence === undefined || value.sequenceArn === sequence) &&
				(task === undefined || value.taskArn === task) &&
				(service === undefined || serviceOf(value) === service) &&
				(cluster === undefined || value.clusterArn === cluster),
		);
	},
);

/** Returns what a list of findings needs kept fresh. */
export function findingsListWants(snapshot: Snapshot, place: Place): readonly Want[] {
	const asked = isArchivedPlace(place) ? archived : open;
	const sequence = sequenceOfPlace(place);
	return [
		want(findingsRead, queryOf(snapshot, asked), {everyMs: pace.findingsMs, priority: 0}),
		statisticsWant(snapshot, asked),
		want(detectorRead, undefined, {everyMs: pace.gatesMs, priority: 1}),
		...(sequence === undefined
			? []
			: memberWants(snapshot, {
					sequence,
					open: openFindings(snapshot),
					detectorId: ownDetector(snapshot),
				})),
	];
}

/** Returns what a view needs that shows open findings beside its own rows. */
export function findingsWants(snapshot: Snapshot): readonly Want[] {
	return [want(findingsRead, queryOf(snapshot, open), {everyMs: pace.findingsMs, priority: 1})];
}

/** Returns what the pane's count and the bell need, wherever one is. */
export function findingsBadgeWants(snapshot: Snapshot): readonly Want[] {
	return [want(findingsRead, queryOf(snapshot, open), {everyMs: pace.findingsMs, priority: 2})];
}

/** One call, which must not wait for the hundreds by which the list is read. */
function statisticsWant(snapshot: Snapshot, asked: Asked): Want {
	return want(findingStatisticsRead, queryOf(snapshot, asked), {everyMs: pace.gatesMs, priority: 0});
}

type Asked = Pick<FindingsQuery, 'isArchived'>;

function queryOf(snapshot: Snapshot, asked: Asked): FindingsQuery {
	const detectorId = ownDetector(snapshot);
	return {
		...asked,
		...(detectorId !== undefined && {detectorId}),
	};
}

/** The login's own: that in a finding's ARN may be a member's, which the administrator does not ask by. */
function ownDetector(snapshot: Snapshot): string | undefined {
	return heldValue(snapshot.get(detectorRead, undefined))?.id;
}

/** Returns what could not be read of the open findings. */
export function findingsErrors(snapshot: Snapshot): ListStatus['errors'] {
	return [
		...errorsOf({what: 'findings', collection: openFindings(snapshot)}),
		...failureOf('finding statistics', snapshot.get(findingStatisticsRead, open)),
	];
}

/** Returns what could not be read of the sums over a list of findings. */
export function statisticsErrors(snapshot: Snapshot, place: Place): ListStatus['errors'] {
	const asked = {isArchived: isArchivedPlace(place)};
	return failureOf('finding statistics', snapshot.get(findingStatisticsRead, asked));
}

/** Returns what could not be read of one finding. */
export function findingErrors(snapshot: Snapshot, subject: string | undefined): ListStatus['errors'] {
	return failureOf('finding', fetchedFinding(snapshot, subject));
}

/** Returns what one finding needs kept fresh. */
export function findingWants(snapshot: Snapshot, subject: string | undefined): readonly Want[] {
	const id = findingIdIn(subject);
	const detectorId = ownDetector(snapshot);
	return id === undefined
		? []
		: [
				want(
					findingRead,
					{id, ...(detectorId !== undefined && {detectorId})},
					{everyMs: pace.findingsMs, priority: 0},
				),
			];
}

/** Returns one finding, whole. */
export function fetchedFinding(snapshot: Snapshot, subject: string | undefined): Fetched<Finding> {
	const id = findingIdIn(subject);
	return id === undefined ? {status: 'waiting'} : snapshot.get(findingRead, {id});
}

/** Returns one finding as far as it is held whole. */
export function findingAt(snapshot: Snapshot, subject: string | undefined): Finding | undefined {
	return heldValue(fetchedFinding(snapshot, subject));
}

/** Returns what is known of one finding: all of it, else what a list knows. */
export function summaryAt(snapshot: Snapshot, subject: string | undefined): FindingSummary | undefined {
	if (subject === undefined) {
		return undefined;
	}

	return (
		findingAt(snapshot, subject) ??
		findingsByArn(openFindings(snapshot)).get(subject) ??
		findingsByArn(snapshot.get(findingsRead, archived)).get(subject)
	);
}

/** Returns the open findings by what they are about. */
export function openIndex(snapshot: Snapshot): FindingIndex {
	return findingIndex(openFindings(snapshot));
}

/** Returns the open findings of a service's tasks, samples aside. */
export function findingsOfService(snapshot: Snapshot, service: ServiceArn): readonly FindingSummary[] {
	const {byService, others} = openIndex(snapshot);
	return byService.get(service) ?? others;
}

/** Returns the open findings of a task, samples aside. */
export function findingsOfTask(snapshot: Snapshot, task: TaskArn): readonly FindingSummary[] {
	const {byTask, others} = openIndex(snapshot);
	return byTask.get(task) ?? others;
}

/** Returns GuardDuty's own sum of a list, samples among them; why the list is shorter, where it is. */
export function statisticsCell(snapshot: Snapshot, place: Place): Cell | undefined {
	const sequence = sequenceOfPlace(place);
	if (sequence !== undefined) {
		return membersCell(snapshot, sequence);
	}

	const isArchived = isArchivedPlace(place);
	const counts = heldValue(snapshot.get(findingStatisticsRead, {isArchived}));
	if (!counts) {
		return undefined;
	}

	const what = counted(counts.total, isArchived ? 'archived finding' : 'open finding');
	const capped = heldFindings(snapshot, place).isCapped ? '; only the worst are listed' : '';
	return {
		text: `GuardDuty counts ${what}${counts.total === 0 ? '' : `: ${bandsText(counts)}`}${capped}`,
		tone: counts.critical + counts.high > 0 && !isArchived ? 'warning' : 'plain',
	};
}

/** Returns how many findings GuardDuty counts in the list that a place picks from; undefined while that is not known. */
export function countedBy(snapshot: Snapshot, place: Place): number | undefined {
	return heldValue(snapshot.get(findingStatisticsRead, {isArchived: isArchivedPlace(place)}))?.total;
}

/** GuardDuty's sum over all findings says nothing of one sequence. */
function membersCell(snapshot: Snapshot, sequence: string): Cell | undefined {
	const gone = goneMembers(snapshot, sequence);
	return gone === 0
		? undefined
		: {
				text: `GuardDuty does not know ${counted(gone, 'finding')} of this sequence (any more)`,
				tone: 'warning',
			};
}
