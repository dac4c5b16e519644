import {DescribeSubnetsCommand} from '@aws-sdk/client-ec2';
import {type Subnet} from '../../../domain/network/network.js';
import {type Fields, fields, list, required, requiredList, text} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filter} from './answers.js';

/** docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html */
export const describeSubnets: Operation<'ec2:DescribeSubnets'> = {
	async send(clients, {subnetIds, nextToken}, options) {
		const command = new DescribeSubnetsCommand({
			Filters: [filter('subnet-id', subnetIds)],
			MaxResults: 1000,
			NextToken: nextToken,
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'Subnets', subnet), ...next(answer.NextToken)}),
};

function subnet(answer: Fields): Subnet {
	const cidr = text(answer.CidrBlock);
	return {
		id: required(answer, 'SubnetId'),
		vpcId: required(answer, 'VpcId'),
		cidr,
		ipv6Cidrs: list(answer.Ipv6CidrBlockAssociationSet, ipv6Cidr).filter(found => found !== undefined),
		isIpv6Only: answer.Ipv6Native === true || cidr === undefined,
		availabilityZone: text(answer.AvailabilityZone),
		ownerId: text(answer.OwnerId),
	};
}

/** A block that was taken off a subnet stays in the answer for a while. */
function ipv6Cidr({Ipv6CidrBlock, Ipv6CidrBlockState}: Fields): string | undefined {
	const {State} = fields(Ipv6CidrBlockState);
	return State === undefined || State === 'associated' ? text(Ipv6CidrBlock) : undefined;
}
