import {type Collection, isWhole} from '../../domain/fetched.js';
import {type FindingSummary} from '../../domain/findings/finding.js';
import {groupBy} from '../../domain/group.js';
import {heldValues} from '../held.js';
import {memoBy} from '../memo.js';
import {noFindings, untoldFindings} from './bands-cell.js';
import {findingArn, serviceOf} from './finding-places.js';

type Groups = ReadonlyMap<string, readonly FindingSummary[]>;

/** Findings by what they are about; what has none has no entry. */
export type FindingIndex = {
	readonly byCluster: Groups;
	readonly byService: Groups;
	readonly byTask: Groups;
	/** What has whatever has no entry: no findings, or untold ones as long as not all were read. */
	readonly others: readonly FindingSummary[];
};

/** Returns the findings of a collection by their ARN. */
export const findingsByArn = memoBy(
	(findings: Collection<FindingSummary>): ReadonlyMap<string, FindingSummary> =>
		new Map(heldValues(findings).map(finding => [findingArn(finding), finding])),
);

/**
 * Returns the findings of a collection by cluster, service and task. Samples are not among them: their tasks never
 * were, so nothing that runs is told to have them.
 */
export const findingIndex = memoBy((findings: Collection<FindingSummary>): FindingIndex => {
	const real = heldValues(findings).filter(({isSample}) => !isSample);
	return {
		byCluster: keptClusters(groupedBy(real, ({clusterArn}) => clusterArn)),
		byService: keptServices(groupedBy(real, serviceOf)),
		byTask: keptTasks(groupedBy(real, ({taskArn}) => taskArn)),
		others: isWhole(findings) ? noFindings : untoldFindings,
	};
});

function groupedBy(
	findings: readonly FindingSummary[],
	keyOf: (finding: FindingSummary) => string | undefined,
): Groups {
	const groups = groupBy(findings, finding => keyOf(finding) ?? '');
	return new Map([...groups].filter(([key]) => key !== ''));
}

/** Rows are made of these groups: a group that holds the same findings as before is the same group. */
function keepGroups(): (groups: Groups) => Groups {
	let kept: Groups = new Map();
	return groups => {
		kept = new Map([...groups].map(([key, group]) => [key, same(kept.get(key), group)]));
		return kept;
	};
}

function same(
	before: readonly FindingSummary[] | undefined,
	now: readonly FindingSummary[],
): readonly FindingSummary[] {
	return before?.length === now.length && before.every((finding, index) => finding === now[index])
		? before
		: now;
}

const keptClusters = keepGroups();
const keptServices = keepGroups();
const keptTasks = keepGroups();
