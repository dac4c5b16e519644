import {type Held} from '../../../domain/fetched.js';
import {worstFirst} from '../../../domain/findings/criteria.js';
import {type FindingSummary} from '../../../domain/findings/finding.js';

/** How many findings a list keeps, the worst of all: some 10 MB. */
export const findingBound = 10_000;

/** True for a finding that belongs in the list; one that does not tell counts as open, so that nobody overlooks it. */
export function belongsIn({isArchived}: FindingSummary, isArchivedList: boolean): boolean {
	return (isArchived ?? false) === isArchivedList;
}

/** The worst first; what is listed but could not be described stands at the end. */
export function inOrder(rows: readonly Held<FindingSummary>[]): readonly Held<FindingSummary>[] {
	const told = rows.flatMap(row => (row.value ? [{row, value: row.value}] : []));
	const untold = rows.filter(row => !row.value);
	return [...told.sort((one, other) => worstFirst(one.value, other.value)).map(({row}) => row), ...untold];
}
