import {isObject, type Json, type JsonObject} from '../json.js';
import {type Operation} from '../operations/operation.js';
import {operations} from '../operations/registry.js';
import {Refusal} from '../refusal.js';

export type WireRequest = {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
	readonly body: string;
};

export type Routed = {
	readonly service: Operation['service'];
	/** What was asked for, also when it could not be found. */
	readonly name: string;
	readonly found: {readonly operation: Operation; readonly input: JsonObject} | Refusal;
};

/** The services that are asked by X-Amz-Target, whose last part is the operation. */
const targets: readonly (readonly [service: Operation['service'], prefix: string])[] = [
	['ecs', 'AmazonEC2ContainerServiceV20141113.'],
	['cloudtrail', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.'],
	['cloudtrail', 'CloudTrail_20131101.'],
	['events', 'AWSEvents.'],
	['logs', 'Logs_20140328.'],
];

/** The API versions of the services that are asked by a form. */
const versions: Readonly<Record<string, Operation['service']>> = {
	'2011-06-15': 'sts',
	'2016-11-15': 'ec2',
	'2010-05-08': 'iam',
};

/** Which operation a request asks for: by X-Amz-Target, else by the service in the signature's credential scope. */
export function route(request: WireRequest): Routed {
	const service = serviceOf(request);
	if (service === undefined) {
		return {service: 'guardduty', name: request.url, found: missingToken(request, 'guardduty')};
	}

	const named = nameOf(request, service);
	if (request.headers.authorization === undefined) {
		return {service, name: named.name, found: missingToken(request, service)};
	}

	if (credentialScope(request) === undefined) {
		const message = 'Authorization header requires a Credential parameter with a scope.';
		return {service, name: named.name, found: new Refusal('IncompleteSignature', message)};
	}

	const operation = operations.find(
		candidate => candidate.service === service && candidate.name === named.name,
	);
	if (!operation) {
		return {service, name: named.name, found: unknownOperation(service, named.name)};
	}

	const input = inputOf(request, service, named.parts);
	return {service, name: named.name, found: input instanceof Refusal ? input : {operation, input}};
}

function serviceOf(request: WireRequest): Operation['service'] | undefined {
	const target = headerOf(request, 'x-amz-target');
	const aimed = targets.find(([, prefix]) => target.startsWith(prefix));
	if (aimed) {
		return aimed[0];
	}

	const scope = credentialScope(request);
	switch (scope) {
		case 'ecs':
		case 'guardduty':
		case 'sts':
		case 'ec2':
		case 'iam':
		case 'cloudtrail':
		case 'events':
		case 'securityhub':
		case 'detective':
		case 'logs':
			return scope;
		default:
			break;
	}

	// Without a signature, a form still tells that it is one of the query services.
	return versions[new URLSearchParams(request.body).get('Version') ?? ''];
}

function nameOf(
	request: WireRequest,
	service: Operation['service'],
): {readonly name: string; readonly parts: JsonObject} {
	switch (service) {
		case 'ecs':
		case 'cloudtrail':
		case 'events':
		case 'logs':
			return {name: headerOf(request, 'x-amz-target').split('.').at(-1) ?? '', parts: {}};
		case 'sts':
		case 'ec2':
		case 'iam':
			return {name: new URLSearchParams(request.body).get('Action') ?? '', parts: {}};
		case 'guardduty':
		case 'securityhub':
		case 'detective':
			return restNameOf(request, service);
	}
}

function restNameOf(
	request: WireRequest,
	service: Operation['service'],
): {readonly name: string; readonly parts: JsonObject} {
	const path = request.url.split('?')[0] ?? '';
	for (const {route: own, name, service: owner} of operations) {
		const parts = owner === service && own?.method === request.method ? matchPath(own.path, path) : undefined;
		if (parts) {
			return {name, parts};
		}
	}

	return {name: `${request.method} ${path}`, parts: {}};
}

function matchPath(pattern: string, path: string): JsonObject | undefined {
	const wanted = pattern.split('/');
	const given = path.replace(/\/$/, '').split('/');
	if (wanted.length !== given.length) {
		return undefined;
	}

	const parts: Record<string, string> = {};
	for (const [index, part] of wanted.entries()) {
		const value = given[index] ?? '';
		if (part.startsWith('{')) {
			parts[part.slice(1, -1)] = decode(value);
		} else if (part !== value) {
			return undefined;
		}
	}

	return parts;
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		// A broken percent sign names nothing that exists; it is looked up as it stands.
		return part;
	}
}

function inputOf(
	request: WireRequest,
	service: Operation['service'],
	parts: JsonObject,
): JsonObject | Refusal {
	switch (service) {
		case 'ecs':
		case 'cloudtrail':
		case 'events':
		case 'logs':
			return parse(request.body);
		case 'sts':
		case 'ec2':
		case 'iam':
			return Object.fromEntries(new URLSearchParams(request.body));
		case 'guardduty':
		case 'securityhub':
		case 'detective': {
			const query = new URLSearchParams(request.url.split('?')[1] ?? '');
			const numbers = Object.entries(Object.fromEntries(query)).map(([name, value]): [string, Json] => [
				name,
				/^maxResults$/i.test(name) ? Number(value) : value,
			]);
			const body = request.body === '' ? {} : parse(request.body);
			return body instanceof Refusal ? body : {...body, ...Object.fromEntries(numbers), ...parts};
		}
	}
}

function parse(body: string): JsonObject | Refusal {
	try {
		const value: unknown = JSON.parse(body === '' ? '{}' : body);
		if (isObject(value)) {
			return value;
		}
	} catch {
		// What is not JSON is refused below, as is JSON that is no object.
	}

	return new Refusal('SerializationException', 'The request body could not be read as a JSON object.');
}

function missingToken(request: WireRequest, service: Operation['service']): Refusal {
	if (service === 'sts' || service === 'ec2' || service === 'iam') {
		return new Refusal('MissingAuthenticationToken', 'Request is missing Authentication Token', 403);
	}

	return new Refusal(
		'MissingAuthenticationTokenException',
		'Missing Authentication Token',
		headerOf(request, 'x-amz-target') === '' ? 403 : 400,
	);
}

function unknownOperation(service: Operation['service'], name: string): Refusal {
	switch (service) {
		case 'ecs':
		case 'cloudtrail':
		case 'events':
		case 'logs':
			return new Refusal('UnknownOperationException', `The operation ${name} is not known.`);
		case 'guardduty':
		case 'securityhub':
		case 'detective':
			return new Refusal('UnknownOperationException', `The operation ${name} is not known.`, 404);
		case 'sts':
		case 'iam':
			return new Refusal('InvalidAction', `Could not find operation ${name}`);
		case 'ec2':
			return new Refusal('InvalidAction', `The action ${name} is not valid for this web service.`);
	}
}

function credentialScope(request: WireRequest): string | undefined {
	return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headerOf(request, 'authorization'))?.[1];
}

function headerOf(request: WireRequest, name: string): string {
	const value = request.headers[name];
	return typeof value === 'string' ? value : (value?.[0] ?? '');
}
