import {type CoverageFilterCriteria} from '@aws-sdk/client-guardduty';
import {type CoverageCriterion} from '../../../domain/coverage/coverage.js';

/** Returns the filter as the API wants it, or undefined for none: an empty one is refused. */
export function filterCriteria(
	criteria: readonly CoverageCriterion[] = [],
): CoverageFilterCriteria | undefined {
	return criteria.length === 0
		? undefined
		: {
				FilterCriterion: criteria.map(criterion => ({
					CriterionKey: criterion.key,
					FilterCondition:
						'equals' in criterion ? {Equals: [...criterion.equals]} : {NotEquals: [...criterion.notEquals]},
				})),
			};
}
