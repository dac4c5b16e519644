import {setTimeout as after} from 'node:timers/promises';
import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {quiet} from '../quiet.js';
import {type Result} from '../stats.js';
import {isLive} from './live-rows.js';

const seconds = 130;

/** What a screen costs that nobody touches, while its data is read again and does not change. */
export async function idle(): Promise<readonly Result[]> {
	const home = makeHome();
	const simulator = await serve(home, [
		'--scenario',
		'scale',
		'--scale',
		'clusters=50,services=4,tasks=2',
		'--clock',
		'0.001',
	]);
	const terminal = openProgram({
		home,
		args: ['--endpoint-url', simulator.url],
		env: simulator.env,
		columns: 200,
		rows: 50,
	});
	await terminal.waitFor(isLive);
	// Counting the agents of 50 clusters goes on for a while.
	await quiet(terminal, 12_000);
	const before = terminal.bytes();
	const bursts = await burstsDuring(terminal.bytes, seconds * 1000);
	const bytes = terminal.bytes() - before;
	await terminal.dispose();
	await simulator.stop();
	home.remove();
	return [
		{
			what: `idle screen, ${seconds} s`,
			measured: `${bytes} B in ${bursts} s with output`,
			spread: `${(bytes / seconds).toFixed(1)} B/s`,
			goal: 'a minute’s clock only',
			isMet: bursts <= Math.ceil(seconds / 60) + 1,
		},
	];
}

/** In how many of the seconds something was written. */
async function burstsDuring(bytes: () => number, durationMs: number): Promise<number> {
	const end = performance.now() + durationMs;
	let bursts = 0;
	let seen = bytes();
	while (performance.now() < end) {
		await after(1000);
		if (bytes() !== seen) {
			seen = bytes();
			bursts++;
		}
	}

	return bursts;
}
