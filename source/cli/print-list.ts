import path from 'node:path';
import {runOverview} from '../commands/overview.js';
import {type Printed} from '../commands/printed.js';
import {runDoctor} from '../commands/run-doctor.js';
import {runEvidence} from '../commands/run-evidence.js';
import {runFinding} from '../commands/run-finding.js';
import {runFindings} from '../commands/run-findings.js';
import {runList} from '../commands/run-list.js';
import {type Printing} from './options.js';
import {printLine} from './print.js';
import {machineClock, openSession, type Session} from './session.js';
import {type Setup} from './setup.js';
import {firstSignal, type Stopped} from './signals.js';

/** A script must end: after this the rows that came are printed, and the exit code says that some did not. */
const deadlineMs = 600_000;

/** Prints what was asked for and returns the exit code that it means. */
export async function printCommand(setup: Setup, invocation: Printing): Promise<number> {
	return printed(setup, reading => runCommand(setup, invocation, reading));
}

async function runCommand(setup: Setup, invocation: Printing, reading: Reading): Promise<Printed> {
	const {cluster} = invocation.flags;
	switch (invocation.kind) {
		case 'list':
		case 'usage':
			return runList({...reading, ...invocation, cluster});
		case 'doctor':
			return runDoctor({...reading, ...invocation, cluster});
		case 'findings':
			return runFindings({...reading, ...invocation, cluster});
		case 'finding':
			return runFinding({...reading, ...invocation});
		case 'evidence':
			return runEvidence({
				...reading,
				id: invocation.id,
				directory: path.resolve(invocation.directory),
				version: setup.version,
				onProgress: line => void setup.streams.stderr.write(`${line}\n`),
			});
	}
}

/** Prints what the console would show first; for pipes and CI, where there is no terminal to draw on. */
export async function printOverview(setup: Setup): Promise<number> {
	return printed(setup, runOverview);
}

async function printed(setup: Setup, run: (reading: Reading) => Promise<Printed>): Promise<number> {
	const {stdout, stderr} = setup.streams;
	const answer = await openSession(setup);
	if (!answer.ok) {
		await printLine(stderr, `onduty: ${answer.message}\n`);
		return 2;
	}

	const reading = readingOf(setup, answer.session);
	const stopped = firstSignal(setup.streams);
	const ended = await Promise.race([run(reading), stopped]);
	const cut = 'text' in ended ? await printLine(stdout, ended.text) : undefined;
	if ('text' in ended) {
		await printLine(stderr, ended.errorText);
	}

	if (cut !== undefined) {
		await printLine(stderr, `onduty: the output could not be written whole: ${cut}\n`);
	}

	// Queries under way are stopped, the journal is whole, and no timer keeps the process from ending.
	await reading.store.close();
	if ('signal' in ended) {
		await printLine(stderr, stoppedLine(ended, reading));
	}

	await answer.session.end();
	// What nobody could read tells nothing of the account: that is no fault found, and no pass.
	return 'signal' in ended ? ended.code : cut === undefined ? ended.exitCode : 2;
}

/** What was written is whole, or nothing is there: which of the two is told. */
function stoppedLine({signal}: Stopped, {store}: Reading): string {
	const [run] = store.snapshot().runs;
	const became = run?.steps.find(({detail}) => detail !== '')?.detail;
	return `onduty: stopped by ${signal}${became === undefined ? '' : `: ${became}`}\n`;
}

type Reading = ReturnType<typeof readingOf>;

function readingOf(setup: Setup, session: Session) {
	const {streams, flags, surroundings, settings} = setup;
	return {
		store: session.openStore(session.scope),
		now: machineClock.now,
		deadlineMs,
		width: streams.stdout.isTTY ? streams.stdout.columns : undefined,
		isAscii: flags.ascii || settings.ascii || surroundings.ascii,
	};
}
