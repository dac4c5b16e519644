import {STSClient} from '@aws-sdk/client-sts';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): STSClient {
	return new STSClient(settings);
}
