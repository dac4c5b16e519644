import {type Answer} from '../domain/account.js';
import {type OperationInput, type OperationName, type OperationOutput} from '../domain/operations.js';
import {type Json} from '../domain/resources.js';

/**
 * Asks AWS one request: waits for the budget, retries what is transient, answers with a value or a failure.
 * It resolves with the failure `cancelled` once its reader's signal is aborted, and never rejects.
 */
export type Call = <Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
) => Promise<Answer<OperationOutput<Name>>>;

/** Asks the same, answered with AWS's own JSON, cleaned. */
export type Raw = <Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
) => Promise<Answer<Json>>;
