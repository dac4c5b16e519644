import {type Aggregate, aggregateNamed, type Gatherer} from './aggregates.js';
import {compile, operate} from './compile.js';
import {type Evaluate} from './evaluate.js';
import {functions} from './functions.js';
import {Malformed} from './malformed.js';
import {type Expression} from './syntax.js';
import {numberOf, type Value} from './values.js';

/** A column of `stats`: what it gathers in each group, and what it makes of that. */
export type StatsColumn = {
	readonly begin: readonly (() => Gatherer)[];
	readonly finish: (results: readonly Value[]) => Value;
};

/** Splits an expression such as `sum(a) / count(*) * 100` at its aggregates. Throws `Malformed` where it has none. */
export function compileStats(expression: Expression, read: Read = compile): StatsColumn {
	const begin: (() => Gatherer)[] = [];
	const finish = part(expression, {begin, read});
	if (begin.length === 0) {
		throw new Malformed('stats needs an aggregation function', 0, 0);
	}

	return {begin, finish};
}

type Finish = StatsColumn['finish'];

/** Compiles what is gathered. */
type Read = (expression: Expression) => Evaluate;

type Parts = {readonly begin: (() => Gatherer)[]; readonly read: Read};

function part(expression: Expression, parts: Parts): Finish {
	switch (expression.kind) {
		case 'value': {
			const {value} = expression;
			return () => value;
		}
		case 'call':
			return partOfCall(expression, parts);
		case 'binary': {
			const left = part(expression.left, parts);
			const right = part(expression.right, parts);
			return results => operate(expression.operator, left(results), right(results));
		}
		case 'minus': {
			const of = part(expression.of, parts);
			return results => operate('-', 0, of(results));
		}
		case 'field':
			throw new Malformed(`${expression.name} must be within an aggregation function`, 0, 0);
		default:
			throw new Malformed('stats takes aggregation functions and arithmetic', 0, 0);
	}
}

function partOfCall(call: Extract<Expression, {kind: 'call'}>, parts: Parts): Finish {
	const aggregate = aggregateNamed(call.name);
	if (aggregate) {
		const {begin, read} = parts;
		const {of, parameter} = argumentsOf(call, aggregate, read);
		const slot = begin.length;
		begin.push(() => aggregate.begin(of, parameter));
		return results => results[slot];
	}

	const own = functions.get(call.name.toLowerCase());
	if (!own || call.args.length < own.least || call.args.length > own.most) {
		throw new Malformed(`Unknown function: ${call.name}`, call.place.start, call.place.end);
	}

	const args = call.args.map(arg => part(arg, parts));
	return results => own.apply(args.map(arg => arg(results)));
}

function argumentsOf(
	{name, args, place}: Extract<Expression, {kind: 'call'}>,
	{takes}: Aggregate,
	read: Read,
): {readonly of: Evaluate; readonly parameter: number} {
	const [of, second] = args;
	const wrong = new Malformed(`Wrong arguments for function ${name}`, place.start, place.end);
	if (takes === 'none or one' && (of === undefined || of.kind === 'all')) {
		if (args.length > 1) {
			throw wrong;
		}

		return {of: () => 1, parameter: 0};
	}

	const wanted = takes === 'one and a number' ? 2 : 1;
	const parameter = second?.kind === 'value' ? numberOf(second.value) : undefined;
	if (args.length !== wanted || of === undefined || of.kind === 'all') {
		throw wrong;
	}

	if (wanted === 2 && (parameter === undefined || parameter < 0 || parameter > 100)) {
		throw wrong;
	}

	return {of: read(of), parameter: parameter ?? 0};
}
