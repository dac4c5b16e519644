import {
	GetPolicyCommand,
	GetPolicyVersionCommand,
	GetRoleCommand,
	GetRolePolicyCommand,
	type IAMClient,
	ListAttachedRolePoliciesCommand,
	ListRolePoliciesCommand,
	paginateSimulatePrincipalPolicy,
	SimulatePrincipalPolicyCommand,
} from '@aws-sdk/client-iam';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();
const agent = 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate';
const managed = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';
const roleArn = (name: string): string => `arn:aws:iam::482193057716:role/${name}`;

/** The decision on one action of a role's, with what boundary and organization say of it. */
async function ask(
	iam: IAMClient,
	role: string,
	{action, context}: {action: string; context?: Readonly<Record<string, string>>},
) {
	const {EvaluationResults = []} = await iam.send(
		new SimulatePrincipalPolicyCommand({
			PolicySourceArn: roleArn(`${role}-execution`),
			ActionNames: [action],
			ResourceArns: [action === 'ecr:GetAuthorizationToken' ? '*' : agent],
			ContextEntries: Object.entries(context ?? {}).map(([ContextKeyName, value]) => ({
				ContextKeyName,
				ContextKeyValues: [value],
				ContextKeyType: 'string' as const,
			})),
		}),
	);
	const [result] = EvaluationResults;
	return {
		decision: result?.EvalDecision,
		boundary: result?.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary,
		organization: result?.OrganizationsDecisionDetail?.AllowedByOrganizations,
		missing: result?.MissingContextValues ?? [],
	};
}

const pull = 'ecr:BatchGetImage';
const send = 'guardduty:SendSecurityTelemetry';

describe('what a role may do', () => {
	test.each<[string, string, string, boolean | undefined]>([
		['managed-policy', pull, 'allowed', undefined],
		['managed-policy', 'ecr:GetAuthorizationToken', 'allowed', undefined],
		['managed-policy', send, 'implicitDeny', undefined],
		['least-privilege', pull, 'allowed', undefined],
		['own-repositories', pull, 'implicitDeny', undefined],
		['own-repositories', 'ecr:GetAuthorizationToken', 'allowed', undefined],
		['without-token', 'ecr:GetAuthorizationToken', 'implicitDeny', undefined],
		['without-token', pull, 'allowed', undefined],
		['nothing', pull, 'implicitDeny', undefined],
		['explicit-deny', pull, 'explicitDeny', undefined],
		['explicit-deny', 'ecr:GetDownloadUrlForLayer', 'allowed', undefined],
		['wildcards', 'ecr:batchgetimage', 'allowed', undefined],
		['not-action', pull, 'allowed', undefined],
		['not-action', 'iam:PassRole', 'implicitDeny', undefined],
		['telemetry-denied', send, 'explicitDeny', undefined],
		['boundary-wide', pull, 'allowed', true],
		['boundary-without-ecr', pull, 'implicitDeny', false],
		['boundary-denies-telemetry', pull, 'allowed', true],
		['boundary-denies-telemetry', send, 'explicitDeny', false],
		['customer-policy', pull, 'allowed', undefined],
	])('%s: %s is %s', async (role, action, decision, boundary) => {
		const {iam} = await start({scenario: 'doctor-iam'});
		expect(await ask(iam, role, {action})).toEqual({
			decision,
			boundary,
			organization: undefined,
			missing: [],
		});
	});

	test('a condition needs its key, which is told when it is missing', async () => {
		const {iam} = await start({scenario: 'doctor-iam'});
		const without = await ask(iam, 'under-a-condition', {action: pull});
		expect(without).toMatchObject({decision: 'implicitDeny', missing: ['aws:SourceVpc']});
		const wrong = await ask(iam, 'under-a-condition', {action: pull, context: {'aws:sourceVpc': 'vpc-0'}});
		expect(wrong).toMatchObject({decision: 'implicitDeny', missing: []});
		const {PolicyDocument = ''} = await iam.send(
			new GetRolePolicyCommand({RoleName: 'under-a-condition-execution', PolicyName: 'inline'}),
		);
		const vpc = /vpc-[0-9a-f]{17}/.exec(decodeURIComponent(PolicyDocument))?.[0] ?? '';
		const right = await ask(iam, 'under-a-condition', {action: pull, context: {'AWS:SourceVpc': vpc}});
		expect(right).toMatchObject({decision: 'allowed', missing: []});
	});

	test.each([
		['doctor-scp', 'managed-policy', pull, 'explicitDeny', false],
		['doctor-scp', 'managed-policy', send, 'explicitDeny', false],
		['doctor-scp', 'managed-policy', 'ecr:GetAuthorizationToken', 'allowed', true],
		['doctor-scp', 'own-repositories', 'ecr:BatchCheckLayerAvailability', 'implicitDeny', true],
		['doctor-organization', 'managed-policy', pull, 'allowed', true],
		['doctor-organization', 'nothing', pull, 'implicitDeny', true],
	])('in %s, %s: %s is %s', async (scenario, role, action, decision, organization) => {
		const {iam} = await start({scenario});
		expect(await ask(iam, role, {action})).toMatchObject({decision, organization});
	});

	test('every action with every resource, in pages', async () => {
		const {iam} = await start({scenario: 'doctor-iam'});
		const asked: string[] = [];
		let pages = 0;
		const input = {
			PolicySourceArn: roleArn('managed-policy-execution'),
			ActionNames: [pull, send],
			ResourceArns: [agent, '*'],
		};
		for await (const page of paginateSimulatePrincipalPolicy({client: iam, pageSize: 3}, input)) {
			pages++;
			for (const {EvalActionName, EvalResourceName} of page.EvaluationResults ?? []) {
				asked.push(`${EvalActionName} ${EvalResourceName}`);
			}
		}

		expect([pages, asked]).toEqual([2, [`${pull} ${agent}`, `${pull} *`, `${send} ${agent}`, `${send} *`]]);
	});
});

