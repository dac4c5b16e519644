import {type JsonObject} from '../json.js';
import {Refusal} from '../refusal.js';
import {type World} from '../world/types.js';
import {text} from './inputs.js';

/** The detector's ARN, which a denial names. */
export function detectorResource(input: JsonObject, world: World): string {
	return `arn:aws:guardduty:${world.region}:${world.account}:detector/${text(input, 'detectorId') ?? '*'}`;
}

/** The refusal of a detector that is not this account's; undefined when it is. */
export function foreignDetector(input: JsonObject, world: World): Refusal | undefined {
	return world.detectors.has(text(input, 'detectorId') ?? '')
		? undefined
		: badRequest('The request is rejected because the input detectorId is not owned by the current account.');
}

export function badRequest(message: string): Refusal {
	return new Refusal('BadRequestException', message, 400, {__type: 'InvalidInputException'});
}
