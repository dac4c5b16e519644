import {type OperationInput, type OperationName} from './operations.js';
import {type Json} from './resources.js';

/** One request of the console: its name and the console's own input. */
export type ApiCall = {
	readonly [Name in OperationName]: {readonly name: Name; readonly input: OperationInput<Name>};
}[OperationName];

/**
 * Returns the body that the ECS API gets for a write, with the API's member names. aws/ sends exactly this
 * and plans, the journal and the CLI line show exactly this. For a read it is the console's own input.
 */
export function apiRequest(call: ApiCall): Json {
	switch (call.name) {
		case 'ecs:TagResource':
			return {
				resourceArn: call.input.resourceArn,
				tags: call.input.tags.map(({key, value}) => ({key, value})),
			};
		case 'ecs:UntagResource':
			return {resourceArn: call.input.resourceArn, tagKeys: call.input.tagKeys};
		case 'ecs:UpdateClusterSettings':
			return {
				cluster: call.input.cluster,
				settings: [{name: 'containerInsights', value: call.input.containerInsights}],
			};
		case 'ecs:UpdateService':
			return {cluster: call.input.cluster, service: call.input.service, forceNewDeployment: true};
		case 'ecs:StopServiceDeployment':
			return {serviceDeploymentArn: call.input.serviceDeployment, stopType: call.input.stopType};
		case 'ecs:StopTask':
			return {cluster: call.input.cluster, task: call.input.task, reason: call.input.reason};
		case 'ecs:RunTask':
			return call.input.request;
		default:
			return readInput(call.input);
	}
}

function readInput(input: object): Json {
	// Inputs of reads are flat records of texts and lists of texts; what is undefined is not sent.
	const members = Object.entries(input) as [string, Json | undefined][];
	return Object.fromEntries(members.filter((member): member is [string, Json] => member[1] !== undefined));
}
