import {type Json} from '../resources.js';
import {jsonObject} from '../task/task-overrides.js';

/** One statement of an IAM or endpoint policy; lists are never empty where they are given. */
export type PolicyStatement = {
	readonly effect: 'Allow' | 'Deny';
	readonly actions?: readonly string[];
	readonly notActions?: readonly string[];
	readonly resources?: readonly string[];
	readonly notResources?: readonly string[];
	/** `Condition`, by operator and key. */
	readonly condition?: {readonly [operator: string]: {readonly [key: string]: readonly string[]}};
	/** Who it is about, in resource policies: `*`, or anything narrower. */
	readonly principal?: 'anyone' | 'someone';
};

export type PolicyDocument = {readonly statements: readonly PolicyStatement[]};

/** Returns a policy's statements, or undefined when the text is no policy as IAM's grammar has it. */
export function parsePolicy(text: string): PolicyDocument | undefined {
	let parsed: Json;
	try {
		// A parsing edge: whatever JSON says is looked at member by member below.
		parsed = JSON.parse(text) as Json;
	} catch {
		return undefined;
	}

	const statement = jsonObject(parsed)?.Statement;
	if (statement === undefined) {
		return undefined;
	}

	const statements = elements(statement).map(parseStatement);
	const whole = statements.filter(read => read !== undefined);
	return whole.length === statements.length ? {statements: whole} : undefined;
}

function parseStatement(value: Json): PolicyStatement | undefined {
	const members = jsonObject(value);
	const effect = members?.Effect;
	if (members === undefined || (effect !== 'Allow' && effect !== 'Deny')) {
		return undefined;
	}

	const actions = texts(members.Action);
	const notActions = texts(members.NotAction);
	const condition = conditionIn(members.Condition);
	if ((actions === undefined) === (notActions === undefined) || condition === 'unreadable') {
		return undefined;
	}

	return {
		effect,
		...(actions && {actions}),
		...(notActions && {notActions}),
		...only('resources', texts(members.Resource)),
		...only('notResources', texts(members.NotResource)),
		...only('condition', condition),
		...only('principal', principalIn(members)),
	};
}

function only<Name extends string, T>(
	name: Name,
	value: T | undefined,
): {readonly [N in Name]?: T} | undefined {
	// The record has that one name; TypeScript widens computed names to string.
	return value === undefined ? undefined : ({[name]: value} as {readonly [N in Name]?: T});
}

function principalIn({
	Principal: principal,
	NotPrincipal: notPrincipal,
}: {
	readonly [member: string]: Json;
}): PolicyStatement['principal'] {
	if (notPrincipal !== undefined) {
		return 'someone';
	}

	if (principal === undefined) {
		return undefined;
	}

	const named = principal === '*' ? ['*'] : texts(jsonObject(principal)?.AWS);
	return named?.includes('*') ? 'anyone' : 'someone';
}

function conditionIn(value: Json | undefined): PolicyStatement['condition'] | 'unreadable' {
	if (value === undefined) {
		return undefined;
	}

	const operators = jsonObject(value);
	if (operators === undefined) {
		return 'unreadable';
	}

	const entries: [string, {readonly [key: string]: readonly string[]}][] = [];
	for (const [operator, keys] of Object.entries(operators)) {
		const named = jsonObject(keys);
		if (named === undefined) {
			return 'unreadable';
		}

		entries.push([
			operator,
			Object.fromEntries(Object.entries(named).map(([key, values]) => [key, elements(values).map(String)])),
		]);
	}

	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function texts(value: Json | undefined): readonly string[] | undefined {
	if (value === undefined) {
		return undefined;
	}

	const list = elements(value).filter(entry => typeof entry === 'string');
	return list.length === 0 ? undefined : list;
}

/** IAM takes one value where it takes a list. */
function elements(value: Json): readonly Json[] {
	return isList(value) ? value : [value];
}

function isList(value: Json): value is readonly Json[] {
	return Array.isArray(value);
}
