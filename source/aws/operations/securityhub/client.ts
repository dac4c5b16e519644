import {SecurityHubClient} from '@aws-sdk/client-securityhub';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): SecurityHubClient {
	return new SecurityHubClient(settings);
}
