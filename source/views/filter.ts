import {type Column} from './view.js';

/** One condition of a filter; all of them must hold. */
type Term = {
	readonly isNegated: boolean;
	/** The id of the column that is searched, or undefined for all of them. */
	readonly column?: string;
	test(text: string): boolean;
};

/** What was typed after `/`, understood. */
export type Filter = {readonly text: string; readonly terms: readonly Term[]};

/** Texts longer than this are refused, so that a pasted page is not compiled into a regular expression. */
const longestFilter = 200;

/** Texts of AWS are bounded at the border; a regular expression sees at most this many characters of one. */
const longestSearched = 2000;

/**
 * Returns the filter that a text means, or what is wrong with it.
 * Words must all be there, in any column and any case; `!word` must not; `column:word` looks in one column;
 * `/regular expression/` and `"some words"` stand wherever a word may.
 */
export function parseFilter<Row>(
	text: string,
	columns: readonly Column<Row>[],
): Filter | {readonly error: string} {
	if (text.length > longestFilter) {
		return {error: `a filter has at most ${longestFilter} characters`};
	}

	const terms: Term[] = [];
	for (const word of wordsOf(text)) {
		const term = parseTerm(word, columns);
		if ('error' in term) {
			return term;
		}

		terms.push(term);
	}

	return {text, terms};
}

/** Returns whether a row passes a filter. What is searched is what the columns show, wide ones too, ages aside. */
export function matches<Row>(filter: Filter, row: Row, columns: readonly Column<Row>[]): boolean {
	return filter.terms.every(term => {
		const isFound = columns.some(column => isSearched(column, term) && term.test(searchText(column, row)));
		return isFound !== term.isNegated;
	});
}

function isSearched<Row>(column: Column<Row>, term: Term): boolean {
	return term.column === undefined ? !column.isAge : column.id === term.column;
}

function searchText<Row>(column: Column<Row>, row: Row): string {
	return column.cell(row, 0).text.slice(0, longestSearched);
}

function wordsOf(text: string): readonly string[] {
	// `!` and `column:` may stand before a word, a "quoted text" or a /regular expression/.
	return text.match(/!?(?:[a-z][\w-]*:)?(?:"[^"]*"?|\/(?:\\.|[^/\\])*\/?|\S+)|\S+/gi) ?? [];
}

function parseTerm<Row>(word: string, columns: readonly Column<Row>[]): Term | {readonly error: string} {
	const isNegated = word.startsWith('!') && word.length > 1;
	const positive = isNegated ? word.slice(1) : word;
	const named = /^([a-z][\w-]*):(.*)$/is.exec(positive);
	if (!named) {
		return parseText(positive, {isNegated});
	}

	const [, name = '', sought = ''] = named;
	const column = columns.find(candidate => isNamed(candidate, name));
	if (!column) {
		const known = columns.map(candidate => candidate.id).join(', ');
		return {error: `no column “${name}” here; there are ${known}; quote a text with a colon: "${positive}"`};
	}

	return parseText(sought, {isNegated, column: column.id});
}

function parseText(
	text: string,
	about: {readonly isNegated: boolean; readonly column?: string},
): Term | {readonly error: string} {
	const expression = /^\/((?:\\.|[^/\\])*)\/?$/.exec(text)?.[1];
	if (expression !== undefined) {
		try {
			const pattern = new RegExp(expression, 'i');
			return {...about, test: searched => pattern.test(searched)};
		} catch (error) {
			// `Invalid regular expression: /[/i: Unterminated character class`: what was typed stands on screen already.
			const said = error instanceof Error ? error.message : String(error);
			return {error: `not a regular expression: ${said.slice(said.lastIndexOf(': ') + 1).trim()}`};
		}
	}

	const sought = text.replace(/^"([^"]*)"?$/, '$1').toLowerCase();
	return {...about, test: searched => searched.toLowerCase().includes(sought)};
}

function isNamed<Row>(column: Column<Row>, name: string): boolean {
	const wanted = name.toLowerCase();
	return column.id.toLowerCase() === wanted || column.heading.toLowerCase() === wanted;
}
