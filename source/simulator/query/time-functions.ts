import {type Evaluate} from './evaluate.js';
import {Malformed} from './malformed.js';
import {ceilTime, floorTime, type Period, periodOf} from './periods.js';
import {fieldOf} from './row.js';
import {type Expression} from './syntax.js';
import {Instant, numberOf, type Value} from './values.js';

type Call = Extract<Expression, {kind: 'call'}>;

const names: ReadonlySet<string> = new Set(['bin', 'datefloor', 'dateceil']);

export function isTimeFunction(name: string): boolean {
	return names.has(name.toLowerCase());
}

/** `bin(5m)`, `datefloor(@timestamp, 1h)`, `dateceil(@timestamp, 1d)`. Throws `Malformed`. */
export function compileTimeFunction(call: Call, compile: (expression: Expression) => Evaluate): Evaluate {
	const period = periodOfCall(call);
	const [of] = call.args;
	const isBin = call.name.toLowerCase() === 'bin';
	if (call.args.length !== (isBin ? 1 : 2) || of === undefined) {
		throw malformed(call);
	}

	const at: Evaluate = isBin ? row => fieldOf(row, '@timestamp') : compile(of);
	const round = call.name.toLowerCase() === 'dateceil' ? ceilTime : floorTime;
	return row => instantOf(at(row), ms => round(ms, period));
}

function periodOfCall(call: Call): Period {
	const last = call.args.at(-1);
	const period = last?.kind === 'period' ? periodOf(last.text) : undefined;
	if (!period) {
		throw malformed(call);
	}

	return period;
}

function malformed({name, place}: Call): Malformed {
	return new Malformed(`Invalid arguments for function ${name}`, place.start, place.end);
}

function instantOf(value: Value, round: (ms: number) => number): Value {
	const ms = numberOf(value);
	return ms === undefined ? undefined : new Instant(round(ms));
}
