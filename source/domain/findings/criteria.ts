import {type FindingSummary} from './finding.js';
import {type FindingCondition, type FindingCriteria, type FindingSort} from './finding-operations.js';
import {
	fromBandUp,
	type KnownBand,
	onlyBand,
	severityBand,
	severityBands,
	severityRank,
	severityWeight,
} from './severity.js';
import {typeFamily, typesOfFamily} from './types.js';

/** What an operator wants to see; what is undefined does not narrow. */
export type FindingFilter = {
	/** Bands to show, whichever; none shows all. */
	readonly bands?: readonly KnownBand[];
	readonly families?: readonly string[];
	readonly clusterName?: string;
	readonly accountId?: string;
	readonly isArchived?: boolean;
	/** Last updated at or after, epoch ms. */
	readonly since?: number;
};

/** The API takes at most 50 values of one field. docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html */
const valuesLimit = 50;

/**
 * Returns the criteria that ask AWS for no more than needed. They may let more through than the filter (bands that
 * are not neighbours), so `matchesFilter` has the last word. A family is asked for by the types that are known or were
 * `seen`: a type that is neither comes only with what is asked without a family.
 */
export function findingCriteria(filter: FindingFilter, seen: Iterable<string> = []): FindingCriteria {
	const types = (filter.families ?? []).flatMap(family => typesOfFamily(family, seen));
	const entries: readonly (readonly [string, FindingCondition | undefined])[] = [
		['severity', severityCondition(filter.bands)],
		['type', types.length > 0 && types.length <= valuesLimit ? {equals: types} : undefined],
		['resource.ecsClusterDetails.name', equalTo(filter.clusterName)],
		['accountId', equalTo(filter.accountId)],
		['service.archived', filter.isArchived === undefined ? undefined : {equals: [String(filter.isArchived)]}],
		['updatedAt', filter.since === undefined ? undefined : {greaterThanOrEqual: filter.since}],
	];
	return Object.fromEntries(
		entries.filter((entry): entry is readonly [string, FindingCondition] => entry[1] !== undefined),
	);
}

function equalTo(value: string | undefined): FindingCondition | undefined {
	return value === undefined ? undefined : {equals: [value]};
}

/** The criteria of one field are one range; bands that are not neighbours leave a gap that it can't express. */
function severityCondition(bands: readonly KnownBand[] = []): FindingCondition | undefined {
	const wanted = severityBands.filter(band => bands.includes(band));
	const worst = wanted[0];
	const mildest = wanted.at(-1);
	return worst === undefined || mildest === undefined
		? undefined
		: {...onlyBand(worst), ...fromBandUp(mildest)};
}

/** True when a finding is one of those that the filter wants. An unknown severity or archive state is not filtered out. */
export function matchesFilter(finding: FindingSummary, filter: FindingFilter): boolean {
	const {bands = [], families = [], clusterName, accountId, isArchived, since} = filter;
	const band = severityBand(finding.severity);
	return (
		(bands.length === 0 || band === 'unknown' || bands.includes(band)) &&
		(families.length === 0 || families.includes(typeFamily(finding.type))) &&
		(clusterName === undefined || finding.clusterName === clusterName) &&
		(accountId === undefined || finding.accountId === accountId) &&
		(isArchived === undefined || finding.isArchived === undefined || finding.isArchived === isArchived) &&
		(since === undefined || finding.updatedAt === undefined || finding.updatedAt >= since)
	);
}

/** Worst first is what the first page is for. */
export const worstFirstSort: FindingSort = {by: 'severity', order: 'DESC'};

/**
 * Returns how to ask for what changed since `lastSeenAt` (epoch ms): the oldest change first, so that what is cut short
 * can go on from where it ended. Neither bands nor the archive narrow it: a finding that was archived or became milder
 * must be told as well.
 */
export function changesSince(
	lastSeenAt: number,
	filter: Pick<FindingFilter, 'accountId'> = {},
): {readonly criteria: FindingCriteria; readonly sort: FindingSort} {
	return {
		criteria: findingCriteria({accountId: filter.accountId, since: lastSeenAt}),
		sort: {by: 'updatedAt', order: 'ASC'},
	};
}

/** Returns the newest `updatedAt` (epoch ms), from which the next change is asked for; undefined when none tells. */
export function newestUpdate(findings: Iterable<FindingSummary>): number | undefined {
	let newest: number | undefined;
	for (const {updatedAt} of findings) {
		newest = updatedAt === undefined ? newest : Math.max(updatedAt, newest ?? updatedAt);
	}

	return newest;
}

/**
 * Returns the findings by id with what came now; of two the newer one stays, of two of the same time the one that
 * came now. AWS may answer a finding on two pages, when it changes while they are turned.
 */
export function withNewest<Kept extends FindingSummary>(
	held: ReadonlyMap<string, Kept>,
	came: Iterable<Kept>,
): ReadonlyMap<string, Kept> {
	const all = new Map(held);
	for (const finding of came) {
		const before = all.get(finding.id);
		if (before === undefined || (before.updatedAt ?? 0) <= (finding.updatedAt ?? 0)) {
			all.set(finding.id, finding);
		}
	}

	return all;
}

/** Orders findings: the worst band first, within it the higher number, then the one that was seen last. */
export function worstFirst(one: FindingSummary, other: FindingSummary): number {
	return (
		severityRank(severityBand(one.severity)) - severityRank(severityBand(other.severity)) ||
		severityWeight(other.severity) - severityWeight(one.severity) ||
		(other.lastSeenAt ?? 0) - (one.lastSeenAt ?? 0) ||
		(one.id < other.id ? -1 : Number(one.id > other.id))
	);
}
