import {type Tag} from '../tag.js';

// What EC2 knows of the network. Ids are AWS's own.

export type Vpc = {
	readonly id: string;
	readonly name: string;
	readonly cidr: string;
	readonly ipv6Cidr?: string;
	/** Another account's where the VPC is shared with this one. */
	readonly ownerId: string;
	readonly dnsSupport: boolean;
	readonly dnsHostnames: boolean;
};

export type Subnet = {
	readonly id: string;
	readonly name: string;
	readonly vpc: string;
	/** None in an IPv6-only subnet. */
	readonly cidr?: string;
	readonly ipv6Cidr?: string;
	readonly availabilityZone: string;
	readonly ownerId: string;
	readonly givesPublicIp: boolean;
};

export type Route = {
	/** A CIDR, IPv4 or IPv6, or the id of a prefix list. */
	readonly destination: string;
	/** `local`, or an id whose prefix tells what it is: igw-, nat-, vpce-, tgw-, eigw- … */
	readonly target: string;
	readonly state: 'active' | 'blackhole';
};

export type RouteTable = {
	readonly id: string;
	readonly vpc: string;
	/** The table of all subnets that no other one names. */
	readonly isMain: boolean;
	readonly subnets: readonly string[];
	readonly routes: readonly Route[];
	readonly ownerId: string;
};

export type InternetGateway = {readonly id: string; readonly vpc: string};

export type NatGateway = {
	readonly id: string;
	readonly vpc: string;
	readonly subnet: string;
	readonly state: 'available' | 'deleted';
	readonly publicIp: string;
	readonly createdAt: number;
};

export type Endpoint = {
	readonly id: string;
	readonly vpc: string;
	/** Such as com.amazonaws.eu-west-1.ecr.api. */
	readonly service: string;
	readonly type: 'Interface' | 'Gateway';
	readonly state: 'available' | 'pending' | 'failed' | 'rejected';
	readonly hasPrivateDns: boolean;
	readonly subnets: readonly string[];
	readonly routeTables: readonly string[];
	readonly securityGroups: readonly string[];
	/** JSON text. */
	readonly policy: string;
	readonly ownerId: string;
	readonly tags: readonly Tag[];
	readonly failureReason?: string;
	readonly createdAt: number;
};

/** `protocol` is tcp, udp or -1 for all of them. */
export type Permission = {
	readonly protocol: string;
	readonly fromPort?: number;
	readonly toPort?: number;
	readonly cidrs: readonly string[];
	readonly ipv6Cidrs?: readonly string[];
	readonly prefixLists?: readonly string[];
	readonly groups?: readonly string[];
};

export type SecurityGroup = {
	readonly id: string;
	readonly name: string;
	/** The name when none is given. */
	readonly description?: string;
	readonly vpc: string;
	readonly inbound: readonly Permission[];
	readonly outbound: readonly Permission[];
	readonly tags: readonly Tag[];
	readonly ownerId: string;
};

export type PrefixList = {
	readonly id: string;
	readonly name: string;
	readonly addressFamily: 'IPv4' | 'IPv6';
	readonly cidrs: readonly string[];
};

export type Networks = {
	readonly vpcs: Map<string, Vpc>;
	readonly subnets: Map<string, Subnet>;
	readonly routeTables: Map<string, RouteTable>;
	readonly internetGateways: Map<string, InternetGateway>;
	readonly natGateways: Map<string, NatGateway>;
	readonly endpoints: Map<string, Endpoint>;
	readonly securityGroups: Map<string, SecurityGroup>;
	readonly prefixLists: Map<string, PrefixList>;
};
