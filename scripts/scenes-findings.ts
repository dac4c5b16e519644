import {type Terminal} from '../test/support/terminal.js';
import {type Scene} from './scene.js';

/** Pictures of pane 4: the list, a finding with its lineage, its blast radius and its timeline. */
export const findingScenes: readonly Scene[] = [
	{name: 'findings', play: showFindings},
	{
		name: 'finding',
		async play(terminal) {
			await showShell(terminal);
			terminal.press('enter');
			await terminal.waitFor('What happened');
			await terminal.waitFor(/task now +running/);
		},
	},
	{
		name: 'lineage',
		async play(terminal) {
			await showShell(terminal);
			terminal.press('enter');
			await terminal.waitFor('What happened');
			terminal.press('/');
			await terminal.waitFor(/^ \//m);
			terminal.type('ancestors');
			terminal.press('enter');
			await terminal.waitFor(screen => screen[3]?.includes('Process and its ancestors') === true);
		},
	},
	{
		name: 'blast-radius',
		async play(terminal) {
			await showShell(terminal);
			terminal.press('x');
			await terminal.waitFor(/payments-worker +same +same/);
			await terminal.waitFor(/running tasks share something/);
		},
	},
	{
		name: 'timeline',
		async play(terminal) {
			await showShell(terminal);
			terminal.press('v');
			await terminal.waitFor(/task \w+ created/);
			await terminal.waitFor(/the rollout ends/);
		},
	},
	{
		name: 'flows',
		async play(terminal) {
			await showFindings(terminal);
			terminal.press('b');
			await terminal.waitFor(/Security Hub +\S+ connected/);
			await terminal.waitFor(/S3 export/);
		},
	},
];

/** All findings are read, and what became of their tasks. */
async function showFindings(terminal: Terminal): Promise<void> {
	await terminal.waitFor(/4 Findings 1C/);
	terminal.press('4');
	await terminal.waitFor(/▸ +Critical[^\n]* running /);
	await terminal.waitFor(/ gone /);
}

/** The cursor is on the reverse shell that is part of the attack. */
async function showShell(terminal: Terminal): Promise<void> {
	await showFindings(terminal);
	terminal.press('/');
	await terminal.waitFor(/^ \//m);
	terminal.type('ReverseShell payments-worker');
	terminal.press('enter');
	await terminal.waitFor(/▸ +High 8\.0 +Execution:Runtime\/ReverseShell/);
}
