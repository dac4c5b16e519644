import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {printableViews} from '../source/cli/commands.js';
import {settingsSchema} from '../source/config/schema.js';
import {defaultSettings} from '../source/config/settings.js';
import {actionWords} from '../source/domain/action-words.js';
import {operationTable} from '../source/domain/operations.js';
import {actions} from '../source/store/actions/registry.js';
import {actionKeys} from '../source/ui/action-keys.js';
import {bindings, safeUpperCaseKeys} from '../source/ui/keymap.js';
import {views} from '../source/views/registry.js';

const root = path.resolve(import.meta.dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const lists = [...views.values()].filter(view => view.kind === 'list');

// Whoever adds a view, an action, a key or a setting and forgets a part learns it here.

describe('views', () => {
	test('stand in the registry under their own id', () => {
		expect(views.size).toBeGreaterThan(5);
		for (const [id, view] of views) {
			expect(view.id).toBe(id);
		}
	});

	test('offer only actions that exist, and never two on one key for the same kind of thing', () => {
		const known = new Map(actions.map(action => [action.id, action]));
		for (const view of views.values()) {
			expect(view.actions.filter(id => !known.has(id))).toEqual([]);
			const keys = view.actions.flatMap(id =>
				known.get(id)!.appliesTo.map(kind => `${actionKeys[id]} ${kind}`),
			);
			expect(new Set(keys).size, `${view.id}: ${keys.join()}`).toBe(keys.length);
		}
	});

	test('have columns that differ in id and priority, sort by one of them, and grow in one', () => {
		expect(lists.length).toBeGreaterThan(3);
		// Rows of these come in the domain's own order, which no single column has.
		const ownOrders = new Map([
			['causes', 'spread'],
			['fixes', 'effect'],
		]);
		for (const {id, columns, sort} of lists) {
			const ids = columns.map(column => column.id);
			expect(new Set(ids).size, id).toBe(ids.length);
			expect(ownOrders.get(id) === sort.column || ids.includes(sort.column), id).toBe(true);
			expect(columns.filter(column => column.grows).length, id).toBe(1);
			expect(
				columns.every(column => column.min <= column.max),
				id,
			).toBe(true);
		}
	});

	test('that scripts may print are lists', () => {
		expect(lists.map(({id}) => id)).toEqual(expect.arrayContaining([...printableViews]));
	});
});

describe('actions', () => {
	test('have ids that differ, a label, a sentence, and a key that is an upper-case letter', () => {
		expect(actions.length).toBeGreaterThan(5);
		expect(new Set(actions.map(({id}) => id)).size).toBe(actions.length);
		for (const action of actions) {
			expect(action.label, action.id).toMatch(/^\S+( \S+)?$/);
			expect(action.describes.length, action.id).toBeGreaterThan(10);
			expect(actionKeys[action.id], action.id).toMatch(/^[A-Z]$/);
		}
	});

	test('are each offered by a view, and each key belongs to an action', () => {
		const offered = new Set([...views.values()].flatMap(view => view.actions));
		expect(actions.map(({id}) => id).filter(id => !offered.has(id))).toEqual([]);
		expect(Object.keys(actionKeys).sort()).toEqual(actions.map(({id}) => id).sort());
	});

	test('have words for the timeline', () => {
		for (const {id} of actions) {
			expect(actionWords(id), id).toMatch(/^[a-z]+ \w/);
		}
	});

	test('do not share a key with a command of the views', () => {
		const taken = bindings
			.filter(({scope}) => scope.some(name => name === 'list' || name === 'detail'))
			.flatMap(({keys}) => keys);
		expect(Object.values(actionKeys).filter(key => taken.includes(key))).toEqual([]);
	});
});

describe('keys', () => {
	test('are bound once in each scope', () => {
		const seen = bindings.flatMap(({keys, scope}) =>
			scope.flatMap(where => keys.map(key => `${where} ${key}`)),
		);
		expect(seen.filter((key, index) => seen.indexOf(key) !== index)).toEqual([]);
	});

	test('in upper case are actions, or stand on the list of those that are safe', () => {
		const upper = bindings.flatMap(({keys}) => keys).filter(key => /^[A-Z]$/.test(key));
		expect(upper.filter(key => !safeUpperCaseKeys.includes(key))).toEqual([]);
	});
});

describe('the README', () => {
	test('names every action key once', () => {
		const named = [...readme.matchAll(/^\|((?: `[^`]+`)+) \|/gm)].flatMap(([, keys]) =>
			[...keys!.matchAll(/`([A-Z])`/g)].map(([, key]) => key),
		);
		const actionKeysNamed = named.filter(key => Object.values(actionKeys).includes(key!));
		expect(actionKeysNamed.sort()).toEqual([...new Set(Object.values(actionKeys))].sort());
	});

	test('says of every setting what the schema says, and its default', () => {
		const defaults: Readonly<Record<string, unknown>> = defaultSettings;
		expect(Object.keys(settingsSchema)).toEqual(expect.arrayContaining(Object.keys(defaults)));
		for (const [name, {description}] of Object.entries(settingsSchema)) {
			expect(readme).toContain(`| \`${name}\` | ${description} | `);
			if (name in defaults) {
				expect(readme).toContain(`| ${description} | \`${JSON.stringify(defaults[name])}\` |`);
			}
		}
	});

	test('asks for the permissions of the reads, no more and no less, and names those of the writes', () => {
		const policy = JSON.parse(/```json\n(\{"Version"[\s\S]*?)```/.exec(readme)![1]!) as {
			Statement: {Action: string[]}[];
		};
		const asked = policy.Statement.flatMap(({Action}) => Action);
		const named = (kind: 'read' | 'write') =>
			Object.entries(operationTable).flatMap(([name, facts]) => (facts.kind === kind ? name : []));
		// Anyone may ask who they are.
		expect([...asked, 'sts:GetCallerIdentity'].sort()).toEqual([...named('read')].sort());
		expect(named('write').filter(name => !readme.includes(`\`${name}\``))).toEqual([]);
	});
});

test('each package that is shipped has a line that says what it saves', () => {
	const packages = readFileSync(path.join(root, 'docs/decisions/packages.md'), 'utf8');
	const {dependencies} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		dependencies: Record<string, string>;
	};
	const table = packages.split('\n').filter(line => line.startsWith('| '));
	const isTold = (name: string) => table.some(line => line.split(/[ ,]+/).includes(name));
	expect(Object.keys(dependencies).filter(name => !isTold(name))).toEqual([]);
});
