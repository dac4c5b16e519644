import {type Endpoint} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

export const describeVpcEndpoints = describeOperation<Endpoint>({
	name: 'DescribeVpcEndpoints',
	ids: {
		member: 'VpcEndpointId',
		code: 'InvalidVpcEndpointId.NotFound',
		missing: id => `The Vpc Endpoint Id '${id}' does not exist`,
	},
	set: 'vpcEndpointSet',
	all: world => [...world.networks.endpoints.values()],
	idOf: ({id}) => id,
	filters: {
		'vpc-endpoint-id': ({id}) => [id],
		'vpc-id': ({vpc}) => [vpc],
		'service-name': ({service}) => [service],
		'vpc-endpoint-state': ({state}) => [state],
		'vpc-endpoint-type': ({type}) => [type],
		'tag-key': ({tags}) => tags.map(({key}) => key),
		'tag:GuardDutyManaged': ({tags}) =>
			tags.filter(({key}) => key === 'GuardDutyManaged').map(({value}) => value),
	},
	json: (world, endpoint) => ({
		vpcEndpointId: endpoint.id,
		vpcEndpointType: endpoint.type,
		vpcId: endpoint.vpc,
		serviceName: endpoint.service,
		state: endpoint.state,
		policyDocument: endpoint.policy,
		routeTableIdSet: endpoint.routeTables,
		subnetIdSet: endpoint.subnets,
		groupSet: endpoint.securityGroups.map(groupId => ({
			groupId,
			groupName: world.networks.securityGroups.get(groupId)?.name ?? groupId,
		})),
		ipAddressType: 'ipv4',
		privateDnsEnabled: endpoint.hasPrivateDns,
		requesterManaged: false,
		networkInterfaceIdSet: endpoint.subnets.map(subnet => subnet.replace('subnet-', 'eni-')),
		dnsEntrySet: [],
		creationTimestamp: new Date(endpoint.createdAt).toISOString(),
		tagSet: endpoint.tags.map(({key, value}) => ({key, value})),
		ownerId: endpoint.ownerId,
		...(endpoint.failureReason !== undefined && {failureReason: endpoint.failureReason}),
	}),
});
