import {readFileSync} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createAccount} from '../../source/aws/account.js';
import {type Account} from '../../source/domain/account.js';
import {
	type OperationInput,
	type OperationName,
	type OperationOutput,
} from '../../source/domain/operations.js';
import {type FakeAws, type Play, startFakeAws} from './fake-aws.js';

const signal = new AbortController().signal;
const sample = path.resolve(import.meta.dirname, '../samples/findings/derived-runtime-findings.wire.json');
const derived = JSON.parse(readFileSync(sample, 'utf8')) as {findings: Record<string, unknown>[]};

let aws: FakeAws;
let account: Account;

beforeAll(async () => {
	aws = await startFakeAws();
	account = createAccount({
		region: 'eu-west-1',
		endpointUrl: aws.url,
		credentials: {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret'},
	});
});

afterAll(async () => {
	account.close();
	await aws.close();
});

async function ask<Name extends OperationName>(
	name: Name,
	input: OperationInput<Name>,
	play: Play,
): Promise<OperationOutput<Name>> {
	aws.play(play);
	const answer = await account.call(name, input, {signal});
	if (!answer.ok) {
		throw new Error(JSON.stringify(answer.failure));
	}

	return answer.value;
}

async function failureOf<Name extends OperationName>(name: Name, input: OperationInput<Name>, play: Play) {
	aws.play(play);
	const answer = await account.call(name, input, {signal});
	return answer.ok ? answer.value : answer.failure;
}

const ec2 = (operation: string, members: string): Play => ({
	text: `<?xml version="1.0" encoding="UTF-8"?><${operation}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>request-1</requestId>${members}</${operation}Response>`,
	contentType: 'text/xml',
});

const form = () => Object.fromEntries(new URLSearchParams(aws.received.at(-1)!.body));
const body = (): unknown => JSON.parse(aws.received.at(-1)!.body);
const sent = () => `${aws.received.at(-1)!.method} ${aws.received.at(-1)!.path}`;

const refusal = (type: string, message: string, status = 400): Play => ({
	status,
	json: {message, __type: type},
	headers: {'x-amzn-errortype': type},
});

describe('ListFindings', () => {
	test('asks for full pages by criteria and order, and hands the token through', async () => {
		const page = await ask(
			'guardduty:ListFindings',
			{
				detectorId: 'd1',
				criteria: {
					severity: {greaterThanOrEqual: 7, lessThan: 9, lessThanOrEqual: 8},
					'service.archived': {equals: ['false']},
					type: {notEquals: ['a:b/c']},
				},
				sort: {by: 'updatedAt', order: 'ASC'},
				nextToken: 'token\u200B',
			},
			{json: {findingIds: ['f1', 'f\u202E2'], nextToken: 'next\u200B'}},
		);
		expect(page).toEqual({items: ['f1', 'f⟨U+202E⟩2'], nextToken: 'next\u200B'});
		expect(sent()).toBe('POST /detector/d1/findings');
		expect(body()).toEqual({
			findingCriteria: {
				criterion: {
					severity: {greaterThanOrEqual: 7, lessThan: 9, lessThanOrEqual: 8},
					'service.archived': {equals: ['false']},
					type: {notEquals: ['a:b/c']},
				},
			},
			sortCriteria: {attributeName: 'updatedAt', orderBy: 'ASC'},
			maxResults: 50,
			nextToken: 'token\u200B',
		});
	});

	test('without criteria sends none; the last page has no token', async () => {
		expect(
			await ask('guardduty:ListFindings', {detectorId: 'd1'}, {json: {findingIds: [], nextToken: ''}}),
		).toEqual({items: []});
		expect(body()).toEqual({maxResults: 50});
	});

	test('an answer without the list is not "no findings"', async () => {
		expect(await failureOf('guardduty:ListFindings', {detectorId: 'd1'}, {json: {}})).toMatchObject({
			kind: 'malformed',
		});
	});
});

describe('GetFindings', () => {
	const ids = ['f1', 'f2'];
	const get = {detectorId: 'd1', findingIds: ids, sort: {by: 'severity', order: 'DESC'}} as const;

	test('asks for the ids in an order', async () => {
		await ask('guardduty:GetFindings', get, {json: {findings: []}});
		expect(sent()).toBe('POST /detector/d1/findings/get');
		expect(body()).toEqual({findingIds: ids, sortCriteria: {attributeName: 'severity', orderBy: 'DESC'}});
	});

	test('keeps what the SDK does not know yet, and values of types that it would refuse', async () => {
		const [finding] = await ask('guardduty:GetFindings', get, {
			json: {
				findings: [
					{
						id: 'f1',
						type: 'Execution:Runtime/New',
						severity: 'not a number',
						createdAt: '2026-11-01T00:00:00.000Z',
						quantumDetails: {'q\u202Ebit': 3},
						service: {count: 2, runtimeDetails: {process: {startTime: 'yesterday', name: 'sh'}}},
					},
				],
			},
		});
		expect(finding).toMatchObject({
			id: 'f1',
			severity: 0,
			count: 2,
			createdAt: Date.UTC(2026, 10, 1),
			process: {name: 'sh', lineage: []},
			others: [
				{name: 'severity', value: 'not a number'},
				{name: 'quantumDetails.q⟨U+202E⟩bit', value: '3'},
				{name: 'service.runtimeDetails.process.startTime', value: 'yesterday'},
			],
		});
	});

	test('the raw answer is what came over the wire', async () => {
		aws.play({json: derived});
		const answer = await account.raw('guardduty:GetFindings', get, {signal});
		expect(answer).toMatchObject({ok: true, value: derived, requestId: 'request-1'});
	});

	test.each([
		['no list', {json: {}}, 'malformed'],
		['a finding without an id', {json: {findings: [{type: 'x'}]}}, 'malformed'],
		['a web page', {text: '<html>login</html>'}, 'malformed'],
		['half an answer', {torn: '{"findings": ['}, 'unreachable'],
		['an empty body', {text: '', contentType: 'application/json'}, 'malformed'],
		[
			'a refusal',
			refusal('AccessDeniedException', 'User: x is not authorized to perform: guardduty:GetFindings', 403),
			'denied',
		],
		[
			'a detector that is gone',
			refusal(
				'BadRequestException',
				'The request is rejected because the input detectorId is not owned by the current account.',
			),
			'absent',
		],
		['an error of AWS', {status: 500, json: {message: 'oh'}}, 'server'],
	] as readonly (readonly [string, Play, string])[])('%s is a failure', async (_title, play, kind) => {
		expect(await failureOf('guardduty:GetFindings', get, play)).toMatchObject({kind});
	});
});

describe('GetFindingsStatistics', () => {
	test.each([
		[
			'SEVERITY',
			{groupedBySeverity: [{severity: 8, totalFindings: 3, lastGeneratedAt: 1_700_000_000}]},
			{key: '8', findings: 3, lastSeenAt: 1_700_000_000_000},
		],
		[
			'FINDING_TYPE',
			{groupedByFindingType: [{findingType: 'a\u202E', totalFindings: 1}]},
			{key: 'a⟨U+202E⟩', findings: 1, lastSeenAt: undefined},
		],
		[
			'ACCOUNT',
			{groupedByAccount: [{accountId: '1', totalFindings: 2}]},
			{key: '1', findings: 2, lastSeenAt: undefined},
		],
		[
			'RESOURCE',
			{groupedByResource: [{resourceId: 'r', accountId: '1', totalFindings: 2}]},
			{key: 'r', findings: 2, lastSeenAt: undefined},
		],
		[
			'DATE',
			{groupedByDate: [{date: 1_700_000_000, severity: 8, totalFindings: 2}]},
			{key: '2023-11-14', findings: 2, lastSeenAt: undefined},
		],
	] as const)('by %s', async (groupBy, findingStatistics, group) => {
		expect(
			await ask(
				'guardduty:GetFindingsStatistics',
				{detectorId: 'd1', groupBy, criteria: {'service.archived': {equals: ['false']}}},
				{json: {findingStatistics}},
			),
		).toEqual([group]);
		expect(sent()).toBe('POST /detector/d1/findings/statistics');
		expect(body()).toEqual({
			groupBy,
			maxResults: 100,
			findingCriteria: {criterion: {'service.archived': {equals: ['false']}}},
		});
	});
});

describe('what changes findings', () => {
	const findings = {detectorId: 'd1', findingIds: ['f1']};

	test.each([
		['guardduty:ArchiveFindings', findings, 'archive', {findingIds: ['f1']}],
		['guardduty:UnarchiveFindings', findings, 'unarchive', {findingIds: ['f1']}],
		[
			'guardduty:UpdateFindingsFeedback',
			{...findings, feedback: 'USEFUL', comments: 'yes'},
			'feedback',
			{findingIds: ['f1'], feedback: 'USEFUL', comments: 'yes'},
		],
		[
			'guardduty:CreateSampleFindings',
			{detectorId: 'd1', findingTypes: ['a:b/c']},
			'create',
			{findingTypes: ['a:b/c']},
		],
	] as const)('%s', async (name, input, verb, wanted) => {
		expect(await ask(name, input as never, {json: {}})).toEqual({});
		expect(sent()).toBe(`POST /detector/d1/findings/${verb}`);
		expect(body()).toEqual(wanted);
	});

	test('a refusal names the permission', async () => {
		expect(
			await failureOf('guardduty:ArchiveFindings', findings, refusal('AccessDeniedException', 'no', 403)),
		).toMatchObject({kind: 'denied', action: 'guardduty:ArchiveFindings'});
	});
});

describe('where findings flow', () => {
	test('destinations, listed and described', async () => {
		expect(
			await ask(
				'guardduty:ListPublishingDestinations',
				{detectorId: 'd1'},
				{json: {destinations: [{destinationId: 'x', destinationType: 'S3', status: 'PUBLISHING'}]}},
			),
		).toEqual({items: [{id: 'x', type: 'S3', status: 'PUBLISHING'}]});
		expect(
			await ask(
				'guardduty:DescribePublishingDestination',
				{detectorId: 'd1', destinationId: 'x'},
				{
					json: {
						destinationId: 'x',
						destinationType: 'S3',
						status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
						publishingFailureStartTimestamp: 1_700_000_000_000,
						destinationProperties: {
							destinationArn: 'arn:aws:s3:::b\u202E',
							kmsKeyArn: 'arn:aws:kms:x:1:key/k',
						},
					},
				},
			),
		).toEqual({
			id: 'x',
			type: 'S3',
			status: 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY',
			failingSince: 1_700_000_000_000,
			destinationArn: 'arn:aws:s3:::b⟨U+202E⟩',
			kmsKeyArn: 'arn:aws:kms:x:1:key/k',
		});
		expect(sent()).toBe('GET /detector/d1/publishingDestination/x');
	});

	test('rules with their pattern on one line, and targets', async () => {
		const pattern = '{\n  "source": ["aws.guardduty"]\n}';
		expect(
			await ask(
				'events:ListRules',
				{nextToken: 't'},
				{
					json: {
						Rules: [
							{
								Name: 'r\u202E',
								Arn: 'arn:r',
								State: 'ENABLED',
								EventPattern: pattern,
								EventBusName: 'default',
							},
							{Name: 'cron'},
						],
						NextToken: 'n',
					},
				},
			),
		).toEqual({
			items: [
				{
					name: 'r⟨U+202E⟩',
					arn: 'arn:r',
					state: 'ENABLED',
					pattern: '{"source":["aws.guardduty"]}',
					busName: 'default',
				},
				{name: 'cron', state: 'unknown'},
			],
			nextToken: 'n',
		});
		expect(body()).toEqual({Limit: 100, NextToken: 't'});
		expect(
			await ask('events:ListTargetsByRule', {rule: 'r'}, {json: {Targets: [{Id: '1', Arn: 'arn:t'}]}}),
		).toEqual({items: [{id: '1', arn: 'arn:t'}]});
		expect(body()).toEqual({Rule: 'r', Limit: 100});
	});

	test('the hub, its products, and the graphs', async () => {
		expect(await ask('securityhub:DescribeHub', {}, {json: {HubArn: 'arn:hub'}})).toEqual({arn: 'arn:hub'});
		expect(
			await ask('securityhub:ListEnabledProductsForImport', {}, {json: {ProductSubscriptions: ['arn:p']}}),
		).toEqual({items: ['arn:p']});
		expect(sent()).toBe('GET /productSubscriptions?MaxResults=100');
		expect(await ask('detective:ListGraphs', {}, {json: {GraphList: [{Arn: 'arn:g'}]}})).toEqual({
			items: ['arn:g'],
		});
		expect(body()).toEqual({MaxResults: 200});
	});

	test('no subscription is an answer, a refusal is not', async () => {
		const off = refusal('InvalidAccessException', 'Account 1 is not subscribed to AWS Security Hub', 401);
		expect(await ask('securityhub:DescribeHub', {}, off)).toBeUndefined();
		expect(await ask('securityhub:ListEnabledProductsForImport', {}, off)).toEqual({items: []});
		expect(
			await ask('securityhub:DescribeHub', {}, refusal('ResourceNotFoundException', 'no hub', 404)),
		).toBeUndefined();
		const denied = refusal(
			'AccessDeniedException',
			'User: x is not authorized to perform: securityhub:DescribeHub',
			403,
		);
		expect(await failureOf('securityhub:DescribeHub', {}, denied)).toMatchObject({
			kind: 'denied',
			action: 'securityhub:DescribeHub',
		});
		expect(
			await failureOf('securityhub:DescribeHub', {}, refusal('InvalidAccessException', 'not allowed', 401)),
		).toMatchObject({kind: 'rejected'});
	});
});

describe('isolation', () => {
	test('replaces the groups of an interface', async () => {
		expect(
			await ask(
				'ec2:ModifyNetworkInterfaceAttribute',
				{networkInterfaceId: 'eni-1', groups: ['sg-1', 'sg-2']},
				ec2('ModifyNetworkInterfaceAttribute', '<return>true</return>'),
			),
		).toEqual({});
		expect(form()).toMatchObject({
			Action: 'ModifyNetworkInterfaceAttribute',
			NetworkInterfaceId: 'eni-1',
			'SecurityGroupId.1': 'sg-1',
			'SecurityGroupId.2': 'sg-2',
		});
	});

	test('an interface that AWS manages is a refusal, and nothing is said against the login', async () => {
		const play: Play = {
			status: 400,
			text: '<Response><Errors><Error><Code>AuthFailure</Code><Message>You do not have permission to access the specified resource.</Message></Error></Errors><RequestID>r</RequestID></Response>',
			contentType: 'text/xml',
		};
		expect(
			await failureOf(
				'ec2:ModifyNetworkInterfaceAttribute',
				{networkInterfaceId: 'eni-1', groups: ['sg-1']},
				play,
			),
		).toEqual({
			kind: 'rejected',
			code: 'AuthFailure',
			message: 'You do not have permission to access the specified resource.',
		});
	});

	test('makes a group, and takes all outbound rules away', async () => {
		expect(
			await ask(
				'ec2:CreateSecurityGroup',
				{vpcId: 'vpc-1', groupName: 'g', description: 'd'},
				ec2('CreateSecurityGroup', '<groupId>sg-9</groupId>'),
			),
		).toEqual({groupId: 'sg-9'});
		expect(form()).toMatchObject({GroupName: 'g', GroupDescription: 'd', VpcId: 'vpc-1'});
		await ask(
			'ec2:RevokeSecurityGroupEgress',
			{groupId: 'sg-9', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0']},
			ec2('RevokeSecurityGroupEgress', '<return>true</return>'),
		);
		expect(form()).toMatchObject({
			GroupId: 'sg-9',
			'IpPermissions.1.IpProtocol': '-1',
			'IpPermissions.1.IpRanges.1.CidrIp': '0.0.0.0/0',
			'IpPermissions.1.Ipv6Ranges.1.CidrIpv6': '::/0',
		});
	});

	test('finds a group by its name in a VPC', async () => {
		await ask(
			'ec2:DescribeSecurityGroups',
			{vpcId: 'vpc-1', groupName: 'g'},
			ec2('DescribeSecurityGroups', '<securityGroupInfo/>'),
		);
		expect(form()).toMatchObject({
			'Filter.1.Name': 'vpc-id',
			'Filter.1.Value.1': 'vpc-1',
			'Filter.2.Name': 'group-name',
			'Filter.2.Value.1': 'g',
		});
	});

	test('tells who manages an interface', async () => {
		const found = await ask(
			'ec2:DescribeNetworkInterfaces',
			{networkInterfaceIds: ['eni-1']},
			ec2(
				'DescribeNetworkInterfaces',
				'<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><interfaceType>interface</interfaceType><requesterManaged>true</requesterManaged><description>arn:aws:ecs:x</description><attachment><instanceOwnerId>amazon-ecs</instanceOwnerId></attachment></item></networkInterfaceSet>',
			),
		);
		expect(found?.[0]).toMatchObject({
			type: 'interface',
			isRequesterManaged: true,
			instanceOwnerId: 'amazon-ecs',
			description: 'arn:aws:ecs:x',
		});
	});
});
