import {CloudWatchLogsClient} from '@aws-sdk/client-cloudwatch-logs';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): CloudWatchLogsClient {
	return new CloudWatchLogsClient(settings);
}
