import {
	CreateSecurityGroupCommand,
	DescribeNetworkInterfacesCommand,
	DescribeSecurityGroupsCommand,
	type EC2Client,
	ModifyNetworkInterfaceAttributeCommand,
	type NetworkInterface,
	RevokeSecurityGroupEgressCommand,
} from '@aws-sdk/client-ec2';
import {describe, expect, test} from 'vitest';
import {errorNameOf} from './clients.js';
import {findingsOf, where} from './findings.js';
import {createRig} from './rig.js';

const start = createRig();

const everything = {IpProtocol: '-1', IpRanges: [{CidrIp: '0.0.0.0/0'}]};

/** The first interface that a filter lets through. */
async function interfaceBy(ec2: EC2Client, Name: string, value: string): Promise<NetworkInterface> {
	const Filters = [{Name, Values: [value]}];
	const {NetworkInterfaces = []} = await ec2.send(new DescribeNetworkInterfacesCommand({Filters}));
	return NetworkInterfaces[0] ?? {};
}

const groupsOf = ({Groups = []}: NetworkInterface) => Groups.map(({GroupId}) => GroupId);

/** A group that lets nothing in and nothing out. */
async function quarantine(ec2: EC2Client, VpcId = ''): Promise<string> {
	const {GroupId = ''} = await ec2.send(
		new CreateSecurityGroupCommand({GroupName: 'quarantine', Description: 'nothing in or out', VpcId}),
	);
	await ec2.send(new RevokeSecurityGroupEgressCommand({GroupId, IpPermissions: [everything]}));
	return GroupId;
}

const change = (ec2: EC2Client, NetworkInterfaceId = '', Groups: string[] = []) =>
	ec2.send(new ModifyNetworkInterfaceAttributeCommand({NetworkInterfaceId, Groups}));

