import {isObject, type Json} from '../json.js';
import {type EventFilter} from './event-filter.js';
import {type LogEvent} from './log-event.js';

/** What stands between the braces of a JSON pattern; undefined where it can't be understood. */
export function jsonPattern(text: string): EventFilter | undefined {
	const reader = createReader(text);
	const filter = parseAny(reader, 0);
	return reader.isAtEnd() ? filter : undefined;
}

/** Takes what fits from the front of the rest. */
type Reader = {take(pattern: RegExp): RegExpExecArray | undefined; isAtEnd(): boolean};

const deepest = 50;

function createReader(text: string): Reader {
	let at = 0;
	const skip = (): void => {
		while (/\s/.test(text.charAt(at))) {
			at++;
		}
	};

	return {
		take(pattern) {
			skip();
			pattern.lastIndex = at;
			const match = pattern.exec(text) ?? undefined;
			at += match?.[0].length ?? 0;
			return match;
		},
		isAtEnd() {
			skip();
			return at >= text.length;
		},
	};
}

function parseAny(reader: Reader, depth: number): EventFilter | undefined {
	let left = parseAll(reader, depth);
	while (left && reader.take(/\|\|/y)) {
		left = both(left, parseAll(reader, depth), (first, second) => event => first(event) || second(event));
	}

	return left;
}

function parseAll(reader: Reader, depth: number): EventFilter | undefined {
	let left = parseOne(reader, depth);
	while (left && reader.take(/&&/y)) {
		left = both(left, parseOne(reader, depth), (first, second) => event => first(event) && second(event));
	}

	return left;
}

function both(
	first: EventFilter,
	second: EventFilter | undefined,
	join: (first: EventFilter, second: EventFilter) => EventFilter,
): EventFilter | undefined {
	return second && join(first, second);
}

function parseOne(reader: Reader, depth: number): EventFilter | undefined {
	if (depth < deepest && reader.take(/\(/y)) {
		const inner = parseAny(reader, depth + 1);
		return reader.take(/\)/y) ? inner : undefined;
	}

	const selector = reader.take(/\$((?:\.[^\s.[\]=!<>()&|]+|\[\d+\]|\['[^']+'\])+)/y);
	const path = [...(selector?.[1] ?? '').matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]/g)].map(
		([, name, index, quoted]) => name ?? index ?? quoted ?? '',
	);
	return path.length === 0 ? undefined : parseTest(reader, path);
}

function parseTest(reader: Reader, path: readonly string[]): EventFilter | undefined {
	if (reader.take(/IS\s+NULL\b/iy)) {
		return event => isNull(event, path);
	}

	if (reader.take(/IS\s+TRUE\b/iy)) {
		return event => valueAt(event, path) === true;
	}

	if (reader.take(/IS\s+FALSE\b/iy)) {
		return event => valueAt(event, path) === false;
	}

	if (reader.take(/NOT\s+EXISTS\b/iy)) {
		return event => valueAt(event, path) === undefined && !isNull(event, path);
	}

	const operator = reader.take(/!=|<=|>=|=|<|>/y)?.[0];
	const value = reader.take(/"((?:[^"\\]|\\.)*)"|%([^%]+)%|([^\s()&|"]+)/y);
	return operator !== undefined && value ? testOf(operator, value, path) : undefined;
}

function testOf(
	operator: string,
	[, quoted, regex, plain]: RegExpExecArray,
	path: readonly string[],
): EventFilter | undefined {
	const number = plain === undefined ? Number.NaN : Number(plain);
	if (operator !== '=' && operator !== '!=') {
		return Number.isNaN(number) ? undefined : event => compare(valueAt(event, path), operator, number);
	}

	const isSame = Number.isNaN(number)
		? textTest(regex, quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '')
		: (value: Json) => value === number;
	if (!isSame) {
		return undefined;
	}

	// Without the member, nothing is equal to it or different from it.
	return event => {
		const value = valueAt(event, path);
		return value !== undefined && isSame(value) === (operator === '=');
	};
}

function textTest(regex: string | undefined, text: string): ((value: Json) => boolean) | undefined {
	const source =
		regex ??
		`^${text
			.split('*')
			.map(part => part.replaceAll(/[.+?^${}()|[\]\\/]/g, '\\$&'))
			.join('.*')}$`;
	try {
		const pattern = new RegExp(source, 's');
		return value => typeof value !== 'object' && pattern.test(String(value));
	} catch {
		// A regex that is none makes the whole pattern none.
		return undefined;
	}
}

function compare(value: Json | undefined, operator: string, number: number): boolean {
	if (typeof value !== 'number') {
		return false;
	}

	switch (operator) {
		case '<':
			return value < number;
		case '<=':
			return value <= number;
		case '>':
			return value > number;
		default:
			return value >= number;
	}
}

function valueAt(event: LogEvent, [first = '', ...rest]: readonly string[]): Json | undefined {
	return rest.reduce<Json | undefined>((value, part) => {
		if (Array.isArray(value)) {
			return (value as readonly Json[])[Number(part)];
		}

		return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
	}, event.field(first));
}

// A member that is null is dropped when fields are read, so the message itself must say it.
function isNull(event: LogEvent, path: readonly string[]): boolean {
	if (valueAt(event, path) !== undefined) {
		return false;
	}

	try {
		const value = path.reduce<unknown>(
			(inner, part) => (isObject(inner) || Array.isArray(inner) ? Reflect.get(inner, part) : undefined),
			JSON.parse(event.message()),
		);
		return value === null;
	} catch {
		// A message that is no JSON has no member.
		return false;
	}
}
