import path from 'node:path';
import {render} from 'ink';
import {listProfiles, readProfiles} from '../aws/profiles.js';
import {knownRegions} from '../aws/region.js';
import {matchesAny} from '../config/settings.js';
import {type Host} from '../ui/host.js';
import {runConsole} from '../ui/run-console.js';
import {stopUntilContinued} from '../ui/terminal.js';
import {bugCode, crashLine, isHangup} from './crash.js';
import {exportFile} from './export-file.js';
import {printLine} from './print.js';
import {machineClock, openSession, type Session} from './session.js';
import {type Setup} from './setup.js';
import {signalCodes} from './signals.js';
import {holdYoungGeneration} from './young-generation.js';

/** Runs the full screen until the operator leaves, a signal ends it or a bug stops it; the terminal comes back clean. */
export async function openConsole(setup: Setup): Promise<number> {
	const {streams, surroundings, version} = setup;
	const answer = await openSession(setup);
	if (!answer.ok) {
		streams.giveBack?.();
		await printLine(streams.stderr, `onduty: ${answer.message}\n`);
		return 2;
	}

	holdYoungGeneration();
	const {session} = answer;
	const leave = new AbortController();
	let exitCode = 0;
	let bug: unknown;
	const end = (code: number, error?: unknown) => {
		const hasHungUp = isHangup(error);
		exitCode = hasHungUp ? signalCodes.SIGHUP : code;
		bug ??= hasHungUp ? undefined : error;
		leave.abort();
	};
	for (const [signal, code] of Object.entries(signalCodes)) {
		// Not `once`: Ink's signal-exit kills the process at once where nobody else listens any more, and the journal
		// would lack how the actions ended. Whoever asks twice does not want to wait for that.
		streams.process.on(signal, () => (leave.signal.aborted ? streams.process.exit(code) : end(code)));
	}

	// A rejected promise reaches the first one as well.
	streams.process.on('uncaughtException', error => end(bugCode, error));

	// Ink starts to draw where the cursor is, and terminals ignore a second entry to the alternate screen.
	streams.stdout.write('\u001B[2J\u001B[H');
	try {
		await runConsole(hostOf(setup, session, leave.signal), render);
	} catch (error) {
		end(bugCode, error);
	}

	await session.end();
	if (bug !== undefined) {
		const place = {directory: surroundings.stateDirectory, now: Date.now(), version};
		await printLine(streams.stderr, crashLine(bug, place));
	}

	return exitCode;
}

function hostOf(setup: Setup, session: Session, signal: AbortSignal): Host {
	const {streams, flags, settings, surroundings} = setup;
	const refreshSeconds = flags.refreshSeconds ?? settings.refreshSeconds;
	return {
		scope: session.scope,
		openStore: session.openStore,
		settings: {
			hasColour: flags.colour && settings.colour && surroundings.colour,
			isAscii: flags.ascii || settings.ascii || surroundings.ascii,
			rings: settings.bell,
			refreshMs: refreshSeconds * 1000,
			waveSize: settings.waveSize,
			isProtected: name => matchesAny(name, settings.protectedClusters),
			evidence: {
				directory: path.resolve(settings.evidenceDir ?? path.join(surroundings.dataDirectory, 'evidence')),
				version: setup.version,
			},
		},
		listProfiles,
		regionOf: async profile => (await readProfiles()).get(profile)?.region,
		regions: knownRegions,
		write(sequence) {
			streams.stdout.write(sequence);
		},
		exportFile,
		stop: () => stopUntilContinued(streams.process),
		clock: machineClock,
		multiplexer: surroundings.multiplexer,
		version: setup.version,
		isDemo: session.isDemo,
		cluster: flags.cluster,
		size: {columns: streams.stdout.columns, rows: streams.stdout.rows},
		signal,
	};
}
