import {type Token, tokensOf} from './lexer.js';
import {type Malformed, unexpected} from './malformed.js';

/** Goes through the tokens of a query once. Words of the language are the same in any case. */
export type TokenReader = {
	readonly text: string;
	peek(): Token;
	next(): Token;
	/** Takes the token when it is this symbol. */
	take(symbol: string): boolean;
	/** Takes the token when it is this word. */
	takeWord(word: string): boolean;
	isWord(word: string, ahead?: number): boolean;
	/** Takes the symbol, or throws. */
	expect(symbol: string): void;
	/** What to throw at the token that comes. */
	surprise(): Malformed;
	/** The text from an offset to the end of the last token taken. */
	since(start: number): string;
};

/** Throws `Malformed` for what is no token. */
export function createTokenReader(text: string): TokenReader {
	const tokens = tokensOf(text);
	const end: Token = {kind: 'end', value: '', start: text.length, end: text.length};
	let at = 0;
	const peek = (ahead = 0): Token => tokens[at + ahead] ?? end;
	const reader: TokenReader = {
		text,
		peek: () => peek(),
		next() {
			const token = peek();
			at++;
			return token;
		},
		take(symbol) {
			const isThere = peek().kind === 'symbol' && peek().value === symbol;
			at += isThere ? 1 : 0;
			return isThere;
		},
		takeWord(word) {
			const isThere = reader.isWord(word);
			at += isThere ? 1 : 0;
			return isThere;
		},
		isWord(word, ahead = 0) {
			const token = peek(ahead);
			return token.kind === 'name' && token.value.toLowerCase() === word;
		},
		expect(symbol) {
			if (!reader.take(symbol)) {
				throw reader.surprise();
			}
		},
		surprise: () => unexpected(text, peek()),
		since: start => text.slice(start, tokens[at - 1]?.end ?? start),
	};
	return reader;
}
