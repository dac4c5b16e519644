import {execFile, spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {promisify} from 'node:util';
import {freePort} from './free-port.js';
import {root} from './program.js';

/** A moto server with a small account in it: a foreign AWS that no one here wrote. */
export type Moto = {
	readonly url: string;
	readonly region: string;
	readonly env: {readonly [name: string]: string};
	/** One ECS request, answered by moto itself: not through our code, nor the SDK. */
	ecs(operation: string, input: object): Promise<{readonly [member: string]: unknown}>;
	stop(): Promise<void>;
};

const region = 'eu-west-1';

/** Where the scripts are that the projects around onduty share; ONDUTY_SHARED overrides. */
export function sharedFolder(): string {
	return process.env.ONDUTY_SHARED ?? path.resolve(root, '../shared');
}

/** Starts moto on a free port of 127.0.0.1 and fills it. Throws with the reason when the machine lacks a part. */
export async function startMoto(): Promise<Moto> {
	const python = process.env.ONDUTY_PYTHON ?? 'python3';
	const seed = path.join(sharedFolder(), 'tools/seed_moto.py');
	if (!existsSync(seed)) {
		throw new Error(`${seed} is missing; set ONDUTY_SHARED to the shared folder`);
	}

	const port = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	server.stderr.on('data', (data: Buffer) => {
		said = (said + data.toString('utf8')).slice(-2000);
	});
	const ended = new Promise<void>(resolve => {
		server.once('error', error => {
			said += error.message;
			resolve();
		});
		server.once('close', () => resolve());
	});
	try {
		await Promise.race([
			answers(url),
			ended.then(() => {
				throw new Error(`moto did not start: ${said}; pip install 'moto[server]', or set ONDUTY_PYTHON`);
			}),
		]);
		await promisify(execFile)(python, [seed, '--endpoint', url, '--region', region, '--minutes', '1']);
	} catch (error) {
		server.kill('SIGKILL');
		throw error;
	}

	return {
		url,
		region,
		env: {AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing', AWS_REGION: region},
		async ecs(operation, input) {
			const response = await fetch(url, {
				method: 'POST',
				headers: {
					'content-type': 'application/x-amz-json-1.1',
					'x-amz-target': `AmazonEC2ContainerServiceV20141113.${operation}`,
					authorization: `AWS4-HMAC-SHA256 Credential=testing/20260101/${region}/ecs/aws4_request, SignedHeaders=host, Signature=0`,
				},
				body: JSON.stringify(input),
			});
			// The shapes are AWS's own; each test looks at the members that it names.
			return (await response.json()) as {readonly [member: string]: unknown};
		},
		async stop() {
			server.kill('SIGTERM');
			await ended;
		},
	};
}

/** Resolves once the server answers; polls, since moto says nothing when it is ready. */
async function answers(url: string): Promise<void> {
	const deadline = Date.now() + 60_000;
	while (Date.now() < deadline) {
		const response = await fetch(`${url}/moto-api/data.json`).catch(() => undefined);
		if (response?.ok) {
			return;
		}

		await new Promise(resolve => setTimeout(resolve, 200));
	}

	throw new Error(`moto does not answer on ${url}`);
}
