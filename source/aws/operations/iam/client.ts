import {IAMClient} from '@aws-sdk/client-iam';
import {type ClientSettings} from '../../client-settings.js';

/** Returns the service's client; constructing it makes no request. */
export function createClient(settings: ClientSettings): IAMClient {
	return new IAMClient({...settings, region: iamRegion(settings)});
}

/** Where IAM, one for all Regions of a partition, is signed for. docs.aws.amazon.com/general/latest/gr/iam-service.html */
const homes: readonly (readonly [string, string])[] = [
	['cn-', 'cn-north-1'],
	['us-gov-', 'us-gov-west-1'],
	['us-iso-', 'us-iso-east-1'],
	['us-isob-', 'us-isob-east-1'],
	['us-isof-', 'us-isof-south-1'],
	['eu-isoe-', 'eu-isoe-west-1'],
	['eusc-', 'eusc-de-east-1'],
];

/** Returns the Region of IAM's requests; behind a URL of one's own everything is in the Region that was named. */
export function iamRegion({region, endpoint}: Pick<ClientSettings, 'region' | 'endpoint'>): string {
	return endpoint === undefined
		? (homes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'us-east-1')
		: region;
}
