import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {builtinModules} from 'node:module';
import os from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bundle} from '../../scripts/bundle.js';
import {writePackage} from '../../scripts/dist-package.js';

const root = path.resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(path.join(os.tmpdir(), 'onduty-build-'));

afterAll(() => rmSync(temporary, {recursive: true, force: true}));

async function buildInto(name: string): Promise<{folder: string; outside: readonly string[]}> {
	const folder = path.join(temporary, name);
	const {packages, outside} = await bundle({root, entry: 'cli.tsx', outdir: folder});
	await writePackage({root, outdir: folder, packages});
	return {folder, outside};
}

function filesOf(folder: string): readonly string[] {
	return readdirSync(folder, {recursive: true, encoding: 'utf8'})
		.filter(name => statSync(path.join(folder, name)).isFile())
		.sort();
}

function textOf(folder: string, name: string): string {
	return readFileSync(path.join(folder, name), 'utf8');
}

// Builds take a while on a machine that is busy with the other tests.
const patienceMs = 60_000;

describe('the built program', {timeout: patienceMs}, () => {
	let built = '';
	let outside: readonly string[] = [];
	beforeAll(async () => {
		const first = await buildInto('first');
		built = first.folder;
		outside = first.outside;
	}, patienceMs);

	test('imports nothing but Node’s own modules and its own chunks', () => {
		const known = new Set([...builtinModules, ...builtinModules.map(name => `node:${name}`)]);
		expect(outside.length).toBeGreaterThan(10);
		expect(outside.filter(name => !known.has(name))).toEqual([]);
	});

	test('is the same bytes when it is built again', async () => {
		const {folder: again} = await buildInto('second');
		const sums = (folder: string) =>
			filesOf(folder).map(
				name => `${name} ${createHash('sha256').update(textOf(folder, name)).digest('hex')}`,
			);
		expect(sums(again)).toEqual(sums(built));
	});

	test('starts with a launcher that is small, so that the first paint waits for nothing', () => {
		const launcher = textOf(built, 'onduty.js');
		expect(launcher.startsWith('#!/usr/bin/env node\n')).toBe(true);
		const loadedFirst = closure(built, 'onduty.js').reduce(
			(sum, name) => sum + textOf(built, name).length,
			0,
		);
		expect(loadedFirst).toBeLessThan(60_000);
	});

	test('has a package.json that asks for no other package', () => {
		const manifest: unknown = JSON.parse(textOf(built, 'package.json'));
		expect(manifest).toEqual({
			name: 'onduty',
			version: expect.stringMatching(/^\d+\.\d+\.\d+/),
			description: expect.any(String),
			license: 'MIT',
			type: 'module',
			bin: {onduty: 'onduty.js'},
			files: ['onduty.js', 'chunks', 'THIRD-PARTY-LICENCES.txt'],
			engines: {node: '>=20.20'},
		});
	});

	test('carries the licence of each package that is inside', () => {
		const licences = textOf(built, 'THIRD-PARTY-LICENCES.txt');
		for (const name of ['ink', 'react', 'commander', '@aws-sdk/client-ecs', 'yoga-layout']) {
			expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'));
		}
	});
});

test('a build that can’t succeed says in which file and line', async () => {
	const entry = path.join(temporary, 'broken.ts');
	writeFileSync(entry, "\nimport './not-there.js';\n");
	await expect(bundle({root, entry, outdir: path.join(temporary, 'broken')})).rejects.toThrow(
		/broken\.ts:2: Could not resolve "\.\/not-there\.js"/,
	);
});

/** The files that are loaded before the first line of `name` runs. */
function closure(folder: string, name: string, seen = new Set<string>()): readonly string[] {
	seen.add(name);
	for (const [, target] of textOf(folder, name).matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[^"]+)"/g)) {
		const file = path.join(path.dirname(name), target!);
		if (!seen.has(file)) {
			closure(folder, file, seen);
		}
	}

	return [...seen];
}
