import {type Scope} from '../account.js';
import {otherCliLine} from '../cli-line.js';
import {type Json} from '../resources.js';
import {type Finding} from './finding.js';

export type SuppressionFilter = {
	/** 3 to 64 letters, digits, `-`, `_`, `.`. */
	readonly name: string;
	/** By the API's names of fields, all of which must hold. */
	readonly conditions: readonly {readonly field: string; readonly value: string}[];
	/** The criteria as the API takes them. */
	readonly criteria: Json;
	/** The AWS CLI line that makes the rule. */
	readonly line: string;
	/** What whoever runs it should know. */
	readonly notes: readonly string[];
};

/**
 * Returns a suppression rule for findings of this type on this resource, as text to hand over: onduty makes none
 * itself. Undefined when the finding names no detector, or nothing but its type, which would silence it everywhere.
 * Fields: docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html
 */
export function suppressionFilter(finding: Finding, scope: Scope): SuppressionFilter | undefined {
	const wanted = conditionsOf(finding);
	const conditions = wanted.filter(({value}) => isVerbatim(value));
	const isNarrow = conditions.some(({field}) => field !== 'type' && field !== 'accountId');
	const {detectorId} = finding;
	if (
		detectorId === undefined ||
		!/^[a-z0-9]{1,300}$/i.test(detectorId) ||
		!isNarrow ||
		!isVerbatim(finding.type)
	) {
		return undefined;
	}

	const name = ruleName(finding);
	const criteria: Json = {
		Criterion: Object.fromEntries(conditions.map(({field, value}) => [field, {Equals: [value]}])),
	};
	return {
		name,
		conditions,
		criteria,
		line: otherCliLine(
			[
				'guardduty',
				'create-filter',
				'--detector-id',
				detectorId,
				'--name',
				name,
				'--action',
				'ARCHIVE',
				'--finding-criteria',
				ascii(JSON.stringify(criteria)),
			],
			scope,
		),
		notes: notesOf(wanted.length - conditions.length, finding),
	};
}

function conditionsOf(finding: Finding): readonly {readonly field: string; readonly value: string}[] {
	const {type, accountId, clusterName, task, container, image, instance, process} = finding;
	const candidates: readonly (readonly [string, string | undefined])[] = [
		['type', type],
		['accountId', accountId === '' ? undefined : accountId],
		['resource.ecsClusterDetails.name', task === undefined ? undefined : clusterName],
		['resource.ecsClusterDetails.taskDetails.containers.image', task === undefined ? undefined : image],
		['resource.containerDetails.image', task === undefined ? container?.image : undefined],
		[
			'resource.instanceDetails.imageId',
			task === undefined && container === undefined ? instance?.imageId : undefined,
		],
		['service.runtimeDetails.process.executablePath', process?.path],
	];
	return candidates.flatMap(([field, value]) => (value === undefined ? [] : [{field, value}]));
}

/** False for what the border changed: the rule would not match what AWS has, or match something else. */
function isVerbatim(value: string): boolean {
	return !/[\u2400-\u2421…]|⟨U\+[0-9A-F]{4,6}⟩/.test(value);
}

function ruleName({type, clusterName}: Finding): string {
	const base = `onduty-${type}-${clusterName ?? 'any'}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
	return base.slice(0, 64).replace(/-+$/, '');
}

/** Letters beyond ASCII as JSON escapes, so that the line is the same in any terminal and any locale. */
function ascii(json: string): string {
	return json.replaceAll(/[^\x20-\x7E]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function notesOf(left: number, {severity}: Finding): readonly string[] {
	return [
		'A suppressed finding is archived as it comes, and reaches neither EventBridge nor S3.',
		'Only the administrator account may make the rule.',
		...(severity === undefined || severity >= 7
			? [
					`This finding is of ${severity === undefined ? 'unknown' : 'high'} severity: be sure that it is expected before you silence it.`,
				]
			: []),
		...(left > 0
			? ['A value with characters that can not be shown was left out: the rule is wider than the finding.']
			: []),
	];
}
