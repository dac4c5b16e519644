import {agentRepositoryArn} from '../agent/agent-repository.js';
import {shortName} from '../arn.js';
import {type DoctorFacts} from '../doctor/doctor-facts.js';
import {type Finding, fail, notApplicable, pass, type Remedy, unknown} from '../doctor/verdict.js';
import {type RolePolicies} from '../iam.js';
import {
	type Access,
	looksLikeOwnRepositories,
	ownRepositoriesOnly,
	pullActions,
	pullStatement,
	type RefusedBy,
	readAccess,
	simulatedAccess,
} from '../policy/agent-access.js';
import {type Check, defineCheck, unreadFact} from './check.js';
import {withoutRole} from './role-exists.js';
import {agentStateIn, executionRoleArn} from './subject.js';

/** docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ecs-support.html */
export const ecrPermissionCheck: Check = defineCheck({
	id: 'ecr-permission',
	title: "ECR access to the agent's image",
	why: "ECS pulls the agent with the task's execution role; without access it starts without it, or the agent fails with 403",
	level: 'task',
	stage: 'pull',
	needs: ['task', 'taskDefinition'],
	uses: ['role', 'simulation', 'rolePolicies'],
	skips: withoutRole,
	judge({task, taskDefinition}, facts) {
		if (facts.role.status === 'known' && facts.role.value === undefined) {
			return notApplicable('the execution role does not exist any more');
		}

		const repository = agentRepositoryArn(facts.place);
		if (repository === undefined) {
			return unknown(`the documentation names no repository of the agent in ${facts.place.region}`);
		}

		const role = shortName(executionRoleArn(task, taskDefinition) ?? '');
		return judgeRole({role, repository, facts});
	},
});

type RoleFacts = {readonly role: string; readonly repository: string; readonly facts: DoctorFacts};

function judgeRole({role, repository, facts}: RoleFacts): Finding {
	const {simulation, rolePolicies} = facts;
	const policies = rolePolicies.status === 'known' ? rolePolicies.value : undefined;
	if (simulation.status === 'known') {
		const accesses = pullActions.map(action => simulatedAccess(simulation.value, action));
		return verdictOf(accesses, {role, facts, policies, seenBy: 'simulated'});
	}

	if (policies === undefined) {
		return unreadFact('simulation', simulation);
	}

	const accesses = pullActions.map(action =>
		readAccess(policies, {action, resource: action === 'ecr:GetAuthorizationToken' ? '*' : repository}),
	);
	const finding = verdictOf(accesses, {
		role,
		facts,
		policies,
		seenBy: 'its policies allow it, and the agent runs',
	});
	// What runs was pulled, so nothing else refuses it; else only a simulation tells of SCPs.
	return finding.status === 'pass' && agentStateIn(facts) !== 'running'
		? unknown(
				`the policies of role ${role} allow it, but SCPs can't be seen this way`,
				'',
				simulation.permission,
			)
		: finding;
}

type Seen = {
	readonly role: string;
	readonly facts: DoctorFacts;
	readonly policies: RolePolicies | undefined;
	readonly seenBy: string;
};

function verdictOf(accesses: readonly Access[], {role, facts, policies, seenBy}: Seen): Finding {
	const refused = accesses.flatMap(access => (access.access === 'refused' ? access : []));
	const [first] = refused;
	if (first) {
		const actions = refused.map(({action}) => action);
		const scope = policies && ownRepositoriesOnly(policies, facts.place);
		const isScoped =
			first.by === 'not-allowed' && (scope !== undefined || looksLikeOwnRepositories(accesses));
		const seen = isScoped
			? `role ${role} is scoped to own repositories${scope === undefined ? '' : ` (${scope.map(shortName).join(', ')})`}: ${actions.join(', ')} on the agent's is refused`
			: `role ${role}: ${actions.join(', ')} refused, ${refusedWords[first.by]}`;
		return fail(seen, fixes[first.by], remedyFor(first.by, {role, actions, facts}));
	}

	const open = accesses.flatMap(access => (access.access === 'unknown' ? access : []))[0];
	return open
		? unknown(`role ${role}, ${open.action}: ${open.why}`)
		: pass(`role ${role} may pull it (${seenBy})`);
}

const refusedWords: {readonly [by in RefusedBy]: string} = {
	'policy-deny': 'a policy of the role denies it',
	'not-allowed': 'no policy of the role allows it',
	boundary: "the role's permissions boundary does not allow it",
	organization: 'a service control policy (SCP) of the organization refuses it',
};

const fixes: {readonly [by in RefusedBy]: string} = {
	'policy-deny': 'take the Deny out of the policy, then relaunch',
	'not-allowed': 'add the statement to the role, or attach AmazonECSTaskExecutionRolePolicy; then relaunch',
	boundary: 'allow it in the permissions boundary as well, then relaunch',
	organization: 'only the organization can lift it; then relaunch',
};

function remedyFor(
	by: RefusedBy,
	{
		role,
		actions,
		facts,
	}: {readonly role: string; readonly actions: readonly string[]; readonly facts: DoctorFacts},
): {readonly remedy?: Remedy} {
	if (by === 'policy-deny') {
		// No statement helps against a Deny.
		return {};
	}

	if (by === 'organization') {
		const {account, region} = facts.place;
		return remedyOf(
			'message to the security administrator',
			`To the administrators of the organization: a service control policy refuses ${actions.join(', ')} to role ${role} of account ${account} in ${region}. The GuardDuty agent (${agentRepositoryArn(facts.place)}) can't be pulled until it is lifted.`,
		);
	}

	return remedyOf('IAM statement', pullStatement(actions, facts.place));
}

function remedyOf(label: string, text: string): {readonly remedy: Remedy} {
	return {remedy: {label, text}};
}
