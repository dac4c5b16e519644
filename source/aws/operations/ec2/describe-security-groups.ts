import {DescribeSecurityGroupsCommand} from '@aws-sdk/client-ec2';
import {type SecurityGroup, type SecurityGroupRule} from '../../../domain/network/network.js';
import {type Fields, list, number, required, requiredList, text, textsOf} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filter, tagsOf} from './answers.js';

/** docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html */
export const describeSecurityGroups: Operation<'ec2:DescribeSecurityGroups'> = {
	async send(clients, input, options) {
		const command = new DescribeSecurityGroupsCommand({
			Filters:
				'groupIds' in input
					? [filter('group-id', input.groupIds)]
					: [filter('vpc-id', [input.vpcId]), filter('group-name', [input.groupName])],
			MaxResults: 1000,
			NextToken: input.nextToken,
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'SecurityGroups', group), ...next(answer.NextToken)}),
};

function group(answer: Fields): SecurityGroup {
	return {
		id: required(answer, 'GroupId'),
		name: text(answer.GroupName),
		vpcId: text(answer.VpcId),
		inbound: list(answer.IpPermissions, rule),
		outbound: list(answer.IpPermissionsEgress, rule),
		tags: tagsOf(answer.Tags),
	};
}

function rule(answer: Fields): SecurityGroupRule {
	return {
		protocol: required(answer, 'IpProtocol'),
		fromPort: number(answer.FromPort),
		toPort: number(answer.ToPort),
		cidrs: textsOf(answer.IpRanges, 'CidrIp'),
		ipv6Cidrs: textsOf(answer.Ipv6Ranges, 'CidrIpv6'),
		prefixListIds: textsOf(answer.PrefixListIds, 'PrefixListId'),
		groupIds: textsOf(answer.UserIdGroupPairs, 'GroupId'),
	};
}
