import {type Finding} from '../../../domain/findings/finding.js';
import {type OperationName} from '../../../domain/operations.js';
import {type StepContext, type StepEnd} from '../action.js';
import {counted} from '../plan-parts.js';
import {readBack} from '../read-back.js';
import {type Look} from '../watch.js';
import {type Sent} from '../write-end.js';

const everyMs = 2000;
/** GuardDuty documents no delay; what is not seen by then is told as not seen. */
const patienceMs = 60_000;

type FindingsReadBack = {
	readonly detectorId: string;
	readonly findingIds: readonly string[];
	readonly call: OperationName;
	/** What is wanted of each, e.g. `archived`. */
	readonly what: string;
	isAsWanted(finding: Finding): boolean;
};

/** Ends a step that wrote something of findings (50 at most): done only once GetFindings reads as wanted for all. */
export async function readBackFindings(
	context: StepContext,
	sent: Sent<unknown>,
	written: FindingsReadBack,
): Promise<StepEnd> {
	return readBack(context, sent, {
		call: written.call,
		everyMs,
		patienceMs,
		doing: 'reading back',
		whenLate: 'not seen yet after',
		whenAborted: `that they are ${written.what} was not read back yet`,
		look: wrote => look(context, written, wrote),
	});
}

async function look(
	context: StepContext,
	{detectorId, findingIds, what, isAsWanted}: FindingsReadBack,
	wrote: string,
): Promise<Look> {
	const answer = await context.call('guardduty:GetFindings', {detectorId, findingIds});
	if (!answer.ok) {
		return {status: 'unread', failure: answer.failure};
	}

	const left = findingIds.filter(id => {
		const finding = answer.value.find(one => one.id === id);
		return finding !== undefined && !isAsWanted(finding);
	});
	const gone = findingIds.length - answer.value.length;
	if (gone >= findingIds.length) {
		return {
			status: 'ended',
			end: {status: 'failed', detail: `${wrote}, but GuardDuty does not know them (any more)`},
		};
	}

	const done = findingIds.length - gone - left.length;
	if (left.length === 0) {
		const rest = gone > 0 ? `; ${gone} GuardDuty does not know (any more)` : '';
		return {status: 'ended', end: {status: 'done', detail: `${counted(done, 'finding')} ${what}${rest}`}};
	}

	const detail = `${left.length} of ${findingIds.length} not ${what} yet`;
	context.progress({phase: 'verifying', detail, done, of: findingIds.length});
	return {status: 'going', mark: '', detail};
}
