import {type ClientSettings} from './client-settings.js';
import {type AwsCredentials, silentLogger} from './credentials.js';

// Types by import(): `import {type X}` would leave an empty import behind, and load the SDK with this file.
type Ecs = import('@aws-sdk/client-ecs').ECSClient;
type GuardDuty = import('@aws-sdk/client-guardduty').GuardDutyClient;
type Sts = import('@aws-sdk/client-sts').STSClient;
type Ec2 = import('@aws-sdk/client-ec2').EC2Client;
type Iam = import('@aws-sdk/client-iam').IAMClient;
type CloudTrail = import('@aws-sdk/client-cloudtrail').CloudTrailClient;
type CloudWatchLogs = import('@aws-sdk/client-cloudwatch-logs').CloudWatchLogsClient;
type EventBridge = import('@aws-sdk/client-eventbridge').EventBridgeClient;
type SecurityHub = import('@aws-sdk/client-securityhub').SecurityHubClient;
type Detective = import('@aws-sdk/client-detective').DetectiveClient;
type Handler = import('@smithy/node-http-handler').NodeHttpHandler;

/** The SDK's clients, each loaded and made on first use: ECS takes 100 ms to load, EC2 four times that. */
export type Clients = {
	ecs(): Promise<Ecs>;
	guardduty(): Promise<GuardDuty>;
	sts(): Promise<Sts>;
	ec2(): Promise<Ec2>;
	iam(): Promise<Iam>;
	cloudtrail(): Promise<CloudTrail>;
	logs(): Promise<CloudWatchLogs>;
	events(): Promise<EventBridge>;
	securityhub(): Promise<SecurityHub>;
	detective(): Promise<Detective>;
	/** Forgets the clients; requests under way go on. Sockets stay, they belong to the handler. */
	forget(): void;
	close(): void;
};

export type ClientsInit = {
	readonly region: string;
	readonly profile?: string;
	readonly endpointUrl?: string;
	readonly credentials: () => Promise<AwsCredentials>;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly connectMs: number;
	readonly requestMs: number;
};

/** Returns the clients of one account and Region over one connection pool; nothing is loaded yet. */
export function createClients(init: ClientsInit): Clients {
	let made = new Map<string, Promise<unknown>>();
	let handler: Handler | undefined;

	async function settings(): Promise<ClientSettings> {
		silenceNodeWarning();
		handler ??= await createHandler(init);
		return {
			region: init.region,
			...(init.profile === undefined ? {} : {profile: init.profile}),
			...(init.endpointUrl === undefined ? {} : {endpoint: init.endpointUrl}),
			credentials: init.credentials,
			requestHandler: handler,
			maxAttempts: 1,
			retryMode: 'standard',
			logger: silentLogger,
			userAgentAppId: 'onduty',
		};
	}

	/** One client per service, also when twenty calls ask at once. */
	function once<Client>(service: string, make: () => Promise<Client>): () => Promise<Client> {
		return () => {
			// The map holds under each name only what this very function put there.
			const held = made.get(service) as Promise<Client> | undefined;
			const client = held ?? make();
			made.set(service, client);
			return client;
		};
	}

	return {
		ecs: once('ecs', async () => (await import('./operations/ecs/client.js')).createClient(await settings())),
		guardduty: once('guardduty', async () =>
			(await import('./operations/guardduty/client.js')).createClient(await settings()),
		),
		sts: once('sts', async () => (await import('./operations/sts/client.js')).createClient(await settings())),
		ec2: once('ec2', async () => (await import('./operations/ec2/client.js')).createClient(await settings())),
		iam: once('iam', async () => (await import('./operations/iam/client.js')).createClient(await settings())),
		cloudtrail: once('cloudtrail', async () =>
			(await import('./operations/cloudtrail/client.js')).createClient(await settings()),
		),
		logs: once('logs', async () =>
			(await import('./operations/logs/client.js')).createClient(await settings()),
		),
		events: once('events', async () =>
			(await import('./operations/events/client.js')).createClient(await settings()),
		),
		securityhub: once('securityhub', async () =>
			(await import('./operations/securityhub/client.js')).createClient(await settings()),
		),
		detective: once('detective', async () =>
			(await import('./operations/detective/client.js')).createClient(await settings()),
		),
		forget() {
			made = new Map();
		},
		close() {
			handler?.destroy();
		},
	};
}

/**
 * A request without an answer must end: by default the SDK waits for ever, and requestTimeout alone only prints a
 * warning (stack.md §5). Proxies of the environment are for AWS; emulators on plain HTTP are reached directly.
 */
async function createHandler(init: ClientsInit): Promise<Handler> {
	const {NodeHttpHandler} = await import('@smithy/node-http-handler');
	const pool = {keepAlive: true, maxSockets: 25};
	return new NodeHttpHandler({
		connectionTimeout: init.connectMs,
		requestTimeout: init.requestMs,
		throwOnRequestTimeout: true,
		httpAgent: pool,
		httpsAgent: {...pool, proxyEnv: {...init.env}},
		logger: silentLogger,
	});
}

/** On Node 20 the SDK prints a NodeVersionSupportWarning to stderr, in the middle of a full screen. */
function silenceNodeWarning(): void {
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}
