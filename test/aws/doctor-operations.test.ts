import {describe, expect, test} from 'vitest';
import {iamRegion} from '../../source/aws/operations/iam/client.js';
import {type OperationName} from '../../source/domain/operations.js';
import {asking, ec2} from './asking.js';
import {type Play} from './fake-aws.js';

const roleArn = 'arn:aws:iam::123456789012:role/exec';
const policyArn = 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy';

const {ask, failureOf, raw, form, body, last} = asking();

const iam = (operation: string, members: string): Play => ({
	text: `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${members}</${operation}Result><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></${operation}Response>`,
	contentType: 'text/xml',
});

const iamError = (code: string, message: string, status: number): Play => ({
	status,
	text: `<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
	contentType: 'text/xml',
});

// What an attacker may call a group, a tag or a policy: a sequence, a bidi override, a bell.
const hostile = 'a\u202Eb\u200Bc';
const seen = 'a⟨U+202E⟩b⟨U+200B⟩c';

describe('coverage', () => {
	const fargate = {
		resourceId: 'cluster-1',
		detectorId: 'd-1',
		accountId: '123456789012',
		coverageStatus: 'UNHEALTHY',
		issue: hostile,
		updatedAt: 1_701_187_849,
		resourceDetails: {
			resourceType: 'ECS',
			ecsClusterDetails: {
				clusterName: 'checkout',
				fargateDetails: {issues: ['Agent exited: OOM \u001B[31m'], managementType: 'AUTO_MANAGED'},
				containerInstanceDetails: {coveredContainerInstances: 1, compatibleContainerInstances: 2},
			},
		},
	};
	const parsed = {
		id: 'cluster-1',
		detectorId: 'd-1',
		accountId: '123456789012',
		status: 'UNHEALTHY',
		issue: seen,
		updatedAt: 1_701_187_849_000,
		details: {
			type: 'ECS',
			clusterName: 'checkout',
			fargate: {issues: ['Agent exited: OOM ␛[31m'], management: 'AUTO_MANAGED'},
			instances: {covered: 1, compatible: 2},
		},
	};

	test('of a cluster, with the token handed through and full pages asked for', async () => {
		const page = await ask(
			'guardduty:ListCoverage',
			{
				detectorId: 'd-1',
				criteria: [
					{key: 'ECS_CLUSTER_NAME', equals: ['checkout']},
					{key: 'COVERAGE_STATUS', notEquals: ['HEALTHY']},
				],
				sort: {by: 'UPDATED_AT', order: 'DESC'},
				nextToken: 'token\u200B',
			},
			{json: {resources: [fargate], nextToken: 'next\u200B'}},
		);
		expect(page).toEqual({items: [parsed], nextToken: 'next\u200B'});
		expect(last().path).toBe('/detector/d-1/coverage');
		expect(body()).toEqual({
			maxResults: 50,
			nextToken: 'token\u200B',
			filterCriteria: {
				filterCriterion: [
					{criterionKey: 'ECS_CLUSTER_NAME', filterCondition: {equals: ['checkout']}},
					{criterionKey: 'COVERAGE_STATUS', filterCondition: {notEquals: ['HEALTHY']}},
				],
			},
			sortCriteria: {attributeName: 'UPDATED_AT', orderBy: 'DESC'},
		});
	});

	test('without conditions sends none', async () => {
		await ask('guardduty:ListCoverage', {detectorId: 'd-1'}, {json: {resources: []}});
		expect(body()).toEqual({maxResults: 50});
		await ask('guardduty:ListCoverage', {detectorId: 'd-1', criteria: []}, {json: {resources: []}});
		expect(body()).toEqual({maxResults: 50});
	});

	test('of an instance, of another kind, and of a cluster that is not named', async () => {
		const common = {accountId: '1', coverageStatus: 'HEALTHY'};
		const {items} = await ask(
			'guardduty:ListCoverage',
			{detectorId: 'd-1'},
			{
				json: {
					resources: [
						{
							...common,
							resourceId: 'i-1',
							resourceDetails: {
								resourceType: 'EC2',
								ec2InstanceDetails: {
									instanceId: 'i-1',
									instanceType: 'm5.large',
									clusterArn: 'arn:c',
									agentDetails: {version: '1.9.0'},
									managementType: 'MANUAL',
								},
							},
						},
						{
							...common,
							resourceId: 'e-1',
							resourceDetails: {resourceType: 'EKS', eksClusterDetails: {clusterName: 'kube'}},
						},
						{...common, resourceId: 'x-1', resourceDetails: {resourceType: 'ECS', ecsClusterDetails: {}}},
						{...common, resourceId: 'y-1'},
					],
				},
			},
		);
		expect(items.map(({details}) => details)).toEqual([
			{
				type: 'EC2',
				instanceId: 'i-1',
				instanceType: 'm5.large',
				clusterArn: 'arn:c',
				agentVersion: '1.9.0',
				management: 'MANUAL',
			},
			{type: 'other', name: 'kube'},
			{type: 'other', name: 'x-1'},
			{type: 'other', name: 'y-1'},
		]);
	});

	test('keeps an issue that names four thousand tasks whole', async () => {
		const ids = Array.from({length: 4000}, (_, index) => index.toString(16).padStart(32, '0')).join(',');
		const issue = `Tasks started before enabling. Impacted task ID(s): '${ids}'`;
		const resource = structuredClone(fargate);
		resource.resourceDetails.ecsClusterDetails.fargateDetails.issues = [issue];
		const {items} = await ask('guardduty:ListCoverage', {detectorId: 'd-1'}, {json: {resources: [resource]}});
		expect(items[0]!.details).toMatchObject({fargate: {issues: [issue]}});
	});

	test('is counted by type and by status', async () => {
		const statistics = await ask(
			'guardduty:GetCoverageStatistics',
			{detectorId: 'd-1', criteria: [{key: 'RESOURCE_TYPE', equals: ['ECS']}]},
			{json: {coverageStatistics: {countByResourceType: {ECS: 3}, countByCoverageStatus: {HEALTHY: 2}}}},
		);
		expect(statistics).toEqual({byType: {ECS: 3}, byStatus: {HEALTHY: 2}});
		expect(body()).toEqual({
			statisticsType: ['COUNT_BY_RESOURCE_TYPE', 'COUNT_BY_COVERAGE_STATUS'],
			filterCriteria: {
				filterCriterion: [{criterionKey: 'RESOURCE_TYPE', filterCondition: {equals: ['ECS']}}],
			},
		});
		expect(await ask('guardduty:GetCoverageStatistics', {detectorId: 'd-1'}, {json: {}})).toEqual({});
	});
});

describe('the network', () => {
	test('subnets, one of them IPv6 only, by a filter', async () => {
		const page = await ask(
			'ec2:DescribeSubnets',
			{subnetIds: ['subnet-1', 'subnet-2'], nextToken: 'more'},
			ec2(
				'DescribeSubnets',
				`<subnetSet><item><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/24</cidrBlock><ownerId>999999999999</ownerId><availabilityZone>eu-west-1a</availabilityZone><ipv6Native>false</ipv6Native></item>
				<item><subnetId>subnet-2</subnetId><vpcId>vpc-1</vpcId><ipv6Native>true</ipv6Native><ipv6CidrBlockAssociationSet>
				<item><ipv6CidrBlock>2001:db8::/64</ipv6CidrBlock><ipv6CidrBlockState><state>associated</state></ipv6CidrBlockState></item>
				<item><ipv6CidrBlock>2001:db9::/64</ipv6CidrBlock><ipv6CidrBlockState><state>disassociated</state></ipv6CidrBlockState></item>
				</ipv6CidrBlockAssociationSet></item></subnetSet><nextToken>again</nextToken>`,
			),
		);
		expect(page).toEqual({
			items: [
				{
					id: 'subnet-1',
					vpcId: 'vpc-1',
					cidr: '10.0.0.0/24',
					ipv6Cidrs: [],
					isIpv6Only: false,
					availabilityZone: 'eu-west-1a',
					ownerId: '999999999999',
				},
				{id: 'subnet-2', vpcId: 'vpc-1', ipv6Cidrs: ['2001:db8::/64'], isIpv6Only: true},
			],
			nextToken: 'again',
		});
		expect(form()).toMatchObject({
			Action: 'DescribeSubnets',
			'Filter.1.Name': 'subnet-id',
			'Filter.1.Value.1': 'subnet-1',
			'Filter.1.Value.2': 'subnet-2',
			NextToken: 'more',
		});
	});

	test.each([
		['<gatewayId>local</gatewayId>', {target: 'local'}],
		['<gatewayId>igw-1</gatewayId>', {target: 'internet-gateway', targetId: 'igw-1'}],
		['<gatewayId>vpce-1</gatewayId>', {target: 'vpc-endpoint', targetId: 'vpce-1'}],
		['<gatewayId>vgw-1</gatewayId>', {target: 'virtual-private-gateway', targetId: 'vgw-1'}],
		['<natGatewayId>nat-1</natGatewayId>', {target: 'nat-gateway', targetId: 'nat-1'}],
		['<transitGatewayId>tgw-1</transitGatewayId>', {target: 'transit-gateway', targetId: 'tgw-1'}],
		[
			'<egressOnlyInternetGatewayId>eigw-1</egressOnlyInternetGatewayId>',
			{target: 'egress-only-gateway', targetId: 'eigw-1'},
		],
		['<vpcPeeringConnectionId>pcx-1</vpcPeeringConnectionId>', {target: 'peering', targetId: 'pcx-1'}],
		['<carrierGatewayId>cagw-1</carrierGatewayId>', {target: 'carrier-gateway', targetId: 'cagw-1'}],
		['<localGatewayId>lgw-1</localGatewayId>', {target: 'local-gateway', targetId: 'lgw-1'}],
		['<coreNetworkArn>arn:core</coreNetworkArn>', {target: 'core-network', targetId: 'arn:core'}],
		['<networkInterfaceId>eni-1</networkInterfaceId>', {target: 'network-interface', targetId: 'eni-1'}],
		[
			'<instanceId>i-1</instanceId><networkInterfaceId>eni-1</networkInterfaceId>',
			{target: 'instance', targetId: 'i-1'},
		],
		[`<gatewayId>${hostile}</gatewayId>`, {target: 'other', targetId: seen}],
		['', {target: 'other'}],
	])('a route to %s', async (member, target) => {
		const {items} = await ask(
			'ec2:DescribeRouteTables',
			{vpcIds: ['vpc-1']},
			ec2(
				'DescribeRouteTables',
				`<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><routeSet><item><destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>${member}<state>active</state></item></routeSet><associationSet/></item></routeTableSet>`,
			),
		);
		expect(items[0]!.routes).toEqual([{destination: '0.0.0.0/0', isActive: true, ...target}]);
	});

	test('route tables: the main one, those of subnets, and routes that lead nowhere', async () => {
		const {items} = await ask(
			'ec2:DescribeRouteTables',
			{vpcIds: ['vpc-1', 'vpc-2']},
			ec2(
				'DescribeRouteTables',
				`<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId>
				<routeSet><item><destinationIpv6CidrBlock>::/0</destinationIpv6CidrBlock><natGatewayId>nat-1</natGatewayId><state>blackhole</state></item>
				<item><destinationPrefixListId>pl-1</destinationPrefixListId><gatewayId>vpce-1</gatewayId><state>active</state></item></routeSet>
				<associationSet><item><main>true</main><associationState><state>associated</state></associationState></item></associationSet></item>
				<item><routeTableId>rtb-2</routeTableId><vpcId>vpc-1</vpcId><routeSet/>
				<associationSet><item><main>false</main><subnetId>subnet-1</subnetId><associationState><state>associated</state></associationState></item>
				<item><main>false</main><subnetId>subnet-2</subnetId><associationState><state>disassociated</state></associationState></item></associationSet></item></routeTableSet>`,
			),
		);
		expect(items).toEqual([
			{
				id: 'rtb-1',
				vpcId: 'vpc-1',
				isMain: true,
				subnetIds: [],
				routes: [
					{destination: '::/0', target: 'nat-gateway', targetId: 'nat-1', isActive: false},
					{destination: 'pl-1', target: 'vpc-endpoint', targetId: 'vpce-1', isActive: true},
				],
			},
			{id: 'rtb-2', vpcId: 'vpc-1', isMain: false, subnetIds: ['subnet-1'], routes: []},
		]);
		expect(form()).toMatchObject({'Filter.1.Name': 'vpc-id', 'Filter.1.Value.2': 'vpc-2', MaxResults: '100'});
	});

	test('endpoints: a policy stays JSON, whatever is written in it', async () => {
		const policy = `{\n  "Statement": [{"Sid": "${hostile}", "Effect": "Allow"}]\n}`;
		const {items} = await ask(
			'ec2:DescribeVpcEndpoints',
			{vpcIds: ['vpc-1']},
			ec2(
				'DescribeVpcEndpoints',
				`<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcEndpointType>Interface</vpcEndpointType><vpcId>vpc-1</vpcId><serviceName>com.amazonaws.eu-west-1.ecr.api</serviceName><state>available</state><policyDocument>${policy}</policyDocument><subnetIdSet><item>subnet-1</item></subnetIdSet><routeTableIdSet/><groupSet><item><groupId>sg-1</groupId><groupName>x</groupName></item></groupSet><privateDnsEnabled>true</privateDnsEnabled><ownerId>999999999999</ownerId><tagSet><item><key>GuardDutyManaged</key><value>${hostile}</value></item></tagSet></item>
				<item><vpcEndpointId>vpce-2</vpcEndpointId><vpcEndpointType>Resource</vpcEndpointType><vpcId>vpc-1</vpcId><state>failed</state><lastError><message>no room</message><code>x</code></lastError></item></vpcEndpointSet>`,
			),
		);
		expect(items[0]).toEqual({
			id: 'vpce-1',
			vpcId: 'vpc-1',
			serviceName: 'com.amazonaws.eu-west-1.ecr.api',
			type: 'Interface',
			state: 'available',
			hasPrivateDns: true,
			subnetIds: ['subnet-1'],
			routeTableIds: [],
			securityGroups: ['sg-1'],
			policyDocument: JSON.stringify({Statement: [{Sid: seen, Effect: 'Allow'}]}),
			ownerId: '999999999999',
			tags: [{key: 'GuardDutyManaged', value: seen}],
		});
		expect(items[1]).toMatchObject({
			id: 'vpce-2',
			serviceName: '',
			hasPrivateDns: false,
			policyDocument: undefined,
			failureReason: 'no room',
		});
	});

	test('a policy that is no JSON is shown as it is, cleaned', async () => {
		const {items} = await ask(
			'ec2:DescribeVpcEndpoints',
			{vpcIds: ['vpc-1']},
			ec2(
				'DescribeVpcEndpoints',
				`<vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><vpcId>vpc-1</vpcId><policyDocument>{"Statement${hostile}</policyDocument></item></vpcEndpointSet>`,
			),
		);
		expect(items[0]!.policyDocument).toBe(`{"Statement${seen}`);
	});

	test('security groups, both ways', async () => {
		const {items} = await ask(
			'ec2:DescribeSecurityGroups',
			{groupIds: ['sg-1']},
			ec2(
				'DescribeSecurityGroups',
				`<securityGroupInfo><item><groupId>sg-1</groupId><groupName>${hostile}</groupName><vpcId>vpc-1</vpcId>
				<ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><groups><item><groupId>sg-2</groupId></item></groups><ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges></item></ipPermissions>
				<ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges><prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds></item></ipPermissionsEgress></item></securityGroupInfo>`,
			),
		);
		expect(items).toEqual([
			{
				id: 'sg-1',
				name: seen,
				vpcId: 'vpc-1',
				inbound: [
					{
						protocol: 'tcp',
						fromPort: 443,
						toPort: 443,
						cidrs: ['10.0.0.0/8'],
						ipv6Cidrs: [],
						prefixListIds: [],
						groupIds: ['sg-2'],
					},
				],
				outbound: [{protocol: '-1', cidrs: [], ipv6Cidrs: ['::/0'], prefixListIds: ['pl-1'], groupIds: []}],
				tags: items[0]!.tags,
			},
		]);
	});

	test.each([
		['enableDnsSupport', '<enableDnsSupport><value>true</value></enableDnsSupport>', true],
		['enableDnsHostnames', '<enableDnsHostnames><value>false</value></enableDnsHostnames>', false],
	] as const)('%s', async (attribute, member, value) => {
		const play = ec2('DescribeVpcAttribute', `<vpcId>vpc-1</vpcId>${member}`);
		expect(await ask('ec2:DescribeVpcAttribute', {vpcId: 'vpc-1', attribute}, play)).toBe(value);
		expect(form()).toMatchObject({VpcId: 'vpc-1', Attribute: attribute});
	});

	test('prefix lists by name', async () => {
		const name = 'com.amazonaws.eu-west-1.s3';
		const page = await ask(
			'ec2:DescribeManagedPrefixLists',
			{names: [name]},
			ec2(
				'DescribeManagedPrefixLists',
				`<prefixListSet><item><prefixListId>pl-1</prefixListId><prefixListName>${name}</prefixListName></item></prefixListSet>`,
			),
		);
		expect(page).toEqual({items: [{id: 'pl-1', name}]});
		expect(form()).toMatchObject({'Filter.1.Name': 'prefix-list-name', 'Filter.1.Value.1': name});
	});

	test.each([
		['ec2:DescribeSubnets', {subnetIds: ['s']}, 'DescribeSubnets', 'subnetSet'],
		['ec2:DescribeRouteTables', {vpcIds: ['v']}, 'DescribeRouteTables', 'routeTableSet'],
		['ec2:DescribeVpcEndpoints', {vpcIds: ['v']}, 'DescribeVpcEndpoints', 'vpcEndpointSet'],
		['ec2:DescribeSecurityGroups', {groupIds: ['g']}, 'DescribeSecurityGroups', 'securityGroupInfo'],
		['ec2:DescribeManagedPrefixLists', {names: ['n']}, 'DescribeManagedPrefixLists', 'prefixListSet'],
	] as const)(
		'%s: an empty list is none, a list that is left out is no answer',
		async (name, input, operation, set) => {
			expect(await ask(name, input as never, ec2(operation, `<${set}/>`))).toEqual({items: []});
			expect(await failureOf(name, input as never, ec2(operation, ''))).toMatchObject({kind: 'malformed'});
			expect(
				await failureOf(name, input as never, ec2(operation, `<${set}><item><x>1</x></item></${set}>`)),
			).toMatchObject({kind: 'malformed'});
		},
	);
});

