import {failureLine} from '../../domain/failure-text.js';
import {heldValue} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {type Want, want} from '../read.js';
import {administratorRead} from '../reads/administrator.js';
import {detectorRead} from '../reads/detector.js';
import {findingRead} from '../reads/finding.js';
import {findingsRead} from '../reads/findings.js';
import {type Snapshot} from '../snapshot.js';
import {type FindingTarget} from './action.js';
import {type Found, found} from './held.js';

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

/** Returns what must be read of these findings, as far as no list holds them. */
export function findingWants(targets: readonly FindingTarget[], snapshot: Snapshot): readonly Want[] {
	const unlisted = targets.filter(target => listedFinding(snapshot, target.id) === undefined);
	const detector = heldDetector(snapshot);
	const known = detector.status === 'held' ? {detectorId: detector.id} : {};
	const lists = [false, true].map(isArchived => ({isArchived, ...known}));
	const isListed = lists.every(query => snapshot.get(findingsRead, query).isComplete);
	return unlisted.length > mostSingly && !isListed
		? lists.map(query => want(findingsRead, query, {everyMs: minuteMs, priority: 0}))
		: unlisted.map(({id}) => want(findingRead, {id, ...known}, {everyMs: minuteMs, priority: 0}));
}

/** Returns a finding as a list or its own read holds it. */
export function heldFinding(snapshot: Snapshot, {id}: FindingTarget): Found<FindingSummary> {
	const listed = listedFinding(snapshot, id);
	if (listed) {
		return {status: 'held', value: listed};
	}

	const fetched = snapshot.get(findingRead, {id});
	const value = heldValue(fetched);
	if (value) {
		return {status: 'held', value};
	}

	return fetched.status === 'failed'
		? {status: 'missing', why: failureLine(fetched.failure)}
		: {status: 'waiting'};
}

function listedFinding(snapshot: Snapshot, id: string): FindingSummary | undefined {
	for (const isArchived of [false, true]) {
		const row = found(snapshot.get(findingsRead, {isArchived}), id);
		if (row.status === 'held') {
			return row.value;
		}
	}

	return undefined;
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
