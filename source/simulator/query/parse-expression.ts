import {type Token} from './lexer.js';
import {Malformed} from './malformed.js';
import {regexOf} from './regex.js';
import {type BinaryOperator, type Expression} from './syntax.js';
import {type TokenReader} from './token-reader.js';

/** Deeper than a person nests, and far from the end of the stack. */
const deepest = 60;

/** Reads an expression, from `or` down to names and numbers. Throws `Malformed`. */
export function parseExpression(tokens: TokenReader, depth = 0): Expression {
	if (depth > deepest) {
		throw tokens.surprise();
	}

	let left = parseAnd(tokens, depth);
	while (tokens.takeWord('or')) {
		left = {kind: 'or', left, right: parseAnd(tokens, depth)};
	}

	return left;
}

function parseAnd(tokens: TokenReader, depth: number): Expression {
	let left = parseNot(tokens, depth);
	while (tokens.takeWord('and')) {
		left = {kind: 'and', left, right: parseNot(tokens, depth)};
	}

	return left;
}

function parseNot(tokens: TokenReader, depth: number): Expression {
	if (depth > deepest) {
		throw tokens.surprise();
	}

	return tokens.takeWord('not')
		? {kind: 'not', of: parseNot(tokens, depth + 1)}
		: parseComparison(tokens, depth);
}

const comparisons: readonly BinaryOperator[] = ['!=', '<=', '>=', '=', '<', '>'];

function parseComparison(tokens: TokenReader, depth: number): Expression {
	const left = parseSum(tokens, depth);
	const operator = comparisons.find(symbol => tokens.take(symbol));
	if (operator) {
		return {kind: 'binary', operator, left, right: parseSum(tokens, depth)};
	}

	if (tokens.take('=~')) {
		return {kind: 'like', of: left, pattern: parsePattern(tokens, depth)};
	}

	const isNegated = tokens.isWord('not') && (tokens.isWord('like', 1) || tokens.isWord('in', 1));
	if (isNegated) {
		tokens.next();
	}

	const test = parseTest(tokens, left, depth);
	return isNegated ? {kind: 'not', of: test} : test;
}

function parseTest(tokens: TokenReader, of: Expression, depth: number): Expression {
	if (tokens.takeWord('like')) {
		return {kind: 'like', of, pattern: parsePattern(tokens, depth)};
	}

	if (!tokens.takeWord('in')) {
		return of;
	}

	tokens.expect('[');
	const items = [parseSum(tokens, depth)];
	while (tokens.take(',')) {
		items.push(parseSum(tokens, depth));
	}

	tokens.expect(']');
	return {kind: 'in', of, items};
}

function parsePattern(tokens: TokenReader, depth: number): Expression | RegExp {
	const token = tokens.peek();
	if (token.kind === 'regex') {
		tokens.next();
		return regexOf(token);
	}

	return parseSum(tokens, depth);
}

function parseSum(tokens: TokenReader, depth: number): Expression {
	return chain(tokens, ['+', '-'], () => parseProduct(tokens, depth));
}

function parseProduct(tokens: TokenReader, depth: number): Expression {
	return chain(tokens, ['*', '/', '%'], () => parsePower(tokens, depth));
}

// Powers group from the right: 2 ^ 3 ^ 2 is 2 ^ 9.
function parsePower(tokens: TokenReader, depth: number): Expression {
	const left = parseSigned(tokens, depth);
	return tokens.take('^')
		? {kind: 'binary', operator: '^', left, right: parsePower(tokens, deeper(tokens, depth))}
		: left;
}

function parseSigned(tokens: TokenReader, depth: number): Expression {
	return tokens.take('-')
		? {kind: 'minus', of: parseSigned(tokens, deeper(tokens, depth))}
		: parsePrimary(tokens, depth);
}

function deeper(tokens: TokenReader, depth: number): number {
	if (depth > deepest) {
		throw tokens.surprise();
	}

	return depth + 1;
}

function chain(
	tokens: TokenReader,
	operators: readonly BinaryOperator[],
	operand: () => Expression,
): Expression {
	let left = operand();
	for (;;) {
		const operator = operators.find(symbol => tokens.take(symbol));
		if (!operator) {
			return left;
		}

		left = {kind: 'binary', operator, left, right: operand()};
	}
}

function parsePrimary(tokens: TokenReader, depth: number): Expression {
	if (tokens.take('(')) {
		const inner = parseExpression(tokens, depth + 1);
		tokens.expect(')');
		return inner;
	}

	const token = tokens.peek();
	switch (token.kind) {
		case 'number':
			tokens.next();
			return {kind: 'value', value: Number(token.value)};
		case 'text':
			tokens.next();
			return {kind: 'value', value: token.value};
		case 'period':
			tokens.next();
			return {kind: 'period', text: token.value, place: {start: token.start, end: token.end}};
		case 'quoted name':
			tokens.next();
			return {kind: 'field', name: token.value};
		case 'name':
			return parseName(tokens, tokens.next(), depth);
		default:
			throw tokens.surprise();
	}
}

const reserved = new Set(['and', 'or', 'not', 'like', 'in', 'as', 'by', 'asc', 'desc']);

function parseName(tokens: TokenReader, token: Token, depth: number): Expression {
	if (!tokens.take('(')) {
		if (reserved.has(token.value.toLowerCase())) {
			throw new Malformed(`unexpected symbol found ${token.value}`, token.start, token.end);
		}

		return {kind: 'field', name: token.value};
	}

	const args: Expression[] = [];
	if (tokens.take('*')) {
		args.push({kind: 'all'});
	} else if (!(tokens.peek().kind === 'symbol' && tokens.peek().value === ')')) {
		do {
			args.push(parseExpression(tokens, depth + 1));
		} while (tokens.take(','));
	}

	tokens.expect(')');
	return {kind: 'call', name: token.value, args, place: {start: token.start, end: token.end}};
}
