import {
	DescribeInternetGatewaysCommand,
	DescribeManagedPrefixListsCommand,
	DescribeNatGatewaysCommand,
	DescribeNetworkInterfacesCommand,
	DescribeRouteTablesCommand,
	DescribeSecurityGroupsCommand,
	DescribeSubnetsCommand,
	DescribeVpcAttributeCommand,
	DescribeVpcEndpointsCommand,
	DescribeVpcsCommand,
	type EC2Client,
	type Filter,
	paginateDescribeSubnets,
} from '@aws-sdk/client-ec2';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {createRig} from './rig.js';

const start = createRig();
const scenario = 'doctor-network';

const by = (Name: string, ...Values: string[]): {Filters: Filter[]} => ({Filters: [{Name, Values}]});

/** The id of the VPC of a service of the scenario. */
async function vpcOf(ec2: EC2Client, name: string): Promise<string> {
	const {Vpcs} = await ec2.send(new DescribeVpcsCommand(by('tag:Name', name)));
	return Vpcs?.[0]?.VpcId ?? '';
}

describe('a task’s way is found from its interface', () => {
	test('interface, subnet, VPC, and the main table where no other names the subnet', async () => {
		const {ec2} = await start();
		const {NetworkInterfaces: [own] = []} = await ec2.send(
			new DescribeNetworkInterfacesCommand({MaxResults: 5}),
		);
		const {Subnets: [subnet] = []} = await ec2.send(
			new DescribeSubnetsCommand({SubnetIds: [own?.SubnetId ?? '']}),
		);
		expect(subnet).toMatchObject({
			VpcId: own?.VpcId,
			AvailabilityZone: own?.AvailabilityZone,
			MapPublicIpOnLaunch: false,
			Ipv6Native: false,
		});
		const third = (address = ''): number => Number(address.split('.')[2]);
		const first = third(subnet?.CidrBlock);
		expect(subnet?.CidrBlock).toBe(`10.40.${first}.0/20`);
		expect(own?.PrivateIpAddress).toMatch(/^10\.40\./);
		expect(third(own?.PrivateIpAddress)).toBeGreaterThanOrEqual(first);
		expect(third(own?.PrivateIpAddress)).toBeLessThan(first + 16);
		const named = await ec2.send(
			new DescribeRouteTablesCommand(by('association.subnet-id', subnet?.SubnetId ?? '')),
		);
		expect(named.RouteTables).toEqual([]);
		const {RouteTables = []} = await ec2.send(
			new DescribeRouteTablesCommand({
				Filters: [
					{Name: 'vpc-id', Values: [own?.VpcId ?? '']},
					{Name: 'association.main', Values: ['true']},
				],
			}),
		);
		expect(RouteTables).toHaveLength(1);
		expect(RouteTables[0]?.Associations?.[0]).toMatchObject({Main: true});
		expect(RouteTables[0]?.Routes).toEqual([
			expect.objectContaining({DestinationCidrBlock: '10.40.0.0/16', GatewayId: 'local', State: 'active'}),
			expect.objectContaining({
				DestinationCidrBlock: '0.0.0.0/0',
				NatGatewayId: expect.stringMatching(/^nat-/),
			}),
		]);
	});

	test('a subnet that has a table of its own is not lost to the main one', async () => {
		const {ec2} = await start({scenario});
		const vpc = await vpcOf(ec2, 'private-nothing');
		const {Subnets = []} = await ec2.send(new DescribeSubnetsCommand(by('vpc-id', vpc)));
		expect(Subnets).toHaveLength(6);
		const inside = Subnets.find(({MapPublicIpOnLaunch}) => !MapPublicIpOnLaunch);
		const {RouteTables = []} = await ec2.send(
			new DescribeRouteTablesCommand(by('association.subnet-id', inside?.SubnetId ?? '')),
		);
		expect(RouteTables[0]?.Routes).toHaveLength(1);
		const {NatGateways = []} = await ec2.send(
			new DescribeNatGatewaysCommand({Filter: [{Name: 'vpc-id', Values: [vpc]}]}),
		);
		expect(NatGateways.map(({State}) => State)).toEqual(['available']);
	});

	test('a NAT gateway that is gone leaves a blackhole', async () => {
		const {ec2} = await start({scenario});
		const vpc = await vpcOf(ec2, 'private-nat-gone');
		const {RouteTables = []} = await ec2.send(
			new DescribeRouteTablesCommand({
				Filters: [
					{Name: 'vpc-id', Values: [vpc]},
					{Name: 'route.state', Values: ['blackhole']},
				],
			}),
		);
		expect(RouteTables).toHaveLength(1);
		const {NatGateways} = await ec2.send(
			new DescribeNatGatewaysCommand({Filter: [{Name: 'vpc-id', Values: [vpc]}]}),
		);
		expect(NatGateways).toEqual([]);
	});

	test('a public subnet leads to an internet gateway', async () => {
		const {ec2} = await start({scenario});
		const vpc = await vpcOf(ec2, 'public-with-address');
		const {InternetGateways: [gateway] = []} = await ec2.send(
			new DescribeInternetGatewaysCommand(by('attachment.vpc-id', vpc)),
		);
		const {RouteTables = []} = await ec2.send(
			new DescribeRouteTablesCommand({
				Filters: [
					{Name: 'vpc-id', Values: [vpc]},
					{Name: 'route.gateway-id', Values: [gateway?.InternetGatewayId ?? '']},
				],
			}),
		);
		expect(RouteTables[0]?.Associations).toHaveLength(3);
		const {NetworkInterfaces = []} = await ec2.send(new DescribeNetworkInterfacesCommand(by('vpc-id', vpc)));
		expect(NetworkInterfaces).toHaveLength(2);
		expect(NetworkInterfaces[0]?.Association?.PublicIp).toMatch(/^203\.0\.113\.\d+$/);
	});

	test('an IPv6-only subnet has neither IPv4 block nor IPv4 addresses', async () => {
		const {ec2} = await start({scenario});
		const vpc = await vpcOf(ec2, 'ipv6-only');
		const {Subnets = []} = await ec2.send(
			new DescribeSubnetsCommand({
				Filters: [
					{Name: 'vpc-id', Values: [vpc]},
					{Name: 'ipv6-native', Values: ['true']},
				],
			}),
		);
		expect(Subnets).toHaveLength(3);
		expect(Subnets[0]?.CidrBlock).toBeUndefined();
		const {NetworkInterfaces: [own] = []} = await ec2.send(
			new DescribeNetworkInterfacesCommand(by('vpc-id', vpc)),
		);
		expect(own?.PrivateIpAddress).toBeUndefined();
		expect(own?.Ipv6Addresses?.[0]?.Ipv6Address).toMatch(/^2001:db8:/);
	});
});

