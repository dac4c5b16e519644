import {agentRepositoryArn, agentRepositoryName} from '../agent/agent-repository.js';
import {type RolePolicies, type SimulationResult} from '../iam.js';
import {type PolicyDocument, parsePolicy} from './document.js';
import {evaluate, type PolicyRequest, withinBoundary} from './evaluate.js';
import {matchesAction} from './match.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html; the first has no resource. */
export const pullActions = [
	'ecr:GetAuthorizationToken',
	'ecr:BatchCheckLayerAvailability',
	'ecr:GetDownloadUrlForLayer',
	'ecr:BatchGetImage',
] as const;

export const telemetryAction = 'guardduty:SendSecurityTelemetry';

/** Who refuses: the role's own policies say no or say nothing, its boundary, or the organization's SCPs. */
export type RefusedBy = 'policy-deny' | 'not-allowed' | 'boundary' | 'organization';

/** Whether a role may do one thing. */
export type Access =
	| {readonly action: string; readonly access: 'allowed'}
	| {readonly action: string; readonly access: 'refused'; readonly by: RefusedBy}
	| {readonly action: string; readonly access: 'unknown'; readonly why: string};

type Place = {readonly partition: string; readonly region: string};

/** Returns the answer of SimulatePrincipalPolicy for one action; unknown when it is not among the results. */
export function simulatedAccess(results: readonly SimulationResult[], action: string): Access {
	const result = results.find(found => found.action.toLowerCase() === action.toLowerCase());
	if (result === undefined) {
		return {action, access: 'unknown', why: 'the simulation did not answer for it'};
	}

	if (result.decision !== 'explicitDeny' && result.missingContextKeys.length > 0) {
		const why = `it depends on ${result.missingContextKeys.join(', ')}, which a simulation can't know`;
		return {action, access: 'unknown', why};
	}

	return result.decision === 'allowed'
		? {action, access: 'allowed'}
		: {action, access: 'refused', by: refusedBy(result)};
}

function refusedBy(result: SimulationResult): RefusedBy {
	if (result.isAllowedByOrganizations === false) {
		return 'organization';
	}

	if (result.isAllowedByBoundary === false) {
		return 'boundary';
	}

	return result.decision === 'explicitDeny' ? 'policy-deny' : 'not-allowed';
}

/** Returns what the policies of a role say to one request; SCPs are not among them. */
export function readAccess(policies: RolePolicies, request: PolicyRequest): Access {
	const {action} = request;
	const own = evaluate(
		policies.policies.map(({document}) => parsePolicy(document)),
		request,
	);
	const boundary = policies.boundary && evaluate([parsePolicy(policies.boundary.document)], request);
	const decision = withinBoundary(own, boundary);
	switch (decision) {
		case 'allowed':
			return {action, access: 'allowed'};
		case 'unknown':
			return {
				action,
				access: 'unknown',
				why: "it depends on a condition or a policy that can't be judged from here",
			};
		case 'explicit-deny':
			return {action, access: 'refused', by: own === 'explicit-deny' ? 'policy-deny' : 'boundary'};
		case 'implicit-deny':
			return {action, access: 'refused', by: own === 'implicit-deny' ? 'not-allowed' : 'boundary'};
		default:
			return decision satisfies never;
	}
}

/**
 * Returns the ECR repositories (the resource patterns) to which the pull actions are granted, when none of them is
 * the agent's: the commonest cause of agents that can't be pulled. Undefined for other roles.
 */
export function ownRepositoriesOnly(policies: RolePolicies, place: Place): readonly string[] | undefined {
	const agent =
		agentRepositoryArn(place) ??
		`arn:${place.partition}:ecr:${place.region}::repository/${agentRepositoryName}`;
	const documents = policies.policies.map(({document}) => parsePolicy(document));
	if (evaluate(documents, {action: 'ecr:BatchGetImage', resource: agent}) !== 'implicit-deny') {
		return undefined;
	}

	const scopes = documents.flatMap(document => repositoriesIn(document));
	return scopes.length === 0 ? undefined : [...new Set(scopes)];
}

function repositoriesIn(document: PolicyDocument | undefined): readonly string[] {
	return (document?.statements ?? []).flatMap(({effect, actions = [], resources = []}) =>
		effect === 'Allow' && matchesAction(actions, 'ecr:BatchGetImage')
			? resources.filter(resource => /:ecr:.*:repository\//.test(resource))
			: [],
	);
}

/** Returns whether simulated answers look like a role that may pull, but not from the agent's repository. */
export function looksLikeOwnRepositories(accesses: readonly Access[]): boolean {
	const isRefused = ({access, ...rest}: Access) =>
		access === 'refused' && 'by' in rest && rest.by === 'not-allowed';
	return (
		accesses.some(({action, access}) => action === 'ecr:GetAuthorizationToken' && access === 'allowed') &&
		accesses.some(access => access.action === 'ecr:BatchGetImage' && isRefused(access))
	);
}

/** Returns the smallest policy document (JSON text) that grants these pull actions on the agent's repository. */
export function pullStatement(actions: readonly string[], place: Place): string {
	const repository =
		agentRepositoryArn(place) ??
		`arn:${place.partition}:ecr:${place.region}:*:repository/${agentRepositoryName}`;
	const onRepository = actions.filter(action => action !== 'ecr:GetAuthorizationToken');
	const statements = [
		...(actions.includes('ecr:GetAuthorizationToken')
			? [
					{
						Sid: 'GuardDutyAgentToken',
						Effect: 'Allow',
						Action: 'ecr:GetAuthorizationToken',
						// This action takes no resource.
						Resource: '*',
					},
				]
			: []),
		...(onRepository.length > 0
			? [{Sid: 'GuardDutyAgentPull', Effect: 'Allow', Action: onRepository, Resource: repository}]
			: []),
	];
	return JSON.stringify({Version: '2012-10-17', Statement: statements}, undefined, 2);
}
