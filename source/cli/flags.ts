export type Output = 'table' | 'json' | 'csv';

/** What the command line says about the account and the screen. */
export type Flags = {
	readonly profile?: string;
	readonly region?: string;
	readonly endpointUrl?: string;
	readonly readOnly: boolean;
	readonly demo: boolean;
	readonly cluster?: string;
	readonly refreshSeconds?: number;
	readonly colour: boolean;
	readonly ascii: boolean;
};
