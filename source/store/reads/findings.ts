import {type Failure} from '../../domain/failure.js';
import {emptyCollection} from '../../domain/fetched.js';
import {type Read, type ReadContext} from '../read.js';
import {detectorIdOf} from './detector.js';
import {catchUp} from './findings/catch-up.js';
import {type FindingList, type FindingsQuery} from './findings/finding-list.js';
import {sweep} from './findings/sweep.js';

/**
 * Others archive findings too, and whether that counts as an update is not documented: ids are listed anew this
 * often, in milliseconds. That is one call for 50 findings; what is known is not described again.
 */
const sweepEveryMs = 600_000;
/** Ids of so many findings take 20 calls, which the budget has at once. */
const mostByHand = 1000;

/**
 * All open findings, or all archived ones. The first reading brings page after page, the worst first; later ones ask
 * for what was updated since. Empty and complete where there is no detector. Once a minute is often.
 */
export const findingsRead: Read<FindingsQuery, FindingList> = {
	id: 'findings',
	key: ({isArchived}) => (isArchived ? 'archived' : 'open'),
	initial: {...emptyCollection, isCapped: false},
	weight: list => list.rows.length,
	keepsPace: true,
	async load(context, query) {
		const detectorId = await detectorIdOf(context.call, query.detectorId);
		if (!detectorId.ok) {
			publishFailure(context, detectorId.failure);
		} else if (detectorId.value === undefined) {
			context.publish({rows: [], isComplete: true, listedAt: context.now(), isCapped: false});
		} else {
			await bringUpToDate(context, {...query, detectorId: detectorId.value});
		}
	},
};

async function bringUpToDate(
	context: ReadContext<FindingList>,
	query: FindingsQuery & {readonly detectorId: string},
): Promise<void> {
	const startedAt = context.now();
	const failure = await catchUp(context, query);
	if (failure) {
		publishFailure(context, failure);
	} else if (isWorthIt(context) || mustSweep(context.held(), startedAt)) {
		await sweep(context, query, startedAt);
	}
}

/** What an action changed leaves at once; what others archived, when the operator asks and it is not too many calls. */
function isWorthIt({isAfterAction, isByHand, held}: ReadContext<FindingList>): boolean {
	return isAfterAction || (isByHand && held().rows.length <= mostByHand);
}

/** A list of the future was read before the machine's clock was set back. */
function mustSweep({sweptAt, rows}: FindingList, now: number): boolean {
	return (
		sweptAt === undefined ||
		// Without a row there is no update from which the next could be asked for.
		rows.length === 0 ||
		sweptAt > now ||
		now - sweptAt >= sweepEveryMs
	);
}

function publishFailure(context: ReadContext<FindingList>, failure: Failure): void {
	if (failure.kind !== 'cancelled') {
		context.publish({...context.held(), failure});
	}
}
