import {type Json} from '../../domain/resources.js';

const mark = '(not kept: it may be a secret)';

/**
 * Returns the body of a call as the journal keeps it: values of environment variables are left out, since a
 * task's overrides may hold passwords and the journal is handed round after an incident.
 */
export function masked(body: Json): Json {
	if (isList(body)) {
		return body.map(masked);
	}

	if (body === null || typeof body !== 'object') {
		return body;
	}

	return Object.fromEntries(
		Object.entries(body).map(([member, value]) => [
			member,
			member === 'environment' && isList(value) ? value.map(withoutValue) : masked(value),
		]),
	);
}

function withoutValue(variable: Json): Json {
	return variable !== null && typeof variable === 'object' && 'value' in variable
		? {...variable, value: mark}
		: masked(variable);
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
