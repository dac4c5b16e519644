import {type Failure} from '../../domain/failure.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type Json} from '../../domain/resources.js';
import {type StepContext} from '../actions/action.js';
import {type Drawer} from './drawer.js';

/** What collecting works with. */
export type Collecting = {
	readonly context: StepContext;
	readonly drawer: Drawer;
	/** Says what is read now. */
	reading(what: string): void;
};

export type Asked<T> =
	| {readonly ok: true; readonly value: T; readonly json: Json}
	| {readonly ok: false; readonly failure: Failure};

/**
 * Asks twice: for what the console understands, and for AWS's own JSON, which has more than that. Where the second
 * fails, the first stands for it.
 */
export async function askWhole<Name extends OperationName>(
	{context}: Collecting,
	name: Name,
	input: OperationInput<Name>,
): Promise<Asked<OperationOutput<Name>>> {
	const answer = await context.call(name, input);
	if (!answer.ok) {
		return answer;
	}

	const raw = await context.raw(name, input);
	return {ok: true, value: answer.value, json: raw.ok ? raw.value : jsonOf(answer.value)};
}

/** What the console holds is plain data; what is undefined is left out. */
export function jsonOf(value: unknown): Json {
	return JSON.parse(JSON.stringify(value ?? null)) as Json;
}