describe('roles', () => {
	const encoded = (document: object) => encodeURIComponent(JSON.stringify(document, undefined, 4));
	const document = {Version: '2012-10-17', Statement: [{Effect: 'Deny', Action: '*', Resource: '*'}]};

	test('a role with its boundary; one that is gone is an answer', async () => {
		const play = iam(
			'GetRole',
			`<Role><Path>/</Path><RoleName>exec</RoleName><RoleId>AROA1</RoleId><Arn>${roleArn}</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate><PermissionsBoundary><PermissionsBoundaryArn>arn:b</PermissionsBoundaryArn></PermissionsBoundary></Role>`,
		);
		expect(await ask('iam:GetRole', {roleName: 'exec'}, play)).toEqual({
			arn: roleArn,
			name: 'exec',
			permissionsBoundaryArn: 'arn:b',
			createdAt: Date.UTC(2026, 0, 2, 3, 4, 5),
		});
		expect(form()).toMatchObject({Action: 'GetRole', RoleName: 'exec'});
		const gone = iamError('NoSuchEntity', 'The role with name exec cannot be found.', 404);
		expect(await ask('iam:GetRole', {roleName: 'exec'}, gone)).toBeUndefined();
	});

	test('attached and inline policies, page by page', async () => {
		const attached = iam(
			'ListAttachedRolePolicies',
			`<AttachedPolicies><member><PolicyName>Exec</PolicyName><PolicyArn>${policyArn}</PolicyArn></member></AttachedPolicies><IsTruncated>true</IsTruncated><Marker>m+/=</Marker>`,
		);
		expect(await ask('iam:ListAttachedRolePolicies', {roleName: 'exec'}, attached)).toEqual({
			items: [{name: 'Exec', arn: policyArn}],
			nextToken: 'm+/=',
		});
		const inline = iam(
			'ListRolePolicies',
			`<PolicyNames><member>${hostile}</member></PolicyNames><IsTruncated>false</IsTruncated><Marker>ignored</Marker>`,
		);
		expect(await ask('iam:ListRolePolicies', {roleName: 'exec', nextToken: 'm+/='}, inline)).toEqual({
			items: [seen],
		});
		expect(form()).toMatchObject({Marker: 'm+/=', MaxItems: '1000'});
	});

	test.each([
		['percent-encoded', encoded(document)],
		['plain, as an emulator may', JSON.stringify(document)],
	])('an inline policy that comes %s', async (_, sent) => {
		const play = iam(
			'GetRolePolicy',
			`<RoleName>exec</RoleName><PolicyName>own</PolicyName><PolicyDocument>${sent}</PolicyDocument>`,
		);
		expect(await ask('iam:GetRolePolicy', {roleName: 'exec', policyName: 'own'}, play)).toEqual({
			name: 'own',
			document: JSON.stringify(document),
		});
	});

	test('a document that can not be decoded is malformed', async () => {
		const play = iam(
			'GetRolePolicy',
			'<RoleName>exec</RoleName><PolicyName>own</PolicyName><PolicyDocument>%7B%E0%A4%A</PolicyDocument>',
		);
		expect(await failureOf('iam:GetRolePolicy', {roleName: 'exec', policyName: 'own'}, play)).toMatchObject({
			kind: 'malformed',
		});
	});

	test('a managed policy and its version', async () => {
		const policy = iam(
			'GetPolicy',
			`<Policy><PolicyName>Exec</PolicyName><Arn>${policyArn}</Arn><DefaultVersionId>v3</DefaultVersionId></Policy>`,
		);
		expect(await ask('iam:GetPolicy', {policyArn}, policy)).toEqual({
			name: 'Exec',
			arn: policyArn,
			defaultVersionId: 'v3',
		});
		const gone = iamError('NoSuchEntity', 'Policy was not found.', 404);
		expect(await ask('iam:GetPolicy', {policyArn}, gone)).toBeUndefined();
		const version = iam(
			'GetPolicyVersion',
			`<PolicyVersion><Document>${encoded({...document, Id: hostile})}</Document><VersionId>v3</VersionId></PolicyVersion>`,
		);
		expect(await ask('iam:GetPolicyVersion', {policyArn, versionId: 'v3'}, version)).toEqual({
			name: policyArn,
			document: JSON.stringify({...document, Id: seen}),
		});
	});

	test('a simulation tells SCP, boundary, statements and missing keys apart', async () => {
		const page = await ask(
			'iam:SimulatePrincipalPolicy',
			{roleArn, actions: ['ecr:BatchGetImage', 'guardduty:SendSecurityTelemetry'], resources: ['arn:r']},
			iam(
				'SimulatePrincipalPolicy',
				`<EvaluationResults><member><EvalActionName>ecr:BatchGetImage</EvalActionName><EvalResourceName>arn:r</EvalResourceName><EvalDecision>implicitDeny</EvalDecision><MatchedStatements/><MissingContextValues><member>aws:SourceVpce</member></MissingContextValues><OrganizationsDecisionDetail><AllowedByOrganizations>false</AllowedByOrganizations></OrganizationsDecisionDetail><PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>true</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail></member>
				<member><EvalActionName>guardduty:SendSecurityTelemetry</EvalActionName><EvalResourceName>arn:r</EvalResourceName><EvalDecision>explicitDeny</EvalDecision><MatchedStatements><member><SourcePolicyId>${hostile}</SourcePolicyId></member></MatchedStatements></member></EvaluationResults><IsTruncated>false</IsTruncated>`,
			),
		);
		expect(page.items).toEqual([
			{
				action: 'ecr:BatchGetImage',
				resource: 'arn:r',
				decision: 'implicitDeny',
				isAllowedByOrganizations: false,
				isAllowedByBoundary: true,
				matchedPolicies: [],
				missingContextKeys: ['aws:SourceVpce'],
			},
			{
				action: 'guardduty:SendSecurityTelemetry',
				resource: 'arn:r',
				decision: 'explicitDeny',
				matchedPolicies: [seen],
				missingContextKeys: [],
			},
		]);
		expect(form()).toMatchObject({
			PolicySourceArn: roleArn,
			'ActionNames.member.2': 'guardduty:SendSecurityTelemetry',
			'ResourceArns.member.1': 'arn:r',
		});
	});

	test('a simulation on several resources has a result for each', async () => {
		const {items} = await ask(
			'iam:SimulatePrincipalPolicy',
			{roleArn, actions: ['ecr:BatchGetImage'], resources: ['arn:r', 'arn:s']},
			iam(
				'SimulatePrincipalPolicy',
				`<EvaluationResults><member><EvalActionName>ecr:BatchGetImage</EvalActionName><EvalResourceName>arn:r</EvalResourceName><EvalDecision>explicitDeny</EvalDecision><ResourceSpecificResults>
				<member><EvalResourceName>arn:r</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision></member>
				<member><EvalResourceName>arn:s</EvalResourceName><EvalResourceDecision>explicitDeny</EvalResourceDecision></member></ResourceSpecificResults></member></EvaluationResults>`,
			),
		);
		expect(items.map(({resource, decision}) => [resource, decision])).toEqual([
			['arn:r', 'allowed'],
			['arn:s', 'explicitDeny'],
		]);
	});

	test('a decision that is not known is no answer, and never an "allowed"', async () => {
		const play = iam(
			'SimulatePrincipalPolicy',
			'<EvaluationResults><member><EvalActionName>ecr:BatchGetImage</EvalActionName><EvalDecision>maybe</EvalDecision></member></EvaluationResults>',
		);
		const input = {roleArn, actions: ['ecr:BatchGetImage'], resources: ['*']};
		expect(await failureOf('iam:SimulatePrincipalPolicy', input, play)).toMatchObject({kind: 'malformed'});
	});

	test('other calls on what is gone fail as absent', async () => {
		const gone = iamError('NoSuchEntity', 'The principal cannot be found.', 404);
		const input = {roleArn, actions: ['ecr:BatchGetImage'], resources: ['*']};
		expect(await failureOf('iam:SimulatePrincipalPolicy', input, gone)).toMatchObject({kind: 'absent'});
		expect(await failureOf('iam:ListRolePolicies', {roleName: 'exec'}, gone)).toMatchObject({kind: 'absent'});
	});
});

