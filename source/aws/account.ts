import {type Account, type Answer, type Scope} from '../domain/account.js';
import {type OperationInput, type OperationName, operationTable} from '../domain/operations.js';
import {type Json} from '../domain/resources.js';
import {clean, cleanJson} from './border.js';
import {createClients} from './clients.js';
import {type AwsCredentials, createCredentials} from './credentials.js';
import {startDeadline} from './deadline.js';
import {failureOf} from './errors.js';
import {type Fields, fields} from './fields.js';
import {type Operation} from './operations/operation.js';
import {operations} from './operations/registry.js';

/** How long each step may take, in ms. */
export type Deadlines = {
	/** Until the login gave credentials. */
	readonly credentialsMs: number;
	/** Until a connection stands. */
	readonly connectMs: number;
	/** Until the answer begins. */
	readonly requestMs: number;
	/** Until the answer is whole, from sending on. */
	readonly answerMs: number;
};

export const defaultDeadlines: Deadlines = {
	credentialsMs: 8000,
	connectMs: 2000,
	requestMs: 10_000,
	answerMs: 15_000,
};

export type AccountInit = Scope & {
	/** Fixed keys, as the simulator gives; without them the standard AWS configuration decides. */
	readonly credentials?: {readonly accessKeyId: string; readonly secretAccessKey: string};
	/** The SDK reads the process's environment by itself, so anything else is for tests only. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	readonly now?: () => number;
	readonly deadlines?: Partial<Deadlines>;
};

type Sent = {readonly ok: true; readonly answer: Fields} | {readonly ok: false; readonly error: unknown};

/**
 * Returns the port to one AWS account and Region, through the AWS SDK. Nothing is read and no code of the SDK is
 * loaded before the first call. Expected failures are values in the answers; text in them has passed the border.
 */
export function createAccount(init: AccountInit): Account {
	const deadlines = {...defaultDeadlines, ...init.deadlines};
	const env = init.env ?? process.env;
	const scope: Scope = {
		region: init.region,
		...(init.profile === undefined ? {} : {profile: init.profile}),
		...(init.endpointUrl === undefined ? {} : {endpointUrl: init.endpointUrl}),
	};
	const login = createCredentials({
		...scope,
		env,
		now: init.now ?? Date.now,
		deadlineMs: deadlines.credentialsMs,
	});
	const fixed: AwsCredentials | undefined = init.credentials;
	const clients = createClients({
		...scope,
		env,
		connectMs: deadlines.connectMs,
		requestMs: deadlines.requestMs,
		credentials: async () => fixed ?? login.held(),
	});

	/** The one way out: login, send, and every thrown thing made a value. */
	async function request<Name extends OperationName, T>(
		name: Name,
		input: OperationInput<Name>,
		use: {
			signal: AbortSignal;
			read(operation: Operation<Name>, answer: Fields): T;
			excuse(operation: Operation<Name>, error: Fields): {readonly value: T} | undefined;
		},
	): Promise<Answer<T>> {
		const credentials = fixed ? ({ok: true} as const) : await login.get(use.signal);
		if (!credentials.ok) {
			return credentials;
		}

		const operation = await operations[name]();
		const deadline = startDeadline(use.signal, deadlines.answerMs);
		try {
			const options = {abortSignal: deadline.signal};
			const sent = await sendOnce(() => operation.send(clients, input, options));
			const excused = sent.ok ? undefined : use.excuse(operation, fields(sent.error));
			if (excused) {
				return {ok: true, value: excused.value, ...requestIdIn(sent)};
			}

			if (sent.ok) {
				return readAnswer(name, sent, () => use.read(operation, sent.answer));
			}

			if (use.signal.aborted) {
				return {ok: false, failure: {kind: 'cancelled', message: 'nobody waits for this any more'}};
			}

			return deadline.hasPassed()
				? {
						ok: false,
						failure: {kind: 'timeout', message: `no whole answer within ${deadlines.answerMs / 1000} s`},
					}
				: {ok: false, failure: failureOf(sent.error, name), ...requestIdIn(sent)};
		} finally {
			deadline.clear();
		}
	}

	return {
		scope,
		async call(name, input, {signal}) {
			return request(name, input, {
				signal,
				read: (operation, answer) => operation.parse(answer),
				excuse: (operation, error) => operation.answerIn?.(error),
			});
		},
		async raw(name, input, {signal}): Promise<Answer<Json>> {
			if (operationTable[name].kind === 'write') {
				throw new Error(`raw is for reads, and ${name} is a write`);
			}

			return request(name, input, {
				signal,
				read: (_operation, answer) => rawJson(answer),
				excuse: () => undefined,
			});
		},
		credentialsExpireAt: () => (fixed ? undefined : login.expireAt()),
		renewLogin() {
			login.forget();
			clients.forget();
		},
		close() {
			clients.close();
		},
	};
}

/**
 * Sends, and once more when the SDK learned from the refusal that this machine's clock is wrong: the signature was
 * refused, nothing was done, and the client now knows the offset.
 */
async function sendOnce(send: () => Promise<object>): Promise<Sent> {
	try {
		return {ok: true, answer: fields(await send())};
	} catch (error) {
		if (fields(fields(error).$metadata).clockSkewCorrected !== true) {
			return {ok: false, error};
		}
	}

	try {
		return {ok: true, answer: fields(await send())};
	} catch (error) {
		return {ok: false, error};
	}
}

function readAnswer<T>(name: OperationName, sent: Sent, read: () => T): Answer<T> {
	try {
		return {ok: true, value: read(), ...requestIdIn(sent)};
	} catch (error) {
		return {ok: false, failure: failureOf(error, name), ...requestIdIn(sent)};
	}
}

function rawJson(answer: Fields): Json {
	const {$metadata: _metadata, ...said} = answer;
	return cleanJson(said);
}

function requestIdIn(sent: Sent): {readonly requestId?: string} {
	const {requestId} = fields((sent.ok ? sent.answer : fields(sent.error)).$metadata);
	return typeof requestId === 'string' && requestId !== '' ? {requestId: clean(requestId, 128)} : {};
}
