import {type JsonObject} from '../../json.js';
import {Refusal} from '../../refusal.js';
import {networkInterfaces} from '../../world/network-interfaces.js';
import {type World} from '../../world/types.js';
import {text} from '../inputs.js';
import {type Operation} from '../operation.js';
import {numbered} from './describe.js';

/** Replaces the security groups of an interface; nothing else of it can be changed here. */
export const modifyNetworkInterfaceAttribute: Operation = {
	service: 'ec2',
	name: 'ModifyNetworkInterfaceAttribute',
	bucket: 'ec2 change',
	input: {},
	resource: (input, world) =>
		`arn:aws:ec2:${world.region}:${world.account}:network-interface/${text(input, 'NetworkInterfaceId') ?? '*'}`,
	serve(input, world) {
		const id = text(input, 'NetworkInterfaceId') ?? '';
		const groups = numbered(input, 'SecurityGroupId');
		const refusal = missing(input) ?? notChangeable(world, id) ?? unfit(world, {id, groups}) ?? dryRun(input);
		if (refusal) {
			return refusal;
		}

		world.interfaceGroups.set(id, groups);
		return {return: true};
	},
};

/** What EC2 says to a request that was only to be tried. */
export function dryRun(input: JsonObject): Refusal | undefined {
	return text(input, 'DryRun') === 'true'
		? new Refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412)
		: undefined;
}

function missing(input: JsonObject): Refusal | undefined {
	return numbered(input, 'SecurityGroupId').length === 0
		? new Refusal('MissingParameter', 'The request must contain the parameter groupSet')
		: undefined;
}

/**
 * ECS makes the interfaces of tasks, and the account can neither detach nor modify them, be it on Fargate or on
 * instances; the interface that an instance was launched with it can.
 * docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html
 * docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 * The code is what github.com/cloud-custodian/cloud-custodian/issues/3406 reports; the text is EC2's usual one for it
 * and was not seen for this operation.
 */
function notChangeable(world: World, id: string): Refusal | undefined {
	const own = networkInterfaces(world).find(one => one.id === id);
	if (!own) {
		return new Refusal(
			'InvalidNetworkInterfaceID.NotFound',
			`The networkInterface ID '${id}' does not exist`,
		);
	}

	return own.requesterId === undefined
		? undefined
		: new Refusal('AuthFailure', 'You do not have permission to access the specified resource.');
}

function unfit(world: World, {id, groups}: {id: string; groups: readonly string[]}): Refusal | undefined {
	const {securityGroups} = world.networks;
	const unknown = groups.find(group => !securityGroups.has(group));
	if (unknown !== undefined) {
		return new Refusal('InvalidGroup.NotFound', `The security group '${unknown}' does not exist`);
	}

	// docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
	if (groups.length > 5) {
		const message = `You have exceeded the number of security groups allowed per network interface (5): ${id}`;
		return new Refusal('SecurityGroupsPerInterfaceLimitExceeded', message);
	}

	const vpc = networkInterfaces(world).find(one => one.id === id)?.vpc;
	return groups.some(group => securityGroups.get(group)?.vpc !== vpc)
		? new Refusal('InvalidParameter', 'You have specified two resources that belong to different networks.')
		: undefined;
}
