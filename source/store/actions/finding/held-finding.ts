import {failureLine} from '../../../domain/failure-text.js';
import {heldValue} from '../../../domain/fetched.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';
import {type Want, want} from '../../read.js';
import {administratorRead} from '../../reads/administrator.js';
import {detectorRead} from '../../reads/detector.js';
import {findingRead} from '../../reads/finding.js';
import {findingsRead} from '../../reads/findings.js';
import {type Snapshot} from '../../snapshot.js';
import {type FindingTarget} from '../action.js';
import {type Found, rowOf} from '../held.js';
import {lastEndOf} from '../last-run.js';

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Returns what must be read to act on findings: the detector that is asked by, and who administers it. */
export function detectorWants(): readonly Want[] {
	return [
		want(detectorRead, undefined, {everyMs: hourMs, priority: 0}),
		want(administratorRead, undefined, {everyMs: hourMs, priority: 0}),
	];
}

/** More findings than this are read as a list, 50 a call, instead of one by one. */
const mostSingly = 5;

/** Returns what must be read of these findings, as far as they are not held as they are now. */
export function findingWants(targets: readonly FindingTarget[], snapshot: Snapshot): readonly Want[] {
	const unread = targets.filter(target => heldFinding(snapshot, target).status === 'waiting');
	const detector = heldDetector(snapshot);
	const known = detector.status === 'held' ? {detectorId: detector.id} : {};
	return unread.length > mostSingly
		? [false, true].map(isArchived =>
				want(findingsRead, {isArchived, ...known}, {everyMs: minuteMs, priority: 0}),
			)
		: unread.map(({id}) => want(findingRead, {id, ...known}, {everyMs: minuteMs, priority: 0}));
}

/** Returns a finding as it was read last; what was read before an action of this session ended is no answer. */
export function heldFinding(snapshot: Snapshot, {id}: FindingTarget): Found<FindingSummary> {
	const since = lastChange(snapshot) ?? 0;
	const single = snapshot.get(findingRead, {id});
	const readings = [
		...(single.status === 'fresh' || single.status === 'stale' ? [single] : []),
		...[false, true].flatMap(isArchived => listedFinding(snapshot, isArchived, id)),
	].filter(({at}) => at >= since);
	if (readings.length > 0) {
		const latest = readings.reduce((one, other) => (other.at > one.at ? other : one));
		return {status: 'held', value: latest.value};
	}

	if (single.status === 'failed' || single.status === 'stale') {
		return {status: 'missing', why: failureLine(single.failure)};
	}

	const isListed = [false, true].every(isArchived => {
		const {isComplete, sweptAt} = snapshot.get(findingsRead, {isArchived});
		return isComplete && sweptAt !== undefined && sweptAt >= since;
	});
	return isListed ? {status: 'missing', why: 'GuardDuty does not list it (any more)'} : {status: 'waiting'};
}

function lastChange({runs}: Snapshot): number | undefined {
	return lastEndOf(runs, id => id.startsWith('finding.'));
}

function listedFinding(snapshot: Snapshot, isArchived: boolean, id: string) {
	const row = rowOf(snapshot.get(findingsRead, {isArchived}), id);
	return row?.value === undefined ? [] : [{value: row.value, at: row.at ?? 0}];
}

/** The id of the detector that this account asks by; that in a finding may be a member's. */
export type DetectorFound =
	| {readonly status: 'held'; readonly id: string}
	| {readonly status: 'waiting'}
	| {readonly status: 'missing'; readonly why: string};

export function heldDetector(snapshot: Snapshot): DetectorFound {
	const fetched = snapshot.get(detectorRead, undefined);
	switch (fetched.status) {
		case 'waiting':
			return {status: 'waiting'};
		case 'failed':
			return {status: 'missing', why: `the detector can't be read: ${failureLine(fetched.failure)}`};
		case 'fresh':
		case 'stale':
			return fetched.value
				? {status: 'held', id: fetched.value.id}
				: {status: 'missing', why: 'GuardDuty is not enabled in this Region'};
		default:
			return fetched satisfies never;
	}
}

/** Returns the account that administers this one, as far as that is known. */
export function administratorOf(snapshot: Snapshot): string | undefined {
	const administrator = heldValue(snapshot.get(administratorRead, undefined));
	const status = administrator?.relationshipStatus;
	return status === undefined || status.toLowerCase() === 'enabled' ? administrator?.accountId : undefined;
}
