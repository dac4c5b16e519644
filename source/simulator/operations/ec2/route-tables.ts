import {type JsonObject} from '../../json.js';
import {type Route, type RouteTable} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

export const describeRouteTables = describeOperation<RouteTable>({
	name: 'DescribeRouteTables',
	ids: {
		member: 'RouteTableId',
		code: 'InvalidRouteTableID.NotFound',
		missing: id => `The routeTable ID '${id}' does not exist`,
	},
	set: 'routeTableSet',
	all: world => [...world.networks.routeTables.values()],
	idOf: ({id}) => id,
	filters: {
		'route-table-id': ({id}) => [id],
		'vpc-id': ({vpc}) => [vpc],
		'association.subnet-id': ({subnets}) => subnets,
		'association.route-table-id': ({id}) => [id],
		// Only an association has the attribute, so a table without any matches neither value.
		'association.main': ({isMain, subnets}) => [
			...(isMain ? ['true'] : []),
			...(subnets.length > 0 ? ['false'] : []),
		],
		'owner-id': ({ownerId}) => [ownerId],
		'route.destination-cidr-block': ({routes}) =>
			routes.map(({destination}) => destination).filter(destination => destination.includes('.')),
		'route.gateway-id': ({routes}) => routes.map(({target}) => target),
		'route.nat-gateway-id': ({routes}) =>
			routes.map(({target}) => target).filter(target => target.startsWith('nat-')),
		'route.state': ({routes}) => routes.map(({state}) => state),
	},
	json: (_world, {id, vpc, isMain, subnets, routes, ownerId}) => ({
		routeTableId: id,
		vpcId: vpc,
		ownerId,
		routeSet: routes.map(routeJson),
		associationSet: [
			...(isMain ? [association(id, {main: true})] : []),
			...subnets.map(subnetId => association(id, {main: false, subnetId})),
		],
		propagatingVgwSet: [],
		tagSet: [],
	}),
});

function association(routeTableId: string, own: {main: boolean; subnetId?: string}): JsonObject {
	return {
		routeTableAssociationId: `rtbassoc-${(own.subnetId ?? routeTableId).split('-')[1] ?? ''}`,
		routeTableId,
		...own,
		associationState: {state: 'associated'},
	};
}

function routeJson({destination, target, state}: Route): JsonObject {
	return {
		...destinationJson(destination),
		...targetJson(target),
		state,
		origin: target === 'local' ? 'CreateRouteTable' : 'CreateRoute',
	};
}

function destinationJson(destination: string): JsonObject {
	if (destination.startsWith('pl-')) {
		return {destinationPrefixListId: destination};
	}

	return destination.includes(':')
		? {destinationIpv6CidrBlock: destination}
		: {destinationCidrBlock: destination};
}

/** By the prefix of the target's id; what has no member of its own goes under gatewayId, endpoints too. */
const members: Readonly<Record<string, string>> = {
	nat: 'natGatewayId',
	tgw: 'transitGatewayId',
	eigw: 'egressOnlyInternetGatewayId',
	pcx: 'vpcPeeringConnectionId',
	eni: 'networkInterfaceId',
	lgw: 'localGatewayId',
	cagw: 'carrierGatewayId',
};

function targetJson(target: string): JsonObject {
	return {[members[target.split('-')[0] ?? ''] ?? 'gatewayId']: target};
}
