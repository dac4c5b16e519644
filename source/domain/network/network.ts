import {type Tag} from '../resources.js';

// What EC2 answers about the network of a task, in the console's words. Ids are AWS's own.

export type NetworkInterface = {
	readonly id: string;
	readonly publicIp?: string;
	readonly privateIp?: string;
	readonly ipv6Addresses: readonly string[];
	readonly securityGroups: readonly string[];
	/** Their names; fewer where EC2 leaves one out. */
	readonly securityGroupNames?: readonly string[];
	readonly subnetId?: string;
	readonly vpcId?: string;
	/** `interface`, `branch`, `trunk` …; an open string. */
	readonly type?: string;
	/** True when an AWS service manages it: what it says about its groups can't be changed by its owner. */
	readonly isRequesterManaged?: boolean;
	/** The instance it is attached to, and whose that is: `amazon-ecs` for Fargate. */
	readonly instanceId?: string;
	readonly instanceOwnerId?: string;
	/** Of ECS: the ARN of the attachment. */
	readonly description?: string;
};

export type Subnet = {
	readonly id: string;
	readonly vpcId: string;
	/** IPv4; undefined in an IPv6-only subnet. */
	readonly cidr?: string;
	readonly ipv6Cidrs: readonly string[];
	readonly isIpv6Only: boolean;
	readonly availabilityZone?: string;
	readonly ownerId?: string;
};

/** Where a route leads; `other` for a target that is not documented here. */
export type RouteTarget =
	| 'local'
	| 'internet-gateway'
	| 'nat-gateway'
	| 'egress-only-gateway'
	| 'vpc-endpoint'
	| 'virtual-private-gateway'
	| 'transit-gateway'
	| 'peering'
	| 'network-interface'
	| 'instance'
	| 'carrier-gateway'
	| 'local-gateway'
	| 'core-network'
	| 'other';

export type Route = {
	/** A CIDR, IPv4 or IPv6, or the id of a prefix list (`pl-…`). */
	readonly destination: string;
	readonly target: RouteTarget;
	readonly targetId?: string;
	/** False for a `blackhole`: what it leads to is gone. */
	readonly isActive: boolean;
};

export type RouteTable = {
	readonly id: string;
	readonly vpcId: string;
	/** True for the table of all subnets that are not associated with another one. */
	readonly isMain: boolean;
	readonly subnetIds: readonly string[];
	readonly routes: readonly Route[];
};

export type VpcEndpoint = {
	readonly id: string;
	readonly vpcId: string;
	/** E.g. `com.amazonaws.eu-west-1.ecr.api`. */
	readonly serviceName: string;
	/** Interface, Gateway, GatewayLoadBalancer …; an open string. */
	readonly type: string;
	/** `available`, `pending` … in any case of letters; an open string. */
	readonly state: string;
	readonly hasPrivateDns: boolean;
	readonly subnetIds: readonly string[];
	readonly routeTableIds: readonly string[];
	readonly securityGroups: readonly string[];
	/** The policy as JSON text; undefined when it was not told. */
	readonly policyDocument?: string;
	readonly ownerId?: string;
	readonly tags?: readonly Tag[];
	/** Why it failed, when it did. */
	readonly failureReason?: string;
};

/** One permission of a security group: `protocol` is `tcp`, `udp`, a number, or `-1` for all. */
export type SecurityGroupRule = {
	readonly protocol: string;
	readonly fromPort?: number;
	readonly toPort?: number;
	readonly cidrs: readonly string[];
	readonly ipv6Cidrs: readonly string[];
	readonly prefixListIds: readonly string[];
	readonly groupIds: readonly string[];
};

export type SecurityGroup = {
	readonly id: string;
	readonly name?: string;
	readonly vpcId?: string;
	readonly inbound: readonly SecurityGroupRule[];
	readonly outbound: readonly SecurityGroupRule[];
	readonly tags?: readonly Tag[];
};

/** A managed prefix list, e.g. `com.amazonaws.eu-west-1.s3`. */
export type PrefixList = {readonly id: string; readonly name: string};
