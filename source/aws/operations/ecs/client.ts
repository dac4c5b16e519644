import {ECSClient} from '@aws-sdk/client-ecs';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): ECSClient {
	return new ECSClient(settings);
}
