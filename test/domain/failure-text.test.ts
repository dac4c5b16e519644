import {describe, expect, test} from 'vitest';
import {deniedExplanation} from '../../source/domain/access-denied.js';
import {type Failure} from '../../source/domain/failure.js';
import {failureLine, failureText, failureWord} from '../../source/domain/failure-text.js';

const failures: readonly Failure[] = [
	{kind: 'denied', action: 'ecs:ListTasks', message: ''},
	{kind: 'no-credentials', message: ''},
	{kind: 'expired', message: ''},
	{kind: 'bad-credentials', message: ''},
	{kind: 'bad-profile', message: ''},
	{kind: 'throttled', message: ''},
	{kind: 'timeout', message: ''},
	{kind: 'unreachable', message: ''},
	{kind: 'server', status: 503, message: ''},
	{kind: 'not-offered', operation: 'ecs:ListServiceDeployments', message: ''},
	{kind: 'absent', message: ''},
	{kind: 'rejected', code: 'InvalidParameterException', message: 'Service is not active.'},
	{kind: 'malformed', message: ''},
	{kind: 'read-only', message: ''},
	{kind: 'cancelled', message: ''},
];

describe('every failure', () => {
	test.each(failures)('$kind says what and what to do, on one line', failure => {
		const {what, remedy} = failureText(failure);
		expect(what).not.toBe('');
		expect(remedy).not.toBe('');
		expect(failureLine(failure)).toBe(`${what}; ${remedy}`);
		expect(failureWord(failure)).toMatch(/^[a-z-]+( [a-z]+)?$/);
	});

	test('reads differently from every other', () => {
		expect(new Set(failures.map(failure => failureText(failure).what)).size).toBe(failures.length);
		expect(new Set(failures.map(failureWord)).size).toBe(failures.length);
	});
});

describe('failures', () => {
	test.each<[Failure, string | undefined, string]>([
		[
			{kind: 'expired', message: ''},
			'prod',
			'the AWS login has expired; log in again: `aws sso login --profile prod`',
		],
		[{kind: 'expired', message: ''}, undefined, 'the AWS login has expired; log in again: `aws sso login`'],
		[
			{kind: 'expired', message: ''},
			'my prod; rm',
			"the AWS login has expired; log in again: `aws sso login --profile 'my prod; rm'`",
		],
		[
			{kind: 'no-credentials', message: ''},
			'prod',
			'no AWS credentials found; log in with `aws sso login --profile prod`, name a profile with --profile, or set AWS_PROFILE',
		],
		[
			{kind: 'bad-profile', message: ''},
			'prod',
			'the AWS profile prod is not usable; see `aws configure list-profiles`, and check it in ~/.aws/config',
		],
		[
			{kind: 'denied', action: 'guardduty:GetDetector', message: ''},
			undefined,
			'access denied: needs guardduty:GetDetector; AWS does not say which policy refuses it: ask for guardduty:GetDetector',
		],
		[
			{kind: 'not-offered', operation: 'guardduty:ListDetectors', message: ''},
			undefined,
			'this endpoint does not offer guardduty:ListDetectors; nothing to do; what depends on it stays unknown',
		],
		[
			{kind: 'rejected', code: 'ClientException', message: ''},
			undefined,
			'AWS rejected the request (ClientException); AWS gives no reason',
		],
		[
			{kind: 'rejected', code: 'ClientException', message: 'No room.'},
			undefined,
			'AWS rejected the request (ClientException); No room.',
		],
		[
			{kind: 'server', status: 503, message: ''},
			undefined,
			'AWS had an error (HTTP 503); wait and try again',
		],
	])('$kind', (failure, profile, line) => {
		expect(failureLine(failure, profile === undefined ? {} : {profile})).toBe(line);
	});
});

describe('a denial', () => {
	const user = 'User: arn:aws:sts::111122223333:assumed-role/oncall/me is not authorized to perform:';

	test.each([
		[
			'ecs:TagResource',
			`${user} ecs:TagResource on resource: x with an explicit deny in a service control policy: arn:p`,
			'the tag is locked by policy: a service control policy (SCP) denies ecs:TagResource: only the organization can lift that',
		],
		[
			'ecs:UntagResource',
			`${user} ecs:UntagResource on resource: x with an explicit deny in an identity-based policy`,
			'the tag is locked by policy: a policy of this identity denies ecs:UntagResource',
		],
		[
			'ecs:TagResource',
			`${user} ecs:TagResource on resource: x because no identity-based policy allows the ecs:TagResource action`,
			'no policy of this identity allows ecs:TagResource: ask for it',
		],
		[
			'ecs:TagResource',
			'Access denied.',
			'AWS does not say why: the tag may be locked by policy, or ecs:TagResource was never allowed',
		],
		[
			'ecs:UpdateService',
			`${user} ecs:UpdateService on resource: x because no permissions boundary allows the ecs:UpdateService action`,
			'the permissions boundary of this role does not allow ecs:UpdateService',
		],
		[
			'ecs:UpdateService',
			`${user} ecs:UpdateService on resource: x with an explicit deny in a permissions boundary: arn:p`,
			'the permissions boundary of this role denies ecs:UpdateService',
		],
		[
			'ecs:StopTask',
			`${user} ecs:StopTask with an explicit deny in a session policy`,
			'the policy of this session denies ecs:StopTask',
		],
		[
			'ecs:StopTask',
			`${user} ecs:StopTask because no session policy allows it`,
			'the policy of this session does not allow ecs:StopTask',
		],
		[
			'ecs:StopTask',
			`${user} ecs:StopTask with an explicit deny in a VPC endpoint policy`,
			'the policy of the VPC endpoint denies ecs:StopTask',
		],
		[
			'ecs:StopTask',
			`${user} ecs:StopTask because no service control policy allows it`,
			'no service control policy (SCP) allows ecs:StopTask: only the organization can',
		],
		['ecs:StopTask', `${user} ecs:StopTask with an explicit deny`, 'a policy denies ecs:StopTask explicitly'],
		['ecs:StopTask', '', 'AWS does not say which policy refuses it: ask for ecs:StopTask'],
		[
			'ecs:RunTask',
			`${user} iam:PassRole on resource: role because no identity-based policy allows the iam:PassRole action`,
			'no policy of this identity allows iam:PassRole: ask for it',
		],
	])('of %s: %s', (action, message, explanation) => {
		expect(deniedExplanation({action, message})).toBe(explanation);
	});
});
