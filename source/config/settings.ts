import {defaultUsageSettings, type UsageSettings} from '../domain/usage/usage-settings.js';

/** What the operator set, with defaults for what he did not. Flags win over it. */
export type Settings = UsageSettings & {
	/** How often the list on screen is read again. Seconds, 2 to 3600. */
	readonly refreshSeconds: number;
	/** How many services are redeployed side by side. */
	readonly waveSize: number;
	/** Names of clusters whose changes must be confirmed by typing the name; `*` stands for any text. */
	readonly protectedClusters: readonly string[];
	/** True makes every session read-only. */
	readonly readOnly: boolean;
	/** Profiles whose sessions are read-only; `*` stands for any text. */
	readonly readOnlyProfiles: readonly string[];
	readonly colour: boolean;
	/** Draw with ASCII alone. */
	readonly ascii: boolean;
	/** New findings ring the terminal's bell, once for all that came together. */
	readonly bell: boolean;
	/** Where the journal of actions is written; a path, absolute. */
	readonly journalFile?: string;
	/** Where folders of evidence are made; a path, absolute. */
	readonly evidenceDir?: string;
};

export const defaultSettings: Settings = {
	refreshSeconds: 10,
	waveSize: 2,
	protectedClusters: [],
	readOnly: false,
	readOnlyProfiles: [],
	colour: true,
	ascii: false,
	...defaultUsageSettings,
	bell: true,
};

/** Returns whether a name fits one of the patterns, where `*` stands for any text; upper and lower case differ. */
export function matchesAny(name: string, patterns: readonly string[]): boolean {
	return patterns.some(pattern => {
		const parts = pattern.split('*').map(part => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${parts.join('.*')}$`, 's').test(name);
	});
}
