import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {loadSettings} from '../../source/config/load.js';
import {defaultSettings, matchesAny} from '../../source/config/settings.js';

let directory = '';
beforeEach(() => {
	directory = mkdtempSync(path.join(tmpdir(), 'onduty-config-'));
});
afterEach(() => {
	rmSync(directory, {recursive: true});
});

function write(text: string): string {
	const file = path.join(directory, 'config.json');
	writeFileSync(file, text);
	return file;
}

test('no file means the defaults, and none is made', async () => {
	expect(await loadSettings(directory)).toEqual({ok: true, settings: defaultSettings});
	expect(() => readFileSync(path.join(directory, 'config.json'))).toThrow('ENOENT');
});

test('what the file sets wins over the defaults', async () => {
	write('{"waveSize": 5, "protectedClusters": ["*-prod"]}');
	expect(await loadSettings(directory)).toEqual({
		ok: true,
		settings: {...defaultSettings, waveSize: 5, protectedClusters: ['*-prod']},
	});
});

test.each([
	['a wrong type', '{"waveSize": "two"}', 'waveSize'],
	['a number out of range', '{"refreshSeconds": 0}', 'refreshSeconds'],
	['a key nobody knows', '{"waveSizes": 2}', 'waveSizes'],
	['half a file', '{"waveSize": ', 'not valid JSON'],
	['an empty file', '', 'not valid JSON'],
])('%s is named in one line, and the file is left as it is', async (_what, text, named) => {
	const file = write(text);
	const loaded = await loadSettings(directory);
	expect(loaded.ok).toBe(false);
	if (!loaded.ok) {
		expect(loaded.message).toContain(named);
		expect(loaded.message).toContain(file);
		expect(loaded.message).not.toContain('\n');
	}

	expect(readFileSync(file, 'utf8')).toBe(text);
});

describe('matchesAny', () => {
	test.each([
		['payments-prod', ['*-prod'], true],
		['payments-prod-2', ['*-prod'], false],
		['prod', ['prod'], true],
		['Prod', ['prod'], false],
		['a.b', ['a?b'], false],
		['a.b', ['a.b'], true],
		['axb', ['a.b'], false],
		['x', [], false],
	])('%s in %j is %s', (name, patterns, expected) => {
		expect(matchesAny(name, patterns)).toBe(expected);
	});
});
