import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {findingRead} from '../../../source/store/reads/finding.js';
import {catalog} from '../../../source/ui/run-console.js';
import {createSession} from '../../../source/ui/session.js';
import {type Session} from '../../../source/ui/session-type.js';
import {aSnapshot, fresh, holding} from '../../views/build.js';
import {findingOf, found, shellWire, type Wire, wireFindings} from '../../views/findings/build.js';
import {shopHoldings} from '../../views/shop.js';
import {createRig} from '../fakes.js';

const naughty = (
	JSON.parse(readFileSync(new URL('../../samples/hostile/blns.json', import.meta.url), 'utf8')) as string[]
).filter(text => text !== '');

/** What a process name, a path or a domain may hold to take over a terminal, to hide, or to look like another. */
const crafted: readonly string[] = [
	'\u001B[45;5mred\u001B[0m',
	'\u001B]8;;https://evil.example\u0007click\u001B]8;;\u0007',
	'\u001B]52;c;ZXZpbA==\u0007',
	'\u001B]0;title\u0007\u001B[2J\u001B[H\u001Bc',
	'\u009B31m\u009D52;c;x\u009C\u0090q\u009C',
	'\r\n\t\u0000\u0007\b\u007F',
	'abc\u202Egnp.exe\u2066\u2069\u200E\u200F\u061C',
	'ro\u200Bot\u200C\u200D\u2060\uFEFF\u00AD',
	'one\u2028two\u2029three\u0085four',
	'\uD800\uDFFF\uFFFE\u{E0001}\u{E0061}',
	'x'.repeat(4096),
	'/a'.repeat(2048),
	"'; rm -rf / #`$(id)`",
];

/** Controls, format characters, separators, halves of characters: nothing of it may reach a terminal. */
const forbidden = /(?!(?<=\p{Extended_Pictographic})\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** The looks that the theme knows: bold, dim, inverse, red, yellow, cyan, and their ends. */
const ownLooks = /\u001B\[(?:1|2|7|22|27|31|33|36|39)m/g;

type Path = readonly (string | number)[];

function paths(value: unknown, path: Path = []): readonly Path[] {
	if (typeof value === 'string') {
		return [path];
	}

	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([name, member]) =>
				paths(member, [...path, Array.isArray(value) ? Number(name) : name]),
			)
		: [];
}

function withText(value: unknown, path: Path, text: string): unknown {
	const [first, ...rest] = path;
	if (first === undefined) {
		return text;
	}

	return Array.isArray(value)
		? value.map((member, index) => (index === first ? withText(member, rest, text) : member))
		: {...(value as Wire), [first]: withText((value as Wire)[String(first)], rest, text)};
}

/** The same finding with the text in every string but those that make it a finding at all. */
function poisoned(wire: Wire, text: string): Wire {
	return paths(wire)
		.filter(path => !['id', 'arn'].includes(String(path[0])))
		.reduce<unknown>((poison, path) => withText(poison, path, text), wire) as Wire;
}

function sessionOn(wire: Wire, settings: {hasColour: boolean; isAscii: boolean}, columns: number): Session {
	const finding = findingOf(wire);
	const {host, stores} = createRig([], settings);
	const session = createSession({...host, size: {columns, rows: 40}}, catalog);
	const {get, seenTask} = aSnapshot([
		...shopHoldings,
		...found([finding], {account: finding.accountId}),
		holding(findingRead, {id: finding.id}, fresh(finding)),
	]);
	stores[0]?.change({get, seenTask});
	return session;
}

/** All that the keys bring to the screen: the list, the finding page by page, its task, blast radius, timeline, JSON. */
function framesOf(session: Session): readonly string[] {
	const lines: string[] = [];
	const take = () => {
		const {header, body, footer} = session.frame();
		lines.push(...header, ...body, ...footer);
	};
	for (const key of [
		'4',
		'w',
		'w',
		'enter',
		...Array.from({length: 3}, () => 'pagedown'),
		'G',
		't',
		'esc',
		'x',
		'esc',
		'v',
		'esc',
		'y',
		'G',
		'esc',
		'C',
		'o',
		'esc',
		'E',
		'esc',
		'?',
	]) {
		session.press([key]);
		take();
	}

	return lines;
}

function expectHarmless(wire: Wire, settings: {hasColour: boolean; isAscii: boolean}, columns = 140): void {
	const session = sessionOn(wire, settings, columns);
	for (const line of framesOf(session)) {
		const own = line.replaceAll(ownLooks, '').replaceAll(/\u001B\]8;;[\x20-\x7E]*\u001B\\/g, '');
		expect(own).not.toMatch(forbidden);
	}

	void session.close();
}

const looks = [
	['in colour', {hasColour: true, isAscii: false}],
	['plain', {hasColour: false, isAscii: false}],
	['in ASCII', {hasColour: false, isAscii: true}],
] as const;

describe.each(looks)('a finding full of what takes over terminals, %s', (_name, settings) => {
	test.each(crafted.map((text, index) => [index, text] as const))(
		'crafted %i in every field at once',
		(_index, text) => {
			expectHarmless(poisoned(shellWire(), text), settings);
			expectHarmless(poisoned(shellWire(), text), settings, 80);
		},
	);
});

test('every naughty string, each in some field of a finding', () => {
	const fields = paths(shellWire()).filter(path => !['id', 'arn'].includes(String(path[0])));
	for (let first = 0; first < naughty.length; first += fields.length) {
		const wire = fields.reduce<unknown>(
			(poison, path, index) => withText(poison, path, naughty[first + index] ?? ''),
			shellWire(),
		);
		expectHarmless(wire as Wire, {hasColour: true, isAscii: false}, 80);
	}
});

test('any of these strings in any single field of any kind of finding, the others as they are', () => {
	const single = fc.constantFrom(...wireFindings, shellWire()).chain(wire =>
		fc.record({
			wire: fc.constant(wire),
			path: fc.constantFrom(...paths(wire).filter(([first]) => first !== 'id')),
			text: fc.constantFrom(...crafted, ...naughty),
		}),
	);
	fc.assert(
		fc.property(single, fc.boolean(), ({wire, path, text}, hasColour) => {
			expectHarmless(withText(wire, path, text) as Wire, {hasColour, isAscii: false});
		}),
		{numRuns: 25, seed: 20_261_128},
	);
});

test('the check sees what it looks for', () => {
	for (const text of crafted.slice(0, 10)) {
		expect(text).toMatch(forbidden);
	}

	expect('\u001B[31mred\u001B[39m'.replaceAll(ownLooks, '')).toBe('red');
	expect('\u001B[45;5m'.replaceAll(ownLooks, '')).toMatch(forbidden);
});
