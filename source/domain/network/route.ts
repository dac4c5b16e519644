import {type Route, type RouteTable} from './network.js';

/** Where traffic to the internet goes from a subnet. */
export type InternetWay =
	| {readonly kind: 'internet-gateway' | 'nat'; readonly id: string}
	/** It leads somewhere that can't be looked at from here: a transit gateway, an appliance, another network. */
	| {readonly kind: 'elsewhere'; readonly through: string}
	/** There is a route, but what it leads to is gone. */
	| {readonly kind: 'blackhole'; readonly through: string}
	| {readonly kind: 'none'};

/** Returns the route table that a subnet uses: its own, else the main one of its VPC; undefined when it is not among these. */
export function routeTableOf(
	subnet: {readonly id: string; readonly vpcId: string},
	tables: readonly RouteTable[],
): RouteTable | undefined {
	return (
		tables.find(({subnetIds}) => subnetIds.includes(subnet.id)) ??
		tables.find(({vpcId, isMain}) => isMain && vpcId === subnet.vpcId)
	);
}

/**
 * Returns the way that a route table has to public IPv4 addresses.
 * docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html
 */
export function internetWay({routes}: RouteTable): InternetWay {
	const standard = routes.find(({destination}) => destination === '0.0.0.0/0');
	if (standard) {
		return wayOf(standard);
	}

	// Two halves, or a few large blocks, are how some networks write their default.
	const broad = routes.find(({destination}) => /^\d+\.\d+\.\d+\.\d+\/[1-7]$/.test(destination));
	return broad ? {kind: 'elsewhere', through: `${broad.destination} ${nameOf(broad)}`} : {kind: 'none'};
}

/** Returns a route to another network through which a central endpoint might be reached, or undefined. */
export function routeElsewhere({routes}: RouteTable): Route | undefined {
	return routes.find(({target, isActive}) => isActive && foreign.has(target));
}

const foreign: ReadonlySet<Route['target']> = new Set([
	'transit-gateway',
	'peering',
	'virtual-private-gateway',
	'core-network',
	'network-interface',
	'instance',
	'local-gateway',
	'other',
]);

function wayOf(route: Route): InternetWay {
	const through = nameOf(route);
	if (!route.isActive) {
		return {kind: 'blackhole', through};
	}

	switch (route.target) {
		case 'internet-gateway':
			return {kind: 'internet-gateway', id: through};
		case 'nat-gateway':
			return {kind: 'nat', id: through};
		case 'local':
		case 'egress-only-gateway':
		case 'vpc-endpoint':
		case 'virtual-private-gateway':
		case 'transit-gateway':
		case 'peering':
		case 'network-interface':
		case 'instance':
		case 'carrier-gateway':
		case 'local-gateway':
		case 'core-network':
		case 'other':
			return {kind: 'elsewhere', through};
		default:
			return route.target satisfies never;
	}
}

function nameOf({target, targetId}: Route): string {
	return targetId ?? target.replaceAll('-', ' ');
}
