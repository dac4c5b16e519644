import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {type PolicyDocument, type Role} from '../../world/iam/types.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {page} from '../paging.js';

/** The request's role. */
export function roleIn(input: JsonObject, world: World): Role | Refusal {
	const name = text(input, 'RoleName') ?? '';
	return world.iam.roles.get(name) ?? noSuchEntity(`The role with name ${name} cannot be found.`);
}

/** What a denial names as the resource: the word role and the name, without an ARN. */
export function roleResource(input: JsonObject): string {
	return `role ${text(input, 'RoleName') ?? ''}`;
}

export function noSuchEntity(message: string): Refusal {
	return new Refusal('NoSuchEntity', message, 404);
}

/** As IAM sends documents: JSON text, percent-encoded. docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export function encoded(document: PolicyDocument): string {
	return encodeURIComponent(JSON.stringify(document, undefined, 4));
}

/** One page by MaxItems and Marker, with the members that tell whether there are more. */
export function markedPage<T>(
	all: readonly T[],
	{input, scope, keyOf}: {input: JsonObject; scope: string; keyOf: (item: T) => string},
): {readonly items: readonly T[]; readonly marks: JsonObject} | Refusal {
	const size = Number(text(input, 'MaxItems') ?? 100);
	const marker = text(input, 'Marker');
	const paged = page(all, {
		input: {maxResults: size, ...(marker !== undefined && {nextToken: marker})},
		rules: {maximum: 1000, usual: 100, scope},
		keyOf,
	});
	if (paged instanceof Refusal) {
		return new Refusal('ValidationError', 'Invalid MaxItems or Marker.');
	}

	const {items, nextToken} = paged;
	return {items, marks: {IsTruncated: nextToken !== undefined, Marker: nextToken}};
}
