import {type Failure} from '../../../domain/failure.js';
import {type Held} from '../../../domain/fetched.js';
import {changesSince, newestUpdate} from '../../../domain/findings/criteria.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';
import {createTextPool, summaryOf} from '../../../domain/findings/summary.js';
import {type ReadContext} from '../../read.js';
import {shared} from '../../sharing.js';
import {eachPage} from '../listing.js';
import {described, listingOf} from './asked.js';
import {type FindingList} from './finding-list.js';
import {belongsIn, findingBound, inOrder} from './list-rules.js';

/** An update may be seen later than another that is dated after it; this much is asked for again, in milliseconds. */
const overlapMs = 120_000;

/**
 * Asks for what was updated since the newest that is held, the oldest change first, and publishes the list with it:
 * what left the list is gone from it. Returns why it could not be read to the end; what came until then is kept.
 */
export async function catchUp(
	context: ReadContext<FindingList>,
	{detectorId, isArchived}: {readonly detectorId: string; readonly isArchived: boolean},
): Promise<Failure | undefined> {
	const newest = newestUpdate(context.held().rows.flatMap(({value}) => value ?? []));
	if (newest === undefined) {
		return undefined;
	}

	const pool = createTextPool();
	const asked = {detectorId, ...changesSince(newest - overlapMs)};
	const failure = await eachPage([listingOf(context.call, asked)], async ids => {
		const answer = await described(context.call, asked, ids);
		if (!answer.ok) {
			return answer.failure;
		}

		const came = answer.value.map(finding => summaryOf(finding, pool));
		context.publish(withChanges(context.held(), came, {isArchived, at: context.now()}));
		return undefined;
	});
	if (failure) {
		return failure;
	}

	const {failure: _, ...held} = context.held();
	const at = context.now();
	// Nothing else was updated: what is held of the others is what there is now.
	const rows = held.rows.map(row => (row.value && !row.failure ? {...row, at} : row));
	context.publish({...held, rows, ...(held.isComplete && {listedAt: at})});
	return undefined;
}

function withChanges(
	held: FindingList,
	came: readonly FindingSummary[],
	{isArchived, at}: {readonly isArchived: boolean; readonly at: number},
): FindingList {
	const rows = new Map(held.rows.map(row => [row.key, row]));
	let isChanged = false;
	for (const summary of came) {
		const before = rows.get(summary.id);
		if (belongsIn(summary, isArchived)) {
			const row = changedRow(before, summary, at);
			rows.set(summary.id, row);
			isChanged ||= row.value !== before?.value;
		} else {
			isChanged = rows.delete(summary.id) || isChanged;
		}
	}

	if (!isChanged) {
		return held;
	}

	const ordered = inOrder([...rows.values()]);
	return ordered.length > findingBound
		? {...held, rows: ordered.slice(0, findingBound), isCapped: true, isComplete: false}
		: {...held, rows: ordered};
}

/** Two pages may tell of the same finding: the older answer does not replace the newer. */
function changedRow(
	row: Held<FindingSummary> | undefined,
	summary: FindingSummary,
	at: number,
): Held<FindingSummary> {
	const before = row?.value;
	const isOlder = before !== undefined && (before.updatedAt ?? 0) > (summary.updatedAt ?? 0);
	const value = before === undefined || isOlder ? (before ?? summary) : shared(before, summary);
	return {key: summary.id, value, at};
}
