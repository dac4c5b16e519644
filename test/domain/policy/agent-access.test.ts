import {describe, expect, test} from 'vitest';
import {agentAccounts, agentRepositoryArn} from '../../../source/domain/agent/agent-repository.js';
import {type RolePolicies, type SimulationResult} from '../../../source/domain/iam.js';
import {
	type Access,
	looksLikeOwnRepositories,
	ownRepositoriesOnly,
	pullActions,
	pullStatement,
	readAccess,
	simulatedAccess,
} from '../../../source/domain/policy/agent-access.js';

const place = {partition: 'aws', region: 'eu-west-1'};
const agentArn = 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate';
const request = {action: 'ecr:BatchGetImage', resource: agentArn};

function policies(statements: readonly object[], boundary?: readonly object[]): RolePolicies {
	const text = (list: readonly object[]) => JSON.stringify({Version: '2012-10-17', Statement: list});
	return {
		policies: [{name: 'own', document: text(statements)}],
		...(boundary && {boundary: {name: 'edge', document: text(boundary)}}),
	};
}

const everything = {Effect: 'Allow', Action: '*', Resource: '*'};
const ownOnly = {
	Effect: 'Allow',
	Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchCheckLayerAvailability'],
	Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/checkout',
};

describe('the repository of the agent', () => {
	test('is in the account that the documentation lists for the Region', () => {
		expect(agentRepositoryArn(place)).toBe(agentArn);
		expect(agentRepositoryArn({partition: 'aws', region: 'me-central-1'})).toContain(':000014521398:');
		expect(agentRepositoryArn({partition: 'aws', region: 'mars-1'})).toBeUndefined();
	});

	test('has an account of twelve digits in each of 33 Regions, no two the same', () => {
		expect(agentAccounts.size).toBe(33);
		expect(new Set(agentAccounts.values()).size).toBe(33);
		expect([...agentAccounts.values()].filter(account => !/^\d{12}$/.test(account))).toEqual([]);
	});
});

describe('the answer of a simulation', () => {
	const result = (more: Partial<SimulationResult>): SimulationResult => ({
		action: 'ecr:BatchGetImage',
		decision: 'implicitDeny',
		matchedPolicies: [],
		missingContextKeys: [],
		...more,
	});
	test.each<[string, Partial<SimulationResult>, object]>([
		['allowed', {decision: 'allowed'}, {access: 'allowed'}],
		['not allowed by any policy', {}, {access: 'refused', by: 'not-allowed'}],
		['denied by a policy', {decision: 'explicitDeny'}, {access: 'refused', by: 'policy-deny'}],
		[
			'denied by an SCP',
			{decision: 'explicitDeny', isAllowedByOrganizations: false},
			{access: 'refused', by: 'organization'},
		],
		[
			'not allowed by any SCP',
			{isAllowedByOrganizations: false, isAllowedByBoundary: false},
			{access: 'refused', by: 'organization'},
		],
		[
			'outside the boundary',
			{isAllowedByOrganizations: true, isAllowedByBoundary: false},
			{access: 'refused', by: 'boundary'},
		],
		[
			'under a condition',
			{decision: 'allowed', missingContextKeys: ['aws:SourceVpc']},
			{access: 'unknown', why: expect.stringContaining('aws:SourceVpc')},
		],
		[
			'denied whatever the condition',
			{decision: 'explicitDeny', missingContextKeys: ['aws:SourceVpc']},
			{access: 'refused', by: 'policy-deny'},
		],
	])('%s', (_title, more, access) => {
		expect(simulatedAccess([result(more)], 'ecr:BatchGetImage')).toMatchObject(access);
	});

	test('that lacks the action is unknown, never allowed', () => {
		expect(simulatedAccess([result({decision: 'allowed'})], 'ecr:GetDownloadUrlForLayer').access).toBe(
			'unknown',
		);
		expect(simulatedAccess([], 'ecr:BatchGetImage').access).toBe('unknown');
	});

	test('names its actions in any case', () => {
		expect(
			simulatedAccess([result({action: 'ECR:batchgetimage', decision: 'allowed'})], request.action),
		).toEqual({action: request.action, access: 'allowed'});
	});
});

