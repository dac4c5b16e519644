import {type EventFilter} from './event-filter.js';
import {jsonPattern} from './json-pattern.js';

/**
 * A filter pattern: terms, or `{ … }` about members of JSON; undefined where it can't be understood.
 * docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): EventFilter | undefined {
	const text = pattern.trim();
	if (text === '') {
		return () => true;
	}

	if (text.startsWith('{')) {
		return text.endsWith('}') ? jsonPattern(text.slice(1, -1)) : undefined;
	}

	// Patterns of columns, [ip, user, …], are for lines of columns, which nothing here writes.
	return text.startsWith('[') ? undefined : terms(text);
}

const term = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s"%]+))(?=\s|$)\s*/y;

// All plain terms, none with a minus, and any of those with a question mark where there are no others.
function terms(text: string): EventFilter | undefined {
	const all: EventFilter[] = [];
	const none: EventFilter[] = [];
	const any: EventFilter[] = [];
	term.lastIndex = 0;
	while (term.lastIndex < text.length) {
		const match = term.exec(text);
		if (!match) {
			return undefined;
		}

		const [, sign = '', quoted, regex, plain] = match;
		const test = regex === undefined ? containing(unescaped(quoted) ?? plain ?? '') : matching(regex);
		if (!test) {
			return undefined;
		}

		(sign === '-' ? none : sign === '?' ? any : all).push(test);
	}

	const hasOptions = any.length > 0 && all.length === 0;
	return event =>
		all.every(test => test(event)) &&
		!none.some(test => test(event)) &&
		(!hasOptions || any.some(test => test(event)));
}

function unescaped(text: string | undefined): string | undefined {
	return text?.replaceAll(/\\(.)/g, '$1');
}

function containing(text: string): EventFilter {
	return event => event.message().includes(text);
}

function matching(source: string): EventFilter | undefined {
	try {
		const regex = new RegExp(source);
		return event => regex.test(event.message());
	} catch {
		// A regex that is none makes the whole pattern none.
		return undefined;
	}
}
