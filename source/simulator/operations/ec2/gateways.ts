import {type InternetGateway, type NatGateway} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

export const describeInternetGateways = describeOperation<InternetGateway>({
	name: 'DescribeInternetGateways',
	ids: {
		member: 'InternetGatewayId',
		code: 'InvalidInternetGatewayID.NotFound',
		missing: id => `The internetGateway ID '${id}' does not exist`,
	},
	set: 'internetGatewaySet',
	all: world => [...world.networks.internetGateways.values()],
	idOf: ({id}) => id,
	filters: {
		'internet-gateway-id': ({id}) => [id],
		'attachment.vpc-id': ({vpc}) => [vpc],
		'attachment.state': () => ['available', 'attached'],
		'owner-id': (_gateway, world) => [world.account],
	},
	json: (world, {id, vpc}) => ({
		internetGatewayId: id,
		ownerId: world.account,
		attachmentSet: [{vpcId: vpc, state: 'attached'}],
		tagSet: [],
	}),
});

export const describeNatGateways = describeOperation<NatGateway>({
	name: 'DescribeNatGateways',
	ids: {
		member: 'NatGatewayId',
		code: 'NatGatewayNotFound',
		missing: id => `NAT gateway ${id} was not found`,
	},
	set: 'natGatewaySet',
	all: world => [...world.networks.natGateways.values()],
	idOf: ({id}) => id,
	filters: {
		'nat-gateway-id': ({id}) => [id],
		'vpc-id': ({vpc}) => [vpc],
		'subnet-id': ({subnet}) => [subnet],
		state: ({state}) => [state],
	},
	json: (_world, {id, vpc, subnet, state, publicIp, createdAt}) => ({
		natGatewayId: id,
		vpcId: vpc,
		subnetId: subnet,
		state,
		connectivityType: 'public',
		createTime: new Date(createdAt).toISOString(),
		natGatewayAddressSet: [{publicIp, isPrimary: true, status: 'succeeded'}],
		tagSet: [],
	}),
});
