import {
	type PrefixList,
	type RouteTable,
	type SecurityGroup,
	type Subnet,
	type VpcEndpoint,
} from '../../domain/network/network.js';
import {allPages} from './all-pages.js';
import {fetchedRead} from './fetched-read.js';
import {lookupRead} from './lookup-read.js';

// What belongs to a network is read once for all tasks in it: by the ids of the subnets, groups and VPCs, sorted.

/** Returns ids as a parameter that is the same for the same ids, in whatever order they were met. */
export function idSet(ids: Iterable<string>): readonly string[] {
	return [...new Set(ids)].sort();
}

const keyOfIds = (ids: readonly string[]): string => idSet(ids).join(',');

export const subnetsRead = lookupRead<readonly string[], Subnet>({
	id: 'subnets',
	key: keyOfIds,
	ids: ids => ids,
	ask: (call, subnetIds, nextToken) => call('ec2:DescribeSubnets', {subnetIds, nextToken}),
	idOf: ({id}) => id,
});

export const securityGroupsRead = lookupRead<readonly string[], SecurityGroup>({
	id: 'security-groups',
	key: keyOfIds,
	ids: ids => ids,
	ask: (call, groupIds, nextToken) => call('ec2:DescribeSecurityGroups', {groupIds, nextToken}),
	idOf: ({id}) => id,
});

/** All route tables of these VPCs. A part is never shown: the table that is missing could be the one that counts. */
export const routeTablesRead = fetchedRead<readonly string[], readonly RouteTable[]>({
	id: 'route-tables',
	key: keyOfIds,
	fetch: ({call}, vpcIds) => allPages(nextToken => call('ec2:DescribeRouteTables', {vpcIds, nextToken})),
});

/** All endpoints of these VPCs, whole for the same reason. */
export const vpcEndpointsRead = fetchedRead<readonly string[], readonly VpcEndpoint[]>({
	id: 'vpc-endpoints',
	key: keyOfIds,
	fetch: ({call}, vpcIds) => allPages(nextToken => call('ec2:DescribeVpcEndpoints', {vpcIds, nextToken})),
});

export type VpcDns = {readonly support: boolean; readonly hostnames: boolean};

/** Whether names are resolved in a VPC, and given in it: private DNS of endpoints needs both. */
export const vpcDnsRead = fetchedRead<string, VpcDns>({
	id: 'vpc-dns',
	key: vpcId => vpcId,
	async fetch({call}, vpcId) {
		const [support, hostnames] = await Promise.all([
			call('ec2:DescribeVpcAttribute', {vpcId, attribute: 'enableDnsSupport'}),
			call('ec2:DescribeVpcAttribute', {vpcId, attribute: 'enableDnsHostnames'}),
		]);
		if (!support.ok) {
			return support;
		}

		return hostnames.ok ? {ok: true, value: {support: support.value, hostnames: hostnames.value}} : hostnames;
	},
});

/** AWS's prefix list with that name, e.g. `com.amazonaws.eu-west-1.s3`; none where the Region has none. */
export const prefixListsRead = fetchedRead<string, readonly PrefixList[]>({
	id: 'prefix-lists',
	key: name => name,
	fetch: ({call}, name) =>
		allPages(nextToken => call('ec2:DescribeManagedPrefixLists', {names: [name], nextToken})),
});
