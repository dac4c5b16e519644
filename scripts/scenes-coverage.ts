import {type Terminal} from '../test/support/terminal.js';
import {type Scene} from './scene.js';

/** Pictures of pane 2: coverage, the doctor, the fix queue and the causes. */
export const coverageScenes: readonly Scene[] = [
	{name: 'coverage', play: showCoverage},
	{
		name: 'doctor',
		async play(terminal) {
			await showCoverage(terminal);
			terminal.press('h');
			await terminal.waitFor('Doctor: cluster payments-prod');
			await terminal.waitFor(screen => !/facts \d+\/\d+/.test(screen.join('\n')));
		},
	},
	{
		name: 'fixes',
		async play(terminal) {
			await showCoverage(terminal);
			terminal.press('m');
			await terminal.waitFor(/change +payments-prod: role .*c copies the IAM/);
			await terminal.waitFor(screen => !/(facts|clusters) \d+\/\d+/.test(screen.join('\n')));
		},
	},
	{
		name: 'causes',
		async play(terminal) {
			await showCoverage(terminal);
			terminal.press('u');
			await terminal.waitFor(/AFFECTED +TASKS +SERVICES +CAUSE/);
		},
	},
];

/** The coverage of every cluster is there, the cursor on the one with most trouble. */
async function showCoverage(terminal: Terminal): Promise<void> {
	await terminal.waitFor(/2 Coverage \d+!/);
	terminal.press('2');
	await terminal.waitFor(/payments-prod +✗ unhealthy +8\/19 !11 +yes .* 5\b/);
	await terminal.waitFor(/tokyo-expansion +✗ unhealthy +2\/4 !2 +yes .* 1\b/);
	while (!/^▸.? +payments-prod/m.test(terminal.text())) {
		const before = nameUnderCursor(terminal.screen());
		terminal.press('j');
		await terminal.waitFor(screen => ![undefined, before].includes(nameUnderCursor(screen)));
	}
}

function nameUnderCursor(screen: readonly string[]): string | undefined {
	return /^▸.? +(\S+)/m.exec(screen.join('\n'))?.[1];
}
