import {EventBridgeClient} from '@aws-sdk/client-eventbridge';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): EventBridgeClient {
	return new EventBridgeClient(settings);
}
