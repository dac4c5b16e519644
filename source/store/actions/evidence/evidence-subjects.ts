import {failureLine} from '../../../domain/failure-text.js';
import {heldValue} from '../../../domain/fetched.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';
import {type EvidenceSubject, taskPlaceOf} from '../../evidence/subject.js';
import {journalLines} from '../../journal-lines.js';
import {type Want, want} from '../../read.js';
import {detectorRead} from '../../reads/detector.js';
import {findingsRead} from '../../reads/findings.js';
import {identityRead} from '../../reads/identity.js';
import {journalRead} from '../../reads/journal.js';
import {type Snapshot} from '../../snapshot.js';

const hourMs = 3_600_000;

/** Returns what should be read before evidence is kept; none of it is needed. */
export function evidenceWants(): readonly Want[] {
	return [
		want(detectorRead, undefined, {everyMs: hourMs, priority: 0}),
		want(identityRead, undefined, {everyMs: hourMs, priority: 1}),
		want(journalRead, undefined, {everyMs: hourMs, priority: 1}),
		want(findingsRead, {isArchived: false}, {everyMs: hourMs, priority: 1}),
	];
}

/** Returns the open findings about these tasks, samples aside; by the list of findings as far as it was read. */
export function openFindingsOf(taskArns: ReadonlySet<string>, snapshot: Snapshot): readonly FindingSummary[] {
	return snapshot
		.get(findingsRead, {isArchived: false})
		.rows.flatMap(({value}) =>
			value && !value.isSample && value.taskArn !== undefined && taskArns.has(value.taskArn) ? [value] : [],
		);
}

/** Returns why a task without findings may have some all the same; undefined when all open ones were read. */
export function whyUnread(snapshot: Snapshot): string | undefined {
	const {failure, isComplete} = snapshot.get(findingsRead, {isArchived: false});
	return failure ? failureLine(failure) : isComplete ? undefined : 'they were not all read yet';
}

/** Returns what evidence is kept of, for a finding. */
export function subjectOfFinding(finding: FindingSummary, snapshot: Snapshot): EvidenceSubject {
	const detectorId = heldValue(snapshot.get(detectorRead, undefined))?.id ?? finding.detectorId;
	const place = taskPlaceOf(finding.taskArn);
	return {
		...subjectOfPlace(finding.taskArn, finding.id, snapshot),
		finding,
		...(place && {task: place}),
		...(detectorId !== undefined && {detectorId}),
	};
}

/** Returns the same for a task: with the worst of its open findings, where it has one. */
export function subjectOfTask(taskArn: string, snapshot: Snapshot): EvidenceSubject {
	const [worst] = openFindingsOf(new Set([taskArn]), snapshot);
	if (worst) {
		return subjectOfFinding(worst, snapshot);
	}

	const place = taskPlaceOf(taskArn);
	return {...subjectOfPlace(taskArn, undefined, snapshot), ...(place && {task: place})};
}

function subjectOfPlace(taskArn: string | undefined, findingId: string | undefined, snapshot: Snapshot) {
	const seen = taskArn === undefined ? undefined : snapshot.seenTask(taskArn);
	const unread = whyUnread(snapshot);
	const others = taskArn === undefined ? [] : openFindingsOf(new Set([taskArn]), snapshot);
	return {
		...(seen && {seen}),
		others: others.filter(({id}) => id !== findingId),
		...(taskArn !== undefined && unread !== undefined && {othersUnread: unread}),
		journal: journalLines(snapshot),
	};
}