describe('endpoints and groups', () => {
	test('endpoints are found by VPC and service, with their policies', async () => {
		const {ec2} = await start({scenario});
		const vpc = await vpcOf(ec2, 'endpoint-policy-closed');
		const {VpcEndpoints = []} = await ec2.send(
			new DescribeVpcEndpointsCommand({
				Filters: [
					{Name: 'vpc-id', Values: [vpc]},
					{Name: 'service-name', Values: ['com.amazonaws.eu-west-1.ecr.*']},
				],
			}),
		);
		expect(VpcEndpoints.map(({ServiceName, PrivateDnsEnabled}) => [ServiceName, PrivateDnsEnabled])).toEqual([
			['com.amazonaws.eu-west-1.ecr.api', true],
			['com.amazonaws.eu-west-1.ecr.dkr', true],
		]);
		expect(JSON.parse(VpcEndpoints[1]?.PolicyDocument ?? '')).toMatchObject({
			Statement: [{}, {Resource: ['arn:aws:ecr:eu-west-1:482193057716:repository/*']}, {}],
		});
	});

	test.each([
		['endpoint-pending', 'pending'],
		['telemetry-endpoint-failed', 'failed'],
	])('in %s one is %s', async (name, state) => {
		const {ec2} = await start({scenario});
		const {VpcEndpoints = []} = await ec2.send(
			new DescribeVpcEndpointsCommand(by('vpc-id', await vpcOf(ec2, name))),
		);
		expect(VpcEndpoints.filter(({State}) => State === state)).toHaveLength(1);
	});

	test('the S3 prefix list is what a group may lead to', async () => {
		const {ec2} = await start({scenario});
		const {PrefixLists: [s3] = []} = await ec2.send(
			new DescribeManagedPrefixListsCommand(by('prefix-list-name', 'com.amazonaws.eu-west-1.s3')),
		);
		expect(s3?.PrefixListId).toMatch(/^pl-/);
		const {SecurityGroups = []} = await ec2.send(
			new DescribeSecurityGroupsCommand({
				Filters: [
					{Name: 'vpc-id', Values: [await vpcOf(ec2, 'egress-prefix-list')]},
					{Name: 'group-name', Values: ['tasks-*']},
				],
			}),
		);
		expect(SecurityGroups[0]?.IpPermissionsEgress).toEqual([
			expect.objectContaining({
				IpProtocol: 'tcp',
				FromPort: 443,
				ToPort: 443,
				IpRanges: [{CidrIp: expect.stringMatching(/^10\./)}],
			}),
			expect.objectContaining({PrefixListIds: [{PrefixListId: s3?.PrefixListId}]}),
		]);
		const byId = await ec2.send(
			new DescribeSecurityGroupsCommand({GroupIds: [SecurityGroups[0]?.GroupId ?? '']}),
		);
		expect(byId.SecurityGroups).toEqual(SecurityGroups);
	});

	test.each([
		['dns-support-off', false, true],
		['dns-hostnames-off', true, false],
		['private-nat', true, true],
	])('the DNS attributes of %s', async (name, support, hostnames) => {
		const {ec2} = await start({scenario});
		const VpcId = await vpcOf(ec2, name);
		const first = await ec2.send(new DescribeVpcAttributeCommand({VpcId, Attribute: 'enableDnsSupport'}));
		const second = await ec2.send(new DescribeVpcAttributeCommand({VpcId, Attribute: 'enableDnsHostnames'}));
		expect([first.EnableDnsSupport?.Value, second.EnableDnsHostnames?.Value]).toEqual([support, hostnames]);
	});
});

