import {DescribeVpcAttributeCommand} from '@aws-sdk/client-ec2';
import {fields, flag, MalformedAnswer} from '../../fields.js';
import {type Operation} from '../operation.js';

/** One attribute a call; the answer has the one that was asked. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcAttribute.html */
export const describeVpcAttribute: Operation<'ec2:DescribeVpcAttribute'> = {
	async send(clients, {vpcId, attribute}, options) {
		const command = new DescribeVpcAttributeCommand({VpcId: vpcId, Attribute: attribute});
		return (await clients.ec2()).send(command, options);
	},
	parse(answer) {
		const value =
			flag(fields(answer.EnableDnsSupport).Value) ?? flag(fields(answer.EnableDnsHostnames).Value);
		if (value === undefined) {
			throw new MalformedAnswer('the answer has no value of the attribute');
		}

		return value;
	},
};
