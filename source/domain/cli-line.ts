import {type Scope} from './account.js';
import {type ApiCall, allTrafficTo, apiRequest} from './api-request.js';
import {shellQuote} from './shell.js';

/** The AWS CLI reads a parameter that starts so from a file or the web instead of taking it as it is. */
const indirect = /^(?:file|fileb|https?):\/\//;

/** Texts that need no escaping in the CLI's shorthand `key=…,value=…`. */
const shorthandPlain = /^[A-Za-z0-9_.:/+-]+$/;

/** Returns the same request as a line for a POSIX shell with the AWS CLI, in this account and Region. */
export function cliLine(call: ApiCall, scope: Scope): string {
	return shellLine([...command(call), ...scopeOptions(scope)]);
}

/** Returns a line of the AWS CLI that is none of the console's own requests, in this account and Region. */
export function otherCliLine(words: readonly string[], scope: Scope): string {
	return shellLine(['aws', ...words, ...scopeOptions(scope)]);
}

function shellLine(words: readonly string[]): string {
	return words.map(shellQuote).join(' ');
}

function command(call: ApiCall): readonly string[] {
	const options = namedOptions(call);
	const [service = '', operation = ''] = call.name.split(':');
	const start = ['aws', service, kebab(operation)];
	return options?.every(isLiteral)
		? [...start, ...options.flatMap(words)]
		: [...start, '--cli-input-json', JSON.stringify(apiRequest(call))];
}

type Option = readonly [name: string, ...values: string[]];

/** The options of a write that reads well with them, or undefined when JSON tells it better. */
function namedOptions(call: ApiCall): readonly Option[] | undefined {
	switch (call.name) {
		case 'ecs:TagResource': {
			const isPlain = call.input.tags.every(
				({key, value}) => shorthandPlain.test(key) && shorthandPlain.test(value),
			);
			return isPlain
				? [
						['--resource-arn', call.input.resourceArn],
						['--tags', ...call.input.tags.map(({key, value}) => `key=${key},value=${value}`)],
					]
				: undefined;
		}

		case 'ecs:UntagResource':
			return [
				['--resource-arn', call.input.resourceArn],
				['--tag-keys', ...call.input.tagKeys],
			];
		case 'ecs:UpdateClusterSettings':
			return [
				['--cluster', call.input.cluster],
				['--settings', `name=containerInsights,value=${call.input.containerInsights}`],
			];
		case 'ecs:UpdateService':
			return [
				['--cluster', call.input.cluster],
				['--service', call.input.service],
				['--force-new-deployment'],
			];
		case 'ecs:StopServiceDeployment':
			return [
				['--service-deployment-arn', call.input.serviceDeployment],
				['--stop-type', call.input.stopType],
			];
		case 'ecs:StopTask':
			return [
				['--cluster', call.input.cluster],
				['--task', call.input.task],
				['--reason', call.input.reason],
			];
		default:
			return findingOptions(call) ?? networkOptions(call);
	}
}

function findingOptions(call: ApiCall): readonly Option[] | undefined {
	switch (call.name) {
		case 'guardduty:ArchiveFindings':
		case 'guardduty:UnarchiveFindings':
			return [
				['--detector-id', call.input.detectorId],
				['--finding-ids', ...call.input.findingIds],
			];
		case 'guardduty:UpdateFindingsFeedback': {
			const {detectorId, findingIds, feedback, comments} = call.input;
			return [
				['--detector-id', detectorId],
				['--finding-ids', ...findingIds],
				['--feedback', feedback],
				...(comments === undefined ? [] : [['--comments', comments] as const]),
			];
		}

		case 'guardduty:CreateSampleFindings':
			return [
				['--detector-id', call.input.detectorId],
				['--finding-types', ...call.input.findingTypes],
			];
		default:
			return undefined;
	}
}

function networkOptions(call: ApiCall): readonly Option[] | undefined {
	switch (call.name) {
		case 'ec2:ModifyNetworkInterfaceAttribute':
			return [
				['--network-interface-id', call.input.networkInterfaceId],
				['--groups', ...call.input.groups],
			];
		case 'ec2:CreateSecurityGroup':
			return [
				['--vpc-id', call.input.vpcId],
				['--group-name', call.input.groupName],
				['--description', call.input.description],
			];
		case 'ec2:RevokeSecurityGroupEgress':
			return [
				['--group-id', call.input.groupId],
				['--ip-permissions', JSON.stringify(allTrafficTo(call.input))],
			];
		default:
			return undefined;
	}
}

/** False when the CLI would not take a value as it stands: a file, an option. The request then goes as JSON. */
function isLiteral([, ...values]: Option): boolean {
	return !values.some(value => indirect.test(value) || (values.length > 1 && value.startsWith('-')));
}

/** A value that starts with a dash would be taken for an option, unless it is tied to its own with `=`. */
function words([name, ...values]: Option): readonly string[] {
	const [value] = values;
	return value?.startsWith('-') ? [`${name}=${value}`] : [name, ...values];
}

function scopeOptions({region, profile, endpointUrl}: Scope): readonly string[] {
	return [
		'--region',
		region,
		...(profile === undefined ? [] : words(['--profile', profile])),
		...(endpointUrl === undefined ? [] : ['--endpoint-url', endpointUrl]),
	];
}

function kebab(operation: string): string {
	return operation.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();
}
