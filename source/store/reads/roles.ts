import {type Answer} from '../../domain/account.js';
import {agentRepositoryArn} from '../../domain/agent/agent-repository.js';
import {shortName} from '../../domain/arn.js';
import {type AttachedPolicy, type IamRole, type PolicyText, type SimulationResult} from '../../domain/iam.js';
import {pullActions, telemetryAction} from '../../domain/policy/agent-access.js';
import {type Call} from '../call.js';
import {allPages} from './all-pages.js';
import {fetchedRead} from './fetched-read.js';

/** An execution role, and where its tasks pull the agent from. */
export type RoleAt = {readonly roleArn: string; readonly partition: string; readonly region: string};

/**
 * What IAM says that a role may do of all that the agent needs, in one call. The failure `absent` means that the
 * role does not exist. Where the agent's repository is not known, any resource is asked about.
 */
export const roleSimulationRead = fetchedRead<RoleAt, readonly SimulationResult[]>({
	id: 'role-simulation',
	key: ({roleArn}) => roleArn,
	fetch: ({call}, {roleArn, ...place}) =>
		allPages(nextToken =>
			call('iam:SimulatePrincipalPolicy', {
				roleArn,
				actions: [...pullActions, telemetryAction],
				resources: [agentRepositoryArn(place) ?? '*'],
				nextToken,
			}),
		),
});

/** A role, by its ARN; undefined when it does not exist. */
export const roleRead = fetchedRead<string, IamRole | undefined>({
	id: 'role',
	key: roleArn => roleArn,
	fetch: ({call}, roleArn) => call('iam:GetRole', {roleName: shortName(roleArn)}),
});

/** Policies of a role: its own with their texts, and the names of the managed ones, which roles share. */
export type OwnPolicies = {
	readonly inline: readonly PolicyText[];
	readonly attached: readonly AttachedPolicy[];
};

/** By the role's ARN; read when the role can't be simulated, or when its policies explain a refusal. */
export const rolePoliciesRead = fetchedRead<string, OwnPolicies>({
	id: 'role-policies',
	key: roleArn => roleArn,
	async fetch({call}, roleArn) {
		const roleName = shortName(roleArn);
		const [attached, inline] = await Promise.all([
			allPages(nextToken => call('iam:ListAttachedRolePolicies', {roleName, nextToken})),
			inlinePolicies(call, roleName),
		]);
		if (!attached.ok) {
			return attached;
		}

		return inline.ok ? {ok: true, value: {attached: attached.value, inline: inline.value}} : inline;
	},
});

async function inlinePolicies(call: Call, roleName: string): Promise<Answer<readonly PolicyText[]>> {
	const names = await allPages(nextToken => call('iam:ListRolePolicies', {roleName, nextToken}));
	if (!names.ok) {
		return names;
	}

	const texts: PolicyText[] = [];
	for (const policyName of names.value) {
		const text = await call('iam:GetRolePolicy', {roleName, policyName});
		if (!text.ok) {
			return text;
		}

		texts.push(text.value);
	}

	return {ok: true, value: texts};
}

/** A managed policy's text in force, by its ARN; undefined when it does not exist. Read once for all its roles. */
export const managedPolicyRead = fetchedRead<string, PolicyText | undefined>({
	id: 'managed-policy',
	key: policyArn => policyArn,
	async fetch({call}, policyArn) {
		const policy = await call('iam:GetPolicy', {policyArn});
		if (!policy.ok || policy.value === undefined) {
			return policy.ok ? {ok: true, value: undefined} : policy;
		}

		const {name, defaultVersionId: versionId} = policy.value;
		const version = await call('iam:GetPolicyVersion', {policyArn, versionId});
		return version.ok ? {ok: true, value: {name, document: version.value.document}} : version;
	},
});
