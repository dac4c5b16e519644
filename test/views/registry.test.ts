import {describe, expect, test} from 'vitest';
import {actionKeys} from '../../source/ui/action-keys.js';
import {bindings} from '../../source/ui/keymap.js';
import {keyNames} from '../../source/views/key-names.js';
import {atRefresh, pace} from '../../source/views/pace.js';
import {panes, views} from '../../source/views/registry.js';
import {toAscii} from '../../source/views/symbols.js';
import {aSnapshot} from './build.js';
import {shop, shopSnapshot} from './shop.js';

const lists = [...views.values()].filter(view => view.kind === 'list');

describe('the registry', () => {
	test('has the panes, the home pane with the number of faults in it', () => {
		expect(panes.map(({key, title, place}) => [key, title, place.view])).toEqual([
			['1', 'Clusters', 'clusters'],
			['2', 'Coverage', 'coverage'],
			['3', 'Usage', 'usage'],
			['4', 'Findings', 'findings'],
		]);
		expect(panes[0]?.badge(shopSnapshot)).toBe('1!');
		expect(panes[0]?.badge(aSnapshot([]))).toBeUndefined();
	});

	test.each(lists.map(view => [view.id, view] as const))(
		'%s records exactly its members, in their order',
		(_id, view) => {
			const rows = view.rows(shopSnapshot, {view: view.id, cluster: shop.arn});
			for (const row of rows) {
				expect(Object.keys(view.record(row))).toEqual(view.members);
			}

			expect(new Set(view.members).size).toBe(view.members.length);
		},
	);

	test.each([...views].map(([id, view]) => [id, view] as const))(
		'%s works with an empty snapshot and without a place',
		(id, view) => {
			const empty = aSnapshot([]);
			const place = {view: id};
			expect(Array.isArray(view.wants(place, empty))).toBe(true);
			expect(view.title(place).length).toBeGreaterThan(2);
			if (view.kind === 'list') {
				expect(view.rows(empty, place)).toEqual([]);
				expect(view.empty(empty, place).length).toBeGreaterThan(5);
			} else {
				expect(view.blocks(empty, place, 0).length).toBeGreaterThan(0);
			}
		},
	);

	test('every pivot and every row opens a view that exists', () => {
		for (const view of lists) {
			const place = {view: view.id, cluster: shop.arn};
			for (const row of view.rows(shopSnapshot, place)) {
				const leads = [view.open(row, place), ...Object.values(view.pivots(row, place))];
				expect(leads.filter(lead => lead && !views.has(lead.view))).toEqual([]);
			}
		}
	});
});

test('texts name the keys that the key table has', () => {
	const keys: {readonly [name: string]: string} = keyNames;
	for (const [name, key] of Object.entries(keys)) {
		const bound = actionKeys[name] ?? bindings.find(({command}) => command === name)?.keys[0];
		expect(bound, name).toBe(key);
	}
});

test('--refresh sets the pace of the list on screen, and all else in proportion', () => {
	const wants = views.get('clusters')!.wants({view: 'clusters'}, shopSnapshot);
	expect(atRefresh(wants, undefined)).toBe(wants);
	const slow = atRefresh(wants, 30_000);
	expect(slow[0]?.everyMs).toBe(30_000);
	expect(slow[1]?.everyMs).toBe(3 * pace.gatesMs);
});

test('the console’s own symbols have ASCII twins of the same width', () => {
	expect(toAscii('✓ ✗ ○ ↻ – … › ▸ · “x”')).toBe('+ x o ~ - . > > . "x"');
});
