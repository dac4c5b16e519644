import {spawn} from 'node:child_process';
import process from 'node:process';
import {type Home, program} from './program.js';

/** A simulator in a process of its own, as `onduty simulate` serves it. */
export type Served = {
	readonly url: string;
	/** What a client needs beside `--endpoint-url`: keys and Region. */
	readonly env: {readonly [name: string]: string};
	/** Stops it; resolves with what it said on exit. */
	stop(): Promise<ServedReport>;
};

export type ServedReport = {
	readonly text: string;
	/** Requests by operation name, e.g. DescribeTasks. */
	readonly calls: ReadonlyMap<string, number>;
	/** All requests. */
	readonly total: number;
};

/** Starts the built program's simulator on a free port; flags as texts, e.g. `['--clock', '20']`. */
export async function serve(home: Home, flags: readonly string[]): Promise<Served> {
	const child = spawn(process.execPath, [program, 'simulate', '--port', '0', ...flags], {
		env: {...home.env},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let said = '';
	const ended = new Promise<number | null>(resolve => child.once('close', code => resolve(code)));
	const ready = new Promise<string>((resolve, reject) => {
		const look = (data: Buffer) => {
			said += data.toString('utf8');
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
			if (url !== undefined && said.includes('\n')) {
				resolve(url);
			}
		};
		child.stdout.on('data', look);
		child.stderr.on('data', look);
		void ended.then(code => reject(new Error(`onduty simulate ended with ${code}: ${said}`)));
	});
	const url = await ready;
	return {
		url,
		env: {
			AWS_ACCESS_KEY_ID: valueIn(said, /\b(?:AWS_ACCESS_KEY_ID=|access key )(\S+)/i) ?? 'simulated',
			AWS_SECRET_ACCESS_KEY: valueIn(said, /\b(?:AWS_SECRET_ACCESS_KEY=|secret )(\S+)/i) ?? 'simulated',
			AWS_REGION: valueIn(said, /\b([a-z]{2}(?:-[a-z]+)+-\d)\b/) ?? 'eu-west-1',
		},
		async stop() {
			const before = said.length;
			child.kill('SIGTERM');
			await ended;
			return reportOf(said.slice(before));
		},
	};
}

function valueIn(text: string, shape: RegExp): string | undefined {
	return shape.exec(text)?.[1];
}

function reportOf(text: string): ServedReport {
	const calls = new Map<string, number>();
	for (const [, name, count] of text.matchAll(/\b([A-Z][A-Za-z]+)[\s:=]+(\d+)\b/g)) {
		calls.set(name!, Number(count));
	}

	return {text, calls, total: [...calls.values()].reduce((sum, count) => sum + count, 0)};
}
