import {readFileSync} from 'node:fs';
import {loadSettings} from '../config/load.js';
import {surroundingsOf} from './environment.js';
import {type Invocation, type Printing, parseArguments} from './options.js';
import {printLine} from './print.js';
import {type Setup} from './setup.js';
import {type Streams} from './streams.js';

/** Does what the arguments ask and returns the exit code: 0 well, 1 faults found, 2 could not tell or can't be done. */
export async function main(streams: Streams): Promise<number> {
	const version = readVersion();
	const invocation = parseArguments(streams.argv, version);
	switch (invocation.kind) {
		case 'say': {
			streams.giveBack?.();
			const isHelp = invocation.exitCode === 0;
			await printLine(isHelp ? streams.stdout : streams.stderr, invocation.text);
			return invocation.exitCode;
		}

		case 'simulate': {
			const {simulate} = await import('./simulate.js');
			return simulate(streams, invocation.simulate);
		}

		case 'list':
		case 'usage':
		case 'findings':
		case 'finding':
		case 'evidence':
		case 'doctor':
		case 'console':
			return withSettings(streams, invocation, version);
		default:
			return invocation satisfies never;
	}
}

async function withSettings(
	streams: Streams,
	invocation: Printing | Extract<Invocation, {kind: 'console'}>,
	version: string,
): Promise<number> {
	const {flags} = invocation;
	const surroundings = surroundingsOf(streams.env, streams.homeDirectory);
	const loaded = await loadSettings(surroundings.configDirectory);
	if (!loaded.ok) {
		streams.giveBack?.();
		await printLine(streams.stderr, `onduty: ${loaded.message}\n`);
		return 2;
	}

	const {settings} = loaded;
	const setup: Setup = {
		streams,
		flags,
		surroundings,
		settings,
		isReadOnly: flags.readOnly || surroundings.isReadOnly || settings.readOnly,
		version,
	};
	try {
		return await run(setup, invocation);
	} catch (error) {
		// Expected failures are values: what arrives here is a bug, and its stack helps nobody in an incident.
		const {bugCode, crashLine} = await import('./crash.js');
		streams.giveBack?.();
		const place = {directory: surroundings.stateDirectory, now: Date.now(), version};
		await printLine(streams.stderr, crashLine(error, place));
		return bugCode;
	}
}

async function run(
	setup: Setup,
	invocation: Printing | Extract<Invocation, {kind: 'console'}>,
): Promise<number> {
	const {streams} = setup;
	if (invocation.kind !== 'console') {
		const {printCommand} = await import('./print-list.js');
		return printCommand(setup, invocation);
	}

	if (!streams.stdin.isTTY || !streams.stdout.isTTY) {
		const {printOverview} = await import('./print-list.js');
		return printOverview(setup);
	}

	const {openConsole} = await import('./console.js');
	return openConsole(setup);
}

/** The version stands in one place: the package.json beside the program, in the repository and in dist/ alike. */
function readVersion(): string {
	for (const file of ['../package.json', '../../package.json', './package.json']) {
		try {
			// Our own file, written by our own build.
			const parsed = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as {version?: string};
			if (parsed.version) {
				return parsed.version;
			}
		} catch {
			// Not there: the next place is tried, the bundle and the sources lie at different depths.
		}
	}

	return 'unknown';
}
