import {createRandom, type Random} from '../../random.js';
import {type Network, type World} from '../types.js';
import {addEndpoint, type EndpointPlan} from './build-endpoint.js';
import {type Permission, type Route} from './types.js';

export type VpcPlan = {
	readonly name: string;
	/** The second number of its addresses: 10.<this>.0.0/16. */
	readonly block: number;
	/**
	 * The way out of the private subnets: by NAT, by a NAT gateway that is gone, by a transit gateway, or not at all.
	 * `none` has a table of its own beside a main one that would lead out.
	 */
	readonly exit: 'nat' | 'nat gone' | 'transit' | 'none';
	readonly endpoints?: readonly EndpointPlan[];
	/** What the tasks may open: everything, nothing, or HTTPS to the VPC, with or without S3's prefix list. */
	readonly egress?: 'all' | 'nothing' | 'vpc' | 'vpc and s3';
	readonly dnsSupport?: boolean;
	readonly dnsHostnames?: boolean;
	readonly ownerId?: string;
	readonly isIpv6Only?: boolean;
	/** Given where ids must be known before. */
	readonly ids?: {readonly vpc: string; readonly subnets: readonly string[]; readonly group: string};
};

/** The networks of tasks in the private and in the public subnets; public ones get an address. */
export type BuiltVpc = {readonly id: string; readonly private: Network; readonly public: Network};

/** Adds a VPC with three private and three public subnets, their routes, the tasks' security group and endpoints. */
export function addVpc(world: World, plan: VpcPlan): BuiltVpc {
	const random = createRandom(`${world.vpc} vpc ${plan.name}`);
	const id = plan.ids?.vpc ?? `vpc-${random.hex(17)}`;
	const ownerId = plan.ownerId ?? world.account;
	const cidr = `10.${plan.block}.0.0/16`;
	const ipv6Cidr = plan.isIpv6Only ? `2001:db8:${plan.block.toString(16)}::/56` : undefined;
	world.networks.vpcs.set(id, {
		id,
		name: plan.name,
		cidr,
		...(ipv6Cidr !== undefined && {ipv6Cidr}),
		ownerId,
		dnsSupport: plan.dnsSupport ?? true,
		dnsHostnames: plan.dnsHostnames ?? true,
	});
	const own = {world, plan, random, id, ownerId};
	const inside = addSubnets(own, 'private', plan.ids?.subnets ?? newIds(random, 'subnet'));
	const outside = addSubnets(own, 'public', newIds(random, 'subnet'));
	const tables = addRoutes(own, {inside, outside});
	const group = plan.ids?.group ?? `sg-${random.hex(17)}`;
	world.networks.securityGroups.set(group, {
		id: group,
		name: `tasks-${group.slice(-4)}`,
		vpc: id,
		inbound: [{protocol: 'tcp', fromPort: 8080, toPort: 8080, cidrs: [cidr]}],
		outbound: egressOf(world, plan.egress ?? 'all', cidr),
		tags: [],
		ownerId,
	});
	const standard = `sg-${random.hex(17)}`;
	world.networks.securityGroups.set(standard, {
		id: standard,
		name: 'default',
		vpc: id,
		inbound: [{protocol: '-1', cidrs: [], groups: [standard]}],
		outbound: egressOf(world, 'all', cidr),
		tags: [],
		ownerId,
	});
	for (const endpoint of plan.endpoints ?? []) {
		addEndpoint(world, {...endpoint, vpc: id, cidr, subnets: inside, routeTables: tables, random, ownerId});
	}

	const network = {securityGroups: [group]};
	return {
		id,
		private: {...network, subnets: inside, assignPublicIp: 'DISABLED'},
		public: {...network, subnets: outside, assignPublicIp: 'ENABLED'},
	};
}

type Own = {
	readonly world: World;
	readonly plan: VpcPlan;
	readonly random: Random;
	readonly id: string;
	readonly ownerId: string;
};

function newIds(random: Random, kind: string): readonly string[] {
	return [0, 1, 2].map(() => `${kind}-${random.hex(17)}`);
}