describe('the policies of a role', () => {
	test.each<[string, RolePolicies, object]>([
		['allow', policies([everything]), {access: 'allowed'}],
		['say nothing', policies([]), {access: 'refused', by: 'not-allowed'}],
		['deny', policies([everything, {...everything, Effect: 'Deny'}]), {access: 'refused', by: 'policy-deny'}],
		['allow within the boundary', policies([everything], [everything]), {access: 'allowed'}],
		['allow outside the boundary', policies([everything], [ownOnly]), {access: 'refused', by: 'boundary'}],
		[
			'allow what the boundary denies',
			policies([everything], [{...everything, Effect: 'Deny'}]),
			{access: 'refused', by: 'boundary'},
		],
		[
			'allow under a condition',
			policies([{...everything, Condition: {Bool: {a: 'b'}}}]),
			{access: 'unknown'},
		],
		['can not be read', {policies: [{name: 'x', document: '{'}]}, {access: 'unknown'}],
		[
			'allow, with a boundary that can not be read',
			{...policies([everything]), boundary: {name: 'edge', document: '{'}},
			{access: 'unknown'},
		],
	])('that %s', (_title, role, access) => {
		expect(readAccess(role, request)).toMatchObject({action: 'ecr:BatchGetImage', ...access});
	});
});

describe('a role scoped to own repositories', () => {
	test('is known by its resources', () => {
		expect(ownRepositoriesOnly(policies([ownOnly, {...ownOnly, Effect: 'Deny'}]), place)).toEqual([
			ownOnly.Resource,
		]);
	});

	test.each([
		['allows everything', policies([everything])],
		['allows nothing of ECR', policies([{Effect: 'Allow', Action: 's3:*', Resource: '*'}])],
		['allows the agent beside its own', policies([ownOnly, {...ownOnly, Resource: agentArn}])],
		['has no policy', {policies: []}],
	])('is not one that %s', (_title, role) => {
		expect(ownRepositoriesOnly(role, place)).toBeUndefined();
	});

	test('is likely where a simulation grants the token and not the image', () => {
		const accesses = (token: Access, image: Access) => looksLikeOwnRepositories([token, image]);
		const token: Access = {action: 'ecr:GetAuthorizationToken', access: 'allowed'};
		const image: Access = {action: 'ecr:BatchGetImage', access: 'refused', by: 'not-allowed'};
		expect(accesses(token, image)).toBe(true);
		expect(accesses({...token, access: 'refused', by: 'not-allowed'}, image)).toBe(false);
		expect(accesses(token, {...image, by: 'organization'})).toBe(false);
		expect(accesses(token, {...image, access: 'allowed'})).toBe(false);
	});
});

describe('the smallest statement', () => {
	test('grants what is missing and nothing more', () => {
		expect(JSON.parse(pullStatement(['ecr:BatchGetImage'], place))).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Sid: 'GuardDutyAgentPull',
					Effect: 'Allow',
					Action: ['ecr:BatchGetImage'],
					Resource: agentArn,
				},
			],
		});
		expect(JSON.parse(pullStatement(['ecr:GetAuthorizationToken'], place)).Statement).toMatchObject([
			{Action: 'ecr:GetAuthorizationToken', Resource: '*'},
		]);
	});

	test('makes a role that lacked everything able to pull', () => {
		const role: RolePolicies = {policies: [{name: 'fix', document: pullStatement(pullActions, place)}]};
		expect(pullActions.map(action => readAccess(role, {action, resource: agentArn}).access)).toEqual([
			'allowed',
			'allowed',
			'allowed',
			'allowed',
		]);
		expect(ownRepositoriesOnly(role, place)).toBeUndefined();
	});

	test('leaves the account open where the Region is not listed', () => {
		const text = pullStatement(pullActions, {partition: 'aws-us-gov', region: 'us-gov-west-1'});
		expect(text).toContain('arn:aws-us-gov:ecr:us-gov-west-1:*:repository/aws-guardduty-agent-fargate');
	});
});
