import {describe, expect, test} from 'vitest';
import {asking, ec2, refusal} from './asking.js';
import {type Play} from './fake-aws.js';

const {ask, failureOf, form, body, sent} = asking();

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
