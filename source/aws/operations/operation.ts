import {type OperationInput, type OperationName, type OperationOutput} from '../../domain/operations.js';
import {type Clients} from '../clients.js';
import {type Fields} from '../fields.js';

export type SendOptions = {readonly abortSignal: AbortSignal};

/** One AWS request: how it is sent, and what its answer says in the words of the domain. */
export type Operation<Name extends OperationName> = {
	/** Sends once and returns the SDK's answer, `$metadata` included; throws what the SDK throws. */
	send(clients: Clients, input: OperationInput<Name>, options: SendOptions): Promise<object>;
	/** Throws MalformedAnswer when a part that the domain needs is missing. */
	parse(answer: Fields): OperationOutput<Name>;
	/** An error that is an answer: returns its value, or undefined when it is a failure after all. */
	answerIn?(error: Fields): {readonly value: OperationOutput<Name>} | undefined;
};
