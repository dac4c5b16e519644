import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {seconds} from '../../wire/seconds.js';
import {type Finding} from '../../world/finding.js';
import {badRequest, detectorResource, foreignDetector} from '../guardduty-refusals.js';
import {integer, text, texts} from '../inputs.js';
import {type Operation} from '../operation.js';
import {matching} from './criteria.js';

type Group = {readonly findings: Finding[]};
type Grouping = {
	readonly member: string;
	/** Findings with the same one are counted together. */
	readonly keyOf: (finding: Finding) => string;
	readonly json: (first: Finding) => JsonObject;
};

// docs.aws.amazon.com/guardduty/latest/APIReference/API_FindingStatistics.html
const groupings: Readonly<Record<string, Grouping>> = {
	ACCOUNT: {
		member: 'groupedByAccount',
		keyOf: ({accountId}) => accountId,
		json: ({accountId}) => ({accountId}),
	},
	DATE: {
		member: 'groupedByDate',
		// Per day and severity.
		keyOf: ({updatedAt, severity}) => `${dayOf(updatedAt)} ${severity}`,
		json: ({updatedAt, severity}) => ({date: seconds(dayOf(updatedAt)), severity}),
	},
	FINDING_TYPE: {
		member: 'groupedByFindingType',
		keyOf: ({type}) => type,
		json: ({type}) => ({findingType: type}),
	},
	RESOURCE: {
		member: 'groupedByResource',
		keyOf: finding => `${finding.accountId} ${finding.resourceId}`,
		json: finding => ({
			accountId: finding.accountId,
			resourceId: finding.resourceId,
			resourceType: finding.resourceType,
		}),
	},
	SEVERITY: {
		member: 'groupedBySeverity',
		keyOf: ({severity}) => String(severity),
		json: ({severity}) => ({severity}),
	},
};

/** Counts by severity, or by what groupBy names: never both. */
export const getFindingsStatistics: Operation = {
	service: 'guardduty',
	name: 'GetFindingsStatistics',
	bucket: 'guardduty',
	route: {method: 'POST', path: '/detector/{detectorId}/findings/statistics'},
	input: {
		detectorId: 'text',
		findingStatisticTypes: 'texts',
		findingCriteria: 'object',
		groupBy: 'text',
		orderBy: 'text',
		maxResults: 'integer',
	},
	resource: detectorResource,
	serve(input, world) {
		const types = texts(input, 'findingStatisticTypes');
		const groupBy = text(input, 'groupBy');
		const refusal = foreignDetector(input, world) ?? badQuestion(input, {types, groupBy});
		if (refusal) {
			return refusal;
		}

		const findings = matching(world, input);
		if (findings instanceof Refusal) {
			return findings;
		}

		const grouping = groupings[groupBy ?? ''];
		return {findingStatistics: grouping ? grouped(findings, grouping, input) : bySeverity(findings)};
	},
};

function badQuestion(
	input: JsonObject,
	{types, groupBy}: {types: readonly string[]; groupBy: string | undefined},
): Refusal | undefined {
	const isByType = types.length > 0;
	const ofGroups = integer(input, 'maxResults') ?? 25;
	const isWrong =
		isByType === (groupBy !== undefined) ||
		!types.every(type => type === 'COUNT_BY_SEVERITY') ||
		(groupBy !== undefined && !Object.hasOwn(groupings, groupBy)) ||
		(isByType && (input.maxResults !== undefined || input.orderBy !== undefined)) ||
		ofGroups < 1 ||
		ofGroups > 100;
	return isWrong
		? badRequest(
				'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
			)
		: undefined;
}

// Keys are written like 8.0.
function bySeverity(findings: readonly Finding[]): JsonObject {
	const counts: Record<string, number> = {};
	for (const {severity} of findings) {
		const key = Number.isInteger(severity) ? severity.toFixed(1) : String(severity);
		counts[key] = (counts[key] ?? 0) + 1;
	}

	return {countBySeverity: counts};
}

function grouped(
	findings: readonly Finding[],
	{member, keyOf, json}: Grouping,
	input: JsonObject,
): JsonObject {
	const groups = new Map<string, Group>();
	for (const finding of findings) {
		const group = groups.get(keyOf(finding)) ?? {findings: []};
		group.findings.push(finding);
		groups.set(keyOf(finding), group);
	}

	const direction = text(input, 'orderBy') === 'ASC' ? 1 : -1;
	const rows = [...groups.values()]
		.sort((one, other) => direction * (one.findings.length - other.findings.length))
		.slice(0, integer(input, 'maxResults') ?? 25)
		.flatMap(({findings: own}) => {
			const [first] = own;
			const lastGeneratedAt = seconds(Math.max(...own.map(({updatedAt}) => updatedAt)));
			return first ? [{...json(first), lastGeneratedAt, totalFindings: own.length}] : [];
		});
	return {[member]: rows};
}

function dayOf(epochMs: number): number {
	return Math.floor(epochMs / 86_400_000) * 86_400_000;
}
