import {type Subnet} from '../../world/network/types.js';
import {describeOperation} from './describe.js';

export const describeSubnets = describeOperation<Subnet>({
	name: 'DescribeSubnets',
	ids: {
		member: 'SubnetId',
		code: 'InvalidSubnetID.NotFound',
		missing: id => `The subnet ID '${id}' does not exist`,
	},
	set: 'subnetSet',
	all: world => [...world.networks.subnets.values()],
	idOf: ({id}) => id,
	filters: {
		'subnet-id': ({id}) => [id],
		'vpc-id': ({vpc}) => [vpc],
		'availability-zone': ({availabilityZone}) => [availabilityZone],
		'cidr-block': ({cidr}) => (cidr === undefined ? [] : [cidr]),
		'ipv6-native': ({cidr}) => [String(cidr === undefined)],
		'map-public-ip-on-launch': ({givesPublicIp}) => [String(givesPublicIp)],
		'owner-id': ({ownerId}) => [ownerId],
		state: () => ['available'],
		'tag:Name': ({name}) => [name],
	},
	json: (world, {id, name, vpc, cidr, ipv6Cidr, availabilityZone, ownerId, givesPublicIp}) => ({
		subnetId: id,
		subnetArn: `arn:aws:ec2:${world.region}:${ownerId}:subnet/${id}`,
		vpcId: vpc,
		ownerId,
		state: 'available',
		...(cidr !== undefined && {cidrBlock: cidr}),
		ipv6CidrBlockAssociationSet:
			ipv6Cidr === undefined
				? []
				: [
						{
							associationId: id.replace('subnet-', 'subnet-cidr-assoc-'),
							ipv6CidrBlock: ipv6Cidr,
							ipv6CidrBlockState: {state: 'associated'},
						},
					],
		ipv6Native: cidr === undefined,
		availableIpAddressCount: cidr === undefined ? 0 : 4000,
		availabilityZone,
		defaultForAz: false,
		mapPublicIpOnLaunch: givesPublicIp,
		assignIpv6AddressOnCreation: cidr === undefined,
		tagSet: [{key: 'Name', value: name}],
	}),
});
