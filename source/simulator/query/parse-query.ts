import {type Token} from './lexer.js';
import {Malformed} from './malformed.js';
import {parseExpression} from './parse-expression.js';
import {globOf, regexOf} from './regex.js';
import {type Column, type Command, type SortKey} from './syntax.js';
import {createTokenReader, type TokenReader} from './token-reader.js';

/** The commands of a query in the order in which they work. Throws `Malformed`. */
export function parseQuery(text: string): readonly Command[] {
	const tokens = createTokenReader(text);
	const commands: Command[] = [];
	// A query may begin with a pipe.
	tokens.take('|');
	if (tokens.peek().kind === 'end') {
		return [];
	}

	do {
		commands.push(parseCommand(tokens));
	} while (tokens.take('|'));

	if (tokens.peek().kind !== 'end') {
		throw tokens.surprise();
	}

	return commands;
}

function parseCommand(tokens: TokenReader): Command {
	const name = tokens.peek();
	const surprise = tokens.surprise();
	if (name.kind !== 'name') {
		throw surprise;
	}

	tokens.next();
	switch (name.value.toLowerCase()) {
		case 'fields':
			return {kind: 'fields', columns: columnsOf(tokens)};
		case 'display':
			return {kind: 'display', columns: columnsOf(tokens)};
		case 'filter':
			return {kind: 'filter', condition: parseExpression(tokens)};
		case 'stats':
			return parseStats(tokens);
		case 'sort':
			return {kind: 'sort', keys: sortKeysOf(tokens)};
		case 'dedup':
			return {kind: 'dedup', columns: columnsOf(tokens)};
		case 'limit':
			return parseLimit(tokens);
		case 'parse':
			return parseParse(tokens);
		default:
			throw surprise;
	}
}

function columnsOf(tokens: TokenReader): readonly Column[] {
	const columns = [columnOf(tokens)];
	while (tokens.take(',')) {
		columns.push(columnOf(tokens));
	}

	return columns;
}

function columnOf(tokens: TokenReader): Column {
	const {start} = tokens.peek();
	const expression = parseExpression(tokens);
	const text = expression.kind === 'field' ? expression.name : tokens.since(start);
	return tokens.takeWord('as')
		? {name: nameOf(tokens), expression, isNamed: true}
		: {name: text, expression, isNamed: false};
}

function nameOf(tokens: TokenReader): string {
	const token = tokens.peek();
	if (token.kind !== 'name' && token.kind !== 'quoted name') {
		throw tokens.surprise();
	}

	return tokens.next().value;
}

function parseStats(tokens: TokenReader): Command {
	const columns = columnsOf(tokens);
	return {kind: 'stats', columns, by: tokens.takeWord('by') ? columnsOf(tokens) : []};
}

function sortKeysOf(tokens: TokenReader): readonly SortKey[] {
	const keys: SortKey[] = [];
	do {
		const column = columnOf(tokens);
		const isDescending = tokens.takeWord('desc');
		if (!isDescending) {
			tokens.takeWord('asc');
		}

		keys.push({column, isDescending});
	} while (tokens.take(','));

	return keys;
}

function parseLimit(tokens: TokenReader): Command {
	const {kind, value} = tokens.peek();
	const count = Number(value);
	if (kind !== 'number' || !Number.isInteger(count) || count < 1 || count > 100_000) {
		throw tokens.surprise();
	}

	tokens.next();
	return {kind: 'limit', count};
}

// parse @message "user=*, ip=*" as user, ip; parse @message /user=(?<user>\w+)/
function parseParse(tokens: TokenReader): Command {
	const isBare = isPattern(tokens.peek());
	const from = isBare ? ({kind: 'field', name: '@message'} as const) : fieldOf(tokens);
	const pattern = tokens.peek();
	if (!isPattern(pattern)) {
		throw tokens.surprise();
	}

	tokens.next();
	const names = tokens.takeWord('as') ? namesOf(tokens) : [];
	const regex = pattern.kind === 'regex' ? regexOf(pattern) : globOf(pattern.value);
	return {kind: 'parse', from, pattern: regex, names: checkedNames(pattern, names)};
}

function fieldOf(tokens: TokenReader): {readonly kind: 'field'; readonly name: string} {
	return {kind: 'field', name: nameOf(tokens)};
}

function isPattern({kind}: Token): boolean {
	return kind === 'text' || kind === 'regex';
}

function namesOf(tokens: TokenReader): readonly string[] {
	const names = [nameOf(tokens)];
	while (tokens.take(',')) {
		names.push(nameOf(tokens));
	}

	return names;
}

/** One name for each star of a glob; a regex names its groups itself, or has a name for each. */
function checkedNames(pattern: Token, names: readonly string[]): readonly string[] {
	const {kind, value, start, end} = pattern;
	if (kind === 'text') {
		if (value.split('*').length - 1 !== names.length || names.length === 0) {
			throw new Malformed('The number of wildcards must be the number of aliases', start, end);
		}

		return names;
	}

	const own = [...value.matchAll(/\(\?P?<([A-Za-z]\w*)>/g)].map(([, name]) => name ?? '');
	if (own.length === 0 && names.length === 0) {
		throw new Malformed('A regular expression of parse needs named groups', start, end);
	}

	return own.length > 0 ? own : names;
}
