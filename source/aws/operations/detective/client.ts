import {DetectiveClient} from '@aws-sdk/client-detective';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): DetectiveClient {
	return new DetectiveClient(settings);
}
