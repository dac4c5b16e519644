import {readFileSync} from 'node:fs';
import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {type Terminal} from '../../test/support/terminal.js';
import {quiet} from '../quiet.js';
import {type Result} from '../stats.js';
import {isLive} from './live-rows.js';

const refreshes = 100;
const clusters = 200;

/** 100 refreshes of a large account that fails one answer in five: memory, the cursor's place, the rows. */
export async function endurance(): Promise<readonly Result[]> {
	const home = makeHome();
	const simulator = await serve(home, [
		'--scenario',
		'scale',
		'--scale',
		`clusters=${clusters},services=50,tasks=10`,
		'--fault',
		'error=0.2',
		'--clock',
		'0.001',
	]);
	// Taller than the list, so that every row can be counted on screen.
	const terminal = openProgram({
		home,
		args: ['--endpoint-url', simulator.url],
		env: simulator.env,
		columns: 160,
		rows: clusters + 20,
	});
	await terminal.waitFor(isLive, 60_000);
	await quiet(terminal, 1500);
	terminal.type('j'.repeat(20));
	await quiet(terminal, 500);
	const chosen = nameUnderCursor(terminal);
	const names = clusterNames(terminal);

	let moved = 0;
	let wrongRows = 0;
	let largest = 0;
	const startedAt = performance.now();
	for (let refresh = 0; refresh < refreshes; refresh++) {
		terminal.press('r');
		await quiet(terminal, 250);
		moved += nameUnderCursor(terminal) === chosen ? 0 : 1;
		wrongRows += clusterNames(terminal).join() === names.join() ? 0 : 1;
		largest = Math.max(largest, residentMiB(terminal.pid));
	}

	const seconds = (performance.now() - startedAt) / 1000;
	await terminal.dispose();
	const report = await simulator.stop();
	home.remove();
	const total = `${clusters}x50x10 with 20 % faults, ${refreshes} refreshes`;
	return [
		count(`${total}: rows on screen`, `${names.length} of ${clusters}`, names.length === clusters),
		count(
			`${total}: refreshes after which a row was lost, doubled or moved`,
			`${wrongRows}`,
			wrongRows === 0,
		),
		count(`${total}: refreshes that moved the cursor`, `${moved}`, moved === 0),
		{
			what: `${total}: resident memory, largest`,
			measured: `${largest} MiB`,
			spread: `${Math.round(seconds)} s, ${report.total} calls`,
			goal: '< 250 MB',
			isMet: largest < 238,
		},
	];
}

function count(what: string, measured: string, isMet: boolean): Result {
	return {what, measured, spread: '', goal: '', isMet};
}

/** The row of the cursor is drawn inverse. */
function nameUnderCursor(terminal: Terminal): string {
	const row = terminal.cells().find(line => line.slice(0, 12).filter(cell => cell.isInverse).length > 8);
	const text = row?.map(cell => cell.text || ' ').join('') ?? '';
	return /[\w-]+/.exec(text)?.[0] ?? '';
}

function clusterNames(terminal: Terminal): readonly string[] {
	return terminal
		.screen()
		.filter(line => /monitored|excluded|not opted in|unknown|off/.test(line))
		.map(line => /[\w-]+/.exec(line)?.[0] ?? '')
		.sort();
}

function residentMiB(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
