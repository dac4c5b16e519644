import {isObject, type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {type Finding} from '../../world/finding.js';
import {type World} from '../../world/types.js';
import {badRequest} from '../guardduty-refusals.js';
import {object, text, texts} from '../inputs.js';
import {isField, isNumeric, valuesOf} from './fields.js';

/** docs.aws.amazon.com/guardduty/latest/APIReference/API_Condition.html; the short names are deprecated and work. */
const equal = ['equals', 'eq'];
const unequal = ['notEquals', 'neq'];
const compared: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
	greaterThan: (value, bound) => value > bound,
	gt: (value, bound) => value > bound,
	greaterThanOrEqual: (value, bound) => value >= bound,
	gte: (value, bound) => value >= bound,
	lessThan: (value, bound) => value < bound,
	lt: (value, bound) => value < bound,
	lessThanOrEqual: (value, bound) => value <= bound,
	lte: (value, bound) => value <= bound,
};

const invalid = () =>
	badRequest(
		'The request is rejected because an invalid or out-of-range value is specified as an input parameter.',
	);

/** The findings that every criterion of the request lets through. */
export function matching(world: World, input: JsonObject): readonly Finding[] | Refusal {
	const criterion = object(object(input, 'findingCriteria') ?? {}, 'criterion') ?? {};
	const entries = Object.entries(criterion);
	if (entries.length > 50) {
		return invalid();
	}

	let left: readonly Finding[] = [...world.findings.values()];
	for (const [field, condition] of entries) {
		const test = isField(field) && isObject(condition) ? testOf(world, field, condition) : invalid();
		if (test instanceof Refusal) {
			return test;
		}

		left = left.filter(test);
	}

	return left;
}

function testOf(
	world: World,
	field: string,
	condition: JsonObject,
): ((finding: Finding) => boolean) | Refusal {
	// "matches" and "notMatches" are for CreateFilter and UpdateFilter alone.
	const given = Object.keys(condition);
	const isKnown = (name: string): boolean =>
		equal.includes(name) || unequal.includes(name) || Object.hasOwn(compared, name);
	if (given.length === 0 || !given.every(isKnown)) {
		return invalid();
	}

	const wanted = equal.flatMap(name => texts(condition, name));
	const unwanted = unequal.flatMap(name => texts(condition, name));
	const bounds = given.filter(name => Object.hasOwn(compared, name));
	const isOrdered = bounds.length === 0 || isNumeric(field);
	if (wanted.length > 50 || unwanted.length > 50 || !isOrdered) {
		return invalid();
	}

	if (bounds.some(name => typeof condition[name] !== 'number')) {
		return invalid();
	}

	return finding => {
		const values = valuesOf(world, finding, field);
		const isIn = (list: readonly string[]): boolean =>
			values.some(value => list.some(item => same(field, value, item)));
		return (
			(wanted.length === 0 || isIn(wanted)) &&
			!isIn(unwanted) &&
			bounds.every(name =>
				values.some(value => compared[name]?.(Number(value), Number(condition[name])) === true),
			)
		);
	};
}

// Severities have fractions and are asked for by whole numbers.
// docs.aws.amazon.com/guardduty/latest/ug/guardduty_filter-findings.html
function same(field: string, value: string | number | boolean, wanted: string): boolean {
	if (field === 'severity' && typeof value === 'number' && /^\d+$/.test(wanted)) {
		return Math.floor(value) === Number(wanted);
	}

	return typeof value === 'number' ? value === Number(wanted) : String(value) === wanted;
}

/** In the order that the request asks for; without one in an order that means nothing, since AWS promises none. */
export function inOrder(
	world: World,
	findings: readonly Finding[],
	input: JsonObject,
): readonly Finding[] | Refusal {
	const sort = object(input, 'sortCriteria') ?? {};
	const field = text(sort, 'attributeName') ?? 'id';
	if (!isField(field)) {
		return badRequest('The request is rejected because the parameter sortCriteria has an invalid value.');
	}

	const direction = text(sort, 'orderBy') === 'DESC' ? -1 : 1;
	return findings
		.map(finding => ({finding, value: valuesOf(world, finding, field)[0]}))
		.sort((one, other) => {
			if (one.value === other.value) {
				return one.finding.id < other.finding.id ? -1 : 1;
			}

			// What lacks the attribute comes last either way.
			if (one.value === undefined || other.value === undefined) {
				return one.value === undefined ? 1 : -1;
			}

			return one.value < other.value ? -direction : direction;
		})
		.map(({finding}) => finding);
}
