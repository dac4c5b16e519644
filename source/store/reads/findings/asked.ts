import {type Answer} from '../../../domain/account.js';
import {type Finding} from '../../../domain/findings/finding.js';
import {type FindingCriteria, type FindingSort} from '../../../domain/findings/finding-operations.js';
import {type Call} from '../../call.js';
import {type Listing} from '../listing.js';

/** Which findings of a detector, and in which order. */
export type FindingsAsked = {
	readonly detectorId: string;
	readonly criteria: FindingCriteria;
	readonly sort: FindingSort;
};

/** Returns the listing of the ids of these findings, in pages of 50. */
export function listingOf(call: Call, asked: FindingsAsked): Listing<string> {
	return nextToken => call('guardduty:ListFindings', {...asked, nextToken});
}

/** Describes a page of them; an empty one costs no call. */
export async function described(
	call: Call,
	{detectorId, sort}: FindingsAsked,
	findingIds: readonly string[],
): Promise<Answer<readonly Finding[]>> {
	return findingIds.length === 0
		? {ok: true, value: []}
		: call('guardduty:GetFindings', {detectorId, findingIds, sort});
}