describe('the documents of a role', () => {
	test('a role names its boundary, whose document can be read', async () => {
		const {iam} = await start({scenario: 'doctor-iam'});
		const {Role} = await iam.send(new GetRoleCommand({RoleName: 'boundary-without-ecr-execution'}));
		expect(Role).toMatchObject({
			Arn: roleArn('boundary-without-ecr-execution'),
			PermissionsBoundary: {PermissionsBoundaryType: 'PermissionsBoundaryPolicy'},
		});
		expect(JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''))).toMatchObject({
			Statement: [{Principal: {Service: 'ecs-tasks.amazonaws.com'}}],
		});
		const PolicyArn = Role?.PermissionsBoundary?.PermissionsBoundaryArn ?? '';
		const {Policy} = await iam.send(new GetPolicyCommand({PolicyArn}));
		const VersionId = Policy?.DefaultVersionId ?? '';
		const {PolicyVersion} = await iam.send(new GetPolicyVersionCommand({PolicyArn, VersionId}));
		expect(PolicyVersion?.Document).toMatch(/^%7B/);
		expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toMatchObject({
			Statement: [{Effect: 'Allow', Action: ['logs:*', 's3:*']}],
		});
	});

	test('attached and inline policies are listed apart', async () => {
		const {iam} = await start({scenario: 'doctor-iam'});
		const RoleName = 'explicit-deny-execution';
		const {AttachedPolicies} = await iam.send(new ListAttachedRolePoliciesCommand({RoleName}));
		expect(AttachedPolicies).toEqual([
			{
				PolicyName: 'AmazonECSTaskExecutionRolePolicy',
				PolicyArn: managed,
			},
		]);
		const {PolicyNames, IsTruncated} = await iam.send(new ListRolePoliciesCommand({RoleName}));
		expect([PolicyNames, IsTruncated]).toEqual([['inline'], false]);
	});

	test('every execution and task role of the demo exists', async () => {
		const {iam} = await start();
		for (const RoleName of ['ecsTaskExecutionRole', 'ledger-writer-execution', 'payments-api-task']) {
			expect((await iam.send(new GetRoleCommand({RoleName}))).Role?.RoleName).toBe(RoleName);
		}
	});

	test.each<[string, (iam: IAMClient) => Promise<unknown>]>([
		['a role', iam => iam.send(new GetRoleCommand({RoleName: 'deleted-execution'}))],
		['its policies', iam => iam.send(new ListRolePoliciesCommand({RoleName: 'deleted-execution'}))],
		[
			'its attached ones',
			iam => iam.send(new ListAttachedRolePoliciesCommand({RoleName: 'deleted-execution'})),
		],
		[
			'an inline one',
			iam => iam.send(new GetRolePolicyCommand({RoleName: 'nothing-execution', PolicyName: 'a'})),
		],
		['a policy', iam => iam.send(new GetPolicyCommand({PolicyArn: `${agent}/policy`}))],
		['a version', iam => iam.send(new GetPolicyVersionCommand({PolicyArn: managed, VersionId: 'v99'}))],
		[
			'a principal',
			iam =>
				iam.send(
					new SimulatePrincipalPolicyCommand({
						PolicySourceArn: roleArn('deleted-execution'),
						ActionNames: [pull],
					}),
				),
		],
	])('%s that does not exist is NoSuchEntity', async (_, call) => {
		const {iam} = await start({scenario: 'doctor-iam'});
		expect(await errorNameOf(call(iam))).toBe('NoSuchEntityException');
	});

	test('a denied call says who may not do what', async () => {
		const {iam} = await start({scenario: 'denied-doctor'});
		const error = await iam.send(new GetRoleCommand({RoleName: 'a'})).catch((reason: unknown) => reason);
		expect(error).toMatchObject({
			name: 'AccessDenied',
			message:
				'User: arn:aws:sts::482193057716:assumed-role/OnCallEngineer/jo.field is not authorized to perform: iam:GetRole on resource: role a because no identity-based policy allows the iam:GetRole action',
		});
	});

	test('an action that is none is refused', async () => {
		const {iam} = await start();
		const command = new SimulatePrincipalPolicyCommand({
			PolicySourceArn: roleArn('ecsTaskExecutionRole'),
			ActionNames: ['no action'],
		});
		expect(await errorNameOf(iam.send(command))).toBe('InvalidInputException');
	});
});
