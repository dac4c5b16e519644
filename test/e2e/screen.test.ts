import {describe, expect, test} from 'vitest';
import {filterTo} from '../support/cursor.js';
import {startSession} from '../support/session.js';

const session = startSession();
const size = {columns: 120, rows: 34};

describe('the screen', () => {
	test.each([
		[80, 24],
		[300, 100],
	])('holds its frame at %ix%i: a header, a list, a footer, nothing wrapped', async (columns, rows) => {
		const terminal = session.open({args: ['--demo'], columns, rows});
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/);
		const screen = terminal.screen();
		expect(screen[0]).toMatch(/^ ?onduty {2}demo/);
		expect(screen.filter(line => line.includes('onduty  demo'))).toHaveLength(1);
		expect(screen.at(-2) + screen.at(-1)!).toContain('? help');
	});

	test('a resize with a dialog open keeps the dialog, and the list behind it', async () => {
		const terminal = session.open({args: ['--demo'], ...size});
		await filterTo(terminal, 'checkout-prod');
		terminal.press('T');
		await terminal.waitFor('▸ true');
		terminal.resize(80, 24);
		await terminal.waitFor(
			screen => screen.every(line => line.length <= 80) && screen.join().includes('▸ true'),
		);
		terminal.resize(160, 50);
		await terminal.waitFor(screen => screen.some(line => line.trimEnd().length === 160));
		terminal.press('esc');
		await terminal.waitFor(/▸ {2}checkout-prod/);
	});

	test('hostile names draw nothing but themselves', async () => {
		const {terminal} = await session.openOn(['--scenario', 'hostile'], size);
		await terminal.waitFor(/\d+ at fault|\/\d+\s*$/m);
		terminal.press('enter');
		await terminal.waitFor(/DES\/RUN\/PEND[\s\S]*constructor[^\n]*completed/);
		terminal.press('y');
		await terminal.waitFor('JSON');
		// Ink's own sequences: colours, cursor, erasing, modes. A title, a hyperlink, a clipboard would come from a name.
		expect(terminal.output()).not.toMatch(/\u001B\][02];|\u001B\]52;|\u001B\]8;|\u001BP|\u202E|\u0007/);
	});

	test('--ascii and --no-color draw with ASCII and without colour', async () => {
		const terminal = session.open({args: ['--demo', '--ascii', '--no-color'], ...size});
		await terminal.waitFor(/payments-prod[^\n]*\d+\/19/);
		expect(terminal.text()).toMatch(/^[ -~\n]*$/);
		const colours = terminal
			.cells()
			.flat()
			.filter(cell => cell.foreground ?? cell.background);
		expect(colours).toEqual([]);
	});
});