describe('who made an interface', () => {
	test('ECS those of Fargate tasks, attached to what another account owns', async () => {
		const {ec2} = await start();
		const own = await interfaceBy(ec2, 'requester-managed', 'true');
		expect(own).toMatchObject({
			RequesterManaged: true,
			RequesterId: '716531411939',
			Description: expect.stringMatching(/^arn:aws:ecs:eu-west-1:482193057716:attachment\//),
			Attachment: {DeviceIndex: 1, InstanceOwnerId: '786829106431', Status: 'attached'},
		});
		expect(own.Attachment?.InstanceId).toBeUndefined();
	});

	test('ECS those of tasks of their own on an instance, the account that of the instance', async () => {
		const {ec2, guardduty} = await start({scenario: 'findings'});
		const [finding] = await findingsOf(
			guardduty,
			where('type', {Equals: ['PrivilegeEscalation:Runtime/DockerSocketAccessed']}),
		);
		const {InstanceId = '', NetworkInterfaces = []} = finding?.Resource?.InstanceDetails ?? {};
		const Filters = [{Name: 'attachment.instance-id', Values: [InstanceId]}];
		const all = await ec2.send(new DescribeNetworkInterfacesCommand({Filters}));
		const kinds = all.NetworkInterfaces?.map(({RequesterManaged, Attachment}) => [
			RequesterManaged,
			Attachment?.DeviceIndex,
		]);
		expect(kinds).toEqual([
			[true, 1],
			[false, 0],
		]);
		expect(all.NetworkInterfaces?.[1]).toMatchObject({
			NetworkInterfaceId: NetworkInterfaces[0]?.NetworkInterfaceId,
			PrivateIpAddress: NetworkInterfaces[0]?.PrivateIpAddress,
		});
	});
});

describe('a group for quarantine', () => {
	test('is new with everything out, and lets nothing out once that is taken away', async () => {
		const {ec2} = await start();
		const {VpcId = ''} = await interfaceBy(ec2, 'status', 'in-use');
		const made = await ec2.send(
			new CreateSecurityGroupCommand({
				GroupName: 'quarantine',
				Description: 'nothing in or out',
				VpcId,
				TagSpecifications: [{ResourceType: 'security-group', Tags: [{Key: 'incident', Value: '42'}]}],
			}),
		);
		expect(made.Tags).toEqual([{Key: 'incident', Value: '42'}]);
		const Filters = [
			{Name: 'vpc-id', Values: [VpcId]},
			{Name: 'group-name', Values: ['quarantine']},
		];
		const look = () => ec2.send(new DescribeSecurityGroupsCommand({Filters}));
		expect((await look()).SecurityGroups).toEqual([
			expect.objectContaining({
				GroupId: made.GroupId,
				Description: 'nothing in or out',
				IpPermissions: [],
				IpPermissionsEgress: [expect.objectContaining(everything)],
			}),
		]);
		const revoke = new RevokeSecurityGroupEgressCommand({GroupId: made.GroupId, IpPermissions: [everything]});
		expect((await ec2.send(revoke)).Return).toBe(true);
		expect((await look()).SecurityGroups?.[0]?.IpPermissionsEgress).toEqual([]);
		expect(await errorNameOf(ec2.send(revoke))).toBe('InvalidPermission.NotFound');
	});

	test('lets out the new addresses too where the VPC has them', async () => {
		const {ec2} = await start({scenario: 'doctor-network'});
		const Filters = [{Name: 'vpc-id', Values: ['*']}];
		const {NetworkInterfaces = []} = await ec2.send(new DescribeNetworkInterfacesCommand({Filters}));
		const VpcId = NetworkInterfaces.find(({Ipv6Addresses = []}) => Ipv6Addresses.length > 0)?.VpcId;
		const {GroupId = ''} = await ec2.send(
			new CreateSecurityGroupCommand({GroupName: 'quarantine', Description: 'none', VpcId}),
		);
		await ec2.send(new RevokeSecurityGroupEgressCommand({GroupId, IpPermissions: [everything]}));
		const {SecurityGroups} = await ec2.send(new DescribeSecurityGroupsCommand({GroupIds: [GroupId]}));
		expect(SecurityGroups?.[0]?.IpPermissionsEgress).toEqual([
			expect.objectContaining({IpProtocol: '-1', IpRanges: [], Ipv6Ranges: [{CidrIpv6: '::/0'}]}),
		]);
	});

	test.each<[string, string, string, string | undefined]>([
		['a name that is there', 'InvalidGroup.Duplicate', 'default', undefined],
		['an unknown VPC', 'InvalidVpcID.NotFound', 'quarantine', 'vpc-0'],
		['a name like an id', 'InvalidParameterValue', 'sg-quarantine', undefined],
		['a name with an escape', 'InvalidParameterValue', 'a\u001b[31m', undefined],
	])('%s is refused', async (_, code, GroupName, vpc) => {
		const {ec2} = await start();
		const {VpcId} = await interfaceBy(ec2, 'status', 'in-use');
		const call = new CreateSecurityGroupCommand({GroupName, Description: 'none', VpcId: vpc ?? VpcId});
		expect(await errorNameOf(ec2.send(call))).toBe(code);
	});
});

describe('the groups of an interface', () => {
	test('of an instance change, are found by, and change back', async () => {
		const {ec2} = await start();
		const before = await interfaceBy(ec2, 'requester-managed', 'false');
		const group = await quarantine(ec2, before.VpcId);
		expect((await change(ec2, before.NetworkInterfaceId, [group])).$metadata.httpStatusCode).toBe(200);
		const found = await interfaceBy(ec2, 'group-id', group);
		expect(found.NetworkInterfaceId).toBe(before.NetworkInterfaceId);
		expect(found.Groups).toEqual([{GroupId: group, GroupName: 'quarantine'}]);
		await change(ec2, before.NetworkInterfaceId, groupsOf(before) as string[]);
		const after = await interfaceBy(ec2, 'network-interface-id', before.NetworkInterfaceId ?? '');
		expect(groupsOf(after)).toEqual(groupsOf(before));
	});

	test('of a task are ECS’s alone', async () => {
		const {ec2} = await start();
		const own = await interfaceBy(ec2, 'requester-managed', 'true');
		const group = await quarantine(ec2, own.VpcId);
		expect(await errorNameOf(change(ec2, own.NetworkInterfaceId, [group]))).toBe('AuthFailure');
		const after = await interfaceBy(ec2, 'network-interface-id', own.NetworkInterfaceId ?? '');
		expect(groupsOf(after)).toEqual(groupsOf(own));
	});

	test('of a task change in the scenario that supposes so', async () => {
		const {ec2} = await start({scenario: 'findings-isolation'});
		const own = await interfaceBy(ec2, 'attachment.device-index', '1');
		expect(own.RequesterManaged).toBe(false);
		const group = await quarantine(ec2, own.VpcId);
		await change(ec2, own.NetworkInterfaceId, [group]);
		const after = await interfaceBy(ec2, 'network-interface-id', own.NetworkInterfaceId ?? '');
		expect(groupsOf(after)).toEqual([group]);
	});

	test('unknown groups and interfaces, groups of another VPC, none and too many are refused', async () => {
		const {ec2} = await start();
		const {NetworkInterfaceId: id, VpcId} = await interfaceBy(ec2, 'requester-managed', 'false');
		const group = await quarantine(ec2, VpcId);
		const codes = [
			await errorNameOf(change(ec2, 'eni-0', [group])),
			await errorNameOf(change(ec2, id, ['sg-0'])),
			await errorNameOf(change(ec2, id, [])),
			await errorNameOf(
				change(
					ec2,
					id,
					Array.from({length: 6}, () => group),
				),
			),
		];
		expect(codes).toEqual([
			'InvalidNetworkInterfaceID.NotFound',
			'InvalidGroup.NotFound',
			'MissingParameter',
			'SecurityGroupsPerInterfaceLimitExceeded',
		]);
		const trial = {NetworkInterfaceId: id, Groups: [group], DryRun: true};
		expect(await errorNameOf(ec2.send(new ModifyNetworkInterfaceAttributeCommand(trial)))).toBe(
			'DryRunOperation',
		);
	});

	test('may be denied', async () => {
		const {ec2} = await start({scenario: 'denied-response'});
		const own = await interfaceBy(ec2, 'requester-managed', 'false');
		expect(await errorNameOf(change(ec2, own.NetworkInterfaceId, ['sg-0']))).toBe('UnauthorizedOperation');
	});
});
