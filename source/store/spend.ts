import {type Account, type Answer, type CallOptions} from '../domain/account.js';
import {type Clock} from '../domain/clock.js';
import {type Failure, isLoginFailure} from '../domain/failure.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
	operationTable,
} from '../domain/operations.js';
import {type Json} from '../domain/resources.js';
import {pauseFor} from './actions/watch.js';
import {backoffMs, mayRetry} from './backoff.js';
import {type Budget} from './budget.js';
import {type ErrorLog} from './error-log.js';

/** Who waits: an aborted reader gets `cancelled`, but what was already sent is paid for and answered. */
export type Spender = {readonly signal: AbortSignal; readonly priority: () => number};

/** Every request of the console goes through here, and nowhere else to AWS. Never rejects on a failure. */
export type Spend = {
	/** A read: budgeted, retried when transient. */
	read<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		spender: Spender,
	): Promise<Answer<OperationOutput<Name>>>;
	/** A read, answered with AWS's own JSON. */
	raw<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		spender: Spender,
	): Promise<Answer<Json>>;
	/** A change: refused here in read-only mode, whoever asks; sent again only after a throttle. */
	write<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		spender: Spender,
	): Promise<Answer<OperationOutput<Name>>>;
	/** Why no request is sent any more: the login failed. */
	login(): Failure | undefined;
	/** Reads the login again with the next request. */
	renewLogin(): void;
	/** Breaks off the reads that are under way and sends no more; a write that was sent is waited for. */
	close(): void;
};

export type SpendParts = {
	readonly account: Account;
	readonly clock: Clock;
	readonly budget: Budget;
	readonly errors: ErrorLog;
	readonly isReadOnly: boolean;
	readonly random: () => number;
	/** Called when the login starts or ceases to be what fails. */
	readonly onLogin: () => void;
};

export function createSpend(parts: SpendParts): Spend {
	const {account, clock, budget, errors, isReadOnly, random, onLogin} = parts;
	const reads = new Set<AbortController>();
	let login: Failure | undefined;
	/** Counts the logins, so that a late answer to the one before doesn't spoil the new one. */
	let loginNumber = 0;
	let isClosed = false;

	async function attempts<T>(
		name: OperationName,
		spender: Spender,
		send: (options: CallOptions) => Promise<Answer<T>>,
	): Promise<Answer<T>> {
		for (let attempt = 1; ; attempt++) {
			const answer = await once(name, spender, send);
			if (answer.ok || !mayRetry(answer.failure, operationTable[name].kind, attempt)) {
				return answer;
			}

			await pauseFor(clock, backoffMs(answer.failure, attempt, random), spender.signal);
			if (spender.signal.aborted) {
				return {ok: false, failure: cancelled};
			}
		}
	}

	async function once<T>(
		name: OperationName,
		spender: Spender,
		send: (options: CallOptions) => Promise<Answer<T>>,
	): Promise<Answer<T>> {
		if (login) {
			return {ok: false, failure: login};
		}

		const {bucket, kind} = operationTable[name];
		const ended = await budget.turn({bucket, ...spender});
		// The login may have failed while this request waited: it is not sent after the others.
		if (!ended || isClosed || login) {
			ended?.();
			return {ok: false, failure: login ?? cancelled};
		}

		const controller = new AbortController();
		const number = loginNumber;
		if (kind === 'read') {
			reads.add(controller);
		}

		try {
			const answer = await send({signal: controller.signal});
			if (!answer.ok) {
				take(answer.failure, bucket, number);
			}

			return answer;
		} finally {
			reads.delete(controller);
			ended();
		}
	}

	function take(failure: Failure, bucket: Parameters<Budget['throttled']>[0], number: number): void {
		if (failure.kind === 'throttled') {
			budget.throttled(bucket);
		}

		if (isLoginFailure(failure) && number === loginNumber && !login) {
			login = failure;
			budget.dismiss();
			errors.add(clock.now(), 'login', failure);
			onLogin();
		}
	}

	function noted<T>(name: OperationName, answer: Answer<T>): Answer<T> {
		// A failing login is one error, not one for each request that it stops.
		if (!answer.ok && answer.failure.kind !== 'cancelled' && !isLoginFailure(answer.failure)) {
			errors.add(clock.now(), name, answer.failure);
		}

		return answer;
	}

	function mustRead(name: OperationName): void {
		if (operationTable[name].kind !== 'read') {
			throw new Error(`${name} changes AWS and must go through write`);
		}
	}

	return {
		async read(name, input, spender) {
			mustRead(name);
			return noted(name, await attempts(name, spender, options => account.call(name, input, options)));
		},
		async raw(name, input, spender) {
			mustRead(name);
			return noted(name, await attempts(name, spender, options => account.raw(name, input, options)));
		},
		async write(name, input, spender) {
			return isReadOnly
				? {ok: false, failure: readOnly}
				: noted(name, await attempts(name, spender, options => account.call(name, input, options)));
		},
		login: () => login,
		renewLogin() {
			loginNumber += 1;
			account.renewLogin();
			if (login) {
				login = undefined;
				onLogin();
			}
		},
		close() {
			isClosed = true;
			budget.dismiss();
			for (const controller of reads) {
				controller.abort();
			}
		},
	};
}

const cancelled: Failure = {kind: 'cancelled', message: 'nobody waits for this any more'};
const readOnly: Failure = {
	kind: 'read-only',
	message: 'the console was started with --read-only and changes nothing',
};
