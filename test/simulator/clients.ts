import {CloudTrailClient} from '@aws-sdk/client-cloudtrail';
import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import {DetectiveClient} from '@aws-sdk/client-detective';
import {EC2Client} from '@aws-sdk/client-ec2';
import {ECSClient} from '@aws-sdk/client-ecs';
import {EventBridgeClient} from '@aws-sdk/client-eventbridge';
import {GuardDutyClient} from '@aws-sdk/client-guardduty';
import {IAMClient} from '@aws-sdk/client-iam';
import {SecurityHubClient} from '@aws-sdk/client-securityhub';
import {STSClient} from '@aws-sdk/client-sts';
import {type DrivingClock} from '../../source/simulator/clock.js';

export type Clients = {
	readonly ecs: ECSClient;
	readonly guardduty: GuardDutyClient;
	readonly sts: STSClient;
	readonly ec2: EC2Client;
	readonly iam: IAMClient;
	readonly cloudtrail: CloudTrailClient;
	readonly events: EventBridgeClient;
	readonly securityhub: SecurityHubClient;
	readonly detective: DetectiveClient;
	readonly logs: CloudWatchLogsClient;
	destroy(): void;
};

/** The real SDK clients, without retries, on an endpoint. */
export function createClients(endpoint: string): Clients {
	const settings = {
		endpoint,
		region: 'eu-west-1',
		credentials: {accessKeyId: 'dummy', secretAccessKey: 'dummy'},
		maxAttempts: 1,
	};
	const clients = {
		ecs: new ECSClient(settings),
		guardduty: new GuardDutyClient(settings),
		sts: new STSClient(settings),
		ec2: new EC2Client(settings),
		iam: new IAMClient(settings),
		cloudtrail: new CloudTrailClient(settings),
		events: new EventBridgeClient(settings),
		securityhub: new SecurityHubClient(settings),
		detective: new DetectiveClient(settings),
		logs: new CloudWatchLogsClient(settings),
	};
	return {
		...clients,
		destroy() {
			for (const client of Object.values(clients)) {
				client.destroy();
			}
		},
	};
}

/** A clock that stands still: simulated time moves by `simulator.advance` alone. */
export const stillClock: DrivingClock = {
	now: () => Date.UTC(2026, 10, 23, 8),
	after: () => () => {},
};

/** The name of the error that AWS answered with; fails when it answered without one. */
export async function errorNameOf(call: Promise<unknown>): Promise<string> {
	const error = await call.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof Error)) {
		throw new Error('the call succeeded');
	}

	return error.name;
}
