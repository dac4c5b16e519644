import {moveDownTo} from '../test/support/cursor.js';
import {type Terminal} from '../test/support/terminal.js';
import {type Scene} from './scene.js';
import {coverageScenes} from './scenes-coverage.js';
import {findingScenes} from './scenes-findings.js';
import {usageScenes} from './scenes-usage.js';

/** Every cluster of the demo account has its agents counted. */
const counted = /payments-prod[^\n]*\/19/;

async function showClusters(terminal: Terminal): Promise<void> {
	await terminal.waitFor(counted);
	await moveDownTo(terminal, /payments-prod/);
}

export const scenes: readonly Scene[] = [
	{name: 'clusters', play: showClusters},
	{
		name: 'ascii',
		args: ['--ascii', '--no-color'],
		play: terminal => terminal.waitFor(counted).then(() => undefined),
	},
	{
		name: 'services',
		async play(terminal) {
			await showClusters(terminal);
			terminal.press('enter');
			await terminal.waitFor(/payments-api[^\n]*4\/4 +no/);
			await moveDownTo(terminal, /fraud-scoring/);
		},
	},
	{
		name: 'plan',
		async play(terminal) {
			await terminal.waitFor(counted);
			await moveDownTo(terminal, /checkout-prod/);
			terminal.press('T');
			await terminal.waitFor('▸ true');
			terminal.press('enter');
			await terminal.waitFor('y does it');
		},
	},
	{
		name: 'redeploy',
		isMoving: true,
		async play(terminal) {
			await terminal.waitFor(counted);
			await moveDownTo(terminal, /payments-prod/);
			terminal.press('R');
			await terminal.waitFor('services at a time');
			terminal.press('enter');
			await terminal.waitFor('y does it');
			terminal.press('y');
			await terminal.waitFor(/agents in new tasks: [12] running/, 60_000);
		},
	},
	{
		name: 'failed-agent',
		async play(terminal) {
			await showClusters(terminal);
			terminal.press('t');
			await terminal.waitFor(/ledge\S* +RUNNING +✗ failed/);
			await moveDownTo(terminal, /✗ failed/);
			terminal.press('enter');
			await terminal.waitFor('CannotPullContainerError');
			await terminal.waitFor(screen => !screen.join().includes('HEALTH'));
		},
	},
	{
		name: 'help',
		async play(terminal) {
			await showClusters(terminal);
			terminal.press('?');
			await terminal.waitFor(/half a page/);
		},
	},
	...coverageScenes,
	...usageScenes,
	...findingScenes,
];
