import path from 'node:path';
import {createAccount} from '../aws/account.js';
import {listProfiles} from '../aws/profiles.js';
import {resolveRegion} from '../aws/region.js';
import {matchesAny} from '../config/settings.js';
import {type Account, type Scope} from '../domain/account.js';
import {type Clock} from '../domain/clock.js';
import {type Simulator} from '../simulator/simulator.js';
import {createStore} from '../store/create-store.js';
import {createJournal} from '../store/journal-file.js';
import {type Store} from '../store/store.js';
import {deferredAccount} from './deferred-account.js';
import {type Setup} from './setup.js';

/** The account and Region to begin with, and the way to open a store on it or on another. */
export type Session = {
	readonly scope: Scope;
	readonly isDemo: boolean;
	openStore(scope: Scope): Store;
	/** Ends what the session started beside its stores: the simulator of --demo. */
	end(): Promise<void>;
};

export type SessionAnswer =
	| {readonly ok: true; readonly session: Session}
	/** One line: what is wrong and what to type. */
	| {readonly ok: false; readonly message: string};

/** The machine's own time. */
export const machineClock: Clock = {
	now: () => Date.now(),
	after(delayMs, callback) {
		const timer = setTimeout(callback, delayMs);
		return () => clearTimeout(timer);
	},
};

/** Finds out where to go: the simulator for --demo, else the Region of the standard AWS configuration. */
export async function openSession(setup: Setup): Promise<SessionAnswer> {
	return setup.flags.demo ? demoSession(setup) : accountSession(setup);
}

/** The simulator starts with the first request, behind the first frame; its port is not known before. */
function demoSession(setup: Setup): SessionAnswer {
	const scope: Scope = {profile: 'demo', region: 'eu-west-1'};
	// Each demo begins with the same tasks anew: what an earlier one did to them is not so any more.
	const startedAt = machineClock.now();
	let starting: Promise<Simulator> | undefined;
	const started = () => {
		starting ??= import('../simulator/simulator.js').then(({startSimulator}) => startSimulator());
		return starting;
	};

	return {
		ok: true,
		session: {
			scope,
			isDemo: true,
			openStore: wanted =>
				storeOf(
					setup,
					deferredAccount(wanted, async () => {
						const {url: endpointUrl, credentials} = await started();
						return createAccount({...wanted, endpointUrl, credentials, env: setup.streams.env});
					}),
					startedAt,
				),
			async end() {
				const simulator = await starting;
				await simulator?.stop();
			},
		},
	};
}

async function accountSession(setup: Setup): Promise<SessionAnswer> {
	const {flags, streams} = setup;
	const profile = flags.profile ?? (streams.env.AWS_PROFILE || undefined);
	const region = await resolveRegion({profile, region: flags.region, env: streams.env});
	if (!region.ok) {
		return {ok: false, message: (await unknownProfile(profile)) ?? region.error};
	}

	return {
		ok: true,
		session: {
			scope: {
				region: region.region,
				...(flags.profile === undefined ? {} : {profile: flags.profile}),
				...(flags.endpointUrl === undefined ? {} : {endpointUrl: flags.endpointUrl}),
			},
			isDemo: false,
			openStore: scope => storeOf(setup, createAccount({...scope, env: setup.streams.env})),
			end: async () => undefined,
		},
	};
}

/** A missing Region of a profile that does not exist is not the operator's first trouble. */
async function unknownProfile(profile: string | undefined): Promise<string | undefined> {
	if (profile === undefined) {
		return undefined;
	}

	const profiles = await listProfiles();
	if (profiles.includes(profile)) {
		return undefined;
	}

	const known = profiles.length === 0 ? 'it has none' : `it has ${profiles.slice(0, 8).join(', ')}`;
	return `profile "${profile}" is not in the AWS configuration; ${known}`;
}

/** `journalSince`: only what was done from then on (epoch ms) is told of the journal. */
function storeOf(setup: Setup, account: Account, journalSince?: number): Store {
	const {settings, surroundings} = setup;
	const profile = account.scope.profile ?? setup.streams.env.AWS_PROFILE;
	const isReadOnly =
		setup.isReadOnly || (profile !== undefined && matchesAny(profile, settings.readOnlyProfiles));
	// What was done to the simulated account has no place between the changes of real ones.
	const journalName = setup.flags.demo ? 'demo-journal.jsonl' : 'journal.jsonl';
	return createStore({
		account,
		clock: machineClock,
		isReadOnly,
		usageSettings: settings,
		journal: createJournal({
			path: settings.journalFile ?? path.join(surroundings.stateDirectory, journalName),
			since: journalSince,
		}),
	});
}
