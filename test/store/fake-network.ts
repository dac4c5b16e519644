import {type NetworkInterface, type SecurityGroup} from '../../source/domain/network/network.js';
import {ok, type Script} from './fake-account.js';

export type FakeNetwork = {
	readonly interfaces: Map<string, NetworkInterface>;
	readonly groups: Map<string, SecurityGroup>;
	readonly script: Script;
	/** When false, the outbound rule of a group stays. */
	revokes: boolean;
};

export function anInterface(id: string, facts: Partial<NetworkInterface> = {}): NetworkInterface {
	return {id, ipv6Addresses: [], securityGroups: ['sg-0cc3'], vpcId: 'vpc-1', ...facts};
}

export function aGroup(id: string, facts: Partial<SecurityGroup> = {}): SecurityGroup {
	return {id, name: `group ${id}`, vpcId: 'vpc-1', inbound: [], outbound: [everything], ...facts};
}

/** What AWS gives a new group. */
export const everything = {
	protocol: '-1',
	cidrs: ['0.0.0.0/0'],
	ipv6Cidrs: [],
	prefixListIds: [],
	groupIds: [],
} as const;

/** A small EC2: interfaces, and groups that can be made, closed and given. */
export function createFakeNetwork(): FakeNetwork {
	const interfaces = new Map<string, NetworkInterface>();
	const groups = new Map<string, SecurityGroup>();
	const fake: FakeNetwork = {
		interfaces,
		groups,
		revokes: true,
		script: {
			'ec2:DescribeNetworkInterfaces': input =>
				ok(
					('everyOf' in input ? input.everyOf : input.networkInterfaceIds).flatMap(
						id => interfaces.get(id) ?? [],
					),
				),
			'ec2:DescribeSecurityGroups': input =>
				ok({
					items:
						'groupIds' in input
							? input.groupIds.flatMap(id => groups.get(id) ?? [])
							: [...groups.values()].filter(
									({name, vpcId}) => name === input.groupName && vpcId === input.vpcId,
								),
				}),
			'ec2:CreateSecurityGroup': ({vpcId, groupName}) => {
				groups.set('sg-0new', aGroup('sg-0new', {name: groupName, vpcId}));
				return ok({groupId: 'sg-0new'});
			},
			'ec2:RevokeSecurityGroupEgress': ({groupId}) => {
				const group = groups.get(groupId);
				if (group && fake.revokes) {
					groups.set(groupId, {...group, outbound: []});
				}

				return ok({});
			},
			'ec2:ModifyNetworkInterfaceAttribute': ({networkInterfaceId, groups: given}) => {
				const known = interfaces.get(networkInterfaceId);
				if (known) {
					interfaces.set(networkInterfaceId, {...known, securityGroups: given});
				}

				return ok({});
			},
		},
	};
	return fake;
}
