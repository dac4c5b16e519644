import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {type Vpc} from '../../world/network/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {describeOperation} from './describe.js';

const noSuchVpc = (id: string): string => `The vpc ID '${id}' does not exist`;

export const describeVpcs = describeOperation<Vpc>({
	name: 'DescribeVpcs',
	ids: {member: 'VpcId', code: 'InvalidVpcID.NotFound', missing: noSuchVpc},
	set: 'vpcSet',
	all: world => [...world.networks.vpcs.values()],
	idOf: ({id}) => id,
	filters: {
		'vpc-id': ({id}) => [id],
		cidr: ({cidr}) => [cidr],
		'cidr-block-association.cidr-block': ({cidr}) => [cidr],
		'is-default': () => ['false'],
		'owner-id': ({ownerId}) => [ownerId],
		state: () => ['available'],
		'tag:Name': ({name}) => [name],
	},
	json: (_world, {id, name, cidr, ipv6Cidr, ownerId}) => ({
		vpcId: id,
		ownerId,
		state: 'available',
		cidrBlock: cidr,
		dhcpOptionsId: 'dopt-0a1b2c3d',
		instanceTenancy: 'default',
		isDefault: false,
		cidrBlockAssociationSet: [
			{
				associationId: id.replace('vpc-', 'vpc-cidr-assoc-'),
				cidrBlock: cidr,
				cidrBlockState: {state: 'associated'},
			},
		],
		...(ipv6Cidr !== undefined && {
			ipv6CidrBlockAssociationSet: [
				{ipv6CidrBlock: ipv6Cidr, ipv6CidrBlockState: {state: 'associated'}, ipv6Pool: 'Amazon'},
			],
		}),
		tagSet: [{key: 'Name', value: name}],
	}),
});

/** One attribute at a time, as the API has it. */
export const describeVpcAttribute: Operation = {
	service: 'ec2',
	name: 'DescribeVpcAttribute',
	bucket: 'ec2 filtered',
	input: {},
	serve(input, world): JsonObject | Refusal {
		const id = text(input, 'VpcId') ?? '';
		const vpc = world.networks.vpcs.get(id);
		if (!vpc) {
			return new Refusal('InvalidVpcID.NotFound', noSuchVpc(id));
		}

		switch (text(input, 'Attribute')) {
			case 'enableDnsSupport':
				return {vpcId: id, enableDnsSupport: {value: vpc.dnsSupport}};
			case 'enableDnsHostnames':
				return {vpcId: id, enableDnsHostnames: {value: vpc.dnsHostnames}};
			case 'enableNetworkAddressUsageMetrics':
				return {vpcId: id, enableNetworkAddressUsageMetrics: {value: false}};
			default:
				return new Refusal('InvalidParameterValue', 'Value for parameter attribute is invalid.');
		}
	},
};
