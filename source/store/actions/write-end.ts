import {deniedExplanation} from '../../domain/access-denied.js';
import {type Failure, isTransient} from '../../domain/failure.js';
import {failureLine} from '../../domain/failure-text.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type StepContext, type StepEnd} from './action.js';

/** What became of a write: AWS took it, or nobody knows, or the step ends with it. */
export type Sent<T> =
	| {readonly status: 'sent'; readonly value: T}
	/** No answer came that says whether AWS did it; a reading back may tell. */
	| {readonly status: 'unsure'; readonly failure: Failure}
	| {readonly status: 'ended'; readonly end: StepEnd};

/** Sends a planned write, as it was shown, through the gate and says what that means for the step. */
export async function send<Name extends OperationName>(
	context: StepContext,
	call: {readonly name: Name; readonly input: OperationInput<Name>},
	/** What the step has done so far, for the line that tells of the sending. */
	soFar = '',
): Promise<Sent<OperationOutput<Name>>> {
	context.progress({phase: 'applying', detail: `${soFar}${call.name} is sent`});
	const answer = await context.write(call.name, call.input);
	if (answer.ok) {
		return {status: 'sent', value: answer.value};
	}

	const {failure} = answer;
	if (failure.kind === 'cancelled') {
		return {status: 'ended', end: {status: 'aborted', detail: failure.message}};
	}

	if (isUndecided(failure)) {
		return {status: 'unsure', failure};
	}

	return {status: 'ended', end: {status: 'failed', detail: explained(failure), failure}};
}

/** Returns a failure as one line; a denied one with what it may be: a missing permission or a lock by policy. */
export function explained(failure: Failure): string {
	return failure.kind === 'denied' ? deniedExplanation(failure) : failureLine(failure);
}

/** Returns how a write went, as the beginning of a line: it was accepted, or no answer came and why. */
export function wroteText(
	name: OperationName,
	sent: Exclude<Sent<unknown>, {readonly status: 'ended'}>,
): string {
	const call = callName(name);
	return sent.status === 'sent'
		? `${call} was accepted`
		: `no answer to ${call} (${failureLine(sent.failure)})`;
}

/** Returns the IAM action's call, e.g. `TagResource` for `ecs:TagResource`. */
function callName(name: OperationName): string {
	return name.slice(name.indexOf(':') + 1);
}

/** A throttled write was surely not done; after a broken connection or a 5xx nobody knows. */
function isUndecided(failure: Failure): boolean {
	return failure.kind === 'malformed' || (isTransient(failure) && failure.kind !== 'throttled');
}
