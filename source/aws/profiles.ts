import {clean} from './border.js';

/** One section of the AWS configuration, its two files merged as the SDK merges them. */
export type ProfileData = Readonly<Record<string, string | undefined>>;

/**
 * Returns the profiles of ~/.aws/config and ~/.aws/credentials (or of AWS_CONFIG_FILE and
 * AWS_SHARED_CREDENTIALS_FILE), read again on every call. Files that can't be read have no profiles.
 */
export async function readProfiles(): Promise<ReadonlyMap<string, ProfileData>> {
	const {loadSharedConfigFiles} = await import('@smithy/core/config');
	// The SDK keeps what it read for ever; this refreshes its copy too, which the SSO provider reads.
	const {configFile, credentialsFile} = await loadSharedConfigFiles({ignoreCache: true});
	const profiles = new Map<string, ProfileData>();
	for (const [name, section] of [...Object.entries(configFile), ...Object.entries(credentialsFile)]) {
		if (!otherSection.test(name)) {
			profiles.set(name, {...profiles.get(name), ...section});
		}
	}

	return profiles;
}

/** Sections of the config file that are no profiles come with their kind and a dot in the name. */
const otherSection = /^(sso-session|services)\./;

/** Returns the names of all profiles, sorted, `default` first; empty when there is no configuration. */
export async function listProfiles(): Promise<readonly string[]> {
	const names = [...(await readProfiles()).keys()].map(name => clean(name, 128));
	return names.sort((a, b) => Number(b === 'default') - Number(a === 'default') || a.localeCompare(b, 'en'));
}
