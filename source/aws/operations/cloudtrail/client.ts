import {CloudTrailClient} from '@aws-sdk/client-cloudtrail';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): CloudTrailClient {
	return new CloudTrailClient(settings);
}
