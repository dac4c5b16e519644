import {type Settings} from './settings.js';

type SettingSchema = {
	readonly type: string;
	readonly description: string;
	readonly [keyword: string]: unknown;
};

const patterns = {type: 'array', items: {type: 'string', minLength: 1, maxLength: 255}, maxItems: 100};

/** The JSON Schema of each key of the configuration file; the table of the README says the same. */
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
	logsPricePerGb: {
		type: 'number',
		minimum: 0,
		maximum: 1,
		description:
			'what a query of CloudWatch Logs costs for each GB that it scans, in the currency of your prices: the default is US dollars',
	},
	usageCeilingMbPerHour: {
		type: 'number',
		minimum: 1,
		maximum: 10_000_000,
		description: 'MB that queries may scan within an hour before the usage pane pauses',
	},
	fargatePrice: {
		type: 'object',
		properties: {
			vcpuHour: {type: 'number', minimum: 0, maximum: 100},
			gbHour: {type: 'number', minimum: 0, maximum: 100},
		},
		required: ['vcpuHour', 'gbHour'],
		additionalProperties: false,
		description: 'what Fargate costs an hour: `{"vcpuHour": …, "gbHour": …}`; without it no price is said',
	},
	sizeMarginPercent: {
		type: 'number',
		minimum: 0,
		maximum: 90,
		description: 'percent of a task’s memory and CPU that shall stay free',
	},
	evidenceDir: {type: 'string', minLength: 1, description: 'where folders of evidence are made'},
} as const satisfies Record<keyof Settings, SettingSchema>;
