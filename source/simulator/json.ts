/** What an answer is made of; a member that is undefined is left out on the wire, as AWS does. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = {readonly [member: string]: Json | undefined};

/** True for a JSON object, false for null, arrays and scalars. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
