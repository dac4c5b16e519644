import {type Terminal} from '../test/support/terminal.js';
import {type Scene} from './scene.js';

/** Pictures of pane 3: agents against their limits, one with its charts, the advice on sizes. */
export const usageScenes: readonly Scene[] = [
	{name: 'usage', isMoving: true, play: showUsage},
	{name: 'usage-ascii', isMoving: true, args: ['--ascii', '--no-color'], play: showUsage},
	{
		name: 'usage-detail',
		isMoving: true,
		async play(terminal) {
			await showUsage(terminal);
			terminal.press('enter');
			await terminal.waitFor(/limit 128 MB \(\d+% of it\)/);
		},
	},
	{
		name: 'size',
		isMoving: true,
		async play(terminal) {
			await showUsage(terminal);
			terminal.press(':');
			terminal.type('size');
			terminal.press('enter');
			await terminal.waitFor(/too small/);
			await terminal.waitFor(/^ bill: now \d/m);
		},
	},
];

/** The whole hour was read, and the cursor is on the agent that is nearest to its limit. */
async function showUsage(terminal: Terminal): Promise<void> {
	await terminal.waitFor(/payments-prod[^\n]*\/19/);
	terminal.press('3');
	await terminal.waitFor(/^ bill: now \d/m);
	terminal.press('g');
}
