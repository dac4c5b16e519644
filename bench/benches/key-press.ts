import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {type Terminal} from '../../test/support/terminal.js';
import {quiet} from '../quiet.js';
import {ninetieth, type Result, resultOf} from '../stats.js';

const presses = 30;

/** One `j` in a full screen of 200x50 over 5,000 services: bytes, and ms to the last of them. */
export async function keyPress(): Promise<readonly Result[]> {
	const home = makeHome();
	const simulator = await serve(home, [
		'--scenario',
		'scale',
		'--scale',
		'clusters=1,services=5000,tasks=1',
		'--clock',
		'0.001',
	]);
	const terminal = openProgram({
		home,
		args: ['--endpoint-url', simulator.url, '--refresh', '3600'],
		env: simulator.env,
		columns: 200,
		rows: 50,
	});
	await terminal.waitFor(/monitored|excluded|not opted in/);
	terminal.press('enter');
	// The count loses its + when all pages are listed and described.
	await terminal.waitFor(/ \d+\/5000\s*$/m, 300_000);
	terminal.press('p');
	await quiet(terminal, 2000);

	const bytes: number[] = [];
	const latencies: number[] = [];
	for (let press = 0; press < presses; press++) {
		const one = await measurePress(terminal, 'j');
		bytes.push(one.bytes);
		latencies.push(one.ms);
	}

	await terminal.dispose();
	await simulator.stop();
	home.remove();
	return [
		resultOf('key press in 5,000 services, 200x50: bytes', bytes, 'B', 1100),
		resultOf('key press: time to the last byte', latencies, 'ms', 20),
		{
			what: 'key press: 90th percentile',
			measured: `${ninetieth(latencies).toFixed(1)} ms`,
			spread: '',
			goal: '',
			isMet: undefined,
		},
	];
}

async function measurePress(terminal: Terminal, key: string): Promise<{bytes: number; ms: number}> {
	const before = terminal.bytes();
	const startedAt = performance.now();
	terminal.press(key);
	await terminal.nextOutput();
	const lastAt = await quiet(terminal, 150);
	return {bytes: terminal.bytes() - before, ms: lastAt - startedAt};
}
