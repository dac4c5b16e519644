import {DescribeVpcEndpointsCommand} from '@aws-sdk/client-ec2';
import {type VpcEndpoint} from '../../../domain/network/network.js';
import {
	anyText,
	type Fields,
	fields,
	jsonText,
	required,
	requiredList,
	text,
	texts,
	textsOf,
} from '../../fields.js';
import {type Operation} from '../operation.js';
import {next} from '../page.js';
import {filter, tagsOf} from './answers.js';

/** docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html */
export const describeVpcEndpoints: Operation<'ec2:DescribeVpcEndpoints'> = {
	async send(clients, {vpcIds, nextToken}, options) {
		const command = new DescribeVpcEndpointsCommand({
			Filters: [filter('vpc-id', vpcIds)],
			MaxResults: 1000,
			NextToken: nextToken,
		});
		return (await clients.ec2()).send(command, options);
	},
	parse: answer => ({items: requiredList(answer, 'VpcEndpoints', endpoint), ...next(answer.NextToken)}),
};

function endpoint(answer: Fields): VpcEndpoint {
	return {
		id: required(answer, 'VpcEndpointId'),
		vpcId: required(answer, 'VpcId'),
		// Endpoints of resources and service networks (VPC Lattice) have no service.
		serviceName: anyText(answer.ServiceName),
		type: anyText(answer.VpcEndpointType),
		state: anyText(answer.State),
		hasPrivateDns: answer.PrivateDnsEnabled === true,
		subnetIds: texts(answer.SubnetIds),
		routeTableIds: texts(answer.RouteTableIds),
		securityGroups: textsOf(answer.Groups, 'GroupId'),
		policyDocument: jsonText(answer.PolicyDocument),
		ownerId: text(answer.OwnerId),
		tags: tagsOf(answer.Tags),
		failureReason: text(answer.FailureReason) ?? text(fields(answer.LastError).Message),
	};
}
