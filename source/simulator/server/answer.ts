import {checkInput} from '../operations/inputs.js';
import {type Operation} from '../operations/operation.js';
import {type Faults} from '../options.js';
import {type Random} from '../random.js';
import {Refusal} from '../refusal.js';
import {type World} from '../world/types.js';
import {type Buckets} from './buckets.js';
import {denialFor, denialText} from './denials.js';
import {protocols, type WireAnswer} from './protocols.js';
import {recordCall} from './record-call.js';
import {type Tally} from './report.js';
import {route, type WireRequest} from './route.js';

export type Desk = {
	readonly world: World;
	readonly buckets: Buckets;
	readonly tally: Tally;
	/** Chance of its own, so that faults don't change what the account is made of. */
	readonly chance: Random;
	readonly faults: () => Faults;
};

/** Answers one request, or returns undefined where the connection is to be cut. */
export function answer(desk: Desk, request: WireRequest): WireAnswer | undefined {
	const {service, name, found} = route(request);
	const action = `${service}:${name}`;
	const requestId = desk.chance.uuid();
	const protocol = protocols[service];
	if (found instanceof Refusal) {
		desk.tally.count(action, 'failed');
		return protocol.refuse(found, requestId);
	}

	const faults = desk.faults();
	if (desk.chance.fraction() < faults.drop) {
		desk.tally.count(action, 'dropped');
		return undefined;
	}

	const {operation, input} = found;
	const served =
		faultOf(desk, operation, faults) ?? deniedOf(desk, found) ?? checkInput(input, operation.input);
	const body = served ?? operation.serve(input, desk.world);
	recordCall(desk.world, found, body instanceof Refusal ? body : undefined);
	if (body instanceof Refusal) {
		desk.tally.count(action, outcomeOf(body));
		return protocol.refuse(body, requestId);
	}

	desk.tally.count(action, 'ok');
	return protocol.answer(operation, body, requestId);
}

function faultOf(desk: Desk, {service, bucket}: Operation, faults: Faults): Refusal | undefined {
	if (faults.expired) {
		return expired(service);
	}

	if (!desk.buckets.take(bucket) || desk.chance.fraction() < faults.throttle) {
		return throttled(service);
	}

	return desk.chance.fraction() < faults.error ? broken(service) : undefined;
}

function deniedOf(
	desk: Desk,
	{operation, input}: {operation: Operation; input: Parameters<Operation['serve']>[0]},
): Refusal | undefined {
	const denial = denialFor(desk.world, operation, desk.faults().deny);
	if (!denial) {
		return undefined;
	}

	const resource = operation.resource?.(input, desk.world) ?? '*';
	return denialText(desk.world, {denial, action: `${operation.service}:${operation.name}`, resource});
}

function throttled(service: Operation['service']): Refusal {
	switch (service) {
		case 'ecs':
		case 'cloudtrail':
		case 'events':
		case 'logs':
			return new Refusal('ThrottlingException', 'Rate exceeded');
		case 'guardduty':
		case 'securityhub':
		case 'detective':
			return new Refusal('ThrottlingException', 'Rate exceeded', 429);
		case 'sts':
		case 'iam':
			return new Refusal('Throttling', 'Rate exceeded');
		case 'ec2':
			return new Refusal('RequestLimitExceeded', 'Request limit exceeded.', 503);
	}
}

function broken(service: Operation['service']): Refusal {
	switch (service) {
		case 'ecs':
			return new Refusal('ServerException', 'Service Unavailable. Please try again later.', 500);
		case 'logs':
			return new Refusal('ServiceUnavailableException', 'The service cannot complete the request.', 500);
		case 'cloudtrail':
			return new Refusal('InternalFailure', 'The request processing has failed.', 500);
		case 'iam':
			return new Refusal(
				'ServiceFailure',
				'The request processing has failed because of an unknown error.',
				500,
			);
		case 'guardduty':
			return new Refusal('InternalServerErrorException', 'Internal server error.', 500);
		case 'events':
		case 'securityhub':
			return new Refusal('InternalException', 'Internal server error.', 500);
		case 'detective':
			return new Refusal('InternalServerException', 'Internal server error.', 500);
		case 'sts':
			return new Refusal(
				'InternalFailure',
				'The request processing has failed because of an unknown error.',
				500,
			);
		case 'ec2':
			return new Refusal('InternalError', 'An internal error has occurred', 500);
	}
}

function expired(service: Operation['service']): Refusal {
	const message = 'The security token included in the request is expired';
	switch (service) {
		case 'ecs':
		case 'cloudtrail':
		case 'events':
		case 'logs':
			return new Refusal('ExpiredTokenException', message);
		case 'guardduty':
		case 'securityhub':
		case 'detective':
			return new Refusal('ExpiredTokenException', message, 403);
		case 'sts':
		case 'iam':
			return new Refusal('ExpiredToken', message, 403);
		case 'ec2':
			return new Refusal('RequestExpired', 'Request has expired.');
	}
}

function outcomeOf({code}: Refusal): 'throttled' | 'denied' | 'failed' {
	if (code === 'AccessDeniedException' || code === 'AccessDenied' || code === 'UnauthorizedOperation') {
		return 'denied';
	}

	return code === 'ThrottlingException' || code === 'Throttling' || code === 'RequestLimitExceeded'
		? 'throttled'
		: 'failed';
}