describe('the trail', () => {
	test('events with their record, which is JSON within JSON', async () => {
		const record = {eventSource: 'ecs.amazonaws.com', requestParameters: {tags: [{key: hostile}]}};
		const page = await ask(
			'cloudtrail:LookupEvents',
			{
				attribute: {key: 'EventName', value: 'TagResource'},
				from: 1_701_187_000_000,
				to: 1_701_187_900_000,
				nextToken: 't',
			},
			{
				json: {
					Events: [
						{
							EventId: 'e-1',
							EventName: 'TagResource',
							EventTime: 1_701_187_849,
							Username: hostile,
							CloudTrailEvent: JSON.stringify(record),
						},
						{EventId: 'e-2', EventName: 'TagResource', EventTime: 1_701_187_848, CloudTrailEvent: '{cut'},
					],
					NextToken: 'next',
				},
			},
		);
		expect(page).toEqual({
			items: [
				{
					id: 'e-1',
					name: 'TagResource',
					at: 1_701_187_849_000,
					user: seen,
					detail: {eventSource: 'ecs.amazonaws.com', requestParameters: {tags: [{key: seen}]}},
				},
				{id: 'e-2', name: 'TagResource', at: 1_701_187_848_000},
			],
			nextToken: 'next',
		});
		expect(body()).toEqual({
			LookupAttributes: [{AttributeKey: 'EventName', AttributeValue: 'TagResource'}],
			StartTime: 1_701_187_000,
			EndTime: 1_701_187_900,
			MaxResults: 50,
			NextToken: 't',
		});
	});

	test('without its list, or an event without time, is malformed', async () => {
		const input = {attribute: {key: 'EventName', value: 'TagResource'}} as const;
		expect(await failureOf('cloudtrail:LookupEvents', input, {json: {}})).toMatchObject({kind: 'malformed'});
		expect(
			await failureOf('cloudtrail:LookupEvents', input, {json: {Events: [{EventId: 'e', EventName: 'x'}]}}),
		).toMatchObject({kind: 'malformed'});
	});
});

