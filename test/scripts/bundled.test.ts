import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {fasterBundle} from '../../scripts/faster-bundle.js';

const root = path.resolve(import.meta.dirname, '../..');
const built = path.join(root, `node_modules/.bundled-${process.pid}.mjs`);

type Measure = (
	text: string,
	options?: {countAnsiEscapeCodes?: boolean; ambiguousIsNarrow?: boolean},
) => number;

describe('the measure of texts in the bundle', {timeout: 60_000}, () => {
	let measure: Measure;
	beforeAll(async () => {
		const {outputFiles} = await build({
			absWorkingDir: root,
			stdin: {contents: "export {default} from 'string-width';", resolveDir: root},
			bundle: true,
			write: false,
			format: 'esm',
			platform: 'node',
			plugins: fasterBundle(root),
		});
		writeFileSync(built, outputFiles[0]!.text);
		({default: measure} = (await import(pathToFileURL(built).href)) as {default: Measure});
	}, 60_000);
	afterAll(() => rmSync(built, {force: true}));

	test('is string-width’s for each character of the first plane, alone and between letters', () => {
		const wrong: string[] = [];
		for (let code = 0; code <= 0xff_ff; code++) {
			const character = String.fromCharCode(code);
			for (const text of [character, `a${character}b`, `\u001B[1m${character}\u001B[22m`]) {
				if (measure(text) !== stringWidth(text)) {
					wrong.push(code.toString(16));
				}
			}
		}

		expect(wrong).toEqual([]);
	});

	test('is string-width’s for any text, with any options', () => {
		const pieces = fc.oneof(
			fc.string({unit: 'binary'}),
			fc.string({unit: 'grapheme'}),
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
			),
			fc.constantFrom('\u001B[31m', '\u001B[38;2;1;2;3m', '\u001B]8;;http://x\u0007', '\u001B', '\u009B1m'),
		);
		const options = fc.record(
			{countAnsiEscapeCodes: fc.boolean(), ambiguousIsNarrow: fc.boolean()},
			{requiredKeys: []},
		);
		fc.assert(
			fc.property(fc.array(pieces, {maxLength: 8}), options, (parts, how) => {
				const text = parts.join('');
				expect(measure(text, how)).toBe(stringWidth(text, how));
			}),
			{numRuns: 3000},
		);
	});
});
