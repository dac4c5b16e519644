import {readFileSync} from 'node:fs';
import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {type Terminal} from '../../test/support/terminal.js';
import {quiet} from '../quiet.js';
import {type Result} from '../stats.js';
import {isLive} from './live-rows.js';

const refreshes = 100;
const clusters = 200;

/** 100 refreshes of a large account that fails one answer in five: the rows, the cursor's place, memory. */
export async function endurance(): Promise<readonly Result[]> {
	// Taller than the list, so that every row can be seen at once.
	const tall = await refreshed({columns: 160, rows: clusters + 20});
	const usual = await refreshed({columns: 200, rows: 50});
	const total = `${clusters}x50x10, 20 % faults, ${refreshes} refreshes`;
	return [
		{
			what: `${total}: rows, fewest to most on screen`,
			measured: `${tall.fewest}–${tall.most} of ${clusters}`,
			spread: '',
			goal: 'none lost or doubled',
			isMet: tall.fewest === clusters && tall.most === clusters && tall.doubled === 0,
		},
		{
			what: `${total}: refreshes that moved the cursor`,
			measured: `${tall.moved + usual.moved}`,
			spread: '',
			goal: '0',
			isMet: tall.moved + usual.moved === 0,
		},
		{
			what: `${total}: resident memory at 200x50, largest`,
			measured: `${usual.largestMiB} MiB`,
			spread: `${usual.seconds} s, ${usual.calls} calls; at 160x${clusters + 20}: ${tall.largestMiB} MiB`,
			goal: '< 250 MB',
			isMet: usual.largestMiB * 1.048576 < 250,
		},
	];
}

type Endured = {
	readonly fewest: number;
	readonly most: number;
	readonly doubled: number;
	readonly moved: number;
	readonly largestMiB: number;
	readonly seconds: number;
	readonly calls: number;
};

async function refreshed(size: {columns: number; rows: number}): Promise<Endured> {
	const home = makeHome();
	const simulator = await serve(home, [
		...['--scenario', 'scale', '--scale', `clusters=${clusters},services=50,tasks=10`],
		...['--fault', 'error=0.2', '--clock', '0.001'],
	]);
	const terminal = openProgram({home, args: ['--endpoint-url', simulator.url], env: simulator.env, ...size});
	await terminal.waitFor(isLive, 60_000);
	await terminal.waitFor(new RegExp(` \\d+/${clusters}\\s*$`, 'm'), 60_000);
	await moveAway(terminal);
	const chosen = nameUnderCursor(terminal);
	let fewest = Number.POSITIVE_INFINITY;
	let most = 0;
	let doubled = 0;
	let moved = 0;
	let largestMiB = 0;
	const startedAt = performance.now();
	for (let refresh = 0; refresh < refreshes; refresh++) {
		terminal.press('r');
		await quiet(terminal, 250);
		const names = clusterNames(terminal);
		fewest = Math.min(fewest, names.length);
		most = Math.max(most, names.length);
		doubled += names.length - new Set(names).size;
		moved += nameUnderCursor(terminal) === chosen ? 0 : 1;
		largestMiB = Math.max(largestMiB, residentMiB(terminal.pid));
	}

	const seconds = Math.round((performance.now() - startedAt) / 1000);
	await terminal.dispose();
	const {total: calls} = await simulator.stop();
	home.remove();
	return {fewest, most, doubled, moved, largestMiB, seconds, calls};
}

/** Twenty rows down, each press after the one before was seen. */
async function moveAway(terminal: Terminal): Promise<void> {
	for (let row = 0; row < 20; row++) {
		const left = nameUnderCursor(terminal);
		terminal.press('j');
		await terminal.waitFor(() => !['', left].includes(nameUnderCursor(terminal)));
	}
}

function nameUnderCursor(terminal: Terminal): string {
	return /▸[●\s]*(\S+)/.exec(terminal.text())?.[1] ?? '';
}

/** The rows of the list; the detail beside it repeats a name only after the bar. */
function clusterNames(terminal: Terminal): readonly string[] {
	return terminal.screen().flatMap(line => /^[▸●\s]{3}([a-z]+-\d{4})\s/.exec(line)?.[1] ?? []);
}

function residentMiB(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
