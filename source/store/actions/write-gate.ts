import {type Answer} from '../../domain/account.js';
import {apiRequest} from '../../domain/api-request.js';
import {type Clock} from '../../domain/clock.js';
import {type Failure, isTransient} from '../../domain/failure.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type PlannedCall, type StepContext} from './action.js';
import {type RunJournal} from './run-journal.js';
import {pauseFor} from './watch.js';

/**
 * Sends one write once: waits for a token of the budget, but no longer than until the signal aborts
 * (then it answers `cancelled` and nothing was sent). What was sent is always waited for, so that its
 * result is known. Never retries, never rejects.
 */
export type Send = <Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
	signal: AbortSignal,
) => Promise<Answer<OperationOutput<Name>>>;

export type WriteGate = {
	readonly isReadOnly: boolean;
	readonly send: Send;
	readonly clock: Clock;
	readonly random: () => number;
};

/** A throttled write was refused, not done: it may be sent again. Waits double from one second, with jitter. */
const triesWhenThrottled = 5;

/**
 * Returns the only way in which an action can change AWS: refused in read-only mode and while the journal
 * can't be written, sent again only when throttled, in the journal before its answer is known to anybody.
 */
export function openWriteGate(
	gate: WriteGate,
	journal: RunJournal,
	step: {readonly target: string; readonly signal: AbortSignal},
): StepContext['write'] {
	return async (name, input) => {
		const {answer, tries} = await attempt(gate, journal, {name, input, signal: step.signal});
		// The pair came in as parameters of one call, so it is one of the union's members.
		const parameters = apiRequest({name, input} as PlannedCall);
		await journal.wrote({name, target: step.target, parameters, answer, tries});
		return answer;
	};
}

async function attempt<Name extends OperationName>(
	gate: WriteGate,
	journal: RunJournal,
	call: {readonly name: Name; readonly input: OperationInput<Name>; readonly signal: AbortSignal},
): Promise<{readonly answer: Answer<OperationOutput<Name>>; readonly tries: number}> {
	const {name, input, signal} = call;
	if (gate.isReadOnly) {
		return refused({kind: 'read-only', message: 'onduty was started with --read-only'});
	}

	for (let tries = 1; ; tries++) {
		const problem = journal.problem();
		if (problem !== undefined) {
			return refused({kind: 'cancelled', message: `not sent: ${problem}`});
		}

		if (signal.aborted) {
			return refused({kind: 'cancelled', message: 'not sent: stopped by hand'});
		}

		const answer = await gate.send(name, input, signal);
		if (answer.ok || answer.failure.kind !== 'throttled' || tries === triesWhenThrottled) {
			return {answer, tries};
		}

		const waitMs = 1000 * 2 ** (tries - 1) * (0.5 + gate.random() / 2);
		await pauseFor(gate.clock, waitMs, signal);
	}
}

function refused(failure: Failure): {readonly answer: {ok: false; failure: Failure}; readonly tries: number} {
	return {answer: {ok: false, failure}, tries: 0};
}

/** True when a write got no answer that says whether AWS did it: it may have been done. */
export function isUndecided(failure: Failure): boolean {
	return failure.kind === 'malformed' || (isTransient(failure) && failure.kind !== 'throttled');
}