const every: readonly (readonly [OperationName, unknown, 'json' | 'ec2' | 'iam'])[] = [
	['guardduty:ListCoverage', {detectorId: 'd'}, 'json'],
	['guardduty:GetCoverageStatistics', {detectorId: 'd'}, 'json'],
	['ec2:DescribeNetworkInterfaces', {networkInterfaceIds: ['e']}, 'ec2'],
	['ec2:DescribeSubnets', {subnetIds: ['s']}, 'ec2'],
	['ec2:DescribeRouteTables', {vpcIds: ['v']}, 'ec2'],
	['ec2:DescribeVpcEndpoints', {vpcIds: ['v']}, 'ec2'],
	['ec2:DescribeSecurityGroups', {groupIds: ['g']}, 'ec2'],
	['ec2:DescribeVpcAttribute', {vpcId: 'v', attribute: 'enableDnsSupport'}, 'ec2'],
	['ec2:DescribeManagedPrefixLists', {names: ['n']}, 'ec2'],
	['iam:GetRole', {roleName: 'r'}, 'iam'],
	['iam:ListAttachedRolePolicies', {roleName: 'r'}, 'iam'],
	['iam:ListRolePolicies', {roleName: 'r'}, 'iam'],
	['iam:GetRolePolicy', {roleName: 'r', policyName: 'p'}, 'iam'],
	['iam:GetPolicy', {policyArn}, 'iam'],
	['iam:GetPolicyVersion', {policyArn, versionId: 'v1'}, 'iam'],
	['iam:SimulatePrincipalPolicy', {roleArn, actions: ['a:B'], resources: ['*']}, 'iam'],
	['cloudtrail:LookupEvents', {attribute: {key: 'EventName', value: 'x'}}, 'json'],
];

