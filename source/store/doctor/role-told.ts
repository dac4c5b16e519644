import {shortName} from '../../domain/arn.js';
import {type DoctorFacts, type DoctorPlace} from '../../domain/doctor/doctor-facts.js';
import {type Fact, factOf, factValue, known} from '../../domain/fact.js';
import {type Fetched, heldValue} from '../../domain/fetched.js';
import {type PolicyText, type RolePolicies, type SimulationResult} from '../../domain/iam.js';
import {pullActions, simulatedAccess, telemetryAction} from '../../domain/policy/agent-access.js';
import {
	managedPolicyRead,
	type RoleAt,
	rolePoliciesRead,
	roleRead,
	roleSimulationRead,
} from '../reads/roles.js';
import {type Held} from './remember.js';

export type RoleFacts = Pick<DoctorFacts, 'role' | 'simulation' | 'rolePolicies'>;

export function roleAt(roleArn: string, {partition, region}: DoctorPlace): RoleAt {
	return {roleArn, partition, region};
}

/** No role, so nothing that it may do. */
export const withoutRole: RoleFacts = {
	role: known(undefined),
	simulation: known([]),
	rolePolicies: known({policies: []}),
};

/** What is known of an execution role; whom IAM can simulate exists, so that GetRole is asked only otherwise. */
export function roleTold(held: Held, at: RoleAt): RoleFacts {
	const {roleArn} = at;
	const simulation = held.get(roleSimulationRead, at);
	const role = factOf(held.get(roleRead, roleArn));
	return {
		role: roleFact(role, {simulation, roleArn}),
		simulation: factOf(simulation),
		rolePolicies: policiesFact(held, {role, roleArn}),
	};
}

/** What must be read of a role beyond its simulation. */
export type RoleNeeds = {
	readonly role: boolean;
	readonly policies: boolean;
	readonly managed: readonly string[];
};

/** Returns what the checks judge by when IAM does not simulate. */
export function roleNeeds(held: Held, at: RoleAt): RoleNeeds {
	const simulation = held.get(roleSimulationRead, at);
	return simulation.status === 'failed' && !isAbsent(simulation) ? policyNeeds(held, at) : noNeeds;
}

/** The same, and the policies that explain why a simulated role is refused. */
export function explainedRoleNeeds(held: Held, at: RoleAt): RoleNeeds {
	const results = heldValue(held.get(roleSimulationRead, at));
	return results && isRefused(results) ? policyNeeds(held, at) : roleNeeds(held, at);
}

const noNeeds: RoleNeeds = {role: false, policies: false, managed: []};

function policyNeeds(held: Held, at: RoleAt): RoleNeeds {
	const role = held.get(roleRead, at.roleArn);
	const exists = role.status !== 'waiting' && !('value' in role && role.value === undefined);
	const own = heldValue(held.get(rolePoliciesRead, at.roleArn));
	const boundary = heldValue(role)?.permissionsBoundaryArn;
	return {
		role: true,
		policies: exists,
		managed: [...(own?.attached.map(({arn}) => arn) ?? []), ...(boundary === undefined ? [] : [boundary])],
	};
}

function isRefused(results: readonly SimulationResult[]): boolean {
	return [...pullActions, telemetryAction].some(action => {
		const access = simulatedAccess(results, action);
		// Telemetry needs no permission, only no denial.
		return access.access === 'refused' && !(action === telemetryAction && access.by === 'not-allowed');
	});
}

function isAbsent(simulation: Fetched<unknown>): boolean {
	return simulation.status === 'failed' && simulation.failure.kind === 'absent';
}

function roleFact(
	role: DoctorFacts['role'],
	{simulation, roleArn}: {readonly simulation: Fetched<unknown>; readonly roleArn: string},
): DoctorFacts['role'] {
	if (role.status === 'known') {
		return role;
	}

	if (isAbsent(simulation)) {
		return known(undefined);
	}

	return simulation.status === 'fresh' || simulation.status === 'stale'
		? known({arn: roleArn, name: shortName(roleArn)})
		: role;
}

/** All of them, or unknown by the first that is not known: a policy that is missing could be the one that denies. */
function policiesFact(
	held: Held,
	{role, roleArn}: {readonly role: DoctorFacts['role']; readonly roleArn: string},
): Fact<RolePolicies> {
	if (role.status === 'unknown') {
		return role;
	}

	const own = factOf(held.get(rolePoliciesRead, roleArn));
	if (own.status === 'unknown') {
		return own;
	}

	const boundaryArn = role.value?.permissionsBoundaryArn;
	const attached = own.value.attached.map(({arn}) => managedFact(held, arn));
	const boundary = boundaryArn === undefined ? undefined : managedFact(held, boundaryArn);
	const unread = [...attached, ...(boundary ? [boundary] : [])].find(fact => fact.status === 'unknown');
	return (
		unread ??
		known({
			policies: [...own.value.inline, ...attached.flatMap(fact => factValue(fact) ?? [])],
			...(boundary?.status === 'known' && {boundary: boundary.value}),
		})
	);
}

/** IAM keeps a policy that is in use; an emulator may not know AWS's own. Without its text nothing can be judged. */
function managedFact(held: Held, arn: string): Fact<PolicyText> {
	const policy = factOf(held.get(managedPolicyRead, arn));
	if (policy.status === 'unknown') {
		return policy;
	}

	return policy.value === undefined
		? {status: 'unknown', why: `policy ${shortName(arn)} belongs to the role, but IAM does not know it`}
		: known(policy.value);
}
