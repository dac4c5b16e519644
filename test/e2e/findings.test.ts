import {readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {type Home} from '../support/program.js';
import {startSession} from '../support/session.js';
import {type Terminal} from '../support/terminal.js';

const session = startSession();
const wide = {columns: 140, rows: 40} as const;

async function filterFor(terminal: Terminal, text: string, then: RegExp): Promise<void> {
	terminal.press('/');
	await terminal.waitFor(/^ \//m);
	terminal.type(text);
	terminal.press('enter');
	await terminal.waitFor(then);
}

/** The folders of evidence under a home, each with its files. */
function evidenceIn(home: Home): readonly {readonly folder: string; readonly files: readonly string[]}[] {
	const directory = path.join(home.directory, '.local/share/onduty/evidence');
	return readdirSync(directory).map(name => {
		const folder = path.join(directory, name);
		return {folder, files: readdirSync(folder)};
	});
}

test('a reverse shell arrives: told, read, its task opened, evidence kept, stopped, replaced, archived', async () => {
	const {terminal, home} = await session.openOn(['--clock', '10'], {...wide, args: ['--refresh', '2']});
	await terminal.waitFor(/4 Findings 1C/);
	await terminal.waitFor(
		/new finding: High 8\.0 Execution:Runtime\/ReverseShell in payments-prod; 4 shows it/,
		40_000,
	);
	expect(terminal.output()).toContain('\u0007');

	terminal.press('4');
	await filterFor(terminal, 'ReverseShell payments-api', /▸ +High 8\.0 +Execution:Runtime\/ReverseShell/);
	terminal.press('enter');
	await terminal.waitFor(/gave a shell to/);
	await terminal.waitFor(/task now +running, agent/);
	expect(terminal.text()).toMatch(/service +payments-api/);

	terminal.press('t');
	await terminal.waitFor(/open findings: \d*C? ?1H; t lists them/);
	await terminal.waitFor(/status +RUNNING/);

	terminal.press('S');
	await terminal.waitFor(/keep the evidence first/);
	terminal.press('enter');
	await terminal.waitFor(/reason \(kept by ECS/);
	terminal.press('enter');
	await terminal.waitFor('y does it');
	expect(terminal.text()).toMatch(/first the evidence of 1 task is kept in/);
	terminal.press('y');
	await terminal.waitFor(/evidence of Execution:Runtime\/ReverseShell +done/, 40_000);
	await terminal.waitFor(screen => screen.filter(line => / done/.test(line)).length >= 2, 60_000);

	const [kept] = evidenceIn(home);
	expect(kept?.files).toEqual(
		expect.arrayContaining(['SHA256SUMS', 'finding.json', 'manifest.json', 'report.md', 'task.json']),
	);
	expect(statSync(path.join(kept!.folder, 'finding.json')).mode & 0o777).toBe(0o600);

	terminal.press('esc');
	await terminal.waitFor(/status +(?:STOPPED|STOPPING|DEPROVISIONING)/);
	terminal.press('esc');
	await terminal.waitFor(/task now +stopped/, 40_000);
	terminal.press('v');
	await terminal.waitFor(/stop task \(ecs:StopTask\) by/);
	await terminal.waitFor(/has started 1 tasks/, 40_000);
	terminal.press('esc');
	await terminal.waitFor('What happened');
	terminal.press('A');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/ReverseShell.* done/, 40_000);
	terminal.press('esc');
	await terminal.waitFor(/archived, (?:first )?seen/, 40_000);
});

test('a task that ECS has forgotten: its finding still says what it was, and what was seen of it', async () => {
	const {terminal} = await session.openOn(['--clock', '400'], {...wide, args: ['--refresh', '2']});
	await terminal.waitFor(/4 Findings 1C/);
	terminal.press('4');
	await filterFor(terminal, 'ReverseShell payments-worker', /▸ +High 8\.0 +Execution:Runtime\/ReverseShell/);
	terminal.press('S');
	await terminal.waitFor(/keep the evidence first/);
	terminal.press('down');
	await terminal.waitFor(/▸ go on without/);
	terminal.press('enter');
	await terminal.waitFor(/reason \(kept by ECS/);
	terminal.press('enter');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/ done/, 40_000);
	terminal.press('esc');
	await terminal.waitFor(/SEVERITY/);
	terminal.press('enter');
	await terminal.waitFor(/task now +gone since .*when it stopped/, 60_000);
	terminal.press('t');
	await terminal.waitFor('What onduty saw of it (last at');
	expect(terminal.text()).toContain('✗ gone since');
	terminal.press('G');
	await terminal.waitFor('The task as the finding has it');
});

test('a member account may not archive: it says who may, and sends nothing', async () => {
	const {terminal, simulator} = await session.openOn(['--scenario', 'member'], wide);
	await terminal.waitFor(/4 Findings 1C/);
	terminal.press('4');
	await terminal.waitFor(/▸ +Critical/);
	terminal.press('A');
	await terminal.waitFor(/905311246688/);
	terminal.press('esc', 'b');
	await terminal.waitFor(/\? not visible/);
	expect(terminal.text()).toMatch(
		/administrator 905311246688 may have it, which is not visible from here|905311246688/,
	);
	const {calls} = await simulator.stop();
	expect(calls.get('guardduty:ArchiveFindings')).toBeUndefined();
});

test('a drill: samples are made, marked as such, and are no fault', async () => {
	const {terminal} = await session.openOn(['--scenario', 'demo', '--clock', '10'], {
		...wide,
		args: ['--refresh', '2'],
	});
	await terminal.waitFor(/4 Findings 1C/);
	terminal.press('4');
	await terminal.waitFor(/▸ +Critical/);
	terminal.press('D');
	await terminal.waitFor('which samples?');
	terminal.press('enter');
	await terminal.waitFor('y does it');
	terminal.press('y');
	await terminal.waitFor(/samples are there|done/, 40_000);
	terminal.press('esc');
	await filterFor(terminal, 'state:sample', /▸.* sample /);
	terminal.press('f');
	await terminal.waitFor(/no row matches|no row is at fault/);
	terminal.press('f');
	await terminal.waitFor(/▸.* sample /);
	terminal.press('enter');
	await terminal.waitFor('A SAMPLE for a drill: none of this happened');
});

test('hostile findings reach the terminal as text: no sequence, no link, no clipboard of theirs', async () => {
	const {terminal} = await session.openOn(['--scenario', 'findings-hostile'], wide);
	await terminal.waitFor(/4 Findings/);
	terminal.press('4');
	await terminal.waitFor(/▸ +(?:Critical|High)/);
	for (let row = 0; row < 12; row++) {
		terminal.press('enter');
		await terminal.waitFor('What it means, and what to do');
		terminal.press('pagedown', 'pagedown', 'G');
		await terminal.nextOutput();
		terminal.press('esc', 'j');
		await terminal.waitFor(/SEVERITY/);
	}

	const own = terminal
		.output()
		// What Ink and onduty themselves write: cursor, lines, modes, and the sixteen colours.
		.replaceAll(/\u001B\[[\d;?]*[A-HJKfhlmsu]/g, '')
		.replaceAll(/\u001B[78=>]/g, '')
		.replaceAll(/[\r\n\u0007]/g, '');
	expect(own).not.toMatch(
		/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B-\u200F\u2028\u2029\uFEFF]/,
	);
	expect(terminal.output()).not.toMatch(/\u001B\](?:8|52|0);/);
	expect(terminal.output()).not.toMatch(/\u001B\[[\d;]*(?:4[0-7]|5)m/);
	expect(terminal.text()).toMatch(/␛|⟨U\+/);
});