describe.each(every)('%s', (name, input, protocol) => {
	const message = `User: arn:aws:sts::123456789012:assumed-role/oncall/me is not authorized to perform: ${name} on resource: * because no identity-based policy allows the ${name} action`;

	function denial(): Play {
		switch (protocol) {
			case 'json':
				return {status: 403, json: {__type: 'AccessDeniedException', message}};
			case 'iam':
				return iamError('AccessDenied', message, 403);
			case 'ec2':
				return {
					status: 403,
					text: `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to perform this operation. ${message}</Message></Error></Errors><RequestID>request-1</RequestID></Response>`,
					contentType: 'text/xml',
				};
			default:
				return protocol satisfies never;
		}
	}

	test('denied names the action', async () => {
		expect(await failureOf(name, input as never, denial())).toMatchObject({kind: 'denied', action: name});
	});

	test('moto’s page of HTML is "not offered"', async () => {
		const page = {
			status: 500,
			text: '<!doctype html>\n<html lang=en>\n<title>500 Internal Server Error</title>\n<h1>Internal Server Error</h1>\n',
		};
		expect(await failureOf(name, input as never, page)).toMatchObject({kind: 'not-offered', operation: name});
	});

	test('a body that is no answer is malformed', async () => {
		const text = protocol === 'json' ? '[' : '<a';
		const failure = await failureOf(name, input as never, {text, contentType: 'application/x-amz-json-1.1'});
		expect(failure).toMatchObject({kind: 'malformed'});
	});

	test('raw is AWS’s own answer, cleaned', async () => {
		const [service = '', operation = ''] = name.split(':');
		const xml = service === 'ec2' ? ec2(operation, '<nextToken>x</nextToken>') : iam(operation, '');
		const answer = await raw(name, input as never, protocol === 'json' ? {json: {}} : xml);
		expect(answer).toMatchObject({ok: true});
		expect(JSON.stringify(answer)).not.toContain('$metadata');
	});
});

