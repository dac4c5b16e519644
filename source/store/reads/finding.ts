import {type Fetched} from '../../domain/fetched.js';
import {type Finding} from '../../domain/findings/finding.js';
import {type Read} from '../read.js';
import {detectorIdOf} from './detector.js';
import {fetchedRead} from './fetched-read.js';

export type FindingQuery = {
	readonly id: string;
	/** Spares asking for it, where it is known. */
	readonly detectorId?: string;
};

/** A finding in whole, with AWS's own JSON beside it, is as much as this many rows of a list. */
const findingWeight = 20;

/**
 * One finding, whole. Fails with `absent` where GuardDuty does not know it (any more): what was held stays beside that.
 * It keeps findings for 90 days. docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html
 */
export const findingRead: Read<FindingQuery, Fetched<Finding>> = {
	...fetchedRead<FindingQuery, Finding>({
		id: 'finding',
		key: ({id}) => id,
		async fetch({call}, query) {
			const detectorId = await detectorIdOf(call, query.detectorId);
			if (!detectorId.ok) {
				return detectorId;
			}

			if (detectorId.value === undefined) {
				return {ok: false, failure: {kind: 'absent', message: 'GuardDuty is not enabled in this Region'}};
			}

			const answer = await call('guardduty:GetFindings', {
				detectorId: detectorId.value,
				findingIds: [query.id],
			});
			if (!answer.ok) {
				return answer;
			}

			const found = answer.value.find(({id}) => id === query.id);
			return found
				? {...answer, value: found}
				: {
						ok: false,
						failure: {
							kind: 'absent',
							message: `GuardDuty does not know the finding ${query.id} (any more): it keeps them for 90 days`,
						},
					};
		},
	}),
	weight: () => findingWeight,
};
