import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {conditionHolds} from '../../../source/domain/policy/condition.js';
import {parsePolicy} from '../../../source/domain/policy/document.js';
import {type Decision, evaluate, withinBoundary} from '../../../source/domain/policy/evaluate.js';
import {matchesPattern, matchesResource} from '../../../source/domain/policy/match.js';

const repository = 'arn:aws:ecr:eu-west-1:694911143906:repository/aws-guardduty-agent-fargate';
const request = {action: 'ecr:BatchGetImage', resource: repository};

function policy(...statements: readonly object[]) {
	return parsePolicy(JSON.stringify({Version: '2012-10-17', Statement: statements}));
}

const allow = (more: object) => ({Effect: 'Allow', Action: '*', Resource: '*', ...more});
const deny = (more: object) => ({Effect: 'Deny', Action: '*', Resource: '*', ...more});

describe('one policy', () => {
	test.each<[string, readonly object[], Decision]>([
		['nothing', [], 'implicit-deny'],
		['an allow of all', [allow({})], 'allowed'],
		['an allow of the service', [allow({Action: 'ecr:*'})], 'allowed'],
		['an action in other case', [allow({Action: 'ECR:batchgetIMAGE'})], 'allowed'],
		['an action among several', [allow({Action: ['s3:GetObject', 'ecr:BatchGet*']})], 'allowed'],
		['an action with one letter open', [allow({Action: 'ecr:BatchGetImag?'})], 'allowed'],
		['another action', [allow({Action: 'ecr:GetAuthorizationToken'})], 'implicit-deny'],
		['an action that only begins so', [allow({Action: 'ecr:BatchGet'})], 'implicit-deny'],
		['not this action', [{Effect: 'Allow', NotAction: 'ecr:BatchGetImage', Resource: '*'}], 'implicit-deny'],
		['not another action', [{Effect: 'Allow', NotAction: 's3:*', Resource: '*'}], 'allowed'],
		['the repository by name', [allow({Resource: repository})], 'allowed'],
		['every repository', [allow({Resource: 'arn:aws:ecr:*:*:repository/*'})], 'allowed'],
		[
			'own repositories',
			[allow({Resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/*'})],
			'implicit-deny',
		],
		[
			'a resource in other case',
			[allow({Resource: repository.replace('guardduty', 'GuardDuty')})],
			'implicit-deny',
		],
		['not this resource', [{Effect: 'Allow', Action: '*', NotResource: repository}], 'implicit-deny'],
		['not another resource', [{Effect: 'Allow', Action: '*', NotResource: 'arn:aws:s3:::*'}], 'allowed'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
		['a resource with a variable', [allow({Resource: 'arn:aws:ecr:*:${aws:x}:repository/*'})], 'unknown'],
		['an allow under a condition', [allow({Condition: {Bool: {'aws:ViaAWSService': 'true'}}})], 'unknown'],
		[
			'an allow beside one under a condition',
			[allow({}), allow({Condition: {Bool: {a: 'true'}}})],
			'allowed',
		],
		['a deny', [deny({})], 'explicit-deny'],
		['a deny beside an allow', [allow({}), deny({Action: 'ecr:*'})], 'explicit-deny'],
		['a deny of another action', [allow({}), deny({Action: 's3:*'})], 'allowed'],
		['a deny of all but this', [allow({}), {Effect: 'Deny', NotAction: 'ecr:*', Resource: '*'}], 'allowed'],
		[
			'a deny of all but others',
			[allow({}), {Effect: 'Deny', NotAction: 's3:*', Resource: '*'}],
			'explicit-deny',
		],
		[
			'a deny under a condition',
			[allow({}), deny({Condition: {StringNotEquals: {'aws:SourceVpce': 'vpce-1'}}})],
			'unknown',
		],
		['an allow for anyone', [allow({Principal: '*'})], 'allowed'],
		['an allow for any AWS principal', [allow({Principal: {AWS: ['*']}})], 'allowed'],
		['an allow for someone', [allow({Principal: {AWS: 'arn:aws:iam::1:root'}})], 'unknown'],
		['a deny for all but someone', [allow({}), deny({NotPrincipal: {AWS: 'x'}})], 'unknown'],
	])('with %s', (_title, statements, decision) => {
		expect(evaluate([policy(...statements)], request)).toBe(decision);
	});

	test('may have one statement that is no list', () => {
		const text = JSON.stringify({Statement: allow({})});
		expect(evaluate([parsePolicy(text)], request)).toBe('allowed');
	});

	test.each([
		'',
		'no JSON',
		'[]',
		'{}',
		'{"Statement": "all"}',
		'{"Statement": [{"Effect": "allow", "Action": "*", "Resource": "*"}]}',
		'{"Statement": [{"Effect": "Allow", "Resource": "*"}]}',
		'{"Statement": [{"Effect": "Allow", "Action": "*", "NotAction": "*", "Resource": "*"}]}',
		'{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": "x"}]}',
		'{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Bool": 1}}]}',
	])('that is none is not believed: %s', text => {
		expect(parsePolicy(text)).toBeUndefined();
		expect(evaluate([parsePolicy(text), policy(allow({}))], request)).toBe('unknown');
		expect(evaluate([parsePolicy(text), policy(deny({}))], request)).toBe('explicit-deny');
	});
});

describe('conditions', () => {
	const context = new Map([['aws:principalaccount', '111122223333']]);
	test.each([
		[{StringEquals: {'aws:PrincipalAccount': '111122223333'}}, true],
		[{StringEquals: {'AWS:principalaccount': ['1', '111122223333']}}, true],
		[{StringEquals: {'aws:PrincipalAccount': '1'}}, false],
		[{StringNotEquals: {'aws:PrincipalAccount': '111122223333'}}, false],
		[{StringNotEquals: {'aws:PrincipalAccount': ['1', '2']}}, true],
		[{StringLike: {'aws:PrincipalAccount': '1111*'}}, true],
		[{StringNotLike: {'aws:PrincipalAccount': '1111*'}}, false],
		[{StringEqualsIfExists: {'aws:PrincipalAccount': '1'}}, false],
		[{StringEquals: {'aws:PrincipalOrgID': 'o-1'}}, 'unknown'],
		[{'ForAnyValue:StringEquals': {'aws:PrincipalAccount': '111122223333'}}, 'unknown'],
		[{IpAddress: {'aws:SourceIp': '10.0.0.0/8'}}, 'unknown'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
		[{StringEquals: {'aws:PrincipalAccount': '${aws:ResourceAccount}'}}, 'unknown'],
		[{StringEquals: {'aws:PrincipalAccount': '1', 'aws:PrincipalOrgID': 'o-1'}}, false],
		[{StringEquals: {'aws:PrincipalAccount': '111122223333', 'aws:PrincipalOrgID': 'o-1'}}, 'unknown'],
	])('%o', (condition, holds) => {
		const [statement] = policy(allow({Condition: condition}))!.statements;
		expect(conditionHolds(statement!.condition, context)).toBe(holds);
	});
});

describe('a permissions boundary', () => {
	test.each<[Decision, Decision | undefined, Decision]>([
		['allowed', undefined, 'allowed'],
		['allowed', 'allowed', 'allowed'],
		['allowed', 'implicit-deny', 'implicit-deny'],
		['allowed', 'explicit-deny', 'explicit-deny'],
		['allowed', 'unknown', 'unknown'],
		['implicit-deny', 'allowed', 'implicit-deny'],
		['implicit-deny', 'explicit-deny', 'explicit-deny'],
		['unknown', 'implicit-deny', 'implicit-deny'],
		['unknown', 'allowed', 'unknown'],
		['explicit-deny', 'allowed', 'explicit-deny'],
	])('%s within %s is %s', (identity, boundary, decision) => {
		expect(withinBoundary(identity, boundary)).toBe(decision);
	});
});

describe('a pattern', () => {
	test.each([
		['*', '', true],
		['', '', true],
		['', 'a', false],
		['?', '', false],
		['a*', 'a', true],
		['*a', 'ba', true],
		['*a', 'ab', false],
		['a*b*c', 'aXbXbXc', true],
		['a*b?c', 'abc', false],
		['a.c', 'abc', false],
		['[a]*', '[a]b', true],
	])('%j against %j', (pattern, text, isMatch) => {
		expect(matchesPattern(pattern, text)).toBe(isMatch);
	});

	test('matches as the same regular expression does', () => {
		const letters = fc.string({unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8});
		fc.assert(
			fc.property(letters, fc.string({unit: fc.constantFrom('a', 'b'), maxLength: 8}), (pattern, text) => {
				const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
				expect(matchesPattern(pattern, text)).toBe(expected.test(text));
			}),
		);
	});

	test('that is hostile is judged within the time of a test', () => {
		expect(matchesPattern(`${'a*'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
	});

	test('with a variable may match where its fixed parts do', () => {
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
		expect(matchesResource(['arn:aws:s3:::${aws:username}/*'], 'arn:aws:s3:::a/b')).toBe('unknown');
		// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable of IAM.
		expect(matchesResource(['arn:aws:s3:::${aws:username}/*'], 'arn:aws:ecr:a')).toBe(false);
	});
});

test('more allows never take away, more denies never give', () => {
	const actions = fc.constantFrom('*', 'ecr:*', 'ecr:BatchGetImage', 's3:*', 'ecr:Get*');
	const resources = fc.constantFrom('*', repository, 'arn:aws:ecr:*:1:repository/*');
	const statement = fc.record({
		Effect: fc.constantFrom('Allow', 'Deny'),
		Action: actions,
		Resource: resources,
	});
	fc.assert(
		fc.property(fc.array(statement, {maxLength: 6}), statement, (statements, more) => {
			const before = evaluate([policy(...statements)], request);
			const after = evaluate([policy(...statements, more)], request);
			if (more.Effect === 'Deny' && before !== 'allowed') {
				expect(after).not.toBe('allowed');
			}

			if (more.Effect === 'Allow' && before === 'allowed') {
				expect(after).toBe('allowed');
			}

			if (before === 'explicit-deny') {
				expect(after).toBe('explicit-deny');
			}
		}),
	);
});
