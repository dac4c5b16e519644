import {conditionHolds, type RequestContext} from './condition.js';
import {type PolicyDocument, type PolicyStatement} from './document.js';
import {all, type Holds, matchesAction, matchesResource, not} from './match.js';

/** One request, as policies see it. */
export type PolicyRequest = {
	/** E.g. `ecr:BatchGetImage`. */
	readonly action: string;
	/** An ARN, or `*` for actions without a resource. */
	readonly resource: string;
	/** Without it every condition is unknown. */
	readonly context?: RequestContext;
};

/** `unknown`: it depends on a condition, a variable or a text that can't be judged from here. */
export type Decision = 'allowed' | 'explicit-deny' | 'implicit-deny' | 'unknown';

/**
 * Returns what these policies together say to a request: a Deny wins, then an Allow is needed. One that can't be
 * read (`undefined`) makes anything but a Deny unknown.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(
	documents: readonly (PolicyDocument | undefined)[],
	request: PolicyRequest,
): Decision {
	const statements = documents.flatMap(document => document?.statements ?? []);
	const holds = (effect: PolicyStatement['effect']) =>
		statements
			.filter(statement => statement.effect === effect)
			.map(statement => statementHolds(statement, request));
	const denies = holds('Deny');
	const allows = holds('Allow');
	if (denies.includes(true)) {
		return 'explicit-deny';
	}

	if (denies.includes('unknown') || documents.includes(undefined)) {
		return 'unknown';
	}

	if (allows.includes(true)) {
		return 'allowed';
	}

	return allows.includes('unknown') ? 'unknown' : 'implicit-deny';
}

/** Returns what a role's own policies and its permissions boundary allow together; `undefined` = no boundary. */
export function withinBoundary(identity: Decision, boundary: Decision | undefined): Decision {
	if (boundary === undefined) {
		return identity;
	}

	if (identity === 'explicit-deny' || boundary === 'explicit-deny') {
		return 'explicit-deny';
	}

	if (identity === 'implicit-deny' || boundary === 'implicit-deny') {
		return 'implicit-deny';
	}

	return identity === 'unknown' || boundary === 'unknown' ? 'unknown' : 'allowed';
}

function statementHolds(statement: PolicyStatement, {action, resource, context}: PolicyRequest): Holds {
	const {actions, notActions, resources, notResources, condition, principal} = statement;
	return all(
		actions ? matchesAction(actions, action) : !matchesAction(notActions ?? [], action),
		resources ? matchesResource(resources, resource) : true,
		notResources ? not(matchesResource(notResources, resource)) : true,
		principal === 'someone' ? 'unknown' : true,
		conditionHolds(condition, context ?? new Map()),
	);
}