describe('lists and errors', () => {
	// One of the company's, always the same for the same seed.
	const known = 'subnet-112a777b36ea950ca';

	test('pages of five hold each subnet once', async () => {
		const {ec2} = await start({scenario});
		const ids: string[] = [];
		let pages = 0;
		for await (const page of paginateDescribeSubnets({client: ec2, pageSize: 5}, {})) {
			pages++;
			ids.push(...(page.Subnets ?? []).map(({SubnetId}) => SubnetId ?? ''));
		}

		// 27 services and the company, each with six subnets.
		expect([ids.length, new Set(ids).size, pages]).toEqual([168, 168, 34]);
	});

	test.each<[string, (ec2: EC2Client) => Promise<unknown>, string]>([
		[
			'a subnet',
			ec2 => ec2.send(new DescribeSubnetsCommand({SubnetIds: ['subnet-0']})),
			'InvalidSubnetID.NotFound',
		],
		['a VPC', ec2 => ec2.send(new DescribeVpcsCommand({VpcIds: ['vpc-0']})), 'InvalidVpcID.NotFound'],
		[
			'a VPC’s attribute',
			ec2 => ec2.send(new DescribeVpcAttributeCommand({VpcId: 'vpc-0', Attribute: 'enableDnsSupport'})),
			'InvalidVpcID.NotFound',
		],
		[
			'a route table',
			ec2 => ec2.send(new DescribeRouteTablesCommand({RouteTableIds: ['rtb-0']})),
			'InvalidRouteTableID.NotFound',
		],
		[
			'an endpoint',
			ec2 => ec2.send(new DescribeVpcEndpointsCommand({VpcEndpointIds: ['vpce-0']})),
			'InvalidVpcEndpointId.NotFound',
		],
		[
			'a group',
			ec2 => ec2.send(new DescribeSecurityGroupsCommand({GroupIds: ['sg-0']})),
			'InvalidGroup.NotFound',
		],
		[
			'an interface',
			ec2 => ec2.send(new DescribeNetworkInterfacesCommand({NetworkInterfaceIds: ['eni-0']})),
			'InvalidNetworkInterfaceID.NotFound',
		],
		[
			'a NAT gateway',
			ec2 => ec2.send(new DescribeNatGatewaysCommand({NatGatewayIds: ['nat-0']})),
			'NatGatewayNotFound',
		],
		[
			'a prefix list',
			ec2 => ec2.send(new DescribeManagedPrefixListsCommand({PrefixListIds: ['pl-0']})),
			'InvalidPrefixListID.NotFound',
		],
		['a filter', ec2 => ec2.send(new DescribeSubnetsCommand(by('colour', 'red'))), 'InvalidParameterValue'],
		[
			'a page of a named one',
			ec2 => ec2.send(new DescribeSubnetsCommand({SubnetIds: [known], MaxResults: 5})),
			'InvalidParameterCombination',
		],
		['a page of four', ec2 => ec2.send(new DescribeSubnetsCommand({MaxResults: 4})), 'InvalidParameterValue'],
		['a page', ec2 => ec2.send(new DescribeSubnetsCommand({NextToken: 'made up'})), 'InvalidParameterValue'],
	])('%s that does not exist is an error', async (_, call, error) => {
		const {ec2} = await start();
		expect(await errorNameOf(call(ec2))).toBe(error);
	});

	test('a denied call says so', async () => {
		const {ec2} = await start({scenario: 'denied-doctor'});
		expect(await errorNameOf(ec2.send(new DescribeSubnetsCommand({})))).toBe('UnauthorizedOperation');
	});
});
