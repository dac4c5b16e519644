import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {freePort} from './free-port.js';
import {sharedFolder} from './moto.js';

/** What the checker found in one request or answer. */
export type Verdict = {readonly level: 'ERROR' | 'WARN'; readonly where: string; readonly what: string};

export type JudgedCall = {
	readonly service: string | null;
	readonly operation: string | null;
	readonly status: number;
	readonly verdicts: readonly Verdict[];
};

/** A proxy that judges every request and answer by the official models of the AWS API. */
export type ConformProxy = {
	readonly url: string;
	/** All calls so far. */
	calls(): Promise<readonly JudgedCall[]>;
	stop(): Promise<void>;
};

/** Starts the proxy in front of a URL. Throws with the reason when the machine lacks a part. */
export async function startConformProxy(upstream: string): Promise<ConformProxy> {
	const script = path.join(sharedFolder(), 'tools/conform.py');
	if (!existsSync(script)) {
		throw new Error(`${script} is missing; set ONDUTY_SHARED to the shared folder`);
	}

	const python = process.env.ONDUTY_PYTHON ?? 'python3';
	const folder = await mkdtemp(path.join(tmpdir(), 'onduty-conform-'));
	const log = path.join(folder, 'calls.jsonl');
	const port = await freePort();
	const address = `127.0.0.1:${port}`;
	const proxy = spawn(python, [script, 'proxy', '--listen', address, '--upstream', upstream, '--log', log], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	proxy.stderr.on('data', (data: Buffer) => {
		said = (said + data.toString('utf8')).slice(-2000);
	});
	const ended = new Promise<void>(resolve => {
		proxy.once('error', error => {
			said += error.message;
			resolve();
		});
		proxy.once('close', () => resolve());
	});
	try {
		await Promise.race([
			answers(port),
			ended.then(() => {
				throw new Error(`conform.py did not start: ${said}; pip install botocore, or set ONDUTY_PYTHON`);
			}),
		]);
	} catch (error) {
		proxy.kill('SIGKILL');
		throw error;
	}

	return {
		url: `http://${address}`,
		async calls() {
			const lines = (await readFile(log, 'utf8')).split('\n').filter(line => line !== '');
			return lines.map(judged);
		},
		async stop() {
			proxy.kill('SIGTERM');
			await ended;
			await rm(folder, {recursive: true});
		},
	};
}

type LogLine = {
	readonly service: string | null;
	readonly op: string | null;
	readonly status: number;
	readonly checker?: string;
	readonly request?: readonly (readonly [string, string, string])[];
	readonly response?: readonly (readonly [string, string, string])[];
};

function judged(line: string): JudgedCall {
	// The log's shape is conform.py's own.
	const {service, op, status, checker, request = [], response = []} = JSON.parse(line) as LogLine;
	const verdicts: Verdict[] = [];
	for (const [level, where, what] of [...request, ...response]) {
		if (level === 'ERROR' || level === 'WARN') {
			verdicts.push({level, where, what});
		}
	}

	if (checker !== undefined) {
		verdicts.push({level: 'ERROR', where: 'checker', what: checker});
	}

	return {service, operation: op, status, verdicts};
}

/** Resolves once something listens; polls, since the proxy says nothing when it is ready. */
async function answers(port: number): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (Date.now() < deadline) {
		const isOpen = await new Promise<boolean>(resolve => {
			const socket = connect(port, '127.0.0.1', () => {
				socket.destroy();
				resolve(true);
			});
			socket.once('error', () => resolve(false));
		});
		if (isOpen) {
			return;
		}

		await new Promise(resolve => setTimeout(resolve, 100));
	}

	throw new Error(`conform.py does not listen on ${port}`);
}