test.each([
	['eu-west-1', undefined, 'us-east-1'],
	['us-east-1', undefined, 'us-east-1'],
	['us-west-2', undefined, 'us-east-1'],
	['cn-northwest-1', undefined, 'cn-north-1'],
	['us-gov-east-1', undefined, 'us-gov-west-1'],
	['us-iso-west-1', undefined, 'us-iso-east-1'],
	['us-isob-east-1', undefined, 'us-isob-east-1'],
	['eusc-de-east-1', undefined, 'eusc-de-east-1'],
	['eu-west-1', 'http://127.0.0.1:5000', 'eu-west-1'],
	['cn-northwest-1', 'http://127.0.0.1:5000', 'cn-northwest-1'],
])('IAM of %s behind %s is in %s', (region, endpoint, expected) => {
	expect(iamRegion({region, ...(endpoint !== undefined && {endpoint})})).toBe(expected);
});

test('IAM and EC2 are signed for their own names and Regions', async () => {
	await ask('iam:ListRolePolicies', {roleName: 'r'}, iam('ListRolePolicies', '<PolicyNames/>'));
	expect(last().authorization).toContain('/eu-west-1/iam/aws4_request');
	await ask('ec2:DescribeSubnets', {subnetIds: ['s']}, ec2('DescribeSubnets', '<subnetSet/>'));
	expect(last().authorization).toContain('/eu-west-1/ec2/aws4_request');
});
