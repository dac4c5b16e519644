import {type Random} from '../../random.js';
import {type PolicyDocument} from '../iam/types.js';
import {type World} from '../types.js';
import {type Endpoint} from './types.js';

export type EndpointPlan = {
	/** The end of the service's name: ecr.api, ecr.dkr, s3, guardduty-data. */
	readonly service: string;
	readonly hasPrivateDns?: boolean;
	/** Whether its security group lets HTTPS in from the VPC. */
	readonly isClosed?: boolean;
	readonly policy?: PolicyDocument;
	readonly ownerId?: string;
	readonly state?: Endpoint['state'];
	readonly failureReason?: string;
};

type Place = {
	readonly vpc: string;
	readonly cidr: string;
	readonly subnets: readonly string[];
	readonly routeTables: readonly string[];
	readonly random: Random;
	readonly ownerId: string;
};

const everything: PolicyDocument = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Principal: '*', Action: '*', Resource: '*'}],
};

/** Adds an endpoint, for an interface with a security group; the one of GuardDuty carries its tag. */
export function addEndpoint(world: World, plan: EndpointPlan & Place): void {
	const {service, vpc, random, ownerId} = plan;
	const isGateway = service === 's3';
	const isGuardDuty = service === 'guardduty-data';
	const tags = isGuardDuty ? [{key: 'GuardDutyManaged', value: 'true'}] : [];
	const group = `sg-${random.hex(17)}`;
	if (!isGateway) {
		world.networks.securityGroups.set(group, {
			id: group,
			name: isGuardDuty ? `GuardDutyManagedSecurityGroup-${vpc}` : `endpoint-${service}-${vpc}`,
			vpc,
			inbound: plan.isClosed ? [] : [{protocol: 'tcp', fromPort: 443, toPort: 443, cidrs: [plan.cidr]}],
			outbound: [{protocol: '-1', cidrs: ['0.0.0.0/0']}],
			tags,
			ownerId,
		});
	}

	const id = `vpce-${random.hex(17)}`;
	world.networks.endpoints.set(id, {
		id,
		vpc,
		service: `com.amazonaws.${world.region}.${service}`,
		type: isGateway ? 'Gateway' : 'Interface',
		state: plan.state ?? 'available',
		hasPrivateDns: !isGateway && (plan.hasPrivateDns ?? true),
		subnets: isGateway ? [] : plan.subnets,
		routeTables: isGateway ? plan.routeTables : [],
		securityGroups: isGateway ? [] : [group],
		policy: JSON.stringify(plan.policy ?? everything),
		ownerId: plan.ownerId ?? ownerId,
		tags,
		...(plan.failureReason !== undefined && {failureReason: plan.failureReason}),
		createdAt: world.clock.now() - 90 * 86_400_000,
	});
}
