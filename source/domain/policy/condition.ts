import {type PolicyStatement} from './document.js';
import {all, type Holds, matchesPattern, not} from './match.js';

/** What is known of a request, by condition key in lower case. */
export type RequestContext = ReadonlyMap<string, string>;

type Compare = (wanted: string, actual: string) => boolean;

const same: Compare = (wanted, actual) => wanted === actual;
const sameIgnoringCase: Compare = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();

// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html; all others are unknown.
const comparisons: ReadonlyMap<string, {readonly compare: Compare; readonly isNegated: boolean}> = new Map([
	['stringequals', {compare: same, isNegated: false}],
	['stringnotequals', {compare: same, isNegated: true}],
	['stringequalsignorecase', {compare: sameIgnoringCase, isNegated: false}],
	['stringnotequalsignorecase', {compare: sameIgnoringCase, isNegated: true}],
	['stringlike', {compare: matchesPattern, isNegated: false}],
	['stringnotlike', {compare: matchesPattern, isNegated: true}],
	['bool', {compare: sameIgnoringCase, isNegated: false}],
]);

/** Returns whether a statement's condition holds for a request; what its context does not tell is unknown. */
export function conditionHolds(condition: PolicyStatement['condition'], context: RequestContext): Holds {
	const holds = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
		Object.entries(keys).map(([key, wanted]) => keyHolds(operator, wanted, context.get(key.toLowerCase()))),
	);
	return all(...holds);
}

function keyHolds(operator: string, wanted: readonly string[], actual: string | undefined): Holds {
	const comparison = comparisons.get(operator.toLowerCase().replace(/ifexists$/, ''));
	if (comparison === undefined || actual === undefined || wanted.some(text => text.includes('${'))) {
		return 'unknown';
	}

	const isAmong = wanted.some(text => comparison.compare(text, actual));
	return comparison.isNegated ? not(isAmong) : isAmong;
}
