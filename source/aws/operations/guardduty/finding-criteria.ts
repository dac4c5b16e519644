import {type Condition, type FindingCriteria, type SortCriteria} from '@aws-sdk/client-guardduty';
import {
	type FindingCondition,
	type FindingSort,
	type FindingCriteria as Wanted,
} from '../../../domain/findings/finding-operations.js';

/** Returns the criteria as the API wants them, or undefined for none. */
export function findingCriteria(criteria: Wanted = {}): FindingCriteria | undefined {
	const conditions = Object.entries(criteria).map(([field, wanted]) => [field, condition(wanted)] as const);
	return conditions.length === 0 ? undefined : {Criterion: Object.fromEntries(conditions)};
}

/** Returns the order as the API wants it, or undefined for AWS's own. */
export function sortCriteria(sort: FindingSort | undefined): SortCriteria | undefined {
	return sort && {AttributeName: sort.by, OrderBy: sort.order};
}

function condition(wanted: FindingCondition): Condition {
	const {equals, notEquals, greaterThanOrEqual, lessThan, lessThanOrEqual} = wanted;
	return {
		...(equals && {Equals: [...equals]}),
		...(notEquals && {NotEquals: [...notEquals]}),
		...(greaterThanOrEqual !== undefined && {GreaterThanOrEqual: greaterThanOrEqual}),
		...(lessThan !== undefined && {LessThan: lessThan}),
		...(lessThanOrEqual !== undefined && {LessThanOrEqual: lessThanOrEqual}),
	};
}
