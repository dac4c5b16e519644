import {describe, expect, test} from 'vitest';
import {createTableDrawer} from '../../source/ui/static-table.js';
import {createTheme} from '../../source/ui/theme.js';
import {cells} from '../../source/views/fit.js';

const draw = createTableDrawer(createTheme({hasColour: false, isAscii: false}));

describe('staticTable', () => {
	test('wide characters, emoji and combining marks leave the borders straight', () => {
		const rows = [
			['日本語', 'app'],
			['🚀', 'agent'],
			['e\u{301}', ''],
		];
		expect(draw({columns: ['NAME', 'ROLE'], rows}, 60)).toEqual([
			'┌────────┬───────┐',
			'│ NAME   │ ROLE  │',
			'├────────┼───────┤',
			'│ 日本語 │ app   │',
			'│ 🚀     │ agent │',
			'│ e\u{301}      │       │',
			'└────────┴───────┘',
		]);
	});

	test('it never gets wider than its room: the widest cells are cut', () => {
		for (const line of draw({columns: ['NAME', 'IMAGE'], rows: [['api', 'x'.repeat(300)]]}, 40)) {
			expect(cells(line)).toBeLessThanOrEqual(40);
		}
	});

	test('a border, a quote or an escape in a cell is only text', () => {
		expect(draw({columns: ['A'], rows: [['a│b']]}, 40)[3]).toBe('│ a│b │');
	});

	test('headings that are alike stay two columns', () => {
		expect(draw({columns: ['X', 'X'], rows: [['1', '2']]}, 40)[3]).toBe('│ 1 │ 2 │');
	});

	test('a table without rows is its heading', () => {
		expect(draw({columns: ['NAME'], rows: []}, 40)).toEqual(['┌──────┐', '│ NAME │', '└──────┘']);
	});

	test('more than twenty rows are counted, not drawn', () => {
		const rows = Array.from({length: 25}, (_, index) => [String(index)]);
		expect(draw({columns: ['N'], rows}, 40).at(-1)).toBe('and 5 more');
	});

	test('the same table is drawn once', () => {
		const table = {columns: ['N'], rows: [['1']]};
		expect(draw(table, 40)).toBe(draw(table, 40));
	});
});
