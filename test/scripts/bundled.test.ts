import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {narrow} from '../../scripts/bundled/narrow.js';
import {fasterBundle} from '../../scripts/faster-bundle.js';

const root = path.resolve(import.meta.dirname, '../..');
const built = path.join(root, `node_modules/.bundled-${process.pid}.mjs`);

type Bundled = {
	stringWidth: typeof stringWidth;
	segment(text: string): Iterable<unknown>;
	containing(text: string, index?: number): unknown;
	words(text: string): Iterable<unknown>;
};

const entry = `
import stringWidth from 'string-width';
export {stringWidth};
const graphemes = new Intl.Segmenter();
export const segment = text => graphemes.segment(text);
export const containing = (text, index) => graphemes.segment(text).containing(index);
export const words = text => new Intl.Segmenter('en', {granularity: 'word'}).segment(text);
`;

const pieces = fc.oneof(
	fc.string({unit: 'binary'}),
	fc.string({unit: 'grapheme'}),
	fc.string({unit: 'grapheme-ascii'}),
	fc.constantFrom(
		'▸',
		'●',
		'…',
		'─',
		'│',
		'é',
		'ﬁ',
		'👍🏽',
		'🇩🇪',
		'1️⃣',
		'\u0301',
		'\uFE0F',
		'\u200D',
		'漢',
		'\r\n',
	),
	fc.constantFrom('\u001B[31m', '\u001B[38;2;1;2;3m', '\u001B]8;;http://x\u0007', '\u001B', '\u009B1m'),
);
const texts = fc.array(pieces, {maxLength: 8}).map(parts => parts.join(''));

describe('what stands in for other code in the bundle', {timeout: 60_000}, () => {
	let bundled: Bundled;
	beforeAll(async () => {
		const {outputFiles} = await build({
			absWorkingDir: root,
			stdin: {contents: entry, resolveDir: root},
			bundle: true,
			write: false,
			format: 'esm',
			platform: 'node',
			plugins: fasterBundle(root),
		});
		writeFileSync(built, outputFiles[0]!.text);
		bundled = (await import(pathToFileURL(built).href)) as Bundled;
	}, 60_000);
	afterAll(() => rmSync(built, {force: true}));

	test('measures and splits each character that it takes for simple as the originals do, alone and among others', () => {
		const graphemes = new Intl.Segmenter();
		const wrong: string[] = [];
		const simple = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code)).filter(character =>
			new RegExp(`[${narrow}]`).test(character),
		);
		expect(simple.length).toBeGreaterThan(1000);
		for (const character of simple) {
			const text = `a${character}b\u001B[1m${character}${character}\u001B[22m`;
			const isMeasured = [character, text].every(one => bundled.stringWidth(one) === stringWidth(one));
			const lengths = (segments: Iterable<unknown>) => Array.from(segments).length;
			if (!isMeasured || lengths(bundled.segment(text)) !== lengths(graphemes.segment(text))) {
				wrong.push(character.charCodeAt(0).toString(16));
			}
		}

		expect(wrong).toEqual([]);
	});

	test('measures any text with any options as string-width does', () => {
		const options = fc.record(
			{countAnsiEscapeCodes: fc.boolean(), ambiguousIsNarrow: fc.boolean()},
			{requiredKeys: []},
		);
		fc.assert(
			fc.property(texts, options, (text, how) => {
				expect(bundled.stringWidth(text, how)).toBe(stringWidth(text, how));
			}),
			{numRuns: 2000},
		);
	});

	test('splits any text as Intl.Segmenter does', () => {
		fc.assert(
			fc.property(texts, fc.integer({min: -1, max: 20}), (text, index) => {
				const segments = new Intl.Segmenter().segment(text);
				expect(Array.from(bundled.segment(text))).toEqual(Array.from(segments));
				expect(bundled.containing(text, index)).toEqual(segments.containing(index));
				expect(bundled.containing(text)).toEqual(segments.containing());
			}),
			{numRuns: 2000},
		);
	});

	test('leaves words to Intl.Segmenter', () => {
		const words = new Intl.Segmenter('en', {granularity: 'word'});
		expect(Array.from(bundled.words('one two'))).toEqual(Array.from(words.segment('one two')));
	});
});
