import {DescribeRouteTablesCommand} from '@aws-sdk/client-ec2';
import {type Route, type RouteTable, type RouteTarget} from '../../../domain/network/network.js';
import {
	type Fields,
	fields,
	list,
	MalformedAnswer,
	required,
	requiredList,
	text,
	textsOf,
} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filter} from './answers.js';

/** Pages of 100, the most here. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html */
export const describeRouteTables: Operation<'ec2:DescribeRouteTables'> = {
	async send(clients, {vpcIds, nextToken}, options) {
		const command = new DescribeRouteTablesCommand({
			Filters: [filter('vpc-id', vpcIds)],
			MaxResults: 100,
			NextToken: nextToken,
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'RouteTables', routeTable), ...next(answer.NextToken)}),
};

function routeTable(answer: Fields): RouteTable {
	const associations = list(answer.Associations, association => association).filter(isInForce);
	return {
		id: required(answer, 'RouteTableId'),
		vpcId: required(answer, 'VpcId'),
		isMain: associations.some(({Main}) => Main === true),
		subnetIds: textsOf(associations, 'SubnetId'),
		routes: list(answer.Routes, route),
	};
}

function isInForce({AssociationState}: Fields): boolean {
	const {State} = fields(AssociationState);
	return State !== 'disassociated' && State !== 'failed';
}

function route(answer: Fields): Route {
	const destination =
		text(answer.DestinationCidrBlock) ??
		text(answer.DestinationIpv6CidrBlock) ??
		text(answer.DestinationPrefixListId);
	if (destination === undefined) {
		throw new MalformedAnswer('the answer has a route without destination');
	}

	return {
		destination,
		...target(answer),
		// `filtered` is a route that was learned and is not used.
		isActive: answer.State !== 'blackhole' && answer.State !== 'filtered',
	};
}

/** A member for most kinds; a route to an instance names its interface as well. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
const targetMembers: readonly (readonly [string, RouteTarget])[] = [
	['NatGatewayId', 'nat-gateway'],
	['TransitGatewayId', 'transit-gateway'],
	['EgressOnlyInternetGatewayId', 'egress-only-gateway'],
	['VpcPeeringConnectionId', 'peering'],
	['CarrierGatewayId', 'carrier-gateway'],
	['LocalGatewayId', 'local-gateway'],
	['CoreNetworkArn', 'core-network'],
	['InstanceId', 'instance'],
	['NetworkInterfaceId', 'network-interface'],
	['OdbNetworkArn', 'other'],
];

/** What has no member of its own is under GatewayId, told by the prefix of its id. */
const gatewayPrefixes: readonly (readonly [string, RouteTarget])[] = [
	['igw-', 'internet-gateway'],
	['vpce-', 'vpc-endpoint'],
	['vgw-', 'virtual-private-gateway'],
];

function target(answer: Fields): Pick<Route, 'target' | 'targetId'> {
	for (const [member, kind] of targetMembers) {
		const targetId = text(answer[member]);
		if (targetId !== undefined) {
			return {target: kind, targetId};
		}
	}

	const targetId = text(answer.GatewayId);
	if (targetId === 'local') {
		return {target: 'local'};
	}

	return {
		target: gatewayPrefixes.find(([prefix]) => targetId?.startsWith(prefix))?.[1] ?? 'other',
		targetId,
	};
}
