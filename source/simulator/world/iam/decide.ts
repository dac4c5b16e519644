import {type World} from '../types.js';
import {type Outcome, outcomeOf, type Question} from './evaluate.js';
import {type Role} from './types.js';

/** The answer of IAM to one question about a role, taken apart as the policy simulator does. */
export type Decision = {
	readonly decision: 'allowed' | 'explicitDeny' | 'implicitDeny';
	/** Undefined for an account that is in no organization. */
	readonly isAllowedByOrganization?: boolean;
	/** Undefined for a role without a boundary. */
	readonly isAllowedByBoundary?: boolean;
	readonly missingKeys: readonly string[];
};

/** Puts identity policies, permissions boundary and service control policies together. */
export function decide(world: World, role: Role, question: Question): Decision {
	const {policies, organization} = world.iam;
	const attached = role.attached.flatMap(arn => policies.get(arn)?.document ?? []);
	const own = outcomeOf([...attached, ...role.inline.map(({document}) => document)], question);
	const limit = role.boundary === undefined ? undefined : policies.get(role.boundary);
	const boundary = limit && outcomeOf([limit.document], question);
	const organizations = organization && outcomeOf(organization.policies, question);
	const all = [own, boundary, organizations].filter(outcome => outcome !== undefined);
	return {
		decision: together(all),
		...(organizations && {isAllowedByOrganization: organizations.decision === 'allow'}),
		...(boundary && {isAllowedByBoundary: boundary.decision === 'allow'}),
		missingKeys: [...new Set(all.flatMap(({missingKeys}) => missingKeys))],
	};
}

function together(outcomes: readonly Outcome[]): Decision['decision'] {
	if (outcomes.some(({decision}) => decision === 'deny')) {
		return 'explicitDeny';
	}

	return outcomes.every(({decision}) => decision === 'allow') ? 'allowed' : 'implicitDeny';
}
