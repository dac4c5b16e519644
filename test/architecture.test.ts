import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {breaches, importsOf, type SourceFile} from './support/architecture.js';
import {circles} from './support/circles.js';

const root = path.resolve(import.meta.dirname, '..');

function sourceFiles(): readonly SourceFile[] {
	const inSource = readdirSync(path.join(root, 'source'), {recursive: true, encoding: 'utf8'})
		.filter(name => /\.tsx?$/.test(name))
		.map(name => `source/${name.replaceAll(path.sep, '/')}`);
	return [...inSource, 'cli.tsx'].map(name => ({
		path: name,
		text: readFileSync(path.join(root, name), 'utf8'),
	}));
}

describe('the house', () => {
	test('keeps to its arrows, its sizes and its one door to the process', () => {
		expect(breaches(sourceFiles())).toEqual([]);
	});

	test('has no files that import each other in a circle', () => {
		expect(circles(sourceFiles())).toEqual([]);
	});

	test('was really looked at: many files and imports, every room', () => {
		const files = sourceFiles();
		expect(files.length).toBeGreaterThan(50);
		expect(files.flatMap(({text}) => importsOf(text)).length).toBeGreaterThan(150);
		const seen = new Set(files.map(file => file.path.split('/')[1]).filter(Boolean));
		expect([...seen].sort()).toEqual([
			'aws',
			'cli',
			'commands',
			'config',
			'domain',
			'simulator',
			'store',
			'ui',
			'views',
		]);
	});
});

describe('the checker', () => {
	test.each([
		['source/domain/a.ts', "import {want} from '../store/read.js';", 'domain must not import store'],
		['source/domain/a.ts', "import fs from 'node:fs';", 'domain is pure'],
		['source/domain/a.ts', "import chalk from 'chalk';", 'must not import the package chalk'],
		['source/store/a.ts', "import {createAccount} from '../aws/account.js';", 'store must not import aws'],
		['source/store/a.ts', "import {type A} from '../aws/account.js';", 'store must not import aws'],
		['source/store/a.ts', "import {\n\ta,\n\tb,\n} from '../views/view.js';", 'store must not import views'],
		['source/store/a.ts', "export {a} from '../views/view.js';", 'store must not import views'],
		['source/store/a/b.ts', "const x = await import('../../views/view.js');", 'store must not import views'],
		['source/ui/a.tsx', "import {load} from '../config/load.js';", 'may import only types of config'],
		['source/ui/a.tsx', "import {type A, load} from '../config/load.js';", 'may import only types of config'],
		['source/ui/a.tsx', "import {ECSClient} from '@aws-sdk/client-ecs';", 'must not import the package'],
		['source/views/a.ts', "import {Text} from 'ink';", 'must not import the package ink'],
		['source/views/a.ts', "import 'react/jsx-runtime';", 'must not import the package react'],
		['source/simulator/a.ts', "import {age} from '../domain/age.js';", 'simulator must not import domain'],
		['source/domain/a.ts', "import {b} from './b';", 'lacks the .js suffix'],
		['source/domain/a.ts', "import {b} from '../../cli.js';", 'leaves source/'],
		['source/helpers/a.ts', 'export const a = 1;', 'the room helpers has no arrows'],
		['source/aws/a.ts', 'const home = process.env.HOME;', 'only cli.tsx reads argv'],
		['source/ui/a.tsx', 'process.exit(1);', 'only cli.tsx reads argv'],
		['source/ui/a.tsx', 'console.error(1);', 'console would tear the screen'],
		['source/store/a.ts', 'let count = 0;', 'module-level state'],
		['source/store/a.ts', `const a = 1;\n${'// a\n'.repeat(300)}`, 'more than 300 lines'],
	])('sees a planted breach in %s: %s', (path, text, breach) => {
		const found = breaches([{path, text}]);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(breach);
	});

	test.each([
		['cli.tsx', "import {createAccount} from './source/aws/account.js';\nprocess.exit(1);"],
		['source/cli/a.ts', 'streams.process.exit(1);\nconst home = setup.process.env.HOME;'],
		['source/ui/a.tsx', "import {type Settings} from '../config/settings.js';"],
		['source/ui/a.tsx', "import type {Settings} from '../config/settings.js';"],
		['source/ui/a.tsx', "import {useState} from 'react';\nimport {rows} from '../views/rows.js';"],
		['source/aws/a.ts', "import {ECSClient} from '@aws-sdk/client-ecs';\nimport os from 'node:os';"],
		['source/domain/a.ts', "// import {a} from '../store/a.js';\n/* process.env */\nexport const a = 1;"],
		['source/domain/a.ts', 'export function f() {\n\tlet count = 0;\n\tcount++;\n\treturn count;\n}'],
	])('has nothing against %s: %s', (path, text) => {
		expect(breaches([{path, text}])).toEqual([]);
	});

	test('sees circles, and not what is merely imported twice', () => {
		const file = (name: string, ...imports: readonly string[]): SourceFile => ({
			path: `source/store/${name}.ts`,
			text: imports.map(from => `import {type X} from './${from}.js';`).join('\n'),
		});
		expect(circles([file('a', 'b', 'c'), file('b', 'd'), file('c', 'd'), file('d')])).toEqual([]);
		expect(circles([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual([
			'source/store/b.ts → source/store/c.ts → source/store/b.ts',
		]);
	});
});
