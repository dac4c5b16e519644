import {isAggregate} from './aggregates.js';
import {type Evaluate} from './evaluate.js';
import {finite, functions} from './functions.js';
import {Malformed} from './malformed.js';
import {fieldOf, type Row} from './row.js';
import {type BinaryOperator, type Expression} from './syntax.js';
import {compileTimeFunction, isTimeFunction} from './time-functions.js';
import {areEqual, comparison, isTrue, numberOf, textOf, type Value} from './values.js';

/** Makes a function of an expression. Throws `Malformed` where it names what doesn't exist or doesn't belong here. */
export function compile(expression: Expression): Evaluate {
	switch (expression.kind) {
		case 'value': {
			const {value} = expression;
			return () => value;
		}
		case 'field': {
			const {name} = expression;
			return row => fieldOf(row, name);
		}
		case 'call':
			return compileCall(expression);
		case 'binary':
			return compileBinary(expression);
		case 'minus': {
			const of = compile(expression.of);
			return row => {
				const number = numberOf(of(row));
				return number === undefined ? undefined : -number;
			};
		}
		case 'not': {
			const of = compile(expression.of);
			return row => !isTrue(of(row));
		}
		case 'and':
		case 'or':
			return compileLogic(expression);
		case 'like':
			return compileLike(expression);
		case 'in': {
			const of = compile(expression.of);
			const items = expression.items.map(compile);
			return row => {
				const value = of(row);
				return items.some(item => areEqual(value, item(row)));
			};
		}
		case 'period':
			throw new Malformed(
				`unexpected symbol found ${expression.text}`,
				expression.place.start,
				expression.place.end,
			);
		case 'all':
			throw new Malformed('unexpected symbol found *', 0, 1);
	}
}

/** Returns a compiler for what reads the same rows: a field is read once of each row, however many ask for it. */
export function sharedReads(): (expression: Expression) => Evaluate {
	const readers = new Map<string, Evaluate>();
	return expression => {
		if (expression.kind !== 'field') {
			return compile(expression);
		}

		const reader = readers.get(expression.name) ?? lastKept(compile(expression));
		readers.set(expression.name, reader);
		return reader;
	};
}

function lastKept(evaluate: Evaluate): Evaluate {
	let last: Row | undefined;
	let value: Value;
	return row => {
		if (row !== last) {
			value = evaluate(row);
			last = row;
		}

		return value;
	};
}

function compileCall(call: Extract<Expression, {kind: 'call'}>): Evaluate {
	const {name, args, place} = call;
	if (isTimeFunction(name)) {
		return compileTimeFunction(call, compile);
	}

	if (isAggregate(name)) {
		throw new Malformed(`${name} can only be used in stats`, place.start, place.end);
	}

	const own = functions.get(name.toLowerCase());
	if (!own) {
		throw new Malformed(`Unknown function: ${name}`, place.start, place.end);
	}

	if (args.length < own.least || args.length > own.most) {
		throw new Malformed(`Wrong number of arguments for function ${name}`, place.start, place.end);
	}

	const given = args.map(compile);
	return row => own.apply(given.map(arg => arg(row)));
}

function compileLogic({kind, ...sides}: Extract<Expression, {kind: 'and' | 'or'}>): Evaluate {
	const left = compile(sides.left);
	const right = compile(sides.right);
	return kind === 'and'
		? row => isTrue(left(row)) && isTrue(right(row))
		: row => isTrue(left(row)) || isTrue(right(row));
}

function compileLike({of, pattern}: Extract<Expression, {kind: 'like'}>): Evaluate {
	const value = compile(of);
	if (pattern instanceof RegExp) {
		return row => {
			const text = value(row);
			return text !== undefined && pattern.test(textOf(text));
		};
	}

	const sought = compile(pattern);
	return row => {
		const text = value(row);
		const part = sought(row);
		return text !== undefined && part !== undefined && textOf(text).includes(textOf(part));
	};
}

function compileBinary(expression: Extract<Expression, {kind: 'binary'}>): Evaluate {
	const left = compile(expression.left);
	const right = compile(expression.right);
	return row => operate(expression.operator, left(row), right(row));
}

/** What an operator makes of two values; arithmetic with what is no number is no value. */
export function operate(operator: BinaryOperator, left: Value, right: Value): Value {
	switch (operator) {
		case '=':
			return areEqual(left, right);
		case '!=':
			return !areEqual(left, right);
		case '<':
			return comparison(left, right) < 0;
		case '<=':
			return comparison(left, right) <= 0;
		case '>':
			return comparison(left, right) > 0;
		case '>=':
			return comparison(left, right) >= 0;
		default: {
			const first = numberOf(left);
			const second = numberOf(right);
			return first === undefined || second === undefined
				? undefined
				: finite(calculate(operator, first, second));
		}
	}
}

function calculate(operator: '+' | '-' | '*' | '/' | '%' | '^', left: number, right: number): number {
	switch (operator) {
		case '+':
			return left + right;
		case '-':
			return left - right;
		case '*':
			return left * right;
		case '/':
			return left / right;
		case '%':
			return left % right;
		case '^':
			return left ** right;
	}
}
