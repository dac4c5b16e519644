import {type JsonObject} from './json.js';

/** An error that AWS would answer with: an expected outcome, so it is returned, never thrown. */
export class Refusal {
	constructor(
		/** AWS's own name for it, such as ClusterNotFoundException. */
		readonly code: string,
		readonly message: string,
		readonly status = 400,
		/** Further modelled members of the error. */
		readonly members: JsonObject = {},
	) {}
}

export const clusterNotFound = () => new Refusal('ClusterNotFoundException', 'Cluster not found.');
export const serviceNotFound = () => new Refusal('ServiceNotFoundException', 'Service not found.');
export const invalidParameter = (message: string) => new Refusal('InvalidParameterException', message);
export const clientError = (message: string) => new Refusal('ClientException', message);
