import {describe, expect, test} from 'vitest';
import {actions} from '../../source/store/actions/registry.js';
import {actionKeys} from '../../source/ui/action-keys.js';
import {bindings, commandOf, keymap, type Scope, safeUpperCaseKeys} from '../../source/ui/keymap.js';
import {keyNames} from '../../source/views/key-names.js';
import {views} from '../../source/views/registry.js';

const scopes = [...new Set(bindings.flatMap(binding => [...binding.scope]))];

describe('the key table', () => {
	test.each(scopes)('no key of “%s” means two things', scope => {
		const keys = bindings
			.filter(binding => binding.scope.includes(scope))
			.flatMap(binding => [...binding.keys]);
		expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
	});

	test.each(scopes)('Esc leaves “%s”, ctrl-c quits, ctrl-z suspends', scope => {
		expect(commandOf('esc', scope)).toBe('back');
		expect(commandOf('ctrl-c', scope)).toBe('quit.ctrl');
		expect(commandOf('ctrl-z', scope)).toBe('suspend');
	});

	test.each<Scope>(['line', 'answer', 'picker'])('where text is typed (%s) no letter is a command', scope => {
		for (const key of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:!?@<>,.-* '.split(
			'',
		)) {
			expect(commandOf(key, scope)).toBeUndefined();
		}
	});

	test('every action has a key, and no other id has one', () => {
		expect(Object.keys(actionKeys).toSorted()).toEqual(actions.map(({id}) => id).toSorted());
	});

	test('an action key is upper case, and so can never be pressed by moving about', () => {
		for (const key of Object.values(actionKeys)) {
			expect(key).toMatch(/^[A-Z]$/);
		}
	});

	test('an upper-case key of the table is one of those that are known to be safe', () => {
		const upper = bindings.flatMap(binding => [...binding.keys]).filter(key => /^[A-Z]$/.test(key));
		expect(upper.toSorted()).toEqual([...safeUpperCaseKeys].toSorted());
	});

	test.each([...views.values()].map(view => ({id: view.id, view})))(
		'$id: no action shares a key with a command, nor with another for the same kind of thing',
		({view}) => {
			const keys = view.actions.map(id => actionKeys[id] ?? '');
			const uses = view.actions.flatMap(id =>
				actions.find(action => action.id === id)!.appliesTo.map(kind => `${actionKeys[id]} ${kind}`),
			);
			expect(new Set(uses).size).toBe(uses.length);
			for (const key of keys) {
				expect(commandOf(key, view.kind)).toBeUndefined();
			}
		},
	);

	test('the keys that texts of views name are those of the table', () => {
		for (const [name, key] of Object.entries(keyNames)) {
			const row = Object.entries(keymap).find(([command]) => command === name)?.[1];
			expect([name, actionKeys[name] ?? row?.keys[0]]).toEqual([name, key]);
		}
	});
});
