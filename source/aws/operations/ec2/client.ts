import {EC2Client} from '@aws-sdk/client-ec2';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): EC2Client {
	return new EC2Client(settings);
}
