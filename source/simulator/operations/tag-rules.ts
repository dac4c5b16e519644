import {type JsonObject} from '../json.js';
import {invalidParameter, type Refusal} from '../refusal.js';
import {type Tag} from '../world/tag.js';
import {objects, text} from './inputs.js';

/** The request's tags; a value that is left out is empty, as on AWS. */
export function tagsIn(input: JsonObject): readonly Tag[] {
	return objects(input, 'tags').map(tag => ({key: text(tag, 'key') ?? '', value: text(tag, 'value') ?? ''}));
}

/** The limits of docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
export function checkTags(tags: readonly Tag[]): Refusal | undefined {
	if (tags.length > 50) {
		return invalidParameter('Tags cannot have more than 50 elements.');
	}

	for (const {key, value} of tags) {
		if (key.length < 1 || key.length > 128) {
			return invalidParameter('Tag key must be between 1 and 128 characters long.');
		}

		if (value.length > 256) {
			return invalidParameter('Tag value must be at most 256 characters long.');
		}

		if (key.toLowerCase().startsWith('aws:')) {
			return invalidParameter('Tag keys with the prefix aws: are reserved.');
		}
	}

	return undefined;
}
