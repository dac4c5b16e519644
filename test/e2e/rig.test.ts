import process from 'node:process';
import {afterAll, afterEach, expect, test} from 'vitest';
import {makeHome, residue} from '../support/program.js';
import {openTerminal, type Terminal} from '../support/terminal.js';

const home = makeHome();
const open: Terminal[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map(terminal => terminal.dispose()));
});

afterAll(() => home.remove());

function run(file: string, ...args: readonly string[]): Terminal {
	const terminal = openTerminal({file, args, env: home.env, cwd: home.directory, columns: 60, rows: 30});
	open.push(terminal);
	return terminal;
}

test('the rig shows what a program drew, at the place where it drew it, and how it ended', async () => {
	const terminal = run('bash', '-c', 'printf "\\033[3;5Hhere"; exit 3');
	await terminal.exit;
	expect(terminal.screen()[2]).toBe('    here');
	expect((await terminal.exit).code).toBe(3);
});

test('the rig hands over keys, and resizes', async () => {
	const terminal = run(
		process.execPath,
		'-e',
		'process.stdin.setRawMode(true).on("data", d => console.log("<" + d.toString("hex") + ">"));' +
			'process.stdout.on("resize", () => console.log("size " + process.stdout.columns)); console.log("ready")',
	);
	await terminal.waitFor('ready');
	terminal.press('ctrl-d');
	await terminal.waitFor('<04>');
	terminal.press('down');
	await terminal.waitFor('<1b5b42>');
	terminal.resize(100, 40);
	await terminal.waitFor('size 100');
});

test('waiting for what never comes fails with the screen, and at once when the program has ended', async () => {
	const terminal = run('bash', '-c', 'echo only this');
	await expect(terminal.waitFor('something else')).rejects.toThrow(/ended before[\s\S]*\|only this/);
	const silent = run('cat');
	await expect(silent.waitFor('something', 50)).rejects.toThrow('within 50 ms');
});

test('residue sees a terminal that was left in disorder, part by part', async () => {
	const clean = run('bash', '-c', 'stty -a');
	await clean.exit;
	expect(residue(clean)).toEqual([]);
	const dirty = run(
		'bash',
		'-c',
		'printf "\\033[?1049h\\033[?25l\\033[?2004h\\033[?1000h"; stty raw -echo; stty -a',
	);
	await dirty.exit;
	expect(residue(dirty)).toEqual([
		'the alternate screen is still shown',
		'the cursor is hidden',
		'the terminal is left without icanon',
		'the terminal is left without echo',
		'the terminal is left without isig',
		'the terminal is left without icrnl',
		'the terminal is left without opost',
		'mouse reports left on',
		'bracketed paste left on',
	]);
});
