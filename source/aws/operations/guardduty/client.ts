import {GuardDutyClient} from '@aws-sdk/client-guardduty';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): GuardDutyClient {
	return new GuardDutyClient(settings);
}
