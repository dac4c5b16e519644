import {runOverview} from '../commands/overview.js';
import {type Printed} from '../commands/printed.js';
import {runDoctor} from '../commands/run-doctor.js';
import {runList} from '../commands/run-list.js';
import {type Invocation} from './options.js';
import {printLine} from './print.js';
import {machineClock, openSession, type Session} from './session.js';
import {type Setup} from './setup.js';

/** A script must end: after this the rows that came are printed, and the exit code says that some did not. */
const deadlineMs = 600_000;

/** Prints one list and returns the exit code that it means. */
export async function printList(
	setup: Setup,
	invocation: Extract<Invocation, {kind: 'list'}>,
): Promise<number> {
	const {view, output, faultsOnly, flags} = invocation;
	return printed(setup, session =>
		runList({...readingOf(setup, session), view, output, faultsOnly, cluster: flags.cluster}),
	);
}

/** Prints usage, or whether task sizes will do, and returns the exit code that it means. */
export async function printUsage(
	setup: Setup,
	{flags, ...asked}: Extract<Invocation, {kind: 'usage'}>,
): Promise<number> {
	return printed(setup, session => runList({...readingOf(setup, session), ...asked, cluster: flags.cluster}));
}

/** Prints what the doctor says and returns the exit code that it means. */
export async function printDoctor(
	setup: Setup,
	invocation: Extract<Invocation, {kind: 'doctor'}>,
): Promise<number> {
	const {output, service, task, flags} = invocation;
	return printed(setup, session =>
		runDoctor({...readingOf(setup, session), output, service, task, cluster: flags.cluster}),
	);
}

/** Prints what the console would show first; for pipes and CI, where there is no terminal to draw on. */
export async function printOverview(setup: Setup): Promise<number> {
	return printed(setup, session => runOverview(readingOf(setup, session)));
}

async function printed(setup: Setup, run: (session: Session) => Promise<Printed>): Promise<number> {
	const {stdout, stderr} = setup.streams;
	const answer = await openSession(setup);
	if (!answer.ok) {
		await printLine(stderr, `onduty: ${answer.message}\n`);
		return 2;
	}

	const {text, errorText, exitCode} = await run(answer.session);
	await printLine(stdout, text);
	await printLine(stderr, errorText);
	await answer.session.end();
	return exitCode;
}

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
