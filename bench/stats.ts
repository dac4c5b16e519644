/** Returns the middle of the values; the mean of the two middle ones when they are even in number. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Returns the value below which 90 % of the values lie. */
export function ninetieth(values: readonly number[]): number {
	return [...values].sort((one, other) => one - other)[Math.ceil(values.length * 0.9) - 1]!;
}

/** One line of the table of results. */
export type Result = {
	readonly what: string;
	/** With its unit. */
	readonly measured: string;
	/** Smallest to largest, with the count; empty where there is one value. */
	readonly spread: string;
	readonly goal: string;
	readonly isMet: boolean | undefined;
};

/** Returns one line for a series, compared with a goal that must not be exceeded. */
export function resultOf(what: string, values: readonly number[], unit: string, atMost?: number): Result {
	const middle = median(values);
	return {
		what,
		measured: `${rounded(middle)} ${unit}`,
		spread:
			values.length > 1
				? `${rounded(Math.min(...values))}–${rounded(Math.max(...values))}, n=${values.length}`
				: '',
		goal: atMost === undefined ? '' : `≤ ${rounded(atMost)} ${unit}`,
		isMet: atMost === undefined ? undefined : middle <= atMost,
	};
}

function rounded(value: number): string {
	return value >= 100 || Number.isInteger(value) ? Math.round(value).toString() : value.toFixed(1);
}
