import {outcomeOf} from '../iam/evaluate.js';
import {type PolicyDocument} from '../iam/types.js';
import {type Network, type World} from '../types.js';
import {type Endpoint, type Permission, type RouteTable, type Subnet, type Vpc} from './types.js';

/** Where a task stands: its subnet, its VPC, its security groups, and whether it has a public address. */
export type Standpoint = {
	readonly subnet: Subnet;
	readonly vpc: Vpc;
	readonly securityGroups: readonly string[];
	readonly hasPublicIp: boolean;
};

/** Undefined for a subnet that this account knows nothing of. */
export function standpointOf(world: World, network: Network, subnetId: string): Standpoint | undefined {
	const subnet = world.networks.subnets.get(subnetId);
	const vpc = subnet && world.networks.vpcs.get(subnet.vpc);
	return (
		vpc && {
			subnet,
			vpc,
			securityGroups: network.securityGroups,
			hasPublicIp: network.assignPublicIp === 'ENABLED',
		}
	);
}

/** The table that names the subnet, else the VPC's main one. */
export function routeTableOf(world: World, subnet: Subnet): RouteTable | undefined {
	const own = [...world.networks.routeTables.values()].filter(({vpc}) => vpc === subnet.vpc);
	return own.find(({subnets}) => subnets.includes(subnet.id)) ?? own.find(({isMain}) => isMain);
}

/** Whether packets reach the internet: by a gateway and a public address, by NAT, or over another network. */
export function reachesInternet(world: World, {subnet, hasPublicIp}: Standpoint): boolean {
	const everywhere = subnet.cidr === undefined ? '::/0' : '0.0.0.0/0';
	const route = routeTableOf(world, subnet)?.routes.find(({destination}) => destination === everywhere);
	if (!route || route.state === 'blackhole') {
		return false;
	}

	// ECR has no addresses of IPv6 under its usual names, so a way out by IPv6 leads nowhere.
	if (everywhere === '::/0') {
		return false;
	}

	return route.target.startsWith('igw-') ? hasPublicIp : true;
}

/** The endpoint of an AWS service that answers for this standpoint under the service's usual name. */
export function endpointFor(world: World, {subnet, vpc}: Standpoint, name: string): Endpoint | undefined {
	const service = `com.amazonaws.${world.region}.${name}`;
	return [...world.networks.endpoints.values()].find(endpoint => {
		if (endpoint.vpc !== vpc.id || endpoint.service !== service || endpoint.state !== 'available') {
			return false;
		}

		if (endpoint.type === 'Gateway') {
			return endpoint.routeTables.includes(routeTableOf(world, subnet)?.id ?? '');
		}

		return endpoint.hasPrivateDns && vpc.dnsSupport && vpc.dnsHostnames;
	});
}

/** Whether the security groups of an endpoint let HTTPS in from the task. */
export function letsIn(world: World, endpoint: Endpoint, {vpc, securityGroups}: Standpoint): boolean {
	return permissionsOf(world, endpoint.securityGroups, 'inbound').some(
		permission =>
			isHttps(permission) &&
			(permission.cidrs.some(cidr => cidr === '0.0.0.0/0' || cidr === vpc.cidr) ||
				(permission.groups ?? []).some(group => securityGroups.includes(group))),
	);
}

/** Whether the task may open HTTPS to anywhere, to its own VPC, and to S3. */
export function egressOf(
	world: World,
	{vpc, securityGroups}: Standpoint,
): {readonly anywhere: boolean; readonly vpc: boolean; readonly s3: boolean} {
	const open = permissionsOf(world, securityGroups, 'outbound').filter(isHttps);
	const anywhere = open.some(({cidrs}) => cidrs.includes('0.0.0.0/0'));
	const s3 = [...world.networks.prefixLists.values()].find(({name}) => name.endsWith(`${world.region}.s3`));
	return {
		anywhere,
		vpc: anywhere || open.some(({cidrs, groups}) => cidrs.includes(vpc.cidr) || (groups ?? []).length > 0),
		s3: anywhere || open.some(({prefixLists}) => prefixLists?.includes(s3?.id ?? '') ?? false),
	};
}

/** Whether the policy of an endpoint lets the action through. */
export function endpointAllows(endpoint: Endpoint, action: string, resource: string): boolean {
	// The simulator writes these texts itself, in this shape.
	const document = JSON.parse(endpoint.policy) as PolicyDocument;
	return outcomeOf([document], {action, resource, context: new Map()}).decision === 'allow';
}

function permissionsOf(
	world: World,
	groups: readonly string[],
	side: 'inbound' | 'outbound',
): readonly Permission[] {
	return groups.flatMap(id => world.networks.securityGroups.get(id)?.[side] ?? []);
}

function isHttps({protocol, fromPort = 0, toPort = 65_535}: Permission): boolean {
	return (protocol === '-1' || protocol === 'tcp') && fromPort <= 443 && toPort >= 443;
}
