import {type AwsCredentials, type silentLogger} from './credentials.js';

// A type by import(): `import {type X}` would leave an empty import behind, and load the SDK with this file.
type Handler = import('@smithy/node-http-handler').NodeHttpHandler;

/** What every client is made with. One attempt: the store retries, under its budget. */
export type ClientSettings = {
	readonly region: string;
	readonly profile?: string;
	readonly endpoint?: string;
	readonly credentials: () => Promise<AwsCredentials>;
	readonly requestHandler: Handler;
	readonly maxAttempts: number;
	readonly retryMode: string;
	readonly logger: typeof silentLogger;
	readonly userAgentAppId: string;
};
