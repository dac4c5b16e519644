import {numberOf, textOf, type Value} from './values.js';

/**
 * The order of `sort`, ascending: what is missing, then texts by their parts, then numbers.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function naturalOrder(first: Value, second: Value): number {
	if (first === undefined || second === undefined) {
		return (first === undefined ? 0 : 1) - (second === undefined ? 0 : 1);
	}

	const left = numberOf(first);
	const right = numberOf(second);
	if (left !== undefined && right !== undefined) {
		return left - right;
	}

	if (left !== undefined || right !== undefined) {
		return left === undefined ? -1 : 1;
	}

	return textOrder(textOf(first), textOf(second));
}

const parts = /\d+|[A-Za-z]+|[^\dA-Za-z]+/g;

// Runs of digits by length, then by digits; anything else by Unicode.
function textOrder(first: string, second: string): number {
	const left = first.match(parts) ?? [];
	const right = second.match(parts) ?? [];
	for (const [index, part] of left.entries()) {
		const other = right[index];
		if (other === undefined) {
			return 1;
		}

		if (part !== other) {
			const isNumbered = /^\d/.test(part) && /^\d/.test(other);
			return isNumbered && part.length !== other.length ? part.length - other.length : part < other ? -1 : 1;
		}
	}

	return left.length - right.length;
}
