import {readFileSync} from 'node:fs';
import {makeHome, openProgram} from '../../test/support/program.js';
import {serve} from '../../test/support/simulate.js';
import {type Terminal} from '../../test/support/terminal.js';
import {quiet} from '../quiet.js';
import {type Result, resultOf} from '../stats.js';

const presses = 30;
const rounds = 5;

/** 10,000 findings of ninety days: what the first page takes, then keys and memory with all of the open ones held. */
export async function findings(): Promise<readonly Result[]> {
	return [...(await firstPage()), ...(await scrolling())];
}

/** From `4` to a screen full of findings, at 20 ms for each answer; GuardDuty's calls until then. */
async function firstPage(): Promise<readonly Result[]> {
	const times: number[] = [];
	const calls: number[] = [];
	for (let round = 0; round < rounds; round++) {
		const home = makeHome();
		const simulator = await serve(home, [
			'--scenario',
			'findings-many',
			'--latency',
			'20',
			'--clock',
			'0.001',
		]);
		const startedAt = performance.now();
		const terminal = openProgram({
			home,
			args: ['--endpoint-url', simulator.url],
			env: simulator.env,
			columns: 120,
			rows: 40,
		});
		// As fast as a script presses: the first frame is there, the first answer is not.
		await terminal.waitFor('4 Findings');
		terminal.press('4');
		await terminal.waitFor(
			screen => screen.filter(line => /^[▸ ] {2}(?:High|Critical) /.test(line)).length > 20,
		);
		times.push(performance.now() - startedAt);
		await terminal.dispose();
		const {calls: byName} = await simulator.stop();
		calls.push(
			['ListFindings', 'GetFindings'].reduce((sum, name) => sum + (byName.get(`guardduty:${name}`) ?? 0), 0),
		);
		home.remove();
	}

	return [
		resultOf('10,000 findings: from exec to their first page', times, 'ms'),
		// The first page takes one of each, which test/store/reads/findings.test.ts holds; the next ones are on their way.
		resultOf('10,000 findings: ListFindings and GetFindings sent by then', calls, 'calls'),
	];
}

async function scrolling(): Promise<readonly Result[]> {
	const home = makeHome();
	const simulator = await serve(home, ['--scenario', 'findings-many', '--clock', '0.001']);
	const terminal = openProgram({
		home,
		args: ['--endpoint-url', simulator.url, '--refresh', '3600'],
		env: simulator.env,
		columns: 200,
		rows: 50,
	});
	await terminal.waitFor('4 Findings');
	terminal.press('4');
	const startedAt = performance.now();
	// The count loses its + when all pages are listed and described.
	await terminal.waitFor(/ \d+\/\d{4}\s*$/m, 600_000);
	const seconds = Math.round((performance.now() - startedAt) / 1000);
	terminal.press('p');
	await quiet(terminal, 2000);
	const down = await measure(terminal, 'j', presses);
	const page = await measure(terminal, 'ctrl-f', presses);
	// What the filter leaves changes with each letter: the whole list is searched.
	terminal.press('/');
	await quiet(terminal, 500);
	const filter: Measured[] = [];
	for (const letter of 'noisy-03 reverse') {
		filter.push(await measurePress(terminal, letter === ' ' ? 'space' : letter));
	}

	const resident = residentMiB(terminal.pid);
	await terminal.dispose();
	await simulator.stop();
	home.remove();
	return [
		resultOf('8,000 open findings, 200x50, j: bytes', bytesOf(down), 'B', 1100),
		resultOf('8,000 open findings, j: time to the last byte', msOf(down), 'ms', 20),
		resultOf('8,000 open findings, a page down: bytes', bytesOf(page), 'B'),
		resultOf('8,000 open findings, a page down: time to the last byte', msOf(page), 'ms'),
		resultOf('8,000 open findings, a letter of a filter: time to the last byte', msOf(filter), 'ms', 100),
		{
			what: '8,000 open findings: resident memory',
			measured: `${resident} MiB`,
			spread: `all of them held after ${seconds} s`,
			goal: '< 250 MB',
			isMet: resident * 1.048576 < 250,
		},
	];
}

type Measured = {readonly bytes: number; readonly ms: number};

const bytesOf = (all: readonly Measured[]) => all.map(({bytes}) => bytes);
const msOf = (all: readonly Measured[]) => all.map(({ms}) => ms);

async function measure(terminal: Terminal, key: string, times: number): Promise<readonly Measured[]> {
	const all: Measured[] = [];
	for (let press = 0; press < times; press++) {
		all.push(await measurePress(terminal, key));
	}

	return all;
}

/** The bytes that a key brings, and how long it is to the last of them. What comes later is not the key's. */
async function measurePress(terminal: Terminal, key: string): Promise<Measured> {
	const before = terminal.bytes();
	const startedAt = performance.now();
	terminal.press(key);
	await terminal.nextOutput();
	const lastAt = await quiet(terminal, 150);
	return {bytes: terminal.bytes() - before, ms: lastAt - startedAt};
}

function residentMiB(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
