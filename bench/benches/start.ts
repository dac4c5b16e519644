import process from 'node:process';
import {type Home, makeHome, openProgram} from '../../test/support/program.js';
import {openTerminal, type Terminal} from '../../test/support/terminal.js';
import {median, type Result, resultOf} from '../stats.js';

const rounds = 7;

/** From exec to the first bytes and to Ink's first frame, beside the floor: Node doing nothing. */
export async function start(): Promise<readonly Result[]> {
	const home = makeHome();
	const floor: number[] = [];
	const paints: number[] = [];
	const frames: number[] = [];
	// Once for nothing: the file cache, and the compile cache that every later start has.
	await startOnce(home);
	for (let round = 0; round < rounds; round++) {
		// Taken in turns, so that a noisy minute hits all of them.
		floor.push(await nodeAlone(home));
		const {paintMs, frameMs} = await startOnce(home);
		paints.push(paintMs);
		frames.push(frameMs);
	}

	home.remove();
	const base = median(floor);
	return [
		resultOf('`node -e 0`', floor, 'ms'),
		resultOf('first paint', paints, 'ms', base * 2),
		resultOf('first Ink frame', frames, 'ms', base * 8),
	];
}

async function nodeAlone(home: Home): Promise<number> {
	const startedAt = performance.now();
	const terminal = openTerminal({
		file: process.execPath,
		args: ['-e', '0'],
		env: home.env,
		cwd: home.directory,
	});
	await terminal.exit;
	return performance.now() - startedAt;
}

async function startOnce(home: Home): Promise<{paintMs: number; frameMs: number}> {
	const startedAt = performance.now();
	const terminal = openProgram({home, args: ['--demo'], columns: 120, rows: 40});
	await terminal.nextOutput();
	const paintMs = performance.now() - startedAt;
	await waitForInk(terminal);
	const frameMs = performance.now() - startedAt;
	await terminal.dispose();
	return {paintMs, frameMs};
}

/** Ink's frame has the footer with its keys; the paint by hand has not. */
async function waitForInk(terminal: Terminal): Promise<void> {
	await terminal.waitFor('? help');
}
