import {type Operation} from '../operations/operation.js';
import {Refusal} from '../refusal.js';
import {type Denial, type World} from '../world/types.js';

// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const because: Readonly<Record<Denial['by'], (action: string) => string>> = {
	'no identity policy': action => `because no identity-based policy allows the ${action} action`,
	'identity policy': () => 'with an explicit deny in an identity-based policy',
	'service control policy': () => 'with an explicit deny in a service control policy',
	'permissions boundary': action => `because no permissions boundary allows the ${action} action`,
};

/** The denial that applies to an action, from the scenario or the fault options. */
export function denialFor(world: World, operation: Operation, faults: readonly string[]): Denial | undefined {
	const action = `${operation.service}:${operation.name}`;
	// AWS answers GetCallerIdentity even to those who are denied everything.
	if (action === 'sts:GetCallerIdentity') {
		return undefined;
	}

	const given = faults.map((pattern): Denial => ({action: pattern, by: 'no identity policy'}));
	return [...world.denials, ...given].find(denial => matches(denial.action, action));
}

/** The error, naming user, action and resource as AWS does. */
export function denialText(
	world: World,
	{denial, action, resource}: {denial: Denial; action: string; resource: string},
): Refusal {
	const who = `User: ${world.caller.arn} is not authorized to perform: ${action}`;
	const message = `${who} on resource: ${resource} ${because[denial.by](action)}`;
	if (action.startsWith('ec2:')) {
		return new Refusal(
			'UnauthorizedOperation',
			`You are not authorized to perform this operation. ${message}`,
			403,
		);
	}

	if (action.startsWith('iam:') || action.startsWith('sts:')) {
		return new Refusal('AccessDenied', message, 403);
	}

	const isRest = /^(guardduty|securityhub|detective):/.test(action);
	return new Refusal('AccessDeniedException', message, isRest ? 403 : 400);
}

function matches(pattern: string, action: string): boolean {
	const star = pattern.indexOf('*');
	return star === -1 ? pattern === action : action.startsWith(pattern.slice(0, star));
}
