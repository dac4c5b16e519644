import {clean} from './border.js';

/** One section of the AWS configuration, its two files merged as the SDK merges them. */
export type ProfileData = Readonly<Record<string, string | undefined>>;

export type Configuration = {
	readonly profiles: ReadonlyMap<string, ProfileData>;
	/** Names of the [sso-session …] sections. */
	readonly ssoSessions: ReadonlySet<string>;
};

/**
 * Returns what ~/.aws/config and ~/.aws/credentials say (or AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE), read
 * again on every call. Files that can't be read say nothing.
 */
export async function readConfiguration(): Promise<Configuration> {
	const {loadSharedConfigFiles} = await import('@smithy/core/config');
	// The SDK keeps what it read for ever; this refreshes its copy too, which the SSO provider reads.
	const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
	const profiles = new Map<string, ProfileData>();
	const ssoSessions = new Set<string>();
	for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
		const [, kind, ownName] = otherSection.exec(name) ?? [];
		if (kind === undefined) {
			profiles.set(name, {...profiles.get(name), ...section});
		} else if (kind === 'sso-session' && ownName !== undefined) {
			ssoSessions.add(ownName);
		}
	}

	return {profiles, ssoSessions};
}

/** Sections of the config file that are no profiles come with their kind and a dot before their name. */
const otherSection = /^(sso-session|services)\.(.+)$/;

/** Returns each profile's Region, cleaned, by the profile's name. */
export async function readProfiles(): Promise<ReadonlyMap<string, {readonly region?: string}>> {
	const {profiles} = await readConfiguration();
	return new Map(
		[...profiles].map(([name, {region}]) => [name, region === undefined ? {} : {region: clean(region, 40)}]),
	);
}

/** Returns the names of all profiles, sorted, `default` first; empty when there is no configuration. */
export async function listProfiles(): Promise<readonly string[]> {
	const names = [...(await readConfiguration()).profiles.keys()].map(name => clean(name, 128));
	return names.sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b, 'en'));
}
