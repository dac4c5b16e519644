import {type Answer} from '../../domain/account.js';
import {apiRequest} from '../../domain/api-request.js';
import {type Failure} from '../../domain/failure.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type PlannedCall, type StepContext} from './action.js';
import {masked} from './masked.js';
import {type RunJournal} from './run-journal.js';

/**
 * Sends a write: refused in read-only mode, waits for the budget no longer than until the signal aborts
 * (then it answers `cancelled` and nothing was sent), sent again only when throttled, never rejects.
 * What was sent is waited for, aborted or not, so that its result is known.
 */
export type Write = <Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
	signal: AbortSignal,
) => Promise<Answer<OperationOutput<Name>>>;

/**
 * Returns the only way in which an action can change AWS: nothing is sent once the run was stopped or its
 * journal can't be written, and the line is in the journal before anybody knows the answer.
 */
export function openWriteGate(
	write: Write,
	journal: RunJournal,
	step: {readonly target: string; readonly signal: AbortSignal},
): StepContext['write'] {
	return async (name, input) => {
		const closed = whyClosed(journal, step.signal);
		const answer = closed
			? {ok: false as const, failure: closed}
			: told(await write(name, input, step.signal));
		// Name and input came as parameters of one call, so they are one member of the union.
		const parameters = masked(apiRequest({name, input} as PlannedCall));
		await journal.wrote({name, target: step.target, parameters, answer});
		return answer;
	};
}

/** A write that was broken off (the console is closed) may have reached AWS: that must not read as not sent. */
function told<T>(answer: Answer<T>): Answer<T> {
	return answer.ok || answer.failure.kind !== 'cancelled'
		? answer
		: {
				...answer,
				failure: {kind: 'cancelled', message: 'stopped before AWS answered: it may have been done'},
			};
}

function whyClosed(journal: RunJournal, signal: AbortSignal): Failure | undefined {
	const problem = journal.problem();
	if (problem !== undefined) {
		return {kind: 'cancelled', message: `not sent: ${problem}`};
	}

	return signal.aborted ? {kind: 'cancelled', message: 'not sent: stopped by hand'} : undefined;
}
