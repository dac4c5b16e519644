import {type FindingSummary} from '../../domain/findings/finding.js';
import {createTextPool, summaryOf} from '../../domain/findings/summary.js';
import {detectorIdOf} from './detector.js';
import {lookupRead} from './lookup-read.js';

/** Findings that an attack sequence names, by their ids. */
export type MembersAsked = {
	/** The ARN of the sequence. */
	readonly sequence: string;
	readonly ids: readonly string[];
	/** Spares asking for it, where it is known. */
	readonly detectorId?: string;
};

/** At most so many in one GetFindings. docs.aws.amazon.com/guardduty/latest/APIReference/API_GetFindings.html */
const batchSize = 50;

/** The findings that are named, archived ones as well; without `found` where GuardDuty knows none (any more). */
export const memberFindingsRead = lookupRead<MembersAsked, FindingSummary>({
	id: 'member-findings',
	key: ({sequence}) => sequence,
	ids: ({ids}) => ids,
	batchSize,
	async ask(call, findingIds, _nextToken, {detectorId}) {
		const detector = await detectorIdOf(call, detectorId);
		if (!detector.ok) {
			return detector;
		}

		if (detector.value === undefined) {
			return {ok: false, failure: {kind: 'absent', message: 'GuardDuty is not enabled in this Region'}};
		}

		const answer = await call('guardduty:GetFindings', {detectorId: detector.value, findingIds});
		const pool = createTextPool();
		return answer.ok
			? {...answer, value: {items: answer.value.map(finding => summaryOf(finding, pool))}}
			: answer;
	},
	idOf: ({id}) => id,
});
