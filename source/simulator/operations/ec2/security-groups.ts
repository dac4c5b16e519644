import {type JsonObject} from '../../json.js';
import {type Permission, type SecurityGroup} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

export const describeSecurityGroups = describeOperation<SecurityGroup>({
	name: 'DescribeSecurityGroups',
	ids: {
		member: 'GroupId',
		code: 'InvalidGroup.NotFound',
		missing: id => `The security group '${id}' does not exist`,
	},
	set: 'securityGroupInfo',
	all: world => [...world.networks.securityGroups.values()],
	idOf: ({id}) => id,
	filters: {
		'group-id': ({id}) => [id],
		'group-name': ({name}) => [name],
		'vpc-id': ({vpc}) => [vpc],
		'owner-id': ({ownerId}) => [ownerId],
		'tag-key': ({tags}) => tags.map(({key}) => key),
	},
	json: (world, {id, name, description, vpc, inbound, outbound, tags, ownerId}) => ({
		groupId: id,
		groupName: name,
		groupDescription: description ?? name,
		vpcId: vpc,
		ownerId,
		securityGroupArn: `arn:aws:ec2:${world.region}:${ownerId}:security-group/${id}`,
		ipPermissions: inbound.map(permission => permissionJson(permission, ownerId)),
		ipPermissionsEgress: outbound.map(permission => permissionJson(permission, ownerId)),
		tagSet: tags.map(({key, value}) => ({key, value})),
	}),
});

function permissionJson(permission: Permission, userId: string): JsonObject {
	const {protocol, fromPort, toPort, cidrs, ipv6Cidrs = [], prefixLists = [], groups = []} = permission;
	return {
		ipProtocol: protocol,
		// Without a port for all protocols, as EC2 does.
		...(fromPort !== undefined && {fromPort}),
		...(toPort !== undefined && {toPort}),
		groups: groups.map(groupId => ({groupId, userId})),
		ipRanges: cidrs.map(cidrIp => ({cidrIp})),
		ipv6Ranges: ipv6Cidrs.map(cidrIpv6 => ({cidrIpv6})),
		prefixListIds: prefixLists.map(prefixListId => ({prefixListId})),
	};
}
