/** A time, which is shown as one; epoch milliseconds. */
export class Instant {
	constructor(readonly ms: number) {}
}

/** What expressions are about; undefined is a field that the event does not have. */
export type Value = string | number | boolean | Instant | undefined;

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a value is or says; undefined where it is none. */
export function numberOf(value: Value): number | undefined {
	switch (typeof value) {
		case 'number':
			return Number.isFinite(value) ? value : undefined;
		case 'boolean':
			return value ? 1 : 0;
		case 'string':
			return numeric.test(value) ? Number(value) : undefined;
		case 'object':
			return value.ms;
		default:
			return undefined;
	}
}

/** As results show it: times in UTC, truth as 1 and 0. */
export function textOf(value: Exclude<Value, undefined>): string {
	if (value instanceof Instant) {
		return instantText(value.ms);
	}

	return typeof value === 'boolean' ? (value ? '1' : '0') : String(value);
}

/** A number that was computed is shown with at most four decimals; the field of an event as it was written. */
export function rounded(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}

export function isTrue(value: Value): boolean {
	return typeof value === 'string' ? value === 'true' || value === '1' : Boolean(value);
}

/** Whether two values are the same, a number and a text by what the text says; what is missing is not even itself. */
export function areEqual(first: Value, second: Value): boolean {
	if (first === undefined || second === undefined) {
		return false;
	}

	if (typeof first === 'string' && typeof second === 'string') {
		return first === second;
	}

	const left = numberOf(first);
	const right = numberOf(second);
	return left !== undefined && right !== undefined ? left === right : textOf(first) === textOf(second);
}

/** Below 0 when the first comes first; NaN where they can't be compared. */
export function comparison(first: Value, second: Value): number {
	const left = numberOf(first);
	const right = numberOf(second);
	if (left !== undefined && right !== undefined) {
		return left - right;
	}

	if (typeof first !== 'string' || typeof second !== 'string') {
		return Number.NaN;
	}

	return first < second ? -1 : first > second ? 1 : 0;
}

function instantText(ms: number): string {
	const date = new Date(ms);
	// 2026-11-23 08:00:00.000
	return Number.isNaN(date.getTime()) ? String(ms) : date.toISOString().replace('T', ' ').slice(0, 23);
}
