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
	/** Requests by operation name, e.g. ecs:DescribeTasks. */
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
		env: Object.fromEntries(
			[...said.matchAll(/\b(AWS_[A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
		),
		async stop() {
			const before = said.length;
			child.kill('SIGTERM');
			await ended;
			return reportOf(said.slice(before));
		},
	};
}

/** Reads lines such as `ecs:DescribeTasks  12  2 throttled`. */
function reportOf(text: string): ServedReport {
	const calls = new Map(
		[...text.matchAll(/^(\w+:\w+)\s+(\d+)/gm)].map(([, name, count]) => [name!, Number(count)]),
	);
	return {text, calls, total: Number(/^total\s+(\d+)/m.exec(text)?.[1] ?? 0)};
}
