import {unexpected} from './malformed.js';

export type Token = {
	readonly kind: 'name' | 'quoted name' | 'number' | 'period' | 'text' | 'regex' | 'symbol' | 'end';
	/** Without quotes, slashes or backticks. */
	readonly value: string;
	/** Offsets of characters, the end excluded. */
	readonly start: number;
	readonly end: number;
};

type Rule = {readonly kind: Token['kind'] | 'space'; readonly pattern: RegExp};

// The first that fits wins.
const rules: readonly Rule[] = [
	{kind: 'space', pattern: /(?:\s+|#[^\n]*)+/y},
	{kind: 'period', pattern: /\d+[A-Za-z]+\b/y},
	{kind: 'number', pattern: /(?:\d+(?:\.\d+)?|\.\d+)/y},
	{kind: 'name', pattern: /[A-Za-z_@][A-Za-z0-9_@]*(?:\.[A-Za-z0-9_@]+)*/y},
	{kind: 'quoted name', pattern: /`((?:[^`\\]|\\.)*)`/y},
	{kind: 'text', pattern: /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy},
	{kind: 'symbol', pattern: /=~|!=|<=|>=|[=<>|,()[\]+\-*/%^]/y},
];

const regex = /\/((?:[^/\\\n]|\\.)+)\//y;

/** The tokens of a query, ended by one of the kind `end`. Throws `Malformed`. */
export function tokensOf(text: string): readonly Token[] {
	const tokens: Token[] = [];
	let at = 0;
	while (at < text.length) {
		const token = regexAt(text, at, tokens) ?? tokenAt(text, at);
		if (token.kind !== 'space') {
			tokens.push({...token, kind: token.kind});
		}

		at = token.end;
	}

	tokens.push({kind: 'end', value: '', start: text.length, end: text.length});
	return tokens;
}

function tokenAt(
	text: string,
	start: number,
): Omit<Token, 'kind'> & {readonly kind: Token['kind'] | 'space'} {
	for (const {kind, pattern} of rules) {
		pattern.lastIndex = start;
		const match = pattern.exec(text);
		if (match) {
			return {
				kind,
				value: contentOf(kind, match),
				start,
				end: start + match[0].length,
			};
		}
	}

	throw unexpected(text, {start, end: start + 1});
}

function contentOf(kind: Rule['kind'], match: RegExpExecArray): string {
	switch (kind) {
		case 'quoted name':
			return unescaped(match[1] ?? '', '`');
		case 'text':
			return unescaped(match[1] ?? match[2] ?? '', match[1] === undefined ? "'" : '"');
		default:
			return match[0];
	}
}

// A backslash takes the meaning from a quote and from itself; before anything else it stands as it is.
function unescaped(text: string, quote: string): string {
	return text.replaceAll(/\\(.)/gs, (whole, char: string) =>
		char === quote || char === '\\' ? char : whole,
	);
}

/** A slash begins a regex after `like`, `=~` and in `parse`, where nothing can be divided. */
function regexAt(text: string, start: number, before: readonly Token[]): Token | undefined {
	const last = before.at(-1);
	const lastPipe = before.findLastIndex(({kind, value}) => kind === 'symbol' && value === '|');
	const isExpected =
		last?.value === '=~' ||
		isWord(last, 'like') ||
		(isWord(before[lastPipe + 1], 'parse') && before.length - lastPipe <= 3);
	if (text[start] !== '/' || !isExpected) {
		return undefined;
	}

	regex.lastIndex = start;
	const match = regex.exec(text);
	if (!match) {
		throw unexpected(text, {start, end: start + 1});
	}

	return {kind: 'regex', value: match[1] ?? '', start, end: start + match[0].length};
}

function isWord(token: Token | undefined, word: string): boolean {
	return token?.kind === 'name' && token.value.toLowerCase() === word;
}
