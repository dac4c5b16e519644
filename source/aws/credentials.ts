import {type Failure} from '../domain/failure.js';
import {clean} from './border.js';
import {credentialFailure} from './credential-failure.js';
import {startDeadline, unlessAborted} from './deadline.js';
import {type ProfileData, readConfiguration} from './profiles.js';

// A type by import(), which loads nothing; `import {type X}` would leave an empty import behind.
type Provider = ReturnType<typeof import('@aws-sdk/credential-providers').fromEnv>;

/** The SDK's own type of a login: keys, and when they end. */
export type AwsCredentials = Awaited<ReturnType<Provider>>;

type Result =
	| {readonly ok: true; readonly value: AwsCredentials}
	| {readonly ok: false; readonly failure: Failure};

export type CredentialsInit = {
	readonly profile?: string;
	readonly region: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly now: () => number;
	/** How long one call waits for a login; a credential_process may need seconds. */
	readonly deadlineMs: number;
};

export type Credentials = {
	/** Returns credentials that are good for the next minutes, or why there are none; never later than the deadline. */
	get(signal: AbortSignal): Promise<Result>;
	/** The credentials last read, for the signer; throws when there are none, which only a bug can cause. */
	held(): AwsCredentials;
	expireAt(): number | undefined;
	forget(): void;
};

/** The SDK looks anew on every request, and a silent instance metadata service costs 2 s each time (stack.md §5). */
const rememberFailureMs = 10_000;

/** Fresh ones are fetched while the old still work. */
const refreshBeforeMs = 5 * 60_000;

/** Returns one account's login: read once, shared by all calls, failures remembered for a while. */
export function createCredentials(init: CredentialsInit): Credentials {
	let value: AwsCredentials | undefined;
	let failed: {readonly failure: Failure; readonly at: number} | undefined;
	let loading: Promise<Result> | undefined;
	let generation = 0;

	const msLeft = (): number => (value?.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - init.now();

	/** Goes on when nobody waits any more: a slow login that ends well after the deadline is still good. */
	async function load(ofGeneration: number): Promise<Result> {
		const result = await readCredentials(init);
		if (ofGeneration === generation) {
			loading = undefined;
			value = result.ok ? result.value : value;
			failed = result.ok ? undefined : {failure: result.failure, at: init.now()};
		}

		return result;
	}

	async function get(signal: AbortSignal): Promise<Result> {
		if (value && msLeft() > refreshBeforeMs) {
			return {ok: true, value};
		}

		const isFailureRecent = failed !== undefined && init.now() - failed.at < rememberFailureMs;
		const result: Result =
			failed && isFailureRecent ? {ok: false, failure: failed.failure} : await loadInTime(signal);
		return !result.ok && value && msLeft() > 0 ? {ok: true, value} : result;
	}

	async function loadInTime(signal: AbortSignal): Promise<Result> {
		loading ??= load(generation);
		const deadline = startDeadline(signal, init.deadlineMs);
		try {
			const result = await unlessAborted(loading, deadline.signal);
			return result ?? {ok: false, failure: deadline.hasPassed() ? tooLate(init.deadlineMs) : cancelled};
		} finally {
			deadline.clear();
		}
	}

	return {
		get,
		held() {
			if (!value) {
				throw new Error('a request was signed before its credentials were read');
			}

			return value;
		},
		expireAt: () => value?.expiration?.getTime(),
		forget() {
			generation += 1;
			value = undefined;
			failed = undefined;
			loading = undefined;
		},
	};
}

const cancelled: Failure = {kind: 'cancelled', message: 'nobody waits for this any more'};

function tooLate(deadlineMs: number): Failure {
	return {kind: 'timeout', message: `the login brought no credentials within ${deadlineMs / 1000} s`};
}

async function readCredentials(init: CredentialsInit): Promise<Result> {
	try {
		return await lookUp(init);
	} catch (error) {
		return {ok: false, failure: credentialFailure(error)};
	}
}

/**
 * Looks where the AWS CLI looks, in its order: keys in the environment unless a profile was named, then the profile,
 * then container and instance. A profile that names a source is final: the SDK's own chain would go on to the
 * instance's role when the profile's login fails, and show another account than the one asked for.
 */
async function lookUp(init: CredentialsInit): Promise<Result> {
	const providers = await import('@aws-sdk/credential-providers');
	const options = {logger: silentLogger};
	if (init.profile === undefined && init.env.AWS_ACCESS_KEY_ID && init.env.AWS_SECRET_ACCESS_KEY) {
		return {ok: true, value: await providers.fromEnv(options)()};
	}

	const named = init.profile ?? (init.env.AWS_PROFILE || undefined);
	const {profiles, ssoSessions} = await readConfiguration();
	const profile = profiles.get(named ?? 'default');
	if (named !== undefined && profile === undefined) {
		return badProfile(`profile ${clean(named, 128)} is not in the AWS configuration`);
	}

	const session = profile?.sso_session;
	if (session !== undefined && !ssoSessions.has(session)) {
		// The SDK fails on this with a TypeError.
		return badProfile(
			`the SSO session ${clean(session, 128)} of the profile is not in the AWS configuration`,
		);
	}

	const caller = {callerClientConfig: {region: async () => init.region, logger: silentLogger}};
	if (profile && hasSource(profile)) {
		return {ok: true, value: await providers.fromIni({...options, profile: named ?? 'default'})(caller)};
	}

	const chain = providers.fromNodeProviderChain(named === undefined ? options : {...options, profile: named});
	return {ok: true, value: await chain(caller)};
}

function badProfile(message: string): Result {
	return {ok: false, failure: {kind: 'bad-profile', message}};
}

/** What makes a profile a login, by the SDK's resolveProfileData. */
const sources = [
	'aws_access_key_id',
	'role_arn',
	'credential_process',
	'sso_session',
	'sso_start_url',
	'sso_account_id',
	'web_identity_token_file',
	'login_session',
];

function hasSource(profile: ProfileData): boolean {
	return sources.some(source => profile[source] !== undefined);
}

const ignore = (): void => undefined;

/** The SDK writes warnings to the console unless it is given a logger; they would tear the screen. */
export const silentLogger = withoutInfo({trace: ignore, debug: ignore, warn: ignore, error: ignore});

/**
 * The SDK's type asks for `info`, its code does not: with one it filters every answer for a log that nobody keeps,
 * which took a sixth of the CPU of a large account's first minutes.
 */
function withoutInfo<T extends object>(logger: T): T & {info(): void} {
	return logger as T & {info(): void};
}
