import {type Tag} from '../../../domain/resources.js';
import {anyText, list} from '../../fields.js';

/** Returns a filter of a Describe call; what it does not find is only missing, where an id would be an error. */
export function filter(name: string, values: readonly string[]): {Name: string; Values: string[]} {
	return {Name: name, Values: [...values]};
}

/** Returns the tags, which EC2 writes with capital letters; undefined when the answer has none to tell. */
export function tagsOf(value: unknown): readonly Tag[] | undefined {
	return Array.isArray(value)
		? list(value, tag => ({key: anyText(tag.Key), value: anyText(tag.Value)}))
		: undefined;
}
