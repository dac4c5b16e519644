import {type Settings} from './settings.js';

type SettingSchema = {
	readonly type: string;
	readonly description: string;
	readonly [keyword: string]: unknown;
};

const patterns = {type: 'array', items: {type: 'string', minLength: 1, maxLength: 255}, maxItems: 100};

/** The JSON Schema of each key of the configuration file; the docs table is made of its descriptions. */
export const settingsSchema = {
	refreshSeconds: {
		type: 'number',
		minimum: 2,
		maximum: 3600,
		description: 'how often the list on screen is read again, in seconds',
	},
	waveSize: {
		type: 'integer',
		minimum: 1,
		maximum: 50,
		description: 'how many services are redeployed side by side',
	},
	protectedClusters: {
		...patterns,
		description: 'clusters whose changes are confirmed by typing the name; `*` stands for any text',
	},
	readOnly: {type: 'boolean', description: 'every session is read-only'},
	readOnlyProfiles: {...patterns, description: 'profiles whose sessions are read-only'},
	colour: {type: 'boolean', description: 'false draws without colour, as NO_COLOR does'},
	ascii: {type: 'boolean', description: 'true draws with ASCII alone'},
	bell: {type: 'boolean', description: 'false keeps the terminal silent when findings come'},
	journalFile: {type: 'string', minLength: 1, description: 'where the journal of actions is written'},
	evidenceDir: {type: 'string', minLength: 1, description: 'where folders of evidence are made'},
} as const satisfies Record<keyof Settings, SettingSchema>;
