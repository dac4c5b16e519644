import {known} from '../../../source/domain/fact.js';
import {type IamRole, type SimulationResult} from '../../../source/domain/iam.js';
import {telemetryAction} from '../../../source/domain/policy/agent-access.js';
import {type Task} from '../../../source/domain/resources.js';
import {aTaskDefinition} from '../build.js';
import {bareTask, type Case, goodTask, place, simulated, without} from './facts.js';

const noRole = {taskDefinition: known(aTaskDefinition())};
const goneRole = {role: known<IamRole | undefined>(undefined)};
const onInstance = {task: known<Task | undefined>({...goodTask, launchType: 'EC2'})};
const sim = (change: (action: string) => Partial<SimulationResult>) => ({
	simulation: known(simulated(change)),
});
const images = (more: Partial<SimulationResult>) =>
	sim(action => (/^ecr:(?!GetAuth)/.test(action) ? {decision: 'implicitDeny', ...more} : {}));
const telemetry = (more: Partial<SimulationResult>) =>
	sim(action => (action === telemetryAction ? more : {}));
const policies = (...statements: readonly object[]) => ({
	rolePolicies: known({policies: [{name: 'own', document: JSON.stringify({Statement: statements})}]}),
});
const read = (...statements: readonly object[]) => ({...without('simulation'), ...policies(...statements)});
const pull = {Effect: 'Allow', Action: 'ecr:*', Resource: '*'};
const own = {
	Effect: 'Allow',
	Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
	Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/checkout',
};
const token = {Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*'};
const roleChecks = ['role-exists', 'ecr-permission', 'telemetry-permission'];

export const pullCases: readonly Case[] = [
	...roleChecks.map(check => ({
		check,
		when: 'no role',
		facts: noRole,
		status: 'not-applicable',
		seen: 'there is no execution role',
	})),
	...roleChecks.map(check => ({
		check,
		when: 'on EC2',
		facts: onInstance,
		status: 'not-applicable',
		seen: 'instance',
	})),
	...roleChecks.map(check => ({
		check,
		when: 'the definition is denied',
		facts: without('taskDefinition'),
		status: 'unknown',
		seen: 'task definition',
		permission: 'ecs:DescribeTaskDefinition',
	})),

	{check: 'role-exists', when: 'it does', facts: {}, status: 'pass', seen: 'exec'},
	{
		check: 'role-exists',
		when: 'it is gone',
		facts: goneRole,
		status: 'fail',
		seen: 'does not exist any more',
	},
	{
		check: 'role-exists',
		when: 'denied',
		facts: without('role'),
		status: 'unknown',
		seen: 'execution role',
		permission: 'iam:GetRole',
	},

	{check: 'ecr-permission', when: 'allowed', facts: {}, status: 'pass', seen: 'may pull it (simulated)'},
	{
		check: 'ecr-permission',
		when: 'the role is gone',
		facts: goneRole,
		status: 'not-applicable',
		seen: 'exist',
	},
	{
		check: 'ecr-permission',
		when: 'scoped to own repositories',
		facts: {...images({}), ...policies(token, own)},
		status: 'fail',
		seen: 'role exec is scoped to own repositories (checkout)',
		remedy: 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate',
	},
	{
		check: 'ecr-permission',
		when: 'scoped to own repositories, policies denied',
		facts: {...images({}), ...without('rolePolicies')},
		status: 'fail',
		seen: 'role exec is scoped to own repositories: ecr:BatchCheckLayerAvailability',
		remedy: 'GuardDutyAgentPull',
	},
	{
		check: 'ecr-permission',
		when: 'nothing of ECR allowed',
		facts: sim(() => ({decision: 'implicitDeny'})),
		status: 'fail',
		seen: 'no policy of the role allows it',
		remedy: 'GuardDutyAgentToken',
	},
	{
		check: 'ecr-permission',
		when: 'denied by an SCP',
		facts: images({decision: 'explicitDeny', isAllowedByOrganizations: false}),
		status: 'fail',
		seen: '(SCP)',
		remedy: 'To the administrators of the organization',
	},
	{
		check: 'ecr-permission',
		when: 'outside the boundary',
		facts: images({isAllowedByBoundary: false}),
		status: 'fail',
		seen: 'boundary',
		remedy: 'ecr:BatchGetImage',
	},
	{
		check: 'ecr-permission',
		when: 'denied by a policy',
		facts: images({decision: 'explicitDeny'}),
		status: 'fail',
		seen: 'a policy of the role denies it',
		remedy: 'none',
	},
	{
		check: 'ecr-permission',
		when: 'under a condition',
		facts: images({decision: 'allowed', missingContextKeys: ['aws:SourceVpc']}),
		status: 'unknown',
		seen: 'aws:SourceVpc',
	},
	{
		check: 'ecr-permission',
		when: 'the simulation is denied, the policies allow it, and the agent runs',
		facts: read(pull),
		status: 'pass',
		seen: 'its policies allow it, and the agent runs',
	},
	{
		check: 'ecr-permission',
		when: 'the simulation is denied, the policies allow it, and there is no agent',
		facts: {...read(pull), task: known<Task | undefined>(bareTask)},
		status: 'unknown',
		seen: "SCPs can't be seen this way",
		permission: 'iam:SimulatePrincipalPolicy',
	},
	{
		check: 'ecr-permission',
		when: 'the simulation is denied, and the policies are scoped',
		facts: read(token, own),
		status: 'fail',
		seen: 'scoped to own repositories (checkout)',
		remedy: 'GuardDutyAgentPull',
	},
	{
		check: 'ecr-permission',
		when: 'the simulation is denied, and the policies have conditions',
		facts: read({...pull, Condition: {Bool: {a: 'b'}}}),
		status: 'unknown',
		seen: 'condition',
	},
	{
		check: 'ecr-permission',
		when: 'simulation and policies are denied',
		facts: without('simulation', 'rolePolicies'),
		status: 'unknown',
		seen: 'simulation',
		permission: 'iam:SimulatePrincipalPolicy',
	},
	{
		check: 'ecr-permission',
		when: 'the Region is not listed',
		facts: {place: {...place, region: 'mars-1'}},
		status: 'unknown',
		seen: 'no repository of the agent in mars-1',
	},

	{
		check: 'telemetry-permission',
		when: 'nothing denies it',
		facts: {},
		status: 'pass',
		seen: 'nothing denies it',
	},
	{
		check: 'telemetry-permission',
		when: 'the role is gone',
		facts: goneRole,
		status: 'not-applicable',
		seen: 'exist',
	},
	{
		check: 'telemetry-permission',
		when: 'allowed',
		facts: telemetry({decision: 'allowed'}),
		status: 'pass',
		seen: 'nothing denies it',
	},
	{
		check: 'telemetry-permission',
		when: 'denied by an SCP',
		facts: telemetry({decision: 'explicitDeny', isAllowedByOrganizations: false}),
		status: 'fail',
		seen: 'denied guardduty:SendSecurityTelemetry by a service control policy (SCP)',
	},
	{
		check: 'telemetry-permission',
		when: 'denied by the boundary',
		facts: telemetry({decision: 'explicitDeny', isAllowedByBoundary: false}),
		status: 'fail',
		seen: 'by its permissions boundary',
	},
	{
		check: 'telemetry-permission',
		when: 'denied by its own policy',
		facts: telemetry({decision: 'explicitDeny'}),
		status: 'fail',
		seen: 'by a policy of its own',
	},
	{
		check: 'telemetry-permission',
		when: 'no SCP allows it',
		facts: telemetry({isAllowedByOrganizations: false}),
		status: 'warn',
		seen: 'not denied, but not allowed either',
	},
	{
		check: 'telemetry-permission',
		when: 'not simulated',
		facts: {simulation: known(simulated().slice(0, 4))},
		status: 'unknown',
		seen: 'did not answer',
	},
	{
		check: 'telemetry-permission',
		when: 'the simulation is denied, and a policy denies it',
		facts: read({Effect: 'Deny', Action: 'guardduty:*', Resource: '*'}),
		status: 'fail',
		seen: 'a policy of role exec denies',
	},
	{
		check: 'telemetry-permission',
		when: 'the simulation is denied, and no policy denies it',
		facts: read(pull),
		status: 'unknown',
		seen: "SCPs can't be seen",
		permission: 'iam:SimulatePrincipalPolicy',
	},
	{
		check: 'telemetry-permission',
		when: 'the simulation is denied, and a Deny has a condition',
		facts: read({Effect: 'Deny', Action: '*', Resource: '*', Condition: {Bool: {a: 'b'}}}),
		status: 'unknown',
		seen: 'condition',
		permission: 'iam:SimulatePrincipalPolicy',
	},
	{
		check: 'telemetry-permission',
		when: 'all is denied',
		facts: without('simulation', 'rolePolicies'),
		status: 'unknown',
		seen: 'simulation',
		permission: 'iam:SimulatePrincipalPolicy',
	},
];
