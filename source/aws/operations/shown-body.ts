import {type ApiCall, apiRequest} from '../../domain/api-request.js';

/**
 * Returns the body that the plan showed, as the command's input: what is sent is what was confirmed, to the letter.
 * The SDK leaves out members that its model doesn't know.
 */
export function shownBody<Input>(call: ApiCall): Input {
	// The domain writes API bodies as JSON; the model of the SDK is the same API.
	return apiRequest(call) as unknown as Input;
}
