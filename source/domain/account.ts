import {type Failure} from './failure.js';
import {type OperationInput, type OperationName, type OperationOutput} from './operations.js';
import {type Json} from './resources.js';

/** Which account's door the console stands at. Everything that is held or counted belongs to one scope. */
export type Scope = {
	/** The profile's name, or undefined when the default chain decides. */
	readonly profile?: string;
	readonly region: string;
	/** A custom endpoint (an emulator, the simulator), or undefined for AWS itself. */
	readonly endpointUrl?: string;
};

/** What one request brought. Expected failures are values; only a bug in the console throws. */
export type Answer<T> =
	| {readonly ok: true; readonly value: T; readonly requestId?: string}
	| {readonly ok: false; readonly failure: Failure; readonly requestId?: string};

export type CallOptions = {readonly signal: AbortSignal};

/**
 * The port through which the console talks to one AWS account and Region.
 * One call is one HTTP request: no paging, no retry, no waiting for a budget; the store does those.
 * aws/ implements it, tests fake it; store/ never knows which.
 */
export type Account = {
	readonly scope: Scope;
	call<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		options: CallOptions,
	): Promise<Answer<OperationOutput<Name>>>;
	/** The same request, answered with AWS's own JSON (sanitised), for `y`. Reads only. */
	raw<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		options: CallOptions,
	): Promise<Answer<Json>>;
	/** When the credentials in use end (epoch ms), undefined when unknown or unlimited. */
	credentialsExpireAt(): number | undefined;
	/** Forgets credentials, so that the next call reads the login again. */
	renewLogin(): void;
	/** Closes sockets. */
	close(): void;
};
