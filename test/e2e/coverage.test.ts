import {expect, test} from 'vitest';
import {moveDownTo} from '../support/cursor.js';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';
import {type Terminal} from '../support/terminal.js';

const session = startSession();
const size = {columns: 120, rows: 34};

/** Puts the cursor on the row that begins so. */
async function moveTo(terminal: Terminal, name: string): Promise<void> {
	await terminal.waitFor(new RegExp(`^...${name}`, 'm'));
	await moveDownTo(terminal, new RegExp(`^[▸ ]..${name}`));
}

/** Returns the texts that the program put on the clipboard. */
function copied(terminal: Terminal): readonly string[] {
	// OSC 52: docs of the sequence are at invisible-island.net/xterm/ctlseqs/ctlseqs.html
	const sequences = terminal.output().split('\u{1B}]52;c;').slice(1);
	return sequences.map(rest => Buffer.from(rest.slice(0, rest.indexOf('\u{7}')), 'base64').toString('utf8'));
}

test('an unhealthy cluster is diagnosed to a role that is scoped to own repositories, and the remedy is copied', async () => {
	const {terminal} = await session.openOn([], size);
	await terminal.waitFor(/2 Coverage \d+!/);
	terminal.press('2');
	await terminal.waitFor(/payments-prod +✗ unhealthy +8\/19 !11/);
	await terminal.waitFor(/GuardDuty covers \d+ of \d+ clusters \(\d+%\)/);
	await moveTo(terminal, 'payments-prod');
	await terminal.waitFor(/the agent's image could not be pulled; all three are needed/);

	// The doctor: partial results at once, then the whole of it.
	terminal.press('enter');
	await terminal.waitFor('Doctor: cluster payments-prod');
	await terminal.waitFor(
		screen => /checks failed/.test(screen.join('\n')) && !/facts \d+\/\d+/.test(screen.join('\n')),
	);
	terminal.press('/');
	terminal.type('scoped to own');
	terminal.press('enter');
	// The verdict may come in after the search began: n looks again.
	await terminal.waitFor(screen => {
		const isFound = /role ledger-writer-execution is scoped to own repositories/.test(screen.join('\n'));
		if (!isFound) {
			terminal.press('n');
		}

		return isFound;
	});
	terminal.press('c');
	await terminal.waitFor('copied: IAM statement');
	const [statement = ''] = copied(terminal);
	expect(JSON.stringify(JSON.parse(statement))).toMatch(/ecr:BatchGetImage.*aws-guardduty-agent-fargate/);
});

test('stale services are redeployed from the queue, one after the other, until GuardDuty says healthy', async () => {
	const {terminal, home} = await session.openOn(['--clock', '60'], {...size, args: ['--refresh', '2']});
	await terminal.waitFor(/2 Coverage \d+!/);
	terminal.press('2');
	await moveTo(terminal, 'tokyo-expansion');
	await terminal.waitFor(/tokyo-expansion +✗ unhealthy +2\/4 !2/);
	terminal.press('h');
	await terminal.waitFor('Doctor: cluster tokyo-expansion');
	terminal.press('m');
	await terminal.waitFor(/redeploy +tokyo-expansion\/konbini/);
	await moveTo(terminal, '.*konbini');
	terminal.press('space');
	await terminal.waitFor('1 marked');
	terminal.press('R');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/done {2}1 of 1 done/, 60_000);
	terminal.press('esc');

	// The queue has shrunk to nothing, and GuardDuty agrees once it has judged anew.
	await terminal.waitFor(/nothing is left to do here/, 40_000);
	await terminal.waitFor(
		screen => /GuardDuty agrees: healthy/.test(screen.join(' ').replaceAll(/\s+/g, ' ')),
		50_000,
	);
	expect(home.journal().filter(({call}) => call === 'ecs:UpdateService')).toHaveLength(1);
});

test('the causes are told over all clusters, and lead to what has them', async () => {
	const {terminal} = await session.openOn([], size);
	await terminal.waitFor(/2 Coverage \d+!/);
	terminal.press('2', 'u');
	await terminal.waitFor(/AFFECTED +TASKS +SERVICES +CAUSE/);
	await terminal.waitFor(/^▸ +[2-9] .*redeploy/m);
	terminal.press('enter');
	await terminal.waitFor(/^▸ +\S+ +cluster/m);
	terminal.press('enter');
	await terminal.waitFor('Doctor: cluster');
});

test('the doctor of the command line says the same as the pane', async () => {
	const {terminal, home, simulator} = await session.openOn([], {columns: 240, rows: 200});
	await terminal.waitFor(/2 Coverage \d+!/);
	terminal.press('2');
	await moveTo(terminal, 'data-platform');
	terminal.press('enter');
	// Whole: the frame of the pane, with nothing left of the list, and every fact read.
	await terminal.waitFor(screen => {
		const text = screen.join('\n');
		return /^ Passed/m.test(text) && !/│|facts \d+\/\d+|not read yet/.test(text);
	});
	const inPane = words(terminal.screen().slice(3, -3));
	const ran = await runProgram(
		home,
		['--endpoint-url', simulator.url, 'doctor', '--cluster', 'data-platform'],
		simulator.env,
	);
	expect(words(ran.stdout.split('\n'))).toEqual(inPane);
	expect(ran.stderr).toBe('');
	expect(ran.code).toBe(1);
});

/** Lines as they are worded, whatever their width. */
function words(lines: readonly string[]): string {
	return lines.join(' ').replaceAll(/\s+/g, ' ').trim();
}

test('onduty coverage and doctor are gates: JSON, and exit codes of what they found', async () => {
	const home = session.home();
	const coverage = await runProgram(home, ['--demo', 'coverage', '-o', 'json']);
	expect(coverage.code).toBe(1);
	expect(JSON.parse(coverage.stdout)).toMatchObject({schemaVersion: 1, view: 'coverage', partial: false});
	const doctor = await runProgram(home, ['--demo', 'doctor', '--cluster', 'identity-prod', '-o', 'json']);
	expect(JSON.parse(doctor.stdout)).toMatchObject({view: 'doctor', partial: false, reports: [{cause: null}]});
	expect([0, 2]).toContain(doctor.code);
	const wrong = await runProgram(home, ['--demo', 'doctor', '--service', 'api']);
	expect(wrong).toMatchObject({
		code: 2,
		stdout: '',
		stderr: 'onduty: --service needs --cluster, or an ARN\n',
	});
});
