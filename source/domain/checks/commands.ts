import {type Remedy} from '../doctor/verdict.js';
import {type EndpointService, endpointServiceName} from '../network/endpoint.js';
import {type VpcEndpoint} from '../network/network.js';
import {shellQuote} from '../shell.js';

type Place = {readonly region: string};

function command(label: string, lines: readonly (readonly string[])[]): Remedy {
	return {label, text: lines.map(words => words.map(shellQuote).join(' ')).join('\n')};
}

/** Returns the AWS CLI lines that make interface endpoints with private DNS in a subnet. */
export function createEndpointCommand(
	services: readonly EndpointService[],
	{region, vpcId, subnetId}: Place & {readonly vpcId: string; readonly subnetId: string},
): Remedy {
	return command(
		'endpoint command',
		services.map(service => [
			...['aws', 'ec2', 'create-vpc-endpoint', '--region', region, '--vpc-id', vpcId],
			...['--vpc-endpoint-type', 'Interface', '--service-name', endpointServiceName(service, region)],
			...['--subnet-ids', subnetId, '--private-dns-enabled'],
		]),
	);
}

/** Returns the AWS CLI line that makes the gateway endpoint for S3 in a route table. */
export function createS3GatewayCommand({
	region,
	vpcId,
	routeTableId,
}: Place & {readonly vpcId: string; readonly routeTableId: string}): Remedy {
	return command('endpoint command', [
		[
			...['aws', 'ec2', 'create-vpc-endpoint', '--region', region, '--vpc-id', vpcId],
			...['--vpc-endpoint-type', 'Gateway', '--service-name', endpointServiceName('s3', region)],
			...['--route-table-ids', routeTableId],
		],
	]);
}

/** Returns the AWS CLI lines that switch DNS attributes of a VPC on; each takes its own call. */
export function vpcDnsCommand(
	attributes: readonly ('support' | 'hostnames')[],
	{region, vpcId}: Place & {readonly vpcId: string},
): Remedy {
	return command(
		'VPC command',
		attributes.map(attribute => [
			...['aws', 'ec2', 'modify-vpc-attribute', '--region', region, '--vpc-id', vpcId],
			`--enable-dns-${attribute}`,
		]),
	);
}

/** Returns the AWS CLI line that deletes endpoints. */
export function deleteEndpointCommand(endpoints: readonly VpcEndpoint[], {region}: Place): Remedy {
	return command('endpoint command', [
		[
			...['aws', 'ec2', 'delete-vpc-endpoints', '--region', region],
			...['--vpc-endpoint-ids', ...endpoints.map(({id}) => id)],
		],
	]);
}

/** Whom a rule lets in or out: one CIDR, one group or one prefix list. */
export type RulePeer = {readonly cidr: string} | {readonly groupId: string} | {readonly prefixListId: string};

/** Returns the AWS CLI line that opens TCP 443 in a security group. */
export function openHttpsCommand(
	direction: 'ingress' | 'egress',
	{region, groupId, peer}: Place & {readonly groupId: string; readonly peer: RulePeer},
): Remedy {
	const permission = {IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...peerMember(peer)};
	return command('security group command', [
		[
			...['aws', 'ec2', `authorize-security-group-${direction}`, '--region', region],
			...['--group-id', groupId, '--ip-permissions', JSON.stringify([permission])],
		],
	]);
}

function peerMember(peer: RulePeer): object {
	if ('cidr' in peer) {
		return {IpRanges: [{CidrIp: peer.cidr}]};
	}

	return 'groupId' in peer
		? {UserIdGroupPairs: [{GroupId: peer.groupId}]}
		: {PrefixListIds: [{PrefixListId: peer.prefixListId}]};
}
