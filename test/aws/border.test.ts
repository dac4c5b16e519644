import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {clean, cleanJson} from '../../source/aws/border.js';

// Written apart from the implementation: what a terminal obeys or an eye can't see.
const dangerous =
	/[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/u;

// Sample: minimaxir/big-list-of-naughty-strings, MIT (test/samples/SOURCES.md).
const naughty = JSON.parse(
	readFileSync(new URL('../samples/hostile/blns.json', import.meta.url), 'utf8'),
) as readonly string[];

const anyText = fc.oneof(
	fc.string({unit: 'binary', maxLength: 60}),
	fc.string({unit: 'grapheme', maxLength: 60}),
	fc
		.array(
			fc.constantFrom('\u001B[2J', '\u202E', '\uD83D', '👨‍👩‍👧', '❤️', 'é', '\u{E0041}', '…', 'a', '\n'),
			{
				maxLength: 30,
			},
		)
		.map(parts => parts.join('')),
);

describe('clean', () => {
	test.each([
		['plain ASCII stays', 'checkout-api_v2 (true)', 'checkout-api_v2 (true)'],
		['letters of all scripts stay', 'café 支払い платёж ตะกร้า', 'café 支払い платёж ตะกร้า'],
		['a trailing space stays, since a tag may almost match by it', 'true ', 'true '],
		['an emoji keeps its variation selector', 'a ❤️ b', 'a ❤️ b'],
		['a colour sequence is read, not obeyed', '\u001B[31mred\u001B[0m', '␛[31mred␛[0m'],
		['a clipboard sequence (OSC 52) is read', '\u001B]52;c;aGk=\u0007', '␛]52;c;aGk=␇'],
		['a hyperlink (OSC 8) is read', '\u001B]8;;http://x\u001B\\y', '␛]8;;http://x␛\\y'],
		['the eight-bit CSI and NEL are read', 'a\u009B2Jb\u0085', 'a⟨U+009B⟩2Jb⟨U+0085⟩'],
		['newline, tab, return and NUL are visible', 'a\nb\tc\rd\0', 'a␊b␉c␍d␀'],
		['DEL is visible', 'a\u007F', 'a␡'],
		['a bidi override is visible', 'a\u202Egnp.exe', 'a⟨U+202E⟩gnp.exe'],
		['a bidi isolate is visible', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
		['zero-width characters are visible', 'tr\u200Bue\uFEFF\u200D', 'tr⟨U+200B⟩ue⟨U+FEFF⟩⟨U+200D⟩'],
		['line and paragraph separators are visible', 'a\u2028b\u2029', 'a⟨U+2028⟩b⟨U+2029⟩'],
		['a lone surrogate is visible', 'a\uD83Db\uDE00', 'a⟨U+D83D⟩b⟨U+DE00⟩'],
		['tag characters are visible', 'x\u{E0041}', 'x⟨U+E0041⟩'],
		['a soft hyphen and a filler are visible', 'a\u00ADb\u3164', 'a⟨U+00AD⟩b⟨U+3164⟩'],
		['a variation selector on a letter hides nothing', 'a\uFE0F', 'a⟨U+FE0F⟩'],
		['a noncharacter is visible', '\uFFFE', '⟨U+FFFE⟩'],
	])('%s', (_title, text, expected) => {
		expect(clean(text)).toBe(expected);
	});

	test.each([
		['a text of the limit is whole', 'abcde', 5, 'abcde'],
		['a longer one ends in an ellipsis', 'abcdef', 5, 'abcd…'],
		['a surrogate pair is not split', 'abc😀😀', 5, 'abc…'],
		['a grapheme of several characters is not split', 'abe\u0301e\u0301', 4, 'ab…'],
		['a flag is not split', 'a🇩🇪🇫🇷', 4, 'a…'],
		['a grapheme larger than the limit leaves the ellipsis alone', `e${'\u0301'.repeat(50)}`, 5, '…'],
		['no room is no text', 'abc', 0, ''],
	])('%s', (_title, text, limit, expected) => {
		expect(clean(text, limit)).toBe(expected);
	});

	test('has a limit of 4,096 when none is named', () => {
		expect(clean('x'.repeat(10_000))).toBe(`${'x'.repeat(4095)}…`);
	});

	test('lets nothing dangerous of the naughty strings pass', () => {
		expect(naughty.length).toBeGreaterThan(500);
		for (const text of naughty) {
			expect(clean(text), JSON.stringify(text)).not.toMatch(dangerous);
			expect(clean(clean(text))).toBe(clean(text));
		}
	});

	test('of any text: nothing dangerous, within the limit, whole characters, and the same when cleaned twice', () => {
		fc.assert(
			fc.property(anyText, fc.integer({min: 0, max: 80}), (text, limit) => {
				const once = clean(text, limit);
				expect(once).not.toMatch(dangerous);
				expect(once.isWellFormed()).toBe(true);
				expect(once.length).toBeLessThanOrEqual(limit);
				expect(clean(once, limit)).toBe(once);
			}),
			{numRuns: 2000},
		);
	});

	test('texts that differ look different', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary', maxLength: 12}), text => {
				fc.pre(!/[⟨␀-␡]/u.test(text) && text.length > 0);
				expect(clean(`${text}\u200B`)).not.toBe(clean(text));
			}),
		);
	});

	test('a megabyte of escapes costs no more than its head', () => {
		expect(clean('\u001B'.repeat(1_000_000), 10)).toBe(`${'␛'.repeat(9)}…`);
	});
});

describe('cleanJson', () => {
	test('cleans strings and member names, keeps numbers, and writes dates as ISO', () => {
		expect(
			cleanJson({
				'na\u001Bme': ['a\nb', 1, true, null, undefined],
				at: new Date(0),
				never: new Date(Number.NaN),
				gone: undefined,
				huge: 10n ** 20n,
				none: Number.NaN,
				bytes: new Uint8Array(3),
			}),
		).toEqual({
			'na␛me': ['a␊b', 1, true, null, null],
			at: '1970-01-01T00:00:00.000Z',
			never: 'invalid date',
			huge: '100000000000000000000',
			none: 'NaN',
			bytes: '⟨3 bytes⟩',
		});
	});

	test('keeps a member named __proto__ a member', () => {
		const tree = cleanJson(JSON.parse('{"__proto__": {"isAdmin": true}}'));
		expect(Object.keys(tree as object)).toEqual(['__proto__']);
		expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
	});

	test('keeps both of two names that become one', () => {
		expect(cleanJson({'a\u0000': 1, 'a␀': 2})).toEqual({'a␀': 1, 'a␀ (2)': 2});
	});

	test('bounds depth, saying so', () => {
		let tree: unknown = 'deep';
		for (let level = 0; level < 10_000; level++) {
			tree = [tree];
		}

		expect(JSON.stringify(cleanJson(tree))).toBe(`${'['.repeat(40)}"…"${']'.repeat(40)}`);
	});

	test('bounds size, saying how many values were left out', () => {
		const list = cleanJson(Array.from({length: 300_000}, (_, index) => index)) as readonly unknown[];
		expect(list.length).toBe(200_000);
		expect(list.at(-1)).toBe('… 100001 more');
	});

	test('of any tree: cleaning twice changes nothing and nothing dangerous is left', () => {
		fc.assert(
			fc.property(fc.jsonValue({maxDepth: 4}), fc.dictionary(anyText, anyText), (tree, record) => {
				const once = cleanJson([tree, record]);
				expect(JSON.stringify(once)).not.toMatch(dangerous);
				expect(cleanJson(once)).toEqual(once);
			}),
		);
	});
});
