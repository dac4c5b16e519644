import {spawn} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import {type AddressInfo} from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {expect, test} from 'vitest';
import {type Home, program} from '../support/program.js';
import {runProgram} from '../support/run-program.js';
import {startSession} from '../support/session.js';

const session = startSession();

/** Starts `onduty evidence`, sends a signal once it has said that, and resolves when it has ended. */
async function stopped(
	home: Home,
	{
		args,
		env,
		when,
		signal,
	}: {
		args: readonly string[];
		env: {readonly [name: string]: string};
		when: RegExp;
		signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP';
	},
) {
	const child = spawn(process.execPath, [program, ...args], {
		cwd: home.directory,
		env: {...home.env, ...env},
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: 40_000,
		killSignal: 'SIGKILL',
	});
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (data: Buffer) => {
		stdout += data.toString('utf8');
	});
	child.stderr.on('data', (data: Buffer) => {
		const before = when.test(stderr);
		stderr += data.toString('utf8');
		if (!before && when.test(stderr)) {
			child.kill(signal);
		}
	});
	const [code, by] = await new Promise<[number | null, string | null]>(resolve => {
		child.once('close', (...end) => resolve(end));
	});
	return {code, by, stdout, stderr};
}

async function aFinding(
	home: Home,
	simulator: {readonly url: string; readonly env: {[name: string]: string}},
) {
	const {stdout} = await runProgram(
		home,
		['--endpoint-url', simulator.url, 'findings', '-o', 'json'],
		simulator.env,
	);
	const {rows} = JSON.parse(stdout) as {rows: readonly {readonly id: string; readonly type: string}[]};
	return rows.find(({type}) => type === 'Impact:Runtime/CryptoMinerExecuted')!.id;
}

test.each([
	['SIGTERM', 143, /reading the (?:network interface|service)/],
	['SIGINT', 130, /reading the last log lines/],
	['SIGHUP', 129, /writing \d+ files/],
] as const)(
	'evidence that is stopped by %s leaves nothing half-written, and ends with %i',
	async (signal, exitCode, when) => {
		const home = session.home();
		const simulator = await session.serve(['--latency', '60']);
		const id = await aFinding(home, simulator);
		const directory = path.join(home.directory, 'evidence');
		const {code, by, stdout, stderr} = await stopped(home, {
			args: ['--endpoint-url', simulator.url, 'evidence', id, '--dir', directory],
			env: simulator.env,
			when,
			signal,
		});
		expect([code, by]).toEqual([exitCode, null]);
		expect(stdout).toBe('');
		expect(stderr.trim().split('\n').at(-1)).toMatch(new RegExp(`^onduty: stopped by ${signal}: `));
		const folders = existsSync(directory) ? readdirSync(directory) : [];
		expect(folders.filter(name => name.endsWith('.partial'))).toEqual([]);
		// It may have been whole before the signal was heard: then it says so, and is.
		for (const folder of folders) {
			expect(stderr.trim().split('\n').at(-1)).toContain(folder);
			expect(readdirSync(path.join(directory, folder))).toContain('SHA256SUMS');
		}
	},
);

test('a list that waits for an answer prints nothing when it is stopped, and ends', async () => {
	const home = session.home();
	let asked: () => void = () => {};
	const firstRequest = new Promise<void>(resolve => {
		asked = resolve;
	});
	// It takes requests and answers none.
	const silent = createServer(() => asked());
	await new Promise<void>(resolve => {
		silent.listen(0, '127.0.0.1', resolve);
	});
	const {port} = silent.address() as AddressInfo;
	const child = spawn(process.execPath, [program, '--endpoint-url', `http://127.0.0.1:${port}`, 'clusters'], {
		cwd: home.directory,
		env: {...home.env, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b'},
		stdio: ['ignore', 'pipe', 'pipe'],
		timeout: 40_000,
		killSignal: 'SIGKILL',
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (data: Buffer) => {
			said += data.toString('utf8');
		});
	}

	const ended = new Promise<number | null>(resolve => {
		child.once('close', resolve);
	});
	await firstRequest;
	child.kill('SIGINT');
	expect([await ended, said]).toEqual([130, 'onduty: stopped by SIGINT\n']);
	silent.closeAllConnections();
	silent.close();
});
