import {type Terminal} from './terminal.js';

/**
 * Steps until the row under the cursor matches, each time after the cursor was seen to move: down, or up where the
 * row is above, since a list that is read meanwhile may have changed its order.
 */
export async function moveDownTo(terminal: Terminal, row: RegExp): Promise<void> {
	while (!row.test(underCursor(terminal.screen()))) {
		const left = nameIn(underCursor(terminal.screen()));
		terminal.press(isAbove(terminal.screen(), row) ? 'k' : 'j');
		await terminal.waitFor(screen => !['', left].includes(nameIn(underCursor(screen))));
	}
}

function isAbove(screen: readonly string[], row: RegExp): boolean {
	const cursor = screen.findIndex(line => line.includes('▸'));
	// The first lines are the header and the heading of the list.
	const sought = screen.findIndex((line, index) => index > 3 && row.test(line));
	return sought !== -1 && sought < cursor;
}

function underCursor(screen: readonly string[]): string {
	return /▸[ ●].*/.exec(screen.join('\n'))?.[0] ?? '';
}

/** The beginning of a row: what its figures do later does not look like a move. */
function nameIn(row: string): string {
	return row.slice(0, 20);
}

/** Puts the cursor on the row of that name, as a person would who knows it. */
export async function filterTo(terminal: Terminal, name: string): Promise<void> {
	await terminal.waitFor(new RegExp(`\\s${name}\\s`));
	terminal.press('/');
	await terminal.waitFor(/^ \//m);
	terminal.type(name);
	terminal.press('enter');
	await terminal.waitFor(new RegExp(`▸ ${name}\\s|▸  ${name}\\s`));
}
