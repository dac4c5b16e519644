import {type Account, type Answer, type Scope} from '../../source/domain/account.js';
import {type Clock} from '../../source/domain/clock.js';
import {type Failure} from '../../source/domain/failure.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
} from '../../source/domain/operations.js';
import {type Json} from '../../source/domain/resources.js';

/** What a fake account answers, by operation; what is not scripted is answered with `not-offered`. */
export type Script = {
	readonly [Name in OperationName]?: (
		input: OperationInput<Name>,
	) => Answer<OperationOutput<Name>> | Promise<Answer<OperationOutput<Name>>>;
};

export type SentCall = {readonly name: OperationName; readonly input: unknown; readonly at: number};

export type FakeAccount = Account & {
	/** Every request that reached the account, oldest first. */
	readonly sent: readonly SentCall[];
	/** How often each operation was sent. */
	counts(): {readonly [name: string]: number};
	readonly renewals: number;
	readonly isClosed: boolean;
	/** How many requests are under way now, and were at most. */
	readonly underWay: number;
	readonly mostUnderWay: number;
};

export function ok<T>(value: T): Answer<T> {
	return {ok: true, value, requestId: 'request-1'};
}

export function failed(failure: Failure): {readonly ok: false; readonly failure: Failure} {
	return {ok: false, failure};
}

export const throttle: Failure = {kind: 'throttled', message: 'Rate exceeded'};
export const expired: Failure = {
	kind: 'expired',
	message: 'The security token included in the request is expired',
};
export const serverError: Failure = {kind: 'server', status: 500, message: 'Internal failure'};

/** Returns an account that answers from a script, after `latencyMs` of driven time (20 when left out). */
export function createFakeAccount({
	clock,
	script,
	latencyMs = 20,
	scope = {region: 'eu-west-1'},
	credentialsExpireAt,
}: {
	readonly clock: Clock;
	readonly script: Script;
	readonly latencyMs?: number;
	readonly scope?: Scope;
	readonly credentialsExpireAt?: () => number | undefined;
}): FakeAccount {
	const sent: SentCall[] = [];
	let renewals = 0;
	let isClosed = false;
	let underWay = 0;
	let mostUnderWay = 0;

	async function answer<Name extends OperationName>(
		name: Name,
		input: OperationInput<Name>,
		signal: AbortSignal,
	): Promise<Answer<OperationOutput<Name>>> {
		sent.push({name, input, at: clock.now()});
		underWay += 1;
		mostUnderWay = Math.max(mostUnderWay, underWay);
		await latency(clock, latencyMs, signal);
		underWay -= 1;
		if (signal.aborted) {
			return failed({kind: 'cancelled', message: 'aborted'});
		}

		const respond = script[name];
		return respond
			? respond(input)
			: failed({kind: 'not-offered', operation: name, message: `${name} is not scripted`});
	}

	return {
		scope,
		call: (name, input, {signal}) => answer(name, input, signal),
		async raw(name, input, {signal}) {
			const answered = await answer(name, input, signal);
			// What AWS answers is JSON; the fakes' values are plain data as well.
			return answered.ok ? ok(JSON.parse(JSON.stringify({raw: answered.value})) as Json) : answered;
		},
		credentialsExpireAt: () => credentialsExpireAt?.(),
		renewLogin() {
			renewals += 1;
		},
		close() {
			isClosed = true;
		},
		sent,
		counts() {
			const counts: {[name: string]: number} = {};
			for (const {name} of sent) {
				counts[name] = (counts[name] ?? 0) + 1;
			}

			return counts;
		},
		get renewals() {
			return renewals;
		},
		get isClosed() {
			return isClosed;
		},
		get underWay() {
			return underWay;
		},
		get mostUnderWay() {
			return mostUnderWay;
		},
	};
}

function latency(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		const end = () => {
			cancel();
			resolve();
		};

		const cancel = clock.after(ms, end);
		signal.addEventListener('abort', end, {once: true});
	});
}
