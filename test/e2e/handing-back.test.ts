import {readFileSync} from 'node:fs';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {program, residue} from '../support/program.js';
import {startSession} from '../support/session.js';

const session = startSession();

/** A row of the demo account is on screen. */
const live = /(monitored|excluded|not opted in)[^\n]*\d/;

describe('the terminal is handed back as it was', () => {
	test.each([
		['q', ['q'], 0],
		['ctrl-c', ['ctrl-c'], 0],
		[':q', [':', 'q', 'enter'], 0],
	])('after %s', async (_, keys, code) => {
		const terminal = session.openUnderShell({args: ['--demo'], columns: 100, rows: 30});
		await terminal.waitFor(live);
		expect(terminal.isAlternate()).toBe(true);
		for (const key of keys) {
			terminal.press(key);
			if (key === ':') {
				await terminal.waitFor(screen => screen.some(line => line.includes(':') && !line.includes(': ')));
			}
		}

		await terminal.waitFor('[done]');
		expect(terminal.text()).toContain(`[ended ${code}]`);
		expect(residue(terminal)).toEqual([]);
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGINT', 130],
	] as const)('after %s', async (signal, code) => {
		const terminal = session.openUnderShell({args: ['--demo'], columns: 100, rows: 30});
		await terminal.waitFor(live);
		process.kill(Number(readFileSync(terminal.pidFile, 'utf8')), signal);
		await terminal.waitFor('[done]');
		expect([0, code]).toContain(Number(/\[ended (\d+)\]/.exec(terminal.text())?.[1]));
		expect(residue(terminal)).toEqual([]);
	});

	test('before the console has come up: ctrl-c right after the first paint', async () => {
		const terminal = session.openUnderShell({args: ['--demo']});
		await terminal.waitFor('onduty');
		terminal.press('ctrl-c');
		await terminal.waitFor('[done]');
		expect(residue(terminal)).toEqual([]);
	});

	test('after ctrl-z, and the console is whole again after fg', async () => {
		const home = session.home();
		const shell = session.openShell(home);
		await shell.waitFor('$ ');
		shell.type(`${process.execPath} ${program} --demo\r`);
		await shell.waitFor(live);
		shell.press('ctrl-z');
		await shell.waitFor('Stopped');
		shell.type('stty -a; echo "[looked]"\r');
		await shell.waitFor(/^\[looked\]/m);
		expect(residue(shell)).toEqual([]);
		shell.type('fg\r');
		await shell.waitFor(live);
		expect(shell.isAlternate()).toBe(true);
		shell.press('q');
		await shell.waitFor(screen => screen.join('\n').trimEnd().endsWith('$'));
		expect(shell.isAlternate()).toBe(false);
	});
});
