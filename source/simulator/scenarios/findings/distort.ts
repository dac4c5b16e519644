import {isObject, type Json, type JsonObject} from '../../json.js';

/** The object with another value at a path such as `service.action`; what is missing on the way is made. */
export function changed(json: JsonObject, path: string, value: Json): JsonObject {
	const [member = '', ...rest] = path.split('.');
	if (rest.length === 0) {
		return {...json, [member]: value};
	}

	const inner = json[member];
	return {...json, [member]: changed(isObject(inner) ? inner : {}, rest.join('.'), value)};
}

/** The object without the members at these paths. */
export function without(json: JsonObject, ...paths: readonly string[]): JsonObject {
	return paths.reduce(removed, json);
}

function removed(json: JsonObject, path: string): JsonObject {
	const [member = '', ...rest] = path.split('.');
	const inner = json[member];
	if (rest.length > 0) {
		return isObject(inner) ? {...json, [member]: removed(inner, rest.join('.'))} : json;
	}

	return Object.fromEntries(Object.entries(json).filter(([name]) => name !== member));
}
