const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Unit = {readonly ms: number} | {readonly months: number};

// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-operations-functions.html
const units: Readonly<Record<string, Unit>> = {
	...all(['ms', 'msec'], {ms: 1}),
	...all(['s', 'sec'], {ms: secondMs}),
	...all(['m', 'min'], {ms: minuteMs}),
	...all(['h', 'hr'], {ms: hourMs}),
	...all(['d'], {ms: dayMs}),
	...all(['w'], {ms: 7 * dayMs}),
	...all(['mo', 'mon'], {months: 1}),
	...all(['q', 'qtr'], {months: 3}),
	...all(['y', 'yr'], {months: 12}),
};

/** A span of time as queries write it, such as 5m. */
export type Period = {readonly count: number; readonly unit: Unit};

/** Undefined where it is no period. */
export function periodOf(text: string): Period | undefined {
	const [, digits = '', name = ''] = /^(\d+)([A-Za-z]+)$/.exec(text) ?? [];
	const unit = Object.hasOwn(units, name) ? units[name] : undefined;
	const count = Number(digits);
	return unit && count > 0 ? {count, unit} : undefined;
}

/** The latest beginning of such a period that is not later; epoch milliseconds, in UTC. */
export function floorTime(ms: number, {count, unit}: Period): number {
	if ('ms' in unit) {
		const step = count * unit.ms;
		return Math.floor(ms / step) * step;
	}

	const date = new Date(ms);
	const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
	const step = count * unit.months;
	const floor = Math.floor(months / step) * step;
	return Date.UTC(Math.floor(floor / 12), floor % 12);
}

/** The earliest beginning of such a period that is not earlier. */
export function ceilTime(ms: number, period: Period): number {
	const floor = floorTime(ms, period);
	if (floor === ms) {
		return ms;
	}

	const {count, unit} = period;
	if ('ms' in unit) {
		return floor + count * unit.ms;
	}

	const date = new Date(floor);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count * unit.months);
}

function all(names: readonly string[], unit: Unit): Readonly<Record<string, Unit>> {
	return Object.fromEntries(names.map(name => [name, unit]));
}
