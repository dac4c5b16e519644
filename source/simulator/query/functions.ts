import {Instant, numberOf, textOf, type Value} from './values.js';

/** A function of values, with how many it takes. */
export type QueryFunction = {
	readonly least: number;
	readonly most: number;
	readonly apply: (args: readonly Value[]) => Value;
};

/**
 * Functions of values by their names in lower case; those about periods of time are in time-functions.ts.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
 */
export const functions: ReadonlyMap<string, QueryFunction> = new Map(
	Object.entries({
		abs: ofNumber(Math.abs),
		ceil: ofNumber(Math.ceil),
		floor: ofNumber(Math.floor),
		log: ofNumber(Math.log),
		sqrt: ofNumber(Math.sqrt),
		greatest: ofNumbers(numbers => Math.max(...numbers)),
		least: ofNumbers(numbers => Math.min(...numbers)),
		coalesce: {least: 1, most: 100, apply: args => args.find(isThere)},
		ispresent: {least: 1, most: 1, apply: ([value]) => isThere(value)},
		isempty: {least: 1, most: 1, apply: ([value]) => value === undefined || textOf(value) === ''},
		isblank: {least: 1, most: 1, apply: ([value]) => value === undefined || textOf(value).trim() === ''},
		strlen: ofText(text => text.length),
		toupper: ofText(text => text.toUpperCase()),
		upper: ofText(text => text.toUpperCase()),
		tolower: ofText(text => text.toLowerCase()),
		lower: ofText(text => text.toLowerCase()),
		trim: trimming((text, set) => trimStart(trimEnd(text, set), set)),
		ltrim: trimming(trimStart),
		rtrim: trimming(trimEnd),
		substr: {least: 2, most: 3, apply: substring},
		replace: {least: 3, most: 3, apply: replacement},
		strcontains: {least: 2, most: 2, apply: contains},
		concat: {least: 1, most: 100, apply: args => args.map(arg => known(arg)).join('')},
		tomillis: ofNumber(ms => ms),
		frommillis: {
			least: 1,
			most: 1,
			apply([value]) {
				const ms = numberOf(value);
				return ms === undefined ? undefined : new Instant(ms);
			},
		},
	} satisfies Record<string, QueryFunction>),
);

function isThere(value: Value): boolean {
	return value !== undefined;
}

function known(value: Value): string {
	return value === undefined ? '' : textOf(value);
}

function ofNumber(apply: (value: number) => number): QueryFunction {
	return {
		least: 1,
		most: 1,
		apply([value]) {
			const number = numberOf(value);
			return number === undefined ? undefined : finite(apply(number));
		},
	};
}

function ofNumbers(apply: (numbers: readonly number[]) => number): QueryFunction {
	return {
		least: 1,
		most: 100,
		apply(args) {
			const numbers = args.map(numberOf).filter(number => number !== undefined);
			return numbers.length === 0 ? undefined : finite(apply(numbers));
		},
	};
}

function ofText(apply: (text: string) => Value): QueryFunction {
	return {
		least: 1,
		most: 1,
		apply: ([value]) => (value === undefined ? undefined : apply(textOf(value))),
	};
}

function trimming(apply: (text: string, set: string) => string): QueryFunction {
	return {
		least: 1,
		most: 2,
		apply: ([value, set]) =>
			value === undefined ? undefined : apply(textOf(value), known(set) || ' \t\r\n'),
	};
}

function trimStart(text: string, set: string): string {
	let from = 0;
	while (from < text.length && set.includes(text.charAt(from))) {
		from++;
	}

	return text.slice(from);
}

function trimEnd(text: string, set: string): string {
	let to = text.length;
	while (to > 0 && set.includes(text.charAt(to - 1))) {
		to--;
	}

	return text.slice(0, to);
}

function substring([value, start, length]: readonly Value[]): Value {
	const from = numberOf(start);
	if (value === undefined || from === undefined) {
		return undefined;
	}

	const count = numberOf(length);
	return textOf(value).slice(from, count === undefined ? undefined : from + count);
}

function replacement([value, sought, put]: readonly Value[]): Value {
	return value === undefined ? undefined : textOf(value).replaceAll(known(sought), () => known(put));
}

function contains([value, sought]: readonly Value[]): Value {
	return value === undefined ? undefined : textOf(value).includes(known(sought)) ? 1 : 0;
}

// A root of a negative number, or a division by zero, is no value.
export function finite(value: number): number | undefined {
	return Number.isFinite(value) ? value : undefined;
}
