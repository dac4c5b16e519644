import {spawn} from 'node:child_process';
import process from 'node:process';
import {type Home, program} from './program.js';

export type Ran = {readonly code: number | null; readonly stdout: string; readonly stderr: string};

/** Runs the built program without any terminal, as in a pipe or in CI, and resolves when it has ended. */
export async function runProgram(
	home: Home,
	args: readonly string[],
	env: {readonly [name: string]: string} = {},
): Promise<Ran> {
	const child = spawn(process.execPath, [program, ...args], {
		cwd: home.directory,
		env: {...home.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
		// A program that hangs must not hang the tests.
		timeout: 40_000,
		killSignal: 'SIGKILL',
	});
	const stdout: Buffer[] = [];
	const stderr: Buffer[] = [];
	child.stdout.on('data', (data: Buffer) => stdout.push(data));
	child.stderr.on('data', (data: Buffer) => stderr.push(data));
	const code = await new Promise<number | null>(resolve => child.once('close', resolve));
	return {
		code,
		stdout: Buffer.concat(stdout).toString('utf8'),
		stderr: Buffer.concat(stderr).toString('utf8'),
	};
}
