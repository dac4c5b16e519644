import {type Evaluate} from './evaluate.js';
import {naturalOrder} from './natural-order.js';
import {fieldOf, type Row} from './row.js';
import {Instant, numberOf, textOf, type Value} from './values.js';

/** What gathers the rows of one group for one `count(*)`, `avg(x)` and the like. */
export type Gatherer = {
	add(row: Row): void;
	/** Of what was added so far; undefined where nothing had the value. */
	result(): Value;
};

/** Makes a gatherer for each group. */
export type Aggregate = {
	/** How many arguments it takes. */
	readonly takes: 'none or one' | 'one' | 'one and a number';
	readonly begin: (of: Evaluate, parameter: number) => Gatherer;
};

// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Stats.html
const aggregates: ReadonlyMap<string, Aggregate> = new Map(
	Object.entries({
		count: {takes: 'none or one', begin: of => counting(of)},
		count_distinct: {takes: 'one', begin: distinct},
		sum: {takes: 'one', begin: of => adding(of, ({sum}) => sum)},
		avg: {takes: 'one', begin: of => adding(of, ({sum, count}) => sum / count)},
		min: {takes: 'one', begin: of => adding(of, ({least}) => least)},
		max: {takes: 'one', begin: of => adding(of, ({most}) => most)},
		stddev: {takes: 'one', begin: of => gathering(of, deviation)},
		median: {takes: 'one', begin: of => gathering(of, median)},
		pct: {
			takes: 'one and a number',
			begin: (of, share) => gathering(of, numbers => percentile(numbers, share)),
		},
		latest: {takes: 'one', begin: of => choosing(of, (row, best) => timeOf(row) >= timeOf(best))},
		earliest: {takes: 'one', begin: of => choosing(of, (row, best) => timeOf(row) < timeOf(best))},
		sortsfirst: {takes: 'one', begin: of => sorting(of, -1)},
		sortslast: {takes: 'one', begin: of => sorting(of, 1)},
	} satisfies Record<string, Aggregate>),
);

export function isAggregate(name: string): boolean {
	return aggregates.has(name.toLowerCase());
}

export function aggregateNamed(name: string): Aggregate | undefined {
	return aggregates.get(name.toLowerCase());
}

function counting(of: Evaluate): Gatherer {
	let count = 0;
	return {
		add(row) {
			count += of(row) === undefined ? 0 : 1;
		},
		result: () => count,
	};
}

function distinct(of: Evaluate): Gatherer {
	const seen = new Set<string>();
	return {
		add(row) {
			const value = of(row);
			if (value !== undefined) {
				seen.add(textOf(value));
			}
		},
		result: () => seen.size,
	};
}

type Totals = {sum: number; count: number; least: number; most: number};

// What is no number does not count.
function adding(of: Evaluate, finish: (totals: Totals) => number): Gatherer {
	const totals = {sum: 0, count: 0, least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY};
	return {
		add(row) {
			const number = numberOf(of(row));
			if (number !== undefined) {
				totals.sum += number;
				totals.count++;
				totals.least = Math.min(totals.least, number);
				totals.most = Math.max(totals.most, number);
			}
		},
		result: () => (totals.count === 0 ? undefined : finish(totals)),
	};
}

function gathering(of: Evaluate, reduce: (numbers: readonly number[]) => number): Gatherer {
	const numbers: number[] = [];
	return {
		add(row) {
			const number = numberOf(of(row));
			if (number !== undefined) {
				numbers.push(number);
			}
		},
		result: () => (numbers.length === 0 ? undefined : reduce(numbers)),
	};
}

function average(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function deviation(numbers: readonly number[]): number {
	const mean = average(numbers);
	return Math.sqrt(average(numbers.map(number => (number - mean) ** 2)));
}

function median(numbers: readonly number[]): number {
	const sorted = Float64Array.from(numbers).sort();
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** The least value that so many per cent of all don't exceed (nearest rank). */
function percentile(numbers: readonly number[], share: number): number {
	const sorted = Float64Array.from(numbers).sort();
	const rank = Math.ceil((share / 100) * sorted.length);
	return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] ?? 0;
}

function choosing(of: Evaluate, isBetter: (row: Row, best: Row) => boolean): Gatherer {
	let best: Row | undefined;
	return {
		add(row) {
			if (of(row) !== undefined && (best === undefined || isBetter(row, best))) {
				best = row;
			}
		},
		result: () => best && of(best),
	};
}

function sorting(of: Evaluate, sign: 1 | -1): Gatherer {
	let best: Value;
	return {
		add(row) {
			const value = of(row);
			if (value !== undefined && (best === undefined || naturalOrder(value, best) * sign > 0)) {
				best = value;
			}
		},
		result: () => best,
	};
}

function timeOf(row: Row): number {
	const at = row.event?.at ?? fieldOf(row, '@timestamp');
	return at instanceof Instant ? at.ms : (numberOf(at) ?? 0);
}