function addSubnets(
	{world, plan, id, ownerId}: Own,
	kind: 'private' | 'public',
	ids: readonly string[],
): readonly string[] {
	const first = kind === 'private' ? 0 : 96;
	for (const [index, subnet] of ids.entries()) {
		const isIpv6Only = plan.isIpv6Only === true && kind === 'private';
		const zone = 'abc'[index] ?? 'a';
		world.networks.subnets.set(subnet, {
			id: subnet,
			name: `${plan.name}-${kind}-${zone}`,
			vpc: id,
			...(isIpv6Only
				? {ipv6Cidr: `2001:db8:${plan.block.toString(16)}:${index}::/64`}
				: {cidr: `10.${plan.block}.${first + 16 * index}.0/20`}),
			availabilityZone: `${world.region}${zone}`,
			ownerId,
			givesPublicIp: kind === 'public',
		});
	}

	return ids;
}

/** Returns the ids of all tables of the private subnets. */
function addRoutes(
	own: Own,
	{inside, outside}: {inside: readonly string[]; outside: readonly string[]},
): readonly string[] {
	const {world, plan, random, id, ownerId} = own;
	const {routeTables, internetGateways, natGateways} = world.networks;
	const local: Route = {destination: `10.${plan.block}.0.0/16`, target: 'local', state: 'active'};
	const gateway = {id: `igw-${random.hex(17)}`, vpc: id};
	internetGateways.set(gateway.id, gateway);
	const nat = `nat-${random.hex(17)}`;
	const hasNat = plan.exit === 'nat' || plan.exit === 'none';
	if (hasNat) {
		natGateways.set(nat, {
			id: nat,
			vpc: id,
			subnet: outside[0] ?? '',
			state: 'available',
			publicIp: `198.51.100.${random.integer(1, 254)}`,
			createdAt: world.clock.now() - 300 * 86_400_000,
		});
	}

	const add = (table: {isMain: boolean; subnets: readonly string[]; routes: readonly Route[]}): string => {
		const tableId = `rtb-${random.hex(17)}`;
		routeTables.set(tableId, {id: tableId, vpc: id, ownerId, ...table});
		return tableId;
	};

	add({isMain: false, subnets: outside, routes: [local, leading('0.0.0.0/0', gateway.id)]});
	const exit = exitOf(plan, {nat, random});
	const main = add({isMain: true, subnets: [], routes: [local, ...exit]});
	return plan.exit === 'none' ? [add({isMain: false, subnets: inside, routes: [local]})] : [main];
}

function exitOf(plan: VpcPlan, {nat, random}: {nat: string; random: Random}): readonly Route[] {
	if (plan.isIpv6Only) {
		return [leading('::/0', `eigw-${random.hex(17)}`)];
	}

	switch (plan.exit) {
		case 'nat':
		case 'none':
			return [leading('0.0.0.0/0', nat)];
		case 'nat gone':
			return [{...leading('0.0.0.0/0', nat), state: 'blackhole'}];
		case 'transit':
			return [leading('0.0.0.0/0', `tgw-${random.hex(17)}`)];
	}
}

function leading(destination: string, target: string): Route {
	return {destination, target, state: 'active'};
}

function egressOf(world: World, egress: NonNullable<VpcPlan['egress']>, cidr: string): readonly Permission[] {
	const https = {protocol: 'tcp', fromPort: 443, toPort: 443};
	const s3 = [...world.networks.prefixLists.values()].find(({name}) => name.endsWith('.s3'))?.id ?? '';
	switch (egress) {
		case 'all':
			return [{protocol: '-1', cidrs: ['0.0.0.0/0'], ipv6Cidrs: ['::/0']}];
		case 'nothing':
			return [];
		case 'vpc':
			return [{...https, cidrs: [cidr]}];
		case 'vpc and s3':
			return [
				{...https, cidrs: [cidr]},
				{...https, cidrs: [], prefixLists: [s3]},
			];
	}
}
